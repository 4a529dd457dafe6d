"""The grid of emoji."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.ui.dialogs.emoji_data import Emoji
from app.ui.dialogs.pick_grid import CellPainter, PickGrid
from app.ui.qt.i18n import tr
from app.ui.theme import Theme, make_font

CELL, COLUMNS = 40, 9


class EmojiGrid(PickGrid[Emoji]):
    """Picks an `Emoji`; its menu is that of the skin tones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Эмодзи"), _EmojiPainter(theme, CELL), lambda one: one.name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


class _EmojiPainter(CellPainter):
    def draw(self, painter: QPainter, box: QRect, thing: object) -> None:
        assert isinstance(thing, Emoji)
        painter.setFont(make_font(self._theme.px(24)))
        painter.setPen(self._theme.colors.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, thing.text)
