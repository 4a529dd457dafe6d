"""The frame of the rows of people and of calls: equal heights, a ground when marked, a face."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.people import Person
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import ItemRole
from app.ui.theme import Theme

_EDGE = 16


class FaceDelegate(QStyledItemDelegate):
    """Paints the frame; `draw` adds what a row says."""

    HEIGHT = 44

    def __init__(self, theme: Theme, images: ImageLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._images = theme, images

    def draw(self, painter: QPainter, box: QRectF, row: object, dpr: float) -> None:
        """Paint a row into its box."""
        raise NotImplementedError

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: all rows are of one height."""
        return QSize(0, self._theme.px(self.HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: one row."""
        box = QRectF(QRect(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colors.hover)
            painter.drawRoundedRect(box.adjusted(8, 1, -8, -1), 8, 8)
        self.draw(painter, box, index.data(ItemRole), painter.device().devicePixelRatio())
        painter.restore()

    def face(
        self, painter: QPainter, box: QRectF, person: Person, *, side: int, dpr: float
    ) -> float:
        """Draw a face at the left edge; return where the words begin."""
        left = box.left() + _EDGE
        face = self._images.avatar(person.name, person.user_id, side, dpr, person.avatar)
        painter.drawPixmap(QPointF(left, box.center().y() - side / 2), face)
        return left + side + self._theme.soft(12)
