"""One profile on the screen: chats on the left, the conversation on the right.

Every profile has its page for as long as it is signed in, so switching shows what was left: the
open chat, scroll positions, drafts, the width of the list. The conversation is imported with the
first chat that is opened, so it costs the start nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.ids import EventId, RoomId
from app.domain.profiles import Connection, ConnectionPhase, Profile, ProfileKind
from app.domain.rooms import RoomSummary
from app.ui.chat_list.pane import ChatListPane
from app.ui.chat_list.states import Notice
from app.ui.preferences import Preferences
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader, Starter
from app.ui.qt.widgets import bind
from app.ui.rail.rail import Section
from app.ui.style import dress
from app.ui.theme import Theme
from app.ui.window.sections import Sections

if TYPE_CHECKING:
    from app.services.facade.calls import Calls
    from app.services.facade.profiles import Profiles
    from app.services.facade.session import Session
    from app.ui.calls.center import CallCenter
    from app.ui.conversation.page import ConversationPage
    from app.ui.window.list_desk import ListDesk
    from app.ui.window.school_door import SchoolDoor
    from app.ui.window.stopped import StoppedPage

_log = logging.getLogger(__name__)
QWIDGETSIZE_MAX = 16777215
NARROW = 720
"""Below this width list and conversation take turns."""
LIST_MIN, LIST_MAX = 280, 480
LEAST_BESIDE = 300
"""What a conversation needs beside the list, at the person's size of text."""
OPEN_ROOM = "window.room"
"""Setting of the profile: the chat that was open last."""


