"""Reactions that rise over a tile and fade; where motion is unwanted they stand and go."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.theme import FontRole, Theme, make_font

SECONDS = 3.0
_MOST = 24


@dataclass(frozen=True, slots=True)
class _Float:
    emoji: str
    box: QRect
    name: str
    start: float
    lane: int


class Floats:
    """The reactions that are in the air. Times are seconds of a clock that only goes forward."""

    def __init__(self, theme: Theme, *, still: bool = False) -> None:
        self._theme, self.still = theme, still
        self._flying: list[_Float] = []
        self._count = 0

    def add(self, emoji: str, box: QRect, *, name: str, now: float) -> None:
        """Let one rise in a box; `name` stands beside it where the box says not whose it is."""
        self._count += 1
        self._flying.append(_Float(emoji, QRect(box), name, now, self._count % 4))
        del self._flying[:-_MOST]

    def moving(self, now: float) -> list[QRect]:
        """Forget what has gone; return the boxes that must be painted."""
        boxes = [one.box for one in self._flying]
        self._flying = [one for one in self._flying if now - one.start < SECONDS]
        return boxes

    def paint(self, painter: QPainter, now: float) -> None:
        """Paint those that are in the air."""
        size = self._theme.soft(34)
        for one in self._flying:
            done = min(max((now - one.start) / SECONDS, 0.0), 1.0)
            rise = 0.3 if self.still else done * 0.6
            left = one.box.left() + 14 + one.lane * size
            top = one.box.bottom() - size * 1.6 - rise * one.box.height()
            painter.setOpacity(1.0 if done < 0.7 else (1.0 - done) / 0.3)
            painter.setFont(make_font(size))
            spot = QRectF(left, top, size * 1.4, size * 1.4)
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, one.emoji)
            if one.name:
                painter.setFont(self._theme.font(FontRole.CAPTION))
                painter.setPen(self._theme.colors.text)
                painter.drawText(QPointF(spot.right() + 4, spot.center().y() + 4), one.name)
        painter.setOpacity(1.0)
