"""One file in the sheet of files to send: preview, name, size, what is wrong with it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import MediaError
from app.ui.conversation.words import extension, size_words
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import decode, rounded
from app.ui.qt.widgets import ElidedLabel, IconButton, bind, label
from app.ui.theme import FontRole, Theme

SIDE = 48


@dataclass(frozen=True, slots=True)
class Look:
    """What was found out about a file: bytes, `kind` picture, video, audio or ''; what is wrong."""

    size: int = 0
    kind: str = ""
    picture: QImage | None = None
    problem: str = ""


async def look_at(path: Path, side: int) -> Look:
    """Look at a file in a worker thread; the preview is `side` pixels."""
    return await asyncio.get_running_loop().run_in_executor(None, _look, path, side)


def _look(path: Path, side: int) -> Look:
    from app.media.probe import FileKind, probe

    if path.is_dir():
        return Look(problem=tr("Это папка. Отправить можно только файлы."))
    try:
        found = probe(path)
    except MediaError as error:
        return Look(problem=user_text(error.user_text))
    if found.kind is FileKind.PICTURE:
        return Look(found.size, "picture", decode(path, QSize(side, side), True))
    if found.kind is FileKind.AV:
        return Look(found.size, found.mimetype.partition("/")[0])
    return Look(found.size)


class FileRow(QWidget):
    """Alt+Up and Alt+Down move it, Delete takes it out."""

    removed = Signal()
    moved = Signal(int)

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__()
        self._theme, self.path = theme, path
        self.look: Look | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._face = QLabel()
        self.name = ElidedLabel(path.name)
        self.state = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        self.up = IconButton(theme, "arrow_up_20_regular", tr("Выше"), size=32)
        self.remove = IconButton(theme, "dismiss_20_regular", tr("Убрать"), size=32)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.state)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.px(12))
        row.addWidget(self._face)
        row.addLayout(words, 1)
        row.addWidget(self.up)
        row.addWidget(self.remove)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.remove.clicked.connect(self.removed)
        bind(theme, self, self._refresh)

    @property
    def is_picture(self) -> bool:
        """Whether it is sent as a photo."""
        return self.look is not None and self.look.kind == "picture"

    def show_look(self, look: Look) -> None:
        """Show what was found out."""
        self.look = look
        self._refresh()

    def set_place(self, place: int, count: int) -> None:
        """Its place in the album."""
        self.up.setVisible(count > 1)
        self.up.setEnabled(place > 0)
        self.setAccessibleName(
            tr("{name}, {place} из {count}", name=self.path.name, place=place + 1, count=count)
        )

    def say_problem(self, text: str) -> None:
        """Say why it cannot go; '' shows its size."""
        look = self.look
        kind = extension(self.path.name)
        size = size_words(look.size) if look is not None else ""
        self.state.setText(text or " · ".join(part for part in (size, kind) if part))
        tone = "danger" if text else "text2"
        if self.state.property("tone") != tone:
            self.state.setProperty("tone", tone)
            self.state.style().polish(self.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: move, take out."""
        alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Up if alone:
                self.moved.emit(-1)
            case Qt.Key.Key_Down if alone:
                self.moved.emit(1)
            case Qt.Key.Key_Delete:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a ring when focused."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colors.acc, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)
            painter.end()

    def _refresh(self) -> None:
        theme = self._theme
        self.name.setFont(theme.font(FontRole.BODY))
        side, dpr = theme.px(SIDE), self.devicePixelRatioF()
        self._face.setFixedSize(side, side)
        picture = self.look.picture if self.look is not None else None
        if picture is not None:
            square = QPixmap.fromImage(picture)
            self._face.setPixmap(rounded(square, side, dpr=dpr, radius=10))
            return
        kind = self.look.kind if self.look is not None else ""
        name = {
            "picture": "image_24_regular",
            "video": "video_24_regular",
            "audio": "music_note_2_24_regular",
        }.get(kind, "document_24_regular")
        self._face.setPixmap(theme.icon(name, theme.colors.accText, theme.px(24), dpr))
        self._face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._face.setStyleSheet(f"background: {theme.colors.accSoft.name()}; border-radius: 10px;")
