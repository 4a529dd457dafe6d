"""The head of a conversation: picture, name, who is there; search, info panel, menu."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.diff import Unsubscribe
from app.domain.rooms import RoomDetails, RoomKind, RoomSummary
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.ui.header.call_buttons import CallButtons
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import ElidedLabel, IconButton, bind
from app.ui.theme import FontRole, Theme
from app.ui.when import last_seen_text

HEIGHT, AVATAR = 60, 40
_MINUTE_MS = 60_000


class ConversationHeader(QWidget):
    """Shows one chat; a click on the name opens the info panel."""

    search_clicked = Signal()
    panel_toggled = Signal(bool)
    menu_requested = Signal(QPoint)
    back_clicked = Signal()

    def __init__(self, session: Session, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._session, self._theme, self._images = session, theme, images
        self._summary: RoomSummary | None = None
        self._details: RoomDetails | None = None
        self._cuts: list[Unsubscribe] = []
        self.back = IconButton(theme, "arrow_left_24_regular", tr("К списку чатов"))
        self.back.hide()
        self.avatar = QLabel()
        self.title, self.state = ElidedLabel(), ElidedLabel()
        self.cap = QLabel()
        self.calls = CallButtons(theme, session.calls)
        self.search = IconButton(theme, "search_24_regular", tr("Искать в чате"))
        self.panel = IconButton(theme, "panel_right_24_regular", tr("Информация о чате"))
        self.menu = IconButton(theme, "more_horizontal_24_regular", tr("Действия с чатом"))
        self.panel.setCheckable(True)
        self._lay_out()
        bind(theme, self, self._refresh)
        self.back.clicked.connect(self.back_clicked)
        self.search.clicked.connect(self.search_clicked)
        self.panel.toggled.connect(self.panel_toggled)
        self.menu.clicked.connect(self._on_menu)
        images.ready.connect(self._on_image)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_MS)
        self._clock.timeout.connect(self._refresh_state)
        self._clock.start()

    def set_room(self, summary: RoomSummary, timeline: Timeline | None) -> None:
        """Show a chat; `timeline` is None until it is open."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        self._summary, self._details = summary, None
        self.calls.set_allowed(True)
        self.calls.set_offered(self._session.school.policy.value.switches)
        self.calls.set_room(summary)
        if timeline is not None:
            self._cuts.append(timeline.details.subscribe(self._on_details))
        if summary.direct_user is not None:
            seen = self._session.people.last_seen(summary.direct_user)
            self._cuts.append(seen.subscribe(lambda _: self._refresh_state()))
        elif summary.kind is not RoomKind.CHANNEL:
            online = self._session.people.online(summary.room_id)
            self._cuts.append(online.subscribe(lambda _: self._refresh_state()))
        for button in (self.search, self.panel):
            button.setEnabled(timeline is not None)
        self._refresh()

    def set_back_visible(self, visible: bool) -> None:
        """Offer the way back where list and conversation take turns."""
        self.back.setVisible(visible)

    def set_panel_checked(self, checked: bool) -> None:
        """Show whether the panel is open, without asking for it again."""
        self.panel.blockSignals(True)
        self.panel.setChecked(checked)
        self.panel.blockSignals(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the buttons opens and closes the panel."""
        if event.button() is Qt.MouseButton.LeftButton and self.panel.isEnabled():
            self.panel.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the surface and a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colors.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colors.line)
        painter.end()

    def _lay_out(self) -> None:
        name = QHBoxLayout()
        name.setSpacing(6)
        name.addWidget(self.title, 1)
        name.addWidget(self.cap)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch(1)
        text.addLayout(name)
        text.addWidget(self.state)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.avatar)
        row.addLayout(text, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.calls, self.search, self.panel, self.menu):
            buttons.addWidget(button)
        row.addLayout(buttons)
        self.state.setProperty("tone", "text3")

    def _refresh(self) -> None:
        theme = self._theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.title.setFont(theme.font(FontRole.TITLE))
        self.state.setFont(theme.font(FontRole.CAPTION))
        summary = self._summary
        if summary is None:
            return
        self.title.set_whole_text(summary.name)
        self.cap.setVisible(summary.verified)
        if summary.verified:
            size = theme.px(16)
            self.cap.setPixmap(
                theme.icon(
                    "hat_graduation_24_filled",
                    theme.colors.accText,
                    size,
                    self.devicePixelRatioF(),
                )
            )
            self.cap.setAccessibleName(tr("подтверждённый учитель"))
        self._refresh_avatar()
        self._refresh_state()

    def _refresh_avatar(self) -> None:
        summary = self._summary
        if summary is not None:
            self.avatar.setPixmap(
                self._images.avatar(
                    summary.name,
                    summary.room_id,
                    self._theme.px(AVATAR),
                    self.devicePixelRatioF(),
                    summary.avatar,
                )
            )

    def _refresh_state(self) -> None:
        if self._summary is not None:
            text, typing = self._state_of(self._summary)
            if self._details is not None and self._details.supervised and not typing:
                text = " · ".join(part for part in (text, tr("под наблюдением школы")) if part)
            self.state.setProperty("tone", "accText" if typing else "text3")
            self.state.style().polish(self.state)
            self.state.set_whole_text(text)

    def _state_of(self, summary: RoomSummary) -> tuple[str, bool]:
        """Return the second line and whether it says that somebody writes."""
        if summary.typing:
            if summary.kind is RoomKind.DIRECT:
                return tr("печатает…"), True
            if len(summary.typing) == 1:
                return tr("{name} печатает…", name=summary.typing[0]), True
            return trn("%n [человек|человека|человек] печатают…", len(summary.typing)), True
        if summary.direct_user is not None:
            seen = self._session.people.last_seen(summary.direct_user).value
            return last_seen_text(seen, datetime.now(UTC)), False
        count = self._details.joined_count if self._details else summary.member_count
        if count <= 0:
            return "", False
        if summary.kind is RoomKind.CHANNEL:
            return trn("%n [подписчик|подписчика|подписчиков]", count), False
        members = trn("%n [участник|участника|участников]", count)
        online = self._session.people.online(summary.room_id).value
        if not online:
            return members, False
        return tr("{members} · {online} в сети", members=members, online=online), False

    def _on_details(self, details: RoomDetails) -> None:
        self._details = details
        self.calls.set_allowed(details.powers.can_call)
        self._refresh_state()

    def _on_image(self, uri: str) -> None:
        if self._summary is not None and self._summary.avatar == uri:
            self._refresh_avatar()

    def _on_menu(self) -> None:
        corner = QPoint(0, self.menu.height())
        self.menu_requested.emit(self.menu.mapToGlobal(corner))
