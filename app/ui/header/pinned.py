"""The pinned message under the header: a click jumps to it and shows the next one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.diff import ListDiff, Unsubscribe
from app.domain.preview import preview_of
from app.domain.timeline import TimelineItem
from app.services.facade.timeline import Timeline
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ElidedLabel, IconButton, bind
from app.ui.theme import FontRole, Theme

HEIGHT = 48


class PinnedBar(QWidget):
    """Is there only while something is pinned and was not put aside."""

    jump_requested = Signal(str)
    list_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: tuple[TimelineItem, ...] = ()
        self._at = 0
        self._aside: frozenset[str] = frozenset()
        self._cut: Unsubscribe | None = None
        self._wanted = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = QLabel()
        self._title, self._text = ElidedLabel(), ElidedLabel()
        self._title.setProperty("tone", "accText")
        self._text.setProperty("tone", "text2")
        self.all = IconButton(theme, "list_24_regular", tr("Все закреплённые"))
        self.close_button = IconButton(theme, "dismiss_24_regular", tr("Скрыть закреплённое"))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        text.addWidget(self._title)
        text.addWidget(self._text)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(text, 1)
        row.addWidget(self.all)
        row.addWidget(self.close_button)
        self.all.clicked.connect(self.list_requested)
        self.close_button.clicked.connect(self._on_closed)
        bind(theme, self, self._refresh)

    def set_timeline(self, timeline: Timeline) -> None:
        """Watch the pins of a chat."""
        if self._cut is not None:
            self._cut()
        self._items, self._at, self._aside = (), 0, frozenset()
        self._cut = timeline.pinned.subscribe(lambda diffs: self._on_pins(timeline, diffs))

    def setVisible(self, visible: bool) -> None:
        """Qt: shown only where there is something to show."""
        self._wanted = visible
        super().setVisible(visible and self._has_news())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: jump."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._jump()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter jumps, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._jump()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the surface, a line below, a ring when focused."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colors.line)
        if self.hasFocus():
            painter.setPen(colors.acc)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -2))
        painter.end()

    def _has_news(self) -> bool:
        return any(item.key not in self._aside for item in self._items)

    def _on_pins(self, timeline: Timeline, _: Sequence[ListDiff[TimelineItem]]) -> None:
        self._items = tuple(timeline.pinned)
        self._at = min(self._at, max(len(self._items) - 1, 0))
        self._refresh()
        super().setVisible(self._wanted and self._has_news())

    def _jump(self) -> None:
        if not self._items:
            return
        item = self._items[self._at]
        self._at = (self._at + 1) % len(self._items)
        self._refresh()
        if item.event_id is not None:
            self.jump_requested.emit(item.event_id)

    def _on_closed(self) -> None:
        self._aside = frozenset(item.key for item in self._items)
        self.hide()

    def _refresh(self) -> None:
        theme = self._theme
        self.setFixedHeight(theme.px(HEIGHT))
        self._title.setFont(theme.font(FontRole.CAPTION_STRONG))
        self._text.setFont(theme.font(FontRole.CAPTION))
        color, size = theme.colors.accText, theme.px(18)
        self._icon.setPixmap(theme.icon("pin_24_filled", color, size, self.devicePixelRatioF()))
        self.all.setVisible(len(self._items) > 1)
        if not self._items:
            return
        item = self._items[self._at]
        many = len(self._items) > 1
        title = tr("Закреплено · {at} из {all}", at=self._at + 1, all=len(self._items))
        self._title.set_whole_text(title if many else tr("Закреплено"))
        preview = preview_of(item.content, sender_name=item.sender.name, mine=item.mine, group=True)
        self._text.set_whole_text(preview.text)
        self.setAccessibleName(f"{tr('Закреплено')}: {preview.text}")
