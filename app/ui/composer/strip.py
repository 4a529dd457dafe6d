"""The strip over the field: which message is answered or changed, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ElidedLabel, IconButton, bind
from app.ui.theme import FontRole, Theme


class Strip(QWidget):
    """Hidden until `show_for`."""

    cancelled = Signal()
    clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = "arrow_reply_24_regular"
        self._icon = QLabel()
        self.title, self.text = ElidedLabel(), ElidedLabel()
        self.title.setProperty("tone", "accText")
        self.text.setProperty("tone", "text2")
        self.close_button = IconButton(theme, "dismiss_20_regular", tr("Отменить"), size=32)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.cancelled)
        bind(theme, self, self._refresh)
        self.hide()

    def show_for(self, title: str, text: str, *, editing: bool) -> None:
        """Say what is answered or changed."""
        self._icon_name = "edit_24_regular" if editing else "arrow_reply_24_regular"
        self.title.set_whole_text(title)
        self.text.set_whole_text(text)
        self.setAccessibleName(f"{title}: {text}")
        self._refresh()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: an accent bar before the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colors.surface)
        painter.setPen(self._theme.colors.acc)
        painter.setBrush(self._theme.colors.acc)
        left = self.title.x() - 8
        painter.drawRect(left, self.title.y(), 1, self.text.geometry().bottom() - self.title.y())
        painter.end()

    def _refresh(self) -> None:
        theme = self._theme
        self.title.setFont(theme.font(FontRole.CAPTION_STRONG))
        self.text.setFont(theme.font(FontRole.CAPTION))
        color, size = theme.colors.accText, theme.px(20)
        self._icon.setPixmap(theme.icon(self._icon_name, color, size, self.devicePixelRatioF()))
