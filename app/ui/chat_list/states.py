"""What stands in the place of rows: skeleton, nothing yet, an error; the offline banner."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import AppError, NetworkError
from app.domain.profiles import Connection, ConnectionPhase
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.reader import announce
from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme


class Skeleton(QWidget):
    """Grey rows in the shape of what will stand there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Загрузка чатов"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: an avatar and two lines per row, fading downwards."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colors.surface2)
        for row in range(self.height() // px(70) + 1):
            top = row * px(70)
            painter.setOpacity(max(1.0 - row * 0.09, 0.15))
            painter.drawEllipse(QRectF(px(18), top + px(11), px(48), px(48)))
            long = (150, 120, 180, 140)[row % 4]
            painter.drawRoundedRect(QRectF(px(78), top + px(17), px(long), px(12)), 6, 6)
            painter.drawRoundedRect(
                QRectF(px(78), top + px(41), self.width() - px(78 + 18 + long // 4), px(10)), 5, 5
            )
        painter.end()


class Notice(QWidget):
    """An icon, a sentence or two, and a way out, in the middle of a pane."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = "chat_multiple_24_regular"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label(theme, "", FontRole.TITLE, wrap=True)
        self.text = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        self.button = push_button("", look="flat")
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(32), theme.px(32), theme.px(32), theme.px(32))
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        column.addWidget(self._icon)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        bind(theme, self, self._refresh)

    def say(self, icon: str, title: str, text: str, *, action: str = "") -> None:
        """Say something else."""
        self._icon_name = icon
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._refresh()

    def fail(self, title: str, error: AppError) -> None:
        """Say what did not open and why, with a way to try again."""
        icon = "wifi_off_20_regular" if isinstance(error, NetworkError) else "info_20_regular"
        self.say(icon, title, user_text(error.user_text), action=tr("Повторить"))

    def _refresh(self) -> None:
        theme = self._theme
        self._icon.setPixmap(
            theme.icon(self._icon_name, theme.colors.text3, theme.px(40), self.devicePixelRatioF())
        )


def offline_words(server: str, connection: Connection) -> str:
    """Return «Нет связи с school14.example · повтор через 12 с»."""
    text = tr("Нет связи с {server}", server=server)
    if connection.retry_in is None:
        return text
    wait = trn("повтор через %n с", max(round(connection.retry_in), 1))
    return f"{text} · {wait}"


class OfflineBanner(QWidget):
    """A line above the rows while there is no connection; it counts down and can be hurried."""

    retry = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel()
        self.text = label(theme, "", FontRole.CAPTION, wrap=True)
        self.button = push_button(tr("Повторить"), look="link")
        self.button.clicked.connect(self.retry)
        row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("offline")
        bind(theme, self, self._refresh)
        self.hide()

    def show_state(self, server: str, connection: Connection) -> None:
        """Show or hide; the text counts with the connection."""
        offline = connection.phase is ConnectionPhase.OFFLINE
        if offline or not connection.suspended:
            self.text.setText(offline_words(server, connection))
        else:
            self.text.setText(tr("Отправка сообщений приостановлена администратором школы."))
        self.button.setVisible(offline)
        comes = (offline or connection.suspended) and self.isHidden()
        self.setVisible(offline or connection.suspended)
        if comes and self.isVisible():
            announce(self, self.text.text())

    def _refresh(self) -> None:
        theme = self._theme
        px = theme.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(8))
        self._icon.setPixmap(
            theme.icon("wifi_off_20_regular", theme.colors.warn, px(18), self.devicePixelRatioF())
        )
        self.setStyleSheet(f"QWidget#offline {{ background: {theme.colors.surface2.name()}; }}")
