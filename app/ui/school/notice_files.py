"""Files for an announcement: chosen, sent at once with how far that is, taken out again."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.services.facade.school.board import Board
from app.services.tasks import TaskScope
from app.ui.conversation.words import size_words
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running
from app.ui.qt.widgets import ElidedLabel, IconButton, label, push_button
from app.ui.theme import FontRole, Theme


class NoticeFileRow(QWidget):
    """One file: its name, how far it is or what is wrong, a button that takes it out."""

    removed = Signal()
    again = Signal()

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__()
        self.path = path
        self.sent: str = ""
        """The id that the service gave it; '' until it is there."""
        self.running: Running | None = None
        self.name = ElidedLabel(path.name)
        self.state = label(theme, tr("Отправляю…"), FontRole.CAPTION, tone="text2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(4))
        self.bar.setAccessibleName(tr("Отправка файла {name}", name=path.name))
        self.retry = push_button(tr("Повторить"), look="link")
        self.retry.hide()
        self.retry.clicked.connect(self.again)
        said = tr("Убрать файл {name}", name=path.name)
        self.remove = IconButton(theme, "dismiss_20_regular", said, size=28, icon_size=18)
        self.remove.clicked.connect(self.removed)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for part in (self.name, self.bar, self.state):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.retry)
        row.addWidget(self.remove)

    def progress(self, done: int, total: int) -> None:
        """So many bytes are there."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(done * 1000 / max(total, 1)))

    def begin(self) -> None:
        """It is on its way."""
        self.retry.hide()
        self.bar.show()
        self.progress(0, 1)
        self.state.setText(tr("Отправляю…"))

    def finish(self, file: str, size: int) -> None:
        """It is there."""
        self.sent = file
        self.bar.hide()
        self.state.setText(size_words(size))

    def fail(self, text: str, *, again: bool) -> None:
        """It is not there, and why."""
        self.bar.hide()
        self.state.setText(text)
        self.retry.setVisible(again)


class NoticeFiles(QWidget):
    """The button and the rows; `changed` when what may be posted is another."""

    changed = Signal()

    def __init__(self, theme: Theme, board: Board, tasks: TaskScope) -> None:
        super().__init__()
        self._theme, self._board, self._tasks = theme, board, tasks
        self.largest, self.most = 0, 0
        self.rows: list[NoticeFileRow] = []
        self.add = push_button(tr("Приложить файлы…"), look="link")
        self.add.clicked.connect(lambda: self._tasks.start(self._choose()))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self._column.addWidget(self.note)

    @property
    def ready(self) -> bool:
        """Whether every file is there."""
        return all(row.sent for row in self.rows)

    @property
    def ids(self) -> tuple[str, ...]:
        """The files in their order."""
        return tuple(row.sent for row in self.rows)

    def limit(self, *, largest: int, most: int) -> None:
        """What the service takes."""
        self.largest, self.most = largest, most
        self.setVisible(most > 0)

    async def take(self, paths: Sequence[Path]) -> None:
        """Send files; too large ones are said before a byte goes."""
        room = max(self.most - len(self.rows), 0)
        self.note.setText(tr("Не больше {count} файлов в объявлении.", count=self.most))
        self.note.setVisible(len(paths) > room)
        for path in paths[:room]:
            row = NoticeFileRow(self._theme, path)
            row.removed.connect(partial(self._remove, row))
            row.again.connect(partial(self._send, row))
            self.rows.append(row)
            self._column.insertWidget(len(self.rows), row)
            size = await asyncio.to_thread(_size, path)
            if size > self.largest:
                most = size_words(self.largest)
                row.fail(tr("Файл слишком большой: не больше {most}.", most=most), again=False)
            else:
                self._send(row)
        self.changed.emit()

    def _send(self, row: NoticeFileRow) -> None:
        row.begin()
        row.running = self._tasks.start(self._upload(row))

    async def _upload(self, row: NoticeFileRow) -> None:
        try:
            sent = await self._board.send_file(row.path, progress=row.progress)
        except AppError as error:
            row.fail(user_text(error.user_text), again=True)
        else:
            row.finish(sent.id, sent.size)
        self.changed.emit()

    def _remove(self, row: NoticeFileRow) -> None:
        if row.running is not None:
            row.running.cancel()
        if row.sent:
            self._tasks.start(self._forget(row.sent))
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.note.hide()
        self.changed.emit()

    async def _forget(self, file: str) -> None:
        try:
            await self._board.forget_file(file)
        except AppError:
            return  # the service forgets by itself what was never posted

    async def _choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Приложить файлы"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        if await opened(dialog) == QDialog.DialogCode.Accepted:
            await self.take([Path(one) for one in dialog.selectedFiles()])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
