"""What stands in the place of messages or of the composer: nothing, loading, invites, refusals."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme


class MessageSkeleton(QWidget):
    """Grey bubbles where the messages will stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Загрузка сообщений"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: bubbles of some sizes, from the bottom up."""
        px, colors = self._theme.px, self._theme.colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.chat)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        y = float(self.height() - px(16))
        shapes = ((260, 56, False), (320, 44, True), (200, 44, False), (380, 76, False))
        row = 0
        while y > 0 and row < 40:
            wide, high, mine = shapes[row % len(shapes)]
            y -= px(high)
            width = min(px(wide), self.width() - px(90))
            x = self.width() - px(20) - width if mine else px(62)
            painter.setOpacity(max(0.9 - row * 0.08, 0.15))
            painter.setBrush(colors.bout if mine else colors.bin)
            painter.drawRoundedRect(QRectF(x, y, width, px(high)), px(16), px(16))
            if not mine:
                painter.setBrush(colors.line)
                painter.drawEllipse(QRectF(px(20), y + px(high) - px(34), px(34), px(34)))
            y -= px(8)
            row += 1
        painter.end()


class Placard(QFrame):
    """An icon and words in the middle of the conversation, with up to two ways out."""

    first = Signal()
    second = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("placard")
        self._icon_name = "chat_48_regular"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(theme, "", FontRole.TITLE, wrap=True)
        self._text = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._one = push_button("", look="primary")
        self._two = push_button("", look="plain")
        self._one.clicked.connect(self.first)
        self._two.clicked.connect(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(32), theme.px(24), theme.px(32), theme.px(24))
        column.setSpacing(theme.px(8))
        column.addStretch(1)
        for widget in (self._icon, self._title, self._text):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(self._two)
        row.addWidget(self._one)
        row.addStretch(1)
        column.addSpacing(theme.px(8))
        column.addLayout(row)
        column.addStretch(1)
        bind(theme, self, self._dress)

    def say(self, icon: str, title: str, text: str, *, one: str = "", two: str = "") -> None:
        """Show an icon, a title, a sentence and buttons."""
        self._icon_name = icon
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for button, words in ((self._one, one), (self._two, two)):
            button.setText(words)
            button.setVisible(bool(words))
        self.setAccessibleName(f"{title}. {text}")
        self._dress()

    def _dress(self) -> None:
        colors, size = self._theme.colors, self._theme.px(48)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.icon(self._icon_name, colors.text3, size, ratio))
        self.setStyleSheet(f"QFrame#placard {{ background: {colors.chat.name()}; border: none; }}")


class Foot(QFrame):
    """A line in the composer's place: why one cannot write here, and what one can do."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("foot")
        self._text = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = push_button("", look="flat")
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        bind(theme, self, self._dress)

    def say(self, text: str, *, action: str = "") -> None:
        """Show a sentence and perhaps a button."""
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)

    def _dress(self) -> None:
        colors = self._theme.colors
        self.setMinimumHeight(self._theme.px(60))
        self.setStyleSheet(
            f"QFrame#foot {{ background: {colors.surface.name()};"
            f" border-top: 1px solid {colors.line.name()}; }}"
        )
