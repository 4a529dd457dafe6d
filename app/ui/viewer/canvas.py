"""A picture that is looked at closely: fits the window, grows under the wheel, is moved about."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

MOST, STEP = 12.0, 1.25
_MARGIN = 64
_STILL = 4


class Canvas(QWidget):
    """Wheel and keys zoom, dragging moves, a double click changes between «fit» and 1:1."""

    outside_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | QPixmap | None = None
        self._size = QSize()
        self._zoom = 0.0
        self._middle = QPointF()
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage | QPixmap | None, size: QSize) -> None:
        """Show a picture in the place of one of `size` pixels; the zoom stays for the same size."""
        if size != self._size:
            self._zoom, self._middle = 0.0, QPointF()
        self._image, self._size = image, size
        self._refresh()

    def forget(self) -> None:
        """Show nothing, and begin the next one as it fits."""
        self._image, self._size = None, QSize()
        self._zoom, self._middle = 0.0, QPointF()
        self._refresh()

    @property
    def zoomed(self) -> bool:
        """Whether it is shown otherwise than fitting."""
        return self._zoom > 0

    @property
    def scale(self) -> float:
        """Points of the screen per pixel of the picture."""
        return self._zoom or self.fitting

    @property
    def fitting(self) -> float:
        """The scale at which it fits the window; never larger than life."""
        if self._size.isEmpty():
            return 1.0
        room = QSizeF(max(self.width() - 2 * _MARGIN, 64), max(self.height() - 8, 64))
        one = 1.0 / self.devicePixelRatioF()
        by = (room.width() / self._size.width(), room.height() / self._size.height())
        return min(one, *by)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Grow or shrink around a point of the widget, else around the middle."""
        centre = QRectF(self.rect()).center()
        at = at if at is not None else centre
        before = self.scale
        least = self.fitting
        after = max(least, min(MOST, before * factor))
        self._middle = at - centre - (at - centre - self._middle) * (after / before)
        self._zoom = 0.0 if after <= least * 1.001 else after
        if not self._zoom:
            self._middle = QPointF()
        self._refresh()

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom, self._middle = 0.0, QPointF()
        self._refresh()

    def place(self) -> QRectF:
        """Where the picture lies."""
        size = QSizeF(self._size) * self.scale
        centre = QRectF(self.rect()).center() + self._middle
        return QRectF(
            centre.x() - size.width() / 2,
            centre.y() - size.height() / 2,
            size.width(),
            size.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture."""
        image = self._image
        if image is None or image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < _STILL)
        if isinstance(image, QImage):
            painter.drawImage(self.place(), image, QRectF(image.rect()))
        else:
            painter.drawPixmap(self.place(), image, QRectF(image.rect()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep it in sight."""
        self._refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: zoom around the mouse."""
        steps = event.angleDelta().y() / 120
        if steps and self._image is not None:
            self.zoom_by(STEP**steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: take hold."""
        self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: move the picture."""
        if self._pressed is None:
            return
        by = event.position() - self._pressed
        if self._dragged or by.manhattanLength() > _STILL:
            self._dragged = True
            self._pressed = event.position()
            if self.zoomed:
                self._middle += by
                self._refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: let go; a click beside the picture closes."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not self._dragged and not self.place().contains(pressed):
            self.outside_clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: fit, or one pixel for one."""
        if self.zoomed:
            self.fit()
        else:
            one = 1.0 / self.devicePixelRatioF()
            self.zoom_by((one if self.fitting < one else 2 * one) / self.scale, event.position())

    def _refresh(self) -> None:
        if self._zoom:
            size = QSizeF(self._size) * self._zoom
            wide = max((size.width() - self.width()) / 2, 0)
            high = max((size.height() - self.height()) / 2, 0)
            self._middle = QPointF(
                max(-wide, min(wide, self._middle.x())), max(-high, min(high, self._middle.y()))
            )
        self.setCursor(Qt.CursorShape.OpenHandCursor if self.zoomed else Qt.CursorShape.ArrowCursor)
        self.update()
