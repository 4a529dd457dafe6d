"""The backgrounds of a poll: a row of patches, one of them chosen."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.qt.i18n import tr
from app.ui.theme import BACKDROPS, Theme

_PATCHES = (("", -1), *BACKDROPS.items())
_SIDE, _STEP = 40, 52


class Swatches(QWidget):
    """Left and Right choose; so does a click."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)
        self._choose(0)

    @property
    def chosen(self) -> str:
        """The name of the background, '' for none."""
        return _PATCHES[self._at][0]

    def choose(self, name: str) -> None:
        """Choose by name; a name that is not ours chooses none."""
        names = [patch for patch, _ in _PATCHES]
        self._choose(names.index(name) if name in names else 0)

    def sizeHint(self) -> QSize:
        """Qt: six patches in a row."""
        return QSize(self._theme.px(_STEP * len(_PATCHES)), self._theme.px(_SIDE + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the patches, a ring around the chosen one."""
        colors, px = self._theme.colors, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (_, index) in enumerate(_PATCHES):
            box = self._box(place)
            if place == self._at:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colors.text if self.hasFocus() else colors.acc, 2))
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), px(12), px(12))
            painter.setPen(Qt.PenStyle.NoPen)
            if index < 0:
                painter.setBrush(colors.surface2)
            else:
                shade = QLinearGradient(box.topLeft(), box.bottomRight())
                base: QColor = colors.avatars[index]
                shade.setColorAt(0, base)
                shade.setColorAt(1, base.lighter(150))
                painter.setBrush(shade)
            painter.drawRoundedRect(box, px(10), px(10))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: choose what was clicked."""
        for place in range(len(_PATCHES)):
            if self._box(place).adjusted(-4, -4, 4, 4).contains(event.position()):
                self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Left and Right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose((self._at + step) % len(_PATCHES))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Qt: show the ring."""
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Qt: hide the ring."""
        self.update()

    def _box(self, place: int) -> QRectF:
        px = self._theme.px
        return QRectF(px(4) + place * px(_STEP), px(5), px(_SIDE), px(_SIDE))

    def _choose(self, place: int) -> None:
        self._at = place
        names = (
            tr("без фона"),
            tr("зелёный"),
            tr("фиолетовый"),
            tr("оранжевый"),
            tr("синий"),
            tr("розовый"),
        )
        self.setAccessibleName(tr("Фон: {name}", name=names[place]))
        self.update()
        self.changed.emit()
