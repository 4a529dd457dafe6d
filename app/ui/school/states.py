"""What stands in the place of a diary: grey cards while it loads, a line when it is an old one."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme


class CardsSkeleton(QWidget):
    """Grey cards in the shape of what will stand there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Загрузка"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: three cards with lines in them, then two lower ones."""
        px, colors = self._theme.px, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, left = px(16), px(20)
        columns = max(1, min(3, self.width() // px(320)))
        width = (self.width() - 2 * left - gap * (columns - 1)) / columns
        for row in range(2):
            for column in range(columns):
                box = QRectF(left + column * (width + gap), px(16) + row * px(286), width, px(270))
                painter.setBrush(colors.surface)
                painter.drawRoundedRect(box, 14, 14)
                painter.setBrush(colors.surface2)
                for line in range(5):
                    share = (0.4, 0.7, 0.55, 0.75, 0.5)[line]
                    top = box.top() + px(18) + line * px(50)
                    place = QRectF(box.left() + px(16), top, (width - px(32)) * share, px(14))
                    painter.drawRoundedRect(place, 6, 6)
        painter.end()


class Strip(QWidget):
    """A line above the page: what is shown is old, and why; and a way out."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = label(theme, "", FontRole.CAPTION, wrap=True)
        self.button = push_button(tr("Повторить"), look="link")
        self.button.clicked.connect(self.acted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.button)
        bind(theme, self, self._refresh)
        self.hide()

    def say(self, text: str, *, action: str = "") -> None:
        """Say something; '' hides the line."""
        self.text.setText(text)
        self.button.setText(action or tr("Повторить"))
        self.setVisible(bool(text))

    def _refresh(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(8), px(16), px(8))
        self.setStyleSheet(f"QWidget#strip {{ background: {self._theme.colors.surface2.name()}; }}")
