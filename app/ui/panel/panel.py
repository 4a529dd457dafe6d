"""The info panel beside the conversation: what the chat is, who is in it, what was sent."""

import contextlib
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.diff import Unsubscribe
from app.domain.errors import AppError
from app.domain.ids import UserId
from app.domain.rooms import MuteMode, RoomDetails, RoomKind, RoomSummary
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.panel.media import MediaTab
from app.ui.panel.members import MembersTab
from app.ui.panel.person_roles import RolesView
from app.ui.panel.tabs import TabRow
from app.ui.panel.tile import Tile
from app.ui.qt.failures import toasted
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import IconButton, bind, divider, label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.when import last_seen_text

AVATAR, LEAST_LIST = 80, 150


class InfoPanel(QWidget):
    """340 px; what it shows is loaded when it is looked at."""

    closed = Signal()
    jump_requested = Signal(str)
    direct_requested = Signal(str)
    person_requested = Signal(str)
    room_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._session, self._theme, self._images = session, theme, images
        self._tasks = TaskScope(toasted(self, theme))
        self._summary: RoomSummary | None = None
        self._timeline: Timeline | None = None
        self._cuts: list[Unsubscribe] = []
        self.title = label(theme, tr("Информация"), FontRole.TITLE)
        self.settings = IconButton(theme, "settings_24_regular", tr("Настройки чата"))
        self.close_button = IconButton(theme, "dismiss_24_regular", tr("Закрыть"))
        self.avatar = QLabel()
        self.name = label(theme, "", FontRole.HEADING, wrap=True)
        self.state = label(theme, "", FontRole.CAPTION, tone="text3", wrap=True)
        self.topic = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.roles = RolesView(theme)
        self.mute = Tile(theme)
        self.more = Tile(theme)
        self.link = push_button(tr("Ссылка и QR-код для вступления"), look="link")
        self.link.hide()
        self.cards = push_button(tr("Карточки для входа"), look="link")
        self.cards.hide()
        self.members = MembersTab(session, theme, images)
        self.tabs = TabRow(theme)
        self.pages = QStackedWidget()
        self._media = {
            tr("Фото"): MediaTab(theme, images, ("m.image",), tr("Фотографий пока нет")),
            tr("Видео"): MediaTab(theme, images, ("m.video",), tr("Видео пока нет")),
            tr("Файлы"): MediaTab(theme, images, ("m.file",), tr("Файлов пока нет")),
            tr("Голосовые"): MediaTab(
                theme, images, ("voice", "m.audio"), tr("Голосовых сообщений пока нет")
            ),
            tr("Опросы"): MediaTab(theme, images, ("poll",), tr("Опросов пока нет")),
        }
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.tabs.picked.connect(self.pages.setCurrentIndex)
        self.members.direct_requested.connect(self.direct_requested)
        self.members.person_requested.connect(self.person_requested)
        self.members.counted.connect(lambda count: self._name_members(count))
        for tab in self._media.values():
            tab.picked.connect(self.jump_requested)
        self.mute.clicked.connect(self._on_mute)
        self.more.clicked.connect(self._on_more)
        self.settings.clicked.connect(self._on_settings)
        self.link.clicked.connect(self._on_link)
        self.cards.clicked.connect(self._on_cards)
        images.ready.connect(self._on_image)
        bind(theme, self, self._refresh)

    def set_room(self, summary: RoomSummary, timeline: Timeline) -> None:
        """Show another chat; costs little while the panel is closed."""
        self._summary, self._timeline = summary, timeline
        for cut in self._cuts:
            cut()
        self._cuts = [timeline.details.subscribe(self._on_details)]
        if summary.direct_user is not None:
            seen = self._session.people.last_seen(summary.direct_user)
            self._cuts.append(seen.subscribe(lambda _: self._refresh_state()))
        self.roles.show_roles(())
        group = summary.kind is not RoomKind.DIRECT
        self.settings.setVisible(group)
        self.tabs.set_visible(0, group)
        for tab in self._media.values():
            tab.set_timeline(timeline)
        if group:
            self._name_members(summary.member_count)
        if self.isVisible():
            self._ask_roles(summary)
        if self.isVisible() and group:
            self.members.set_timeline(timeline)
        else:
            self.members.release()
        if not group and self.tabs.current == 0:
            self.tabs.pick(1)
        elif group:
            self.tabs.pick(0)
        self._refresh()

    def update_summary(self, summary: RoomSummary) -> None:
        """The same chat has another name, picture or mute."""
        self._summary = summary
        self._refresh()

    def showEvent(self, event: object) -> None:
        """Qt: load what is looked at."""
        summary, timeline = self._summary, self._timeline
        if summary is not None:
            self._ask_roles(summary)
        if summary is not None and timeline is not None and summary.kind is not RoomKind.DIRECT:
            self.members.set_timeline(timeline)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the surface and a line at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colors.surface)
        painter.fillRect(0, 0, 1, self.height(), self._theme.colors.line)
        painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.settings)
        head.addWidget(self.close_button)
        self._head = QWidget()
        self._head.setLayout(head)
        for text in (self.name, self.state, self.topic):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        tiles.addWidget(self.mute, 1)
        tiles.addWidget(self.more, 1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 4, 16, 12)
        top.setSpacing(8)
        top.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self.name, self.state, self.topic):
            top.addWidget(widget)
        top.addWidget(self.roles)
        top.addLayout(tiles)
        top.addWidget(self.link, 0, Qt.AlignmentFlag.AlignHCenter)
        top.addWidget(self.cards, 0, Qt.AlignmentFlag.AlignHCenter)
        self.pages.addWidget(self.members)
        self.tabs.add(tr("Участники"))
        for name, tab in self._media.items():
            self.tabs.add(name)
            self.pages.addWidget(tab)
        body = QWidget()
        body.setObjectName("body")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(divider())
        inside.addWidget(self.tabs)
        inside.addWidget(self.pages, 1)
        self._scroll = QScrollArea()  # of a low window with large text nothing is cut off
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setStyleSheet("QScrollArea, QWidget#body { background: transparent; }")
        self._scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)

    def _refresh(self) -> None:
        theme, summary = self._theme, self._summary
        self._head.setFixedHeight(theme.px(60))
        self.pages.setMinimumHeight(theme.px(LEAST_LIST))
        if summary is None:
            return
        self.name.setText(summary.name)
        self.avatar.setPixmap(
            self._images.avatar(
                summary.name,
                summary.room_id,
                theme.px(AVATAR),
                self.devicePixelRatioF(),
                summary.avatar,
            )
        )
        silent = summary.mute is not MuteMode.ALL
        icon = "alert_off_24_regular" if silent else "alert_24_regular"
        words = {
            MuteMode.ALL: tr("Включено"),
            MuteMode.MENTIONS: tr("Упоминания"),
            MuteMode.NONE: tr("Выключено"),
        }
        self.mute.show_as(icon, words[summary.mute])
        self.mute.setAccessibleName(tr("Уведомления: {state}", state=words[summary.mute]))
        self.more.show_as("more_horizontal_24_regular", tr("Ещё"))
        self._refresh_state()

    def _refresh_state(self) -> None:
        summary = self._summary
        if summary is None:
            return
        details = self._timeline.details.value if self._timeline else RoomDetails(summary.room_id)
        if summary.direct_user is not None:
            seen = self._session.people.last_seen(summary.direct_user).value
            parts = [last_seen_text(seen, datetime.now(UTC))]
        else:
            count = details.joined_count or summary.member_count
            parts = [trn("%n [участник|участника|участников]", count)]
        if details.managed:
            parts.append(tr("состав из журнала"))
        if details.supervised:
            parts.append(tr("под наблюдением школы"))
        self.state.setText(" · ".join(filter(None, parts)))
        self.state.setVisible(bool(self.state.text()))

    def _ask_roles(self, summary: RoomSummary) -> None:
        person, school = summary.direct_user, self._session.school

        async def ask(user_id: UserId) -> None:
            with contextlib.suppress(AppError):  # it stands beside the chat, which goes on without
                portrait = await school.portrait(user_id)
                if user_id == self._shown_person():
                    self.roles.show_roles(portrait.roles)

        if person is not None and school.me.value is not None:
            self._tasks.start(ask(person))

    def _shown_person(self) -> UserId | None:
        return self._summary.direct_user if self._summary is not None else None

    def _name_members(self, count: int) -> None:
        known = self._summary.member_count if self._summary is not None else 0
        self.tabs.rename(0, tr("Участники {count}", count=max(count, known)))

    def _on_details(self, details: RoomDetails) -> None:
        self.topic.setText(details.topic)
        self.topic.setVisible(bool(details.topic))
        # Leaders of the school's own chats make links too: the service knows who they are.
        may_ask = details.powers.can_invite or (details.managed and details.powers.can_pin)
        group = self._summary is not None and self._summary.kind is not RoomKind.DIRECT
        school = self._session.school
        me = school.me.value
        offered = me is not None and school.policy.value.switches.links
        self.link.setVisible(group and may_ask and offered)
        leads = details.managed and details.powers.can_pin and me is not None and me.is_staff
        self.cards.setVisible(group and leads)
        self._refresh_state()

    def _on_image(self, uri: str) -> None:
        if self._summary is not None and self._summary.avatar == uri:
            self._refresh()

    def _on_mute(self) -> None:
        from app.ui.dialogs.mute import ask_mute

        async def ask(summary: RoomSummary) -> None:
            choice = await ask_mute(self, self._theme, summary)
            if choice is not None:
                await self._session.rooms.mute(summary.room_id, choice.mode, until=choice.until)

        if self._summary is not None:
            self._tasks.start(ask(self._summary))

    def _on_more(self) -> None:
        from app.ui.chat_list.menu import ChatMenu

        if self._summary is not None:
            menu = ChatMenu(
                self,
                self._theme,
                self._session,
                self._tasks,
                images=self._images,
                opened=self.room_requested.emit,
            )
            menu.build(self._summary).popup(
                self.more.mapToGlobal(QPoint(0, self.more.height() + 4))
            )

    def _on_link(self) -> None:
        from app.ui.dialogs.chat_link import show_chat_link

        if self._summary is not None:
            links = self._session.school.links
            self._tasks.start(show_chat_link(self, self._theme, links, self._summary))

    def _on_cards(self) -> None:
        from app.ui.roster.school_sheets import show_cards

        self._tasks.start(show_cards(self, self._theme, self._session.school))

    def _on_settings(self) -> None:
        from app.ui.dialogs.chat_settings import show_chat_settings

        if self._summary is not None:
            self._tasks.start(
                show_chat_settings(self, self._theme, self._session, self._images, self._summary)
            )
