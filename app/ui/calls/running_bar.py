"""Under the head of a chat: a call runs here, who is in it, come in."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.calls import CallKind, RunningCall
from app.domain.ids import RoomId
from app.services.facade.calls import Call, Calls
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import ElidedLabel, bind, push_button
from app.ui.theme import FontRole, Theme

HEIGHT = 44


class RunningBar(QWidget):
    """Hidden while no call runs in the chat that is shown."""

    appeared = Signal()
    join_wanted = Signal(str)

    def __init__(self, theme: Theme, calls: Calls | None) -> None:
        super().__init__()
        self._theme, self._calls = theme, calls
        self._room: RoomId | None = None
        self._cuts: list[Callable[[], None]] = []
        self.icon, self.text = QLabel(), ElidedLabel()
        self.join = push_button(tr("Войти"), look="primary")
        self.join.setStyleSheet("padding: 4px 14px;")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(self.icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.join)
        self.join.clicked.connect(self._on_join)
        bind(theme, self, self._on_theme)
        self.hide()

    def set_room(self, room_id: RoomId | None) -> None:
        """Watch the call of a chat, or of none."""
        if room_id == self._room:
            return
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        self._room = room_id
        self.hide()
        if room_id is not None and self._calls is not None:
            self._cuts = [
                self._calls.running(room_id).subscribe(self._show),
                self._calls.current.subscribe(self._on_current),
            ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a soft ground and a line below."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.accSoft)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colors.line)
        painter.end()

    def _on_join(self) -> None:
        if self._room is not None:
            self.join_wanted.emit(self._room)

    def _show(self, running: RunningCall | None) -> None:
        appears = self.isHidden()
        self.setVisible(running is not None)
        if running is None:
            return
        if appears:
            self.appeared.emit()
        lesson = running.kind is CallKind.LESSON
        what = tr("Идёт урок") if lesson else tr("Идёт звонок")
        count = trn("%n [участник|участника|участников]", len(running.people))
        words = f"{what} · {count}"
        self.text.set_whole_text(words)
        self.setAccessibleName(words)

    def _on_current(self, call: Call | None) -> None:
        here = call is not None and call.info.room_id == self._room
        self.join.setText(tr("Открыть") if here else tr("Войти"))
        self.join.setAccessibleName(tr("Открыть звонок") if here else tr("Войти в звонок"))

    def _on_theme(self) -> None:
        theme = self._theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.text.setFont(theme.font(FontRole.BODY_STRONG))
        self.icon.setPixmap(
            theme.icon(
                "call_24_filled", theme.colors.accText, theme.px(18), self.devicePixelRatioF()
            )
        )
