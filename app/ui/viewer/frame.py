"""The widgets of the viewer: who and when on top, arrows at the sides, caption and player below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ElidedLabel, IconButton, label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.viewer.canvas import STEP, Canvas
from app.ui.viewer.playing import MakePlayer, Playing

_HEAD, _ARROW = 56, 44


class ViewerFrame(QWidget):
    """Only shows; the viewer says what."""

    def __init__(self, theme: Theme, parent: QWidget, player: MakePlayer) -> None:
        super().__init__(parent)
        self._theme = theme
        self.canvas = Canvas()
        self.playing = Playing(theme, self.canvas, player)
        self.author, self.when = ElidedLabel(), ElidedLabel()
        self.author.setFont(theme.font(FontRole.TITLE))
        self.when.setFont(theme.font(FontRole.CAPTION))
        self.when.setProperty("tone", "text2")
        self.zoom_less = IconButton(theme, "zoom_out_24_regular", tr("Уменьшить (−)"))
        self.zoom_more = IconButton(theme, "zoom_in_24_regular", tr("Увеличить (+)"))
        self.copy = IconButton(theme, "copy_24_regular", tr("Копировать (Ctrl+C)"))
        self.save = IconButton(theme, "arrow_download_24_regular", tr("Сохранить как (Ctrl+S)"))
        self.open_outside = IconButton(
            theme, "open_24_regular", tr("Открыть в другой программе (Ctrl+O)")
        )
        self.close_button = IconButton(theme, "dismiss_24_regular", tr("Закрыть (Esc)"))
        self.older = IconButton(theme, "chevron_left_24_regular", tr("Предыдущее"), size=_ARROW)
        self.newer = IconButton(theme, "chevron_right_24_regular", tr("Следующее"), size=_ARROW)
        for arrow in (self.older, self.newer):
            arrow.setParent(self)
        self.note = label(theme, "", FontRole.BODY, tone="text", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = push_button(tr("Повторить"))
        self.caption: QLabel = label(theme, "", FontRole.BODY, wrap=True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption.setMaximumHeight(theme.px(120))
        self._lay_out()
        self.zoom_less.clicked.connect(self.zoom_out)
        self.zoom_more.clicked.connect(self.zoom_in)
        self.say("")

    def name(self, sender: str, when: str, caption: str) -> None:
        """Say whose it is, from when, and what they wrote to it."""
        self.author.set_whole_text(sender)
        self.when.set_whole_text(when)
        self.caption.setText(caption[:1000])
        self.caption.setVisible(bool(caption))

    def say(self, text: str, *, again: bool = False) -> None:
        """Say something over the picture; '' says nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.again.setVisible(again)
        self._place()

    def set_way(self, *, older: bool, newer: bool) -> None:
        """Which ways lead on."""
        self.older.setVisible(older)
        self.newer.setVisible(newer)

    def set_ready(self, can_open: bool, *, picture: bool) -> None:
        """What can be done with it now."""
        self.open_outside.setEnabled(can_open)
        for button in (self.copy, self.zoom_less, self.zoom_more):
            button.setEnabled(picture)

    def zoom_in(self) -> None:
        """Larger."""
        self.canvas.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Smaller."""
        self.canvas.zoom_by(1 / STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: arrows and notes lie over the picture."""
        super().resizeEvent(event)
        self._place()

    def _lay_out(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.author)
        words.addWidget(self.when)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(6), px(12), px(6))
        head.setSpacing(px(4))
        head.addLayout(words, 1)
        for button in (
            self.zoom_less,
            self.zoom_more,
            self.copy,
            self.save,
            self.open_outside,
            self.close_button,
        ):
            head.addWidget(button)
        below = QVBoxLayout()
        below.setContentsMargins(px(24), px(6), px(24), px(12))
        below.addWidget(self.caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.playing.bar)
        column.addLayout(below)
        for widget in (self.note, self.again):
            widget.setParent(self)

    def _place(self) -> None:
        px, middle = self._theme.px, self.height() // 2
        side = px(_ARROW)
        self.older.move(px(12), middle - side // 2)
        self.newer.move(self.width() - side - px(12), middle - side // 2)
        wide = min(px(420), max(self.width() - px(120), px(160)))
        self.note.setFixedWidth(wide)
        self.note.adjustSize()
        self.note.move((self.width() - wide) // 2, middle - self.note.height() // 2)
        self.again.adjustSize()
        top = middle + self.note.height() // 2 + px(12)
        self.again.move((self.width() - self.again.width()) // 2, top)
        for widget in (self.older, self.newer, self.note, self.again):
            widget.raise_()
