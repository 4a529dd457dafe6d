"""What is about to be sent: files with previews in their order, a caption, how photos travel."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.services.facade.composer import OutgoingFile
from app.ui.conversation.words import size_words
from app.ui.dialogs.file_row import FileRow, Look, look_at
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import bind, in_font, label
from app.ui.theme import FontRole, Theme

MOST = 50
LONGEST_SIDE = 1920
"""Pixels of a compressed photo."""
Limit = Callable[[], Coroutine[Any, Any, int | None]]
"""Asks for the largest file that the server takes, in bytes; None while unknown."""
_PACKED, _WHOLE, _AS_FILES = range(3)


async def ask_files(
    parent: QWidget,
    theme: Theme,
    paths: Sequence[Path],
    limit: Limit,
) -> tuple[OutgoingFile, ...] | None:
    """Show what is to be sent; None when nothing is.

    A slow answer to `limit` keeps nobody from choosing.
    """
    sheet = FilesSheet(parent, theme, paths)
    sheet.tasks.start(sheet.learn(limit))
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return sheet.files() if accepted else None


class FilesSheet(TaskSheet):
    """Files that cannot go say why and stay behind; the others go."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        paths: Sequence[Path],
        *,
        limit: int | None = None,
    ) -> None:
        super().__init__(parent, theme, "", width=460)
        self._limit = limit
        wanted = list(dict.fromkeys(paths))
        self._dropped = max(len(wanted) - MOST, 0)
        self.rows: list[FileRow] = []
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self.ways = QButtonGroup(self)
        self._way_row = QWidget()
        self.caption = _Caption(theme)
        self.note = label(theme, "", FontRole.CAPTION, tone="warn", wrap=True)
        self._lay_out()
        self.add_action(tr("Отмена"))
        self.send = self.add_action(tr("Отправить"), look="primary", slot=self._on_send)
        for path in wanted[:MOST]:
            self._add(path)
        self.refresh()

    async def learn(self, limit: Limit) -> None:
        """Hold the files against the largest that the server takes, once that is known."""
        self._limit = await limit()
        self.refresh()

    def files(self) -> tuple[OutgoingFile, ...]:
        """Return what goes, the caption with the first one."""
        way = self.ways.checkedId()
        caption = self.caption.toPlainText().strip()
        return tuple(
            OutgoingFile(
                row.path,
                caption=caption if place == 0 else "",
                as_file=way == _AS_FILES,
                resize=LONGEST_SIDE if way == _PACKED and row.is_picture else None,
            )
            for place, row in enumerate(self._going())
        )

    def remove_file(self, row: FileRow) -> None:
        """Take a file out; with the last one the sheet closes."""
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.reject()
            return
        self.refresh()

    def move_file(self, row: FileRow, by: int) -> None:
        """Give a file another place in the album."""
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows.remove(row)
            self.rows.insert(place, row)
            self._column.removeWidget(row)
            self._column.insertWidget(place, row)
            row.setFocus()
            self.refresh()

    def refresh(self) -> None:
        """Fit title, sentences and button to what is listed."""
        pictures = [row for row in self.rows if row.is_picture]
        self._way_row.setVisible(bool(pictures))
        packed = self.ways.checkedId() == _PACKED
        for place, row in enumerate(self.rows):
            row.set_place(place, len(self.rows))
            row.say_problem(self._problem(row, packed=packed))
        going = self._going()
        self.title_label.setText(_title(self.rows))
        self.setAccessibleName(self.title_label.text())
        left = len(self.rows) - len(going)
        notes = []
        if left and going:
            notes.append(trn("Не [отправится|отправятся|отправятся]: %n", left))
        if self._dropped:
            notes.append(
                trn("За раз не больше %n [файла|файлов|файлов], остальные не взяты.", MOST)
            )
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))
        self.send.setEnabled(bool(going))

    def open(self) -> None:
        """Qt: begin with the caption."""
        super().open()
        self.caption.setFocus()

    def place(self) -> None:
        """Qt: where the list is long, what is being written stays in sight."""
        super().place()
        if self.caption.hasFocus():
            self._scroll.ensureWidgetVisible(self.caption)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the card does not throw the choice away."""
        event.accept()

    def _going(self) -> list[FileRow]:
        packed = self.ways.checkedId() == _PACKED
        return [row for row in self.rows if not self._problem(row, packed=packed)]

    def _problem(self, row: FileRow, *, packed: bool) -> str:
        look = row.look
        if look is None:
            return ""
        if look.problem:
            return look.problem
        if self._limit is not None and look.size > self._limit and not (packed and row.is_picture):
            most = size_words(self._limit)
            return tr("Больше, чем принимает сервер: предел {most}", most=most)
        return ""

    def _add(self, path: Path) -> None:
        row = FileRow(self._theme, path)
        row.removed.connect(lambda: self.remove_file(row))
        row.moved.connect(lambda by: self.move_file(row, by))
        self.rows.append(row)
        self._column.addWidget(row)
        self.tasks.start(self._look(row))

    async def _look(self, row: FileRow) -> None:
        side = round(self._theme.px(48) * self.devicePixelRatioF())
        found: Look = await look_at(row.path, side)
        if row in self.rows:
            row.show_look(found)
            self.refresh()

    def _lay_out(self) -> None:
        theme = self._theme
        names = (tr("Сжать фото"), tr("Без сжатия"), tr("Как файлы"))
        column = QHBoxLayout(self._way_row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        for number, name in enumerate(names):
            button = QRadioButton(name)
            in_font(theme, button)
            self.ways.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        self.ways.button(_PACKED).setChecked(True)
        self.ways.idToggled.connect(lambda _number, on: self.refresh() if on else None)
        self.caption.sent.connect(self._on_send)
        self.body.addWidget(self._list)
        self.body.addWidget(self._way_row)
        self.body.addWidget(self.caption)
        self.body.addWidget(self.note)
        self._way_row.hide()

    def _on_send(self) -> None:
        if self.send.isEnabled():
            self.accept()


class _Caption(QPlainTextEdit):
    """Enter sends, Shift+Enter and Ctrl+Enter begin a line; Tab goes on."""

    sent = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Подпись"))
        self.setAccessibleName(tr("Подпись"))
        self.setTabChangesFocus(True)

        def fit() -> None:
            self.setFont(theme.font(FontRole.BODY))
            self.setFixedHeight(2 * self.fontMetrics().lineSpacing() + theme.px(26))

        bind(theme, self, fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        ):
            self.insertPlainText("\n")
        else:
            self.sent.emit()


def _title(rows: Sequence[FileRow]) -> str:
    if rows and all(row.is_picture for row in rows):
        return trn("Отправить %n фото", len(rows)) if len(rows) > 1 else tr("Отправить фото")
    return trn("Отправить %n файл(а/ов)", len(rows)) if len(rows) > 1 else tr("Отправить файл")
