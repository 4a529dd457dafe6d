"""The call window: stage, header, bar, people, chat. One window per call, of one profile."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.calls import (
    CallState,
    Ended,
    EndReason,
    Live,
    Participant,
    Reconnecting,
    Ringing,
    Source,
    VideoTrack,
)
from app.domain.diff import ListDiff, Unsubscribe
from app.domain.errors import AppError
from app.domain.lessons import LessonState
from app.services.facade.calls import Call, Calls
from app.services.facade.session import Session
from app.services.tasks import TaskScope
from app.ui.calls.banners import Banners
from app.ui.calls.bar import CallBar
from app.ui.calls.call_menus import CallMenus
from app.ui.calls.controls import Controls
from app.ui.calls.faces import show_faces
from app.ui.calls.header import CallHeader
from app.ui.calls.keys import bind_key
from app.ui.calls.lesson.desk import LessonDesk
from app.ui.calls.lesson.door import DoorPage
from app.ui.calls.lesson.question import QuestionCard
from app.ui.calls.line_banners import LineBanners
from app.ui.calls.overlay import StageFrame
from app.ui.calls.people import PeoplePanel
from app.ui.calls.person_menu import PersonMenu
from app.ui.calls.plan import Arrangement
from app.ui.calls.side import SidePanel
from app.ui.calls.stage import Stage
from app.ui.calls.stats import StatsPanel
from app.ui.calls.tile_paint import ground
from app.ui.calls.words import title_of
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import user_text
from app.ui.qt.images import ImageLoader
from app.ui.style import dress
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.conversation.page import ConversationPage

_log = logging.getLogger(__name__)
STANDARD, SMALLEST = (1280, 760), (420, 360)


class CallWindow(QWidget):
    """Shows one call until it ends. Dark in both modes: pictures of people stand on black."""

    small_wanted = Signal()
    """Into the small floating window."""
    again_wanted = Signal()
    direct_wanted = Signal(str)
    """Write to a person: a user id."""
    finished = Signal()
    """The call is over and the window closed."""

    def __init__(
        self,
        session: Session,
        calls: Calls,
        call: Call,
        theme: Theme,
        images: ImageLoader,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.theme = Theme(theme.kind, dark=True, scale=theme.scale)
        self._outer = theme
        theme.changed.connect(self._on_outer_theme)
        self._session, self._calls, self.call = session, calls, call
        self.images = ImageLoader(self.theme)
        self._tasks = TaskScope(self._on_error)
        self.images.connect_source(session.media, self._tasks)
        self._people: list[Participant] = []
        self._closing = False
        self.setObjectName("call")
        self.setWindowTitle(title_of(call.info))
        dress(self, self.theme)
        self.header = CallHeader(self.theme, call.info)
        self.banners = Banners(self.theme)
        self.stage = Stage(call, self.theme, self.images)
        self.card = QuestionCard(self.theme)
        self.stats = StatsPanel(self.theme, call, self._tasks)
        self.frame = StageFrame(self.theme, self.stage, card=self.card, stats=self.stats)
        self.door = DoorPage(self.theme, self.images, call.info)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.frame)
        self.middle.addWidget(self.door)
        self.bar = CallBar(self.theme)
        self.people = PeoplePanel(self.theme, self.images)
        self.side = SidePanel(self, self.theme, self.people, self._make_chat)
        self.side.changed.connect(self._on_side_changed)
        self.controls = Controls(call, self.theme, self._tasks, self)
        self.menus = CallMenus(self, calls, self._tasks)
        self.desk: LessonDesk | None = None
        self._cuts: list[Unsubscribe] = []
        self._greeted = False
        self._lay_out()
        self._connect()
        self._add_keys()
        self._meet_lesson()
        line = LineBanners(
            self.banners,
            show_devices=self.menus.devices,
            show_pictures=self.controls.toggle_sound_only,
        )
        self._cuts += [
            call.participants.subscribe(self._on_people),
            call.recent_speakers.subscribe(self.stage.set_recent),
            call.on_reaction(self.stage.show_reaction),
            call.pictures.subscribe(self.stage.set_pictures),
            *line.watch(call),
            call.state.subscribe(self._on_state),
        ]
        self.setMinimumSize(*SMALLEST)
        self.resize(*STANDARD)
        self.stage.setFocus()

    # ----------------------------------------------------------------------------- panels

    def toggle_full_screen(self) -> None:
        """Over the whole screen, or back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def toggle_arrangement(self) -> None:
        """Speaker or grid."""
        grid = self.stage.view.arrangement is Arrangement.GRID
        self.stage.set_arrangement(Arrangement.SPEAKER if grid else Arrangement.GRID)

    def say(self, text: str) -> None:
        """Say something in passing."""
        toast(self, self.theme, text)

    def finish(self) -> None:
        """Let everything go and close; safe to call twice."""
        if self._closing:
            return
        self._closing = True
        for cut in self._cuts:
            cut()
        if self.desk is not None:
            self.desk.close()
        self._outer.changed.disconnect(self._on_outer_theme)
        self.stage.close_feeds()
        self.stats.stop()
        self.side.stop()
        self._tasks.cancel()
        self.hide()
        self.finished.emit()
        self.deleteLater()

    # ------------------------------------------------------------------------------ Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), ground(self.theme))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closing leaves the call; the window goes when the call has ended."""
        if isinstance(self.call.state.value, Ended):
            self.finish()
        elif not self._closing:
            event.ignore()
            self.controls.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the panel beside the stage, or over it."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: who turns away while holding Space is silent again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.controls.hold_to_talk(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space talks while it is held; Esc closes the innermost thing."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.controls.hold_to_talk(True)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt: Space let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.controls.hold_to_talk(False)
        else:
            super().keyReleaseEvent(event)

    # --------------------------------------------------------------------------- inside

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addWidget(self.middle, 1)
        column.addWidget(self.bar)
        self._column = QWidget(self)
        self._column.setLayout(column)

    def _connect(self) -> None:
        bar, controls = self.bar, self.controls
        for button, act in (
            (bar.microphone, controls.toggle_microphone),
            (bar.camera, controls.toggle_camera),
            (bar.screen_button, controls.toggle_screen),
            (bar.hand, controls.toggle_hand),
            (bar.reaction, self.menus.reactions),
            (bar.people, self.side.toggle_people),
            (bar.chat, self.side.toggle_chat),
            (bar.more, self.menus.more),
            (bar.end, self.menus.end),
        ):
            button.clicked.connect(lambda _=False, run=act: run())
        controls.refused.connect(self.say)
        self.header.arrangement_wanted.connect(self.toggle_arrangement)
        self.header.small_wanted.connect(self.small_wanted)
        self.header.screen_wanted.connect(self.toggle_full_screen)
        self.stage.view_changed.connect(
            lambda: self.header.show_arrangement(self.stage.view.arrangement)
        )
        self.stage.activated.connect(self.toggle_full_screen)
        self.stage.menu_wanted.connect(self._on_menu)
        self.people.menu_wanted.connect(self._on_menu)
        self.door.leave_wanted.connect(controls.leave)
        self.door.close_wanted.connect(self.finish)
        self.door.again_wanted.connect(self.again_wanted)
        self.door.check_wanted.connect(self._on_check)

    def _add_keys(self) -> None:
        controls = self.controls
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("M", controls.toggle_microphone),
            ("V", controls.toggle_camera),
            ("S", controls.toggle_screen),
            ("H", controls.toggle_hand),
            ("R", self.menus.reactions),
            ("P", self.side.toggle_people),
            ("C", self.side.toggle_chat),
            ("E", self.menus.more),
            ("L", self.toggle_arrangement),
            ("D", self.menus.devices),
            ("I", self.stats.toggle),
            ("A", controls.toggle_sound_only),
            ("F11", self.toggle_full_screen),
            ("Ctrl+Shift+F", self.small_wanted.emit),
            ("Ctrl+Shift+H", self.menus.end),
        )
        for key, act in keys:
            bind_key(self, key, act)

    def _meet_lesson(self) -> None:
        """Take up the lesson, which the server may tell of only after the call has begun."""
        lesson = self.call.lesson
        if lesson is None or self.desk is not None:
            return
        self.desk = LessonDesk(
            lesson,
            self.theme,
            self._tasks,
            host=self,
            title=self.call.info.title,
            header=self.header,
            people=self.people,
            banners=self.banners,
            card=self.card,
            everybody=lambda: self._people,
            controls=self.controls,
        )
        self.menus.desk = self.desk
        self.door.attendance_wanted.connect(self.desk.show_attendance)
        bind_key(self, "Ctrl+Shift+M", self.desk.mute_all)
        bind_key(self, "Ctrl+Shift+L", self.desk.toggle_lock)
        self._cuts.append(lesson.state.subscribe(self._on_lesson))

    def _on_lesson(self, state: LessonState) -> None:
        if state.leads and not self._greeted:
            self._greeted = True
            if self.side.isHidden():
                self.side.toggle_people()
                self.stage.setFocus()
        self._refresh_bar()

    def _make_chat(self, parent: QWidget) -> ConversationPage:
        from app.ui.conversation.page import ConversationPage

        chat = ConversationPage(self._session, self.theme, self.images, parent)
        self._tasks.start(chat.open(self.call.info.room_id))
        return chat

    def _on_side_changed(self) -> None:
        self._place()
        self._refresh_bar()
        if self.side.isHidden():
            self.stage.setFocus()

    def _place(self) -> None:
        bar = self.bar.sizeHint().height()
        self.side.place(self._column, top=self.header.height(), bottom=bar)

    def _escape(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        elif not self.side.close_panel() and self.stage.view.pinned is not None:
            self.stage.pin(None)

    def _refresh_bar(self) -> None:
        show_faces(
            self.bar,
            self.controls,
            lesson=self.desk is not None,
            people=self.side.shows_people,
            chat=self.side.shows_chat,
        )

    def _on_people(self, _diffs: Sequence[ListDiff[Participant]]) -> None:
        self._meet_lesson()
        self._people = list(self.call.participants)
        own = next((one for one in self._people if one.own), None)
        self.controls.own = own
        self.stage.set_people(self._people)
        self.people.show_people(self._people)
        self.header.show_count(len({one.person.user_id for one in self._people}))
        if own is not None:
            self.header.show_quality(own.quality)
        if self.desk is not None:
            self.desk.people_changed()
        self._refresh_bar()

    def _on_state(self, state: CallState) -> None:
        self._meet_lesson()
        self.header.show_state(state)
        leads = self.desk is not None and self.desk.leads
        inside = not self.door.show_state(state, leads=leads)
        if (self.middle.currentWidget() is self.frame) != inside:
            self.middle.setCurrentWidget(self.frame if inside else self.door)
            (self.stage if inside else self.door).setFocus()
        live = isinstance(state, Live | Reconnecting | Ringing)
        for button in self.bar.buttons:
            button.setEnabled(live or button is self.bar.end)
        if isinstance(state, Ended):
            self.bar.hide()
            self.side.hide()
            self.header.show_end()
            self._place()
            if state.reason is EndReason.LEFT:
                self.finish()

    def _on_menu(self, track: VideoTrack, at: QPoint) -> None:
        one = next((p for p in self._people if p.identity == track.identity), None)
        if one is None:
            return
        if track.source is Source.CAMERA and track not in {t.track for t in self.stage.plan.tiles}:
            track = VideoTrack(one.identity, Source.CAMERA)
        menu = PersonMenu(self, self.theme, self._tasks, self.call.lesson).build(
            one,
            pinned=self.stage.view.pinned == track,
            pin=lambda: self.stage.pin(track),
            write=lambda: self.direct_wanted.emit(one.person.user_id),
        )
        menu.popup(at)

    def _on_check(self) -> None:
        from app.ui.calls.check import check_devices

        self._tasks.start(check_devices(self, self.theme, self._calls, self._tasks))

    def _on_outer_theme(self) -> None:
        self.theme.set_look(dark=True, scale=self._outer.scale)
        self._place()

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        _log.info("refused: %s", error)
        self.say(user_text(error.user_text))
