"""Where sections put their marks: a display list under construction."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.values import (
    Box,
    Hit,
    Icon,
    Label,
    LinkRange,
    Mark,
    RowLayout,
    Target,
    Text,
)


class Canvas:
    """Collects what a row is made of."""

    def __init__(self, metrics: Metrics, row: RowLayout) -> None:
        self.metrics = metrics
        self.row = row

    def add(self, mark: Mark) -> None:
        """Put a mark on top of what is there."""
        self.row.marks.append(mark)
        if isinstance(mark, Text):
            self.row.texts.append(mark)

    def label(
        self, text: str, font: int, color: QColor, *, x: float, y: float, width: float, line: float
    ) -> float:
        """Write one line, cut to `width`, centred in a line of height `line`; its width."""
        metrics = self.metrics
        shown = metrics.fit(text, font, width)
        size = metrics.size(shown, font)
        top = y + (line - size.height()) / 2 - metrics.lift(shown, font)
        rect = QRectF(x, top, size.width(), size.height())
        self.add(Label(rect, metrics.static(shown, font), color, font))
        return size.width()

    def icon(self, name: str, color: QColor, *, x: float, y: float, size: float) -> None:
        """Draw an icon in a square."""
        self.add(Icon(QRectF(x, y, size, size), name, color))

    def box(
        self,
        rect: QRectF,
        fill: QColor | None,
        radius: float = 0.0,
        *,
        border: QColor | None = None,
    ) -> None:
        """Draw a rounded rectangle."""
        self.add(Box(rect, fill, radius, border))

    def hit(self, rect: QRectF, target: Target, name: str) -> None:
        """Make a place do something."""
        self.row.hits.append(Hit(rect, target, name))

    def links(self, ranges: list[LinkRange], offset: int) -> None:
        """Make ranges of the text lead somewhere."""
        self.row.links.extend(
            LinkRange(link.start + offset, link.end + offset, link.target) for link in ranges
        )


Emit = Callable[[Canvas, float, float, float], None]


@dataclass(slots=True)
class Section:
    """A part of a bubble: how much room it wants, and how it is drawn at (x, y, width).

    `last` is the width of its last line where the time may stand beside it, else None.
    `bare` sections bring their own edge (pictures) and go to the edge of the bubble.
    """

    width: float
    height: float
    emit: Emit
    last: float | None = None
    gap: float = 0.0
    """Room above, when something stands there."""
    bare: bool = False
