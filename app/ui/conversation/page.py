"""The right side of a profile: header, pinned bar, messages, composer, info panel of one chat."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.diff import ListDiff, Unsubscribe
from app.domain.errors import AppError
from app.domain.ids import EventId, ItemKey, RoomId
from app.domain.rooms import RoomKind, RoomState, RoomSummary
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.calls.running_bar import RunningBar
from app.ui.composer.attaching import SNIP_KEYS
from app.ui.composer.bar import ComposerBar
from app.ui.conversation.actions import MessageActions
from app.ui.conversation.bottom import Bottom
from app.ui.conversation.choices import Choice
from app.ui.conversation.choosing import Choosing
from app.ui.conversation.clicks import Clicks
from app.ui.conversation.doors import Doors
from app.ui.conversation.dropping import DropSite
from app.ui.conversation.menus import Menus
from app.ui.conversation.middle import Middle
from app.ui.conversation.overlay import JumpButtons, TopNote
from app.ui.conversation.panel_place import PanelPlace
from app.ui.conversation.places import Place, Places
from app.ui.conversation.stretch import Position
from app.ui.conversation.view import MessageView, is_typed
from app.ui.conversation.wayfinder import Wayfinder
from app.ui.header.find_bar import FindBar
from app.ui.header.header import ConversationHeader
from app.ui.header.pinned import PinnedBar
from app.ui.panel.panel import InfoPanel
from app.ui.qt.dialogs import confirm
from app.ui.qt.failures import toasted
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme


class ConversationPage(QWidget):
    """One chat at a time; keeps the place of every chat it has shown."""

    room_requested = Signal(str)
    back_requested = Signal()
    call_requested = Signal(str, bool)
    """(room id, with video)."""
    lesson_requested = Signal(str)
    join_offered = Signal()
    """A call runs in the chat that is shown."""
    join_requested = Signal(str)
    """Come into the call that runs in a chat."""
    link_requested = Signal(str)
    """A link in a message that leads into Parta was clicked."""

    def __init__(
        self, session: Session, theme: Theme, images: ImageLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._tasks = TaskScope(toasted(self, theme))
        self._room: RoomId | None = None
        self._summary: RoomSummary | None = None
        self._ticket = 0
        self._cut: list[Unsubscribe] = []
        self._places = Places()
        self._retry: EventId | None = None
        self.view = MessageView(theme, images, self._tasks)
        self.header = ConversationHeader(session, theme, images)
        self.running = RunningBar(theme, session.calls)
        self.pinned = PinnedBar(theme)
        self.find_bar = FindBar(session, theme)
        self.panel = InfoPanel(session, theme, images)
        self.composer = ComposerBar(session, theme, images)
        self.message_actions = MessageActions(
            session, theme, images, tasks=self._tasks, view=self.view, host=self
        )
        self._doors = Doors(
            self,
            session,
            theme,
            images,
            tasks=self._tasks,
            actions=self.message_actions,
            opened=self.room_requested.emit,
        )
        self._ways = Wayfinder(self.view, self.message_actions)
        self.bottom = Bottom(theme, self.composer, session)
        self.jumps = JumpButtons(theme, self.view)
        self._note = TopNote(theme, self.view)
        self._clicks = Clicks(self.view, self.message_actions)
        self.menus = Menus(theme, self.view, self.message_actions)
        self._choosing = Choosing(self.view, self.message_actions, self.bottom)
        self.middle = Middle(theme, self.view)
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.running, self.pinned, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.middle, 1)
        column.addWidget(self.bottom)
        self.drop_site = DropSite(self, theme, self.composer)
        self._panel_place = PanelPlace(
            self, theme, column=whole, panel=self.panel, header=self.header
        )
        self.find_bar.hide()
        self._connect()
        self._show_nothing()

    @property
    def room_id(self) -> RoomId | None:
        """The open chat."""
        return self._room

    async def open(self, room_id: RoomId, at: EventId | None = None) -> None:
        """Show a chat, at an event if one is given."""
        self._uncover()
        if room_id == self._room and self.view.timeline is not None:
            if at is not None:
                await self._ways.jump(at)
            self.composer.focus()
            return
        self.leave()
        self._room = room_id
        self._ticket += 1
        ticket = self._ticket
        self._summary = self._session.rooms.get(room_id)
        if self._summary is None:
            self._hide_around()
            self.middle.show_missing()
            return
        self.header.set_room(self._summary, None)
        self.header.show()
        self.running.set_room(room_id)
        self._watch_rooms()
        if self._summary.state is RoomState.INVITED:
            self._hide_around(header=False)
            self.middle.show_invite(self._summary.name)
            return
        await self._load(room_id, at, ticket)

    async def may_leave(self) -> bool:
        """Whether the open chat may be left; a voice note under way is not thrown away unasked."""
        return not self.composer.recording.active or await confirm(
            self,
            self._theme,
            tr("Не отправлять запись?"),
            tr("Голосовое сообщение ещё записывается. В другом чате его не будет."),
            action=tr("Не отправлять"),
            danger=True,
        )

    def close_room(self) -> None:
        """Show no chat."""
        self.leave()
        self._show_nothing()

    def stop(self) -> None:
        """The program ends: let go of the chat and of what runs, without waiting."""
        self.close_room()
        self.composer.stop()
        self.header.calls.stop()
        self._tasks.cancel()

    async def aclose(self) -> None:
        """After `stop`: wait for the end of what ran; the widgets may be gone by now."""
        await self._tasks.aclose()

    def leave(self) -> None:
        """Note the place and let go of the chat."""
        self._places.keep(self.view)
        timeline = self.view.timeline
        for cut in self._cut:
            cut()
        self._cut.clear()
        self._choosing.stop()
        self.find_bar.hide()
        self.view.set_highlight("")
        self.message_actions.files.sounds.stop()
        self.view.set_timeline(None)
        if timeline is not None:
            timeline.close()
        self.running.set_room(None)
        self.composer.manners.stop()
        self.bottom.stop()
        self._room, self._summary = None, None

    async def _load(self, room_id: RoomId, at: EventId | None, ticket: int) -> None:
        summary = self._summary
        place = self._places.of(room_id) if at is None else None
        if place is not None and summary is not None and summary.unread:
            place = None
        self._retry = at
        self.middle.expect()
        target = at or (place.event_id if place is not None else None)
        try:
            timeline = await self._session.open_timeline(room_id, target)
        except AppError as error:
            if ticket == self._ticket:
                self._hide_around(header=False)
                self.middle.show_error(user_text(error.user_text))
            return
        if ticket != self._ticket:
            timeline.close()
            return
        self._show_timeline(timeline)
        self.view.set_timeline(
            timeline,
            direct=summary is not None and summary.kind is RoomKind.DIRECT,
            at=self._start_of(timeline, at, place),
        )
        if at is not None:
            await self._ways.jump(at)

    def _start_of(
        self, timeline: Timeline, at: EventId | None, place: Place | None
    ) -> Position | None:
        """Where to begin: never for a moment elsewhere, or the wrong rows would count as read."""
        if at is None:
            return place.position if place is not None else None
        key = next((item.key for item in timeline.items if item.event_id == at), None)
        return Position(key, self.middle.height() / 3) if key is not None else None

    def _show_timeline(self, timeline: Timeline) -> None:
        summary = self._summary
        if summary is None:
            return
        self.middle.show_messages()
        self.header.set_room(summary, timeline)
        self.pinned.set_timeline(timeline)
        self.find_bar.set_room(summary, timeline)
        self.composer.set_room(summary, timeline)
        self.panel.set_room(summary, timeline)
        self.pinned.show()
        self.bottom.show()
        self._cut.append(timeline.details.subscribe(lambda _: self._refresh_bottom(timeline)))
        self._refresh_counts()
        self.composer.focus()

    def _watch_rooms(self) -> None:
        self._cut.append(self._session.rooms.observe(None).subscribe(self._on_rooms))

    def _on_rooms(self, diffs: Sequence[ListDiff[RoomSummary]]) -> None:
        before, room_id = self._summary, self._room
        if room_id is None or before is None:
            return
        now = self._session.rooms.get(room_id)
        if now is None or now == before:
            return
        self._summary = now
        timeline = self.view.timeline
        self.header.set_room(now, timeline)
        self.panel.update_summary(now)
        self._refresh_counts()
        if before.state is RoomState.INVITED and now.state is RoomState.JOINED:
            self._ticket += 1
            self._tasks.start(self._load(room_id, None, self._ticket))
        elif timeline is not None:
            self._refresh_bottom(timeline)

    def _refresh_counts(self) -> None:
        if self._summary is not None:
            self.jumps.set_counts(self._summary.unread, self._summary.mentions)

    def _refresh_bottom(self, timeline: Timeline) -> None:
        if self._summary is not None:
            self.bottom.show_for(self._summary, timeline.details.value)

    def _show_nothing(self) -> None:
        self._hide_around()
        self.middle.show_nothing()

    def _hide_around(self, *, header: bool = True) -> None:
        self.header.setVisible(not header)
        self.show_panel(False)
        self.pinned.hide()
        self.bottom.hide()

    def _on_placard_first(self) -> None:
        summary, room_id = self._summary, self._room
        if summary is None or room_id is None:
            return
        if summary.state is RoomState.INVITED:
            self.message_actions.start(self._session.rooms.accept(room_id))
        else:
            self._ticket += 1
            self._tasks.start(self._load(room_id, self._retry, self._ticket))

    def _on_placard_second(self) -> None:
        if self._room is not None:
            self.message_actions.start(self._session.rooms.leave(self._room))
            self.back_requested.emit()

    # ---- moving about

    def edit_last(self) -> None:
        """Up in an empty composer: change the last message of mine."""
        for item in reversed(self.view.stretch.items):
            if item.mine and Choice.EDIT in self.message_actions.choices(item):
                self.composer.start_edit(item)
                return

    def find_in_chat(self) -> None:
        """Ctrl+F, wherever in the window one is."""
        if self.view.timeline is not None and self.isVisible():
            self._uncover()
            self.find_bar.show()
            self.find_bar.focus()

    def _on_find_closed(self) -> None:
        self.find_bar.hide()
        self.view.set_highlight("")
        self.view.setFocus()

    # ---- panel and sizes

    def show_panel(self, shown: bool) -> None:
        """Show or hide the info panel."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.panel.isAncestorOf(focused)
        self._panel_place.show(shown and self.view.timeline is not None)
        if inside and self.panel.isHidden():  # else it were at the first button of the window
            (self.composer.field if self.composer.isVisible() else self.view).setFocus()

    def _uncover(self) -> None:
        """Hide the panel where it lies over what the person wants to see."""
        if self._panel_place.covers:
            self.show_panel(False)

    def _on_panel_jump(self, event_id: str) -> None:
        self._uncover()
        self._ways.go_to(event_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: messages and panel get their places anew."""
        super().resizeEvent(event)
        self._panel_place.share()

    # ---- keys and wiring

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes the innermost thing, a paste is for the composer wherever one is."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.composer.isVisible():
            self.composer.paste()
            return
        if event.key() == Qt.Key.Key_Escape:
            if self.view.pointer.clear() or self._choosing.stop():
                return
            if not self.find_bar.isHidden():
                self._on_find_closed()
                return
            if self._panel_place.covers:
                self.show_panel(False)
                return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        view, actions = self.view, self.message_actions
        QShortcut(
            QKeySequence(SNIP_KEYS),
            self,
            lambda: self.composer.enclosures.snip(hide=True) if self.composer.isVisible() else None,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        view.chosen_changed.connect(self._on_chosen)
        self.header.search_clicked.connect(self.find_in_chat)
        self.header.calls.call_clicked.connect(self._on_call)
        self.header.calls.lesson_clicked.connect(self._on_lesson)
        self.running.appeared.connect(self.join_offered)
        self.running.join_wanted.connect(self.join_requested)
        self.header.panel_toggled.connect(self.show_panel)
        self.header.back_clicked.connect(self.back_requested)
        self.header.menu_requested.connect(self._on_chat_menu)
        self.pinned.jump_requested.connect(self._ways.go_to)
        self.pinned.list_requested.connect(lambda: self.menus.show_pinned(self._ways.go_to))
        self.find_bar.jump_requested.connect(self._ways.go_to)
        self.find_bar.query_changed.connect(view.set_highlight)
        self.find_bar.closed.connect(self._on_find_closed)
        self.panel.closed.connect(lambda: self.show_panel(False))
        self.panel.jump_requested.connect(self._on_panel_jump)
        self.panel.direct_requested.connect(self._doors.direct)
        self.panel.person_requested.connect(self._doors.person)
        self.panel.room_requested.connect(self.room_requested)
        self.composer.edit_last_requested.connect(self.edit_last)
        self.bottom.room_requested.connect(self.room_requested)
        self.jumps.down.clicked.connect(self._ways.go_to_end)
        self.jumps.mention.clicked.connect(self._ways.go_to_mention)
        actions.reply_wanted.connect(self.composer.start_reply)
        actions.edit_wanted.connect(self.composer.start_edit)
        actions.jump_wanted.connect(self._ways.go_to)
        actions.person_wanted.connect(self._doors.person)
        actions.link_wanted.connect(self.link_requested)
        view.reply_wanted.connect(self._on_double_click)
        view.typed.connect(self._on_typed)
        self.middle.placard.first.connect(self._on_placard_first)
        self.middle.placard.second.connect(self._on_placard_second)

    def take_focus(self) -> bool:
        """Go on writing; whether one can here."""
        if self.composer.isVisible():
            self.composer.focus()
        return self.composer.isVisible()

    def take_letter(self, event: QKeyEvent) -> bool:
        """Type a letter that was pressed beside every field; whether it was one."""
        is_letter = is_typed(event) and not event.text().isspace() and self.composer.isVisible()
        if is_letter:
            self._on_typed(event.text())
        return is_letter

    def _on_chosen(self) -> None:
        """The bar of chosen messages is gone, and the button that had the focus with it."""
        if self.view.chosen is None and not self.take_focus():
            self.view.setFocus()

    def _on_call(self, video: bool) -> None:
        if self._room is not None:
            self.call_requested.emit(self._room, video)

    def _on_lesson(self) -> None:
        if self._room is not None:
            self.lesson_requested.emit(self._room)

    def _on_double_click(self, key: ItemKey) -> None:
        item = self.view.item(key)
        if item is not None and Choice.REPLY in self.message_actions.choices(item):
            self.composer.start_reply(item)

    def _on_typed(self, text: str) -> None:
        self.composer.focus()
        field = QApplication.focusWidget()
        if isinstance(field, QPlainTextEdit):
            key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(field, key)

    def _on_chat_menu(self, at: QPoint) -> None:
        if self._summary is not None:
            self._doors.menu(self._summary, at)