class ProfilePage(QWidget):
    """List and conversation of one profile."""

    settings_wanted = Signal()
    link_wanted = Signal(str)

    def __init__(self, profile: Profile, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.theme, self.profile = theme, profile
        self._preferences = preferences
        self._session: Session | None = None
        self._tasks: Starter | None = None
        self._profiles: Profiles | None = None
        self._stopped: StoppedPage | None = None
        self._cuts: list[Callable[[], None]] = []
        self.desk: ListDesk | None = None
        self._conversation: ConversationPage | None = None
        self.center: CallCenter | None = None
        self.door: SchoolDoor | None = None
        self._room: RoomId | None = None
        self._to_reopen: Session | None = None
        self._wanted: tuple[RoomId, EventId | None] | None = None
        self.images = ImageLoader(theme)
        dress(self, theme)
        self.chats = ChatListPane(theme, self.images, profile)
        self.left = QStackedWidget()
        self.left.addWidget(self.chats)
        self.right = QStackedWidget()
        self.right.setObjectName("right")
        self.right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.nothing = Notice(theme)
        self.nothing.say(
            "chat_multiple_24_regular",
            tr("Выберите чат"),
            tr("Ctrl+K ищет по чатам, людям и сообщениям."),
        )
        self.right.addWidget(self.nothing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self.body = QStackedWidget()
        self.body.addWidget(self.splitter)
        self.sections = Sections(theme, self.images, preferences, body=self.body, left=self.left)
        self.sections.room_chosen.connect(self._on_room_chosen)
        self.sections.direct_wanted.connect(self.open_direct)
        self.sections.settings_wanted.connect(self.settings_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)
        self.chats.room_chosen.connect(self._on_room_chosen)
        self.chats.search.left.connect(self.leave_search)
        bind(theme, self, self._on_theme)

    @property
    def room_id(self) -> RoomId | None:
        """The open chat."""
        return self._room

    @property
    def session(self) -> Session | None:
        """The session, once it lives."""
        return self._session

    @property
    def conversation(self) -> ConversationPage | None:
        """The right side, once a chat was opened."""
        return self._conversation

    def show_snapshot(self, rooms: list[RoomSummary]) -> None:
        """Paint the list of last time."""
        self.chats.show_snapshot(rooms)

    def attach(self, session: Session, tasks: Starter, profiles: Profiles) -> None:
        """Come alive; a chat that was clicked meanwhile opens now."""
        self._session, self._tasks, self._profiles = session, tasks, profiles
        self._cuts.append(session.saving.subscribe(self.images.save_traffic))
        self.images.connect_source(session.media, tasks)
        from app.ui.window.list_desk import ListDesk

        self.desk = ListDesk(self, session, tasks)
        self.chats.attach(session)
        if session.calls is not None:
            self._attach_calls(session, session.calls, tasks)
        self._cuts.append(session.connection.subscribe(self._on_connection))
        self._cuts += self.sections.attach(session, tasks, self.center)
        if self.profile.kind is ProfileKind.SCHOOL:
            self._attach_school(session, tasks)
        wanted, self._wanted = self._wanted, None
        if wanted:
            tasks.start(self.open(*wanted))
        elif self.isVisible():
            tasks.start(self._reopen(session))
        else:
            self._to_reopen = session  # of the other profile, once somebody looks

    def detach(self) -> None:
        """The profile goes away."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        if self.center is not None:
            self.center.close()
        if self.door is not None:
            self.door.close()
        self.sections.detach()
        self.chats.detach()
        if self._conversation is not None:
            self._conversation.stop()  # at the end of the program the task below never runs
            if self._tasks is not None:
                self._tasks.start(self._conversation.aclose())

    async def open(self, room_id: RoomId, at: EventId | None = None) -> None:
        """Show a chat, at an event if one is given."""
        session = self._session
        if session is None:
            self._wanted = (room_id, at)
            self.chats.open_room(room_id)
            return
        if self.sections.whole_page is not None:
            self.sections.show(Section.CHATS)
        before = self._conversation if room_id != self._room else None
        if before is not None and not await before.may_leave():
            return
        self._room = room_id
        self.chats.open_room(room_id)
        page = self._conversation or self._make_conversation(session)
        if not self._is_stopped():
            self.right.setCurrentWidget(page)
        self._take_turns()
        await page.open(room_id, at)
        if not self.profile.shared_computer:
            await session.put_setting(OPEN_ROOM, room_id)

    def close_room(self) -> None:
        """Leave the chat; the list stays."""
        self._room = None
        self.left.setVisible(True)
        self.chats.view.setFocus()  # before the chat is gone: its row keeps the keyboard
        self.chats.open_room(None)
        if self._conversation is not None:
            self._conversation.close_room()
        if not self._is_stopped():
            self.right.setCurrentWidget(self.nothing)
        self._take_turns()

    def take_focus(self, before: QWidget | None) -> None:
        """Give the keyboard to what had it here before, else to the list."""
        (before or self.sections.whole_page or self.chats.view).setFocus()

    def go(self, step: int) -> None:
        """Open the chat above (-1) or below (+1)."""
        room_id = self.chats.view.neighbour(step)
        if room_id is not None and room_id != self._room:
            self._start_open(room_id)

    def _attach_school(self, session: Session, tasks: Starter) -> None:
        from app.ui.window.school_door import SchoolDoor

        self.door = SchoolDoor(self, self.body, self.theme, session=session, tasks=tasks)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what the school asks waits until somebody is here."""
        super().showEvent(event)
        session, self._to_reopen = self._to_reopen, None
        if session is not None and self._tasks is not None:
            self._tasks.start(self._reopen(session))
        if self.door is not None:
            self.door.came_up()

    def _attach_calls(self, session: Session, calls: Calls, tasks: Starter) -> None:
        from app.ui.calls.center import CallCenter
        from app.ui.desktop.presenting import is_presenting
        from app.ui.desktop.tray import is_loud

        self.center = CallCenter(
            session,
            calls,
            self.theme,
            images=self.images,
            tasks=tasks,
            host=self,
            may_sound=lambda: is_loud(self._preferences.now, datetime.now(UTC)),
            may_show=lambda: not is_presenting(),
        )
        self.center.direct_wanted.connect(self.open_direct)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.sections.show(Section.CHATS)
        self.left.setVisible(True)
        self.chats.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chats.search.selectAll()

    def find_in_chat(self) -> None:
        """Look for something in the chat that is shown."""
        if self._conversation is not None:
            self._conversation.find_in_chat()

    def leave_search(self) -> None:
        """Show the chats again, and go on in the one that is open."""
        self.chats.search.clear()
        self._go_on()

    def show_section(self, section: Section) -> None:
        """Show what was picked in the rail; who comes back to the chats writes on."""
        self.sections.show(section)
        if section is Section.CHATS:
            self._go_on()

    def _go_on(self) -> None:
        if self._conversation is None or not self._conversation.take_focus():
            self.chats.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc that nobody wanted closes the search, then the chat; letters are for the chat."""
        if event.key() != Qt.Key.Key_Escape:
            if self._conversation is None or not self._conversation.take_letter(event):
                super().keyPressEvent(event)
        elif self.chats.search.text():
            self.leave_search()
        elif self._room is not None:
            self.close_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: list and conversation take turns where both do not fit."""
        super().resizeEvent(event)
        self._take_turns()

    def _make_conversation(self, session: Session) -> ConversationPage:
        from app.ui.conversation.page import ConversationPage

        page = ConversationPage(session, self.theme, self.images, self)
        page.room_requested.connect(self._on_room_chosen)
        page.back_requested.connect(self.close_room)
        page.link_requested.connect(self.link_wanted)
        center = self.center
        if center is not None:
            page.call_requested.connect(lambda room, video: center.start(RoomId(room), video=video))
            page.lesson_requested.connect(lambda room: center.start_lesson(RoomId(room)))
            page.join_offered.connect(center.get_ready)
            page.join_requested.connect(lambda room: center.join(RoomId(room)))
        self.right.addWidget(page)
        self._conversation = page
        return page

    async def _reopen(self, session: Session) -> None:
        room_id = await session.setting(OPEN_ROOM)
        if self._room is None and room_id and session.rooms.get(room_id) and not self._is_narrow():
            await self.open(room_id)

    def _is_stopped(self) -> bool:
        return self._stopped is not None and self.right.currentWidget() is self._stopped

    def _on_connection(self, connection: Connection) -> None:
        if connection.phase is ConnectionPhase.STOPPED:
            self._show_stopped(connection)
        elif self._is_stopped():
            shown = self._conversation if self._room is not None else None
            self.right.setCurrentWidget(shown or self.nothing)

    def _show_stopped(self, connection: Connection) -> None:
        assert self._session is not None
        assert self._tasks is not None
        assert self._profiles is not None
        if self._stopped is None:
            from app.ui.window.stopped import StoppedPage

            self._stopped = StoppedPage(
                self.theme,
                self.profile,
                self._session,
                profiles=self._profiles,
                tasks=self._tasks,
            )
            self.right.addWidget(self._stopped)
        self._stopped.show_state(connection)
        self.right.setCurrentWidget(self._stopped)
        self._take_turns()

    def _start_open(self, room_id: RoomId, at: EventId | None = None) -> None:
        if self._tasks is None:
            self._wanted = (room_id, at)
            self.chats.open_room(room_id)
        else:
            self._tasks.start(self.open(room_id, at))

    def _is_narrow(self) -> bool:
        beside = self.theme.soft(LIST_MIN) + self.theme.px(LEAST_BESIDE)
        return self.width() < max(NARROW * min(self.theme.scale, 1.25), beside)

    def _take_turns(self) -> None:
        narrow = self._is_narrow()
        self.left.setMaximumWidth(QWIDGETSIZE_MAX if narrow else self.theme.px(LIST_MAX))
        right = self._room is not None or self._is_stopped()
        self.left.setVisible(not narrow or not right)
        self.right.setVisible(not narrow or right)

    def _on_room_chosen(self, room_id: str) -> None:
        self._start_open(RoomId(room_id))

    def open_direct(self, user_id: str) -> None:
        """Open the direct chat with a person."""
        if self._tasks is not None and self._session is not None:
            self._tasks.start(self._open_direct(self._session, user_id))

    async def _open_direct(self, session: Session, user_id: str) -> None:
        from app.domain.ids import UserId

        await self.open(await session.rooms.create_direct(UserId(user_id)))

    def _on_splitter_moved(self, position: int, index: int) -> None:
        width = self.left.width() / max(self.theme.scale, 1.0)
        self._preferences.change(list_width=min(max(round(width), LIST_MIN), LIST_MAX))

    def _on_theme(self) -> None:
        theme = self.theme
        self.left.setMinimumWidth(theme.soft(LIST_MIN))
        wanted = theme.soft(self._preferences.now.list_width)
        self.splitter.setSizes([wanted, max(self.width() - wanted, 400)])
        self.right.setStyleSheet(
            f"QStackedWidget#right {{ background: {theme.colors.chat.name()}; }}"
        )
