"""What rows of the school's lists are painted with: lines of text, marks, the ring of focus."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.qt.list_model import ItemRole
from app.ui.theme import Colors, FontRole, Theme


def lines(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break text into at most `most` lines of a width; the last is cut with an ellipsis."""
    found: list[str] = []
    metrics = QFontMetricsF(font)
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            start = line.textStart()
            if len(found) == most - 1:
                rest = paragraph[start:]
                found.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
                layout.endLayout()
                return found
            found.append(paragraph[start : start + line.textLength()].rstrip())
        layout.endLayout()
    return found


def mark_colors(colors: Colors, number: int | None) -> tuple[QColor, QColor]:
    """Return the colours of a mark: its letters and its ground."""
    match number:
        case 5:
            return colors.accText, colors.accSoft
        case 4:
            return colors.mark4, colors.mark4Soft
        case 3:
            return colors.mark3, colors.mark3Soft
        case 1 | 2:
            return colors.mark2, colors.mark2Soft
        case _:
            return colors.text2, colors.surface2


def mark_size(theme: Theme, mark: str) -> QSize:
    """Return the size of a mark's chip."""
    width = QFontMetricsF(theme.font(FontRole.TITLE)).horizontalAdvance(mark)
    return QSize(max(theme.px(28), round(width) + theme.px(14)), theme.px(28))


def draw_mark(painter: QPainter, theme: Theme, at: QPointF, mark: str, number: int | None) -> None:
    """Draw a mark's chip with its upper left corner at a point."""
    size = mark_size(theme, mark)
    ink, ground = mark_colors(theme.colors, number)
    box = QRectF(at.x(), at.y(), size.width(), size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(ink)
    painter.setFont(theme.font(FontRole.TITLE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a list whose heights follow from its width; a hair line between them."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def height(self, row: object, width: int) -> int:
        """How high a row is at a width."""
        raise NotImplementedError

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """Paint a row into its box."""
        raise NotImplementedError

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: as wide as the list."""
        width = self._view.viewport().width()
        return QSize(width, self.height(index.data(ItemRole), width))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: ground, line above, the row, a ring where the keyboard is."""
        box, colors = QRectF(option.rect), self.theme.colors
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver and self._view.isEnabled():
            painter.fillRect(box, colors.hover)
        if index.row():
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colors.line)
        self.draw(painter, box, index.data(ItemRole))
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(colors.acc, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 8, 8)
        painter.restore()
