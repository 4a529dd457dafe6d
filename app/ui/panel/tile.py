"""A button of the info panel: an icon over a word; and the row that adds people."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui.theme import FontRole, Theme

_HEIGHT, _ICON, _ROW, _ROUND = 60, 20, 48, 36


class Tile(QPushButton):
    """Icon above, word below, on a soft ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = "more_horizontal_24_regular"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_as(self, icon: str, text: str) -> None:
        """Show another icon and word."""
        self._icon_name = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: 60 high at 100 %."""
        return QSize(self._theme.px(80), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ground, icon, word, a ring when focused."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colors.acc, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colors.line if self.underMouse() or self.isDown() else colors.surface2)
        painter.drawRoundedRect(box, 10, 10)
        side = theme.px(_ICON)
        icon = theme.icon(self._icon_name, colors.accText, side, self.devicePixelRatioF())
        painter.drawPixmap(round(box.center().x() - side / 2), theme.px(10), icon)
        painter.setFont(theme.font(FontRole.PREVIEW))
        painter.setPen(colors.text)
        words = QRectF(4, theme.px(32), self.width() - 8, theme.px(22))
        cut = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, cut)
        painter.end()


class AddRow(QPushButton):
    """«Добавить участников», in line with the rows of members below."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: as high as a member."""
        return QSize(self._theme.px(200), self._theme.px(_ROW))

    def event(self, event: QEvent) -> bool:
        """Qt: the mouse comes and goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a round icon and the words."""
        theme, colors, px = self._theme, self._theme.colors, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(colors.acc, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(8, 1, -8, -1), 8, 8)
        middle = self.height() / 2
        disc = QRectF(px(16), middle - px(_ROUND) / 2, px(_ROUND), px(_ROUND))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.accSoft)
        painter.drawEllipse(disc)
        side = px(20)
        icon = theme.icon("person_add_20_regular", colors.accText, side, self.devicePixelRatioF())
        inset = (px(_ROUND) - side) / 2
        painter.drawPixmap(disc.translated(inset, inset).topLeft(), icon)
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(colors.accText)
        words = QRectF(
            disc.right() + px(12), 0, self.width() - disc.right() - px(20), self.height()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
