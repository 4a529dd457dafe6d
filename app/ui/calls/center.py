"""The calls of one profile on the screen: which windows there are, and what brings them up.

A call has one large window, or the small one while the main window is used over it. What rings
comes over everything, unless the person shows their screen to others. The windows are imported
with the first call.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.calls import (
    CallKind,
    CallState,
    Ended,
    EndReason,
    IncomingCall,
    Ringing,
    Source,
)
from app.domain.ids import RoomId
from app.domain.lessons import TodayLesson
from app.services.facade.calls import Call, Calls
from app.services.facade.session import Session
from app.ui.calls.ringer import CALLING, RING, Ringer
from app.ui.qt import places
from app.ui.qt.images import ImageLoader, Starter
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.calls.floating import FloatingWindow
    from app.ui.calls.incoming import IncomingWindow
    from app.ui.calls.window import CallWindow


SETTLE_MS = 300
LOAD_MS = 300
"""Until then what offers the call is painted."""


def _load_window() -> None:
    import app.ui.calls.window  # noqa: F401 - for the first call


class CallCenter(QObject):
    """Opens and closes the windows; `host` is the profile's page in the main window."""

    room_wanted = Signal(str)
    direct_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        calls: Calls,
        theme: Theme,
        *,
        images: ImageLoader,
        tasks: Starter,
        host: QWidget,
        may_sound: Callable[[], bool] = lambda: True,
        may_show: Callable[[], bool] = lambda: True,
        ringer: Ringer | None = None,
    ) -> None:
        super().__init__(host)
        self._session, self.calls, self._theme = session, calls, theme
        self._images, self._tasks, self._host = images, tasks, host
        self._may_sound, self._may_show = may_sound, may_show
        self._ringer = ringer or Ringer(self)
        self.window: CallWindow | None = None
        self.small: FloatingWindow | None = None
        self.incoming: IncomingWindow | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._on_settled)
        self._state_cut: Callable[[], None] | None = None
        self._cuts = [
            calls.current.subscribe(self._on_current),
            calls.incoming.subscribe(self._on_incoming),
        ]

    # ------------------------------------------------------------------------ what is asked

    def start(self, room_id: RoomId, *, video: bool) -> None:
        """Call a chat, or come into the call that runs there."""
        if not self._show_if_here(room_id):
            self._do(self.calls.start(room_id, video=video))

    def start_lesson(self, room_id: RoomId) -> None:
        """Start a lesson, or come into the one that runs."""
        if not self._show_if_here(room_id):
            self._do(self.calls.start_lesson(room_id))

    def open_today(self, row: TodayLesson) -> None:
        """Begin the lesson of a row of the day, or come into it."""
        if row.room_id is None or not row.opens or not self._show_if_here(row.room_id):
            self._do(self.calls.open_today(row))

    def get_ready(self) -> None:
        """A call is offered to the person: they come in faster if what it takes is loaded."""
        self.calls.get_ready()
        QTimer.singleShot(LOAD_MS, self, _load_window)

    def join(self, room_id: RoomId) -> None:
        """Come into what runs in a chat."""
        running = self.calls.running(room_id).value
        if running is not None and running.kind is CallKind.LESSON:
            self.start_lesson(room_id)
        else:
            self.start(room_id, video=False)

    def show_window(self) -> None:
        """Bring the call to the front."""
        self._drop_small()
        if self.window is not None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def go_small(self, *, inside: bool = False) -> None:
        """Leave a small window over everything, or inside the main one, and hide the large one."""
        window = self.window
        if window is None or self.small is not None or isinstance(window.call.state.value, Ended):
            return
        from app.ui.calls.floating import FloatingWindow

        small = FloatingWindow(window.call, window.controls, window.theme, window.images)
        small.back_wanted.connect(self.show_window)
        self.small = small
        if inside:
            small.show_inside(self._host.window())
        else:
            small.show_in_corner(self._host)
        window.hide()

    def main_came_up(self) -> None:
        """The main window came to the front; windows that close bring it up for a moment, too."""
        self._settling.start()

    def _on_settled(self) -> None:
        if self._host.window().isActiveWindow():
            self.main_used()

    def main_used(self) -> None:
        """The person works in the main window: a call that it covers becomes small."""
        window, main = self.window, self._host.window()
        if (
            window is not None
            and window.isVisible()
            and not window.isMinimized()
            and places.overlap(window, main)
        ):
            self.go_small(inside=not places.are_known())

    def close(self) -> None:
        """The profile goes away."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        self._settling.stop()
        self._drop_incoming()
        self._drop_call()
        self._ringer.stop()

    # ------------------------------------------------------------------------ what happens

    def _on_current(self, call: Call | None) -> None:
        if call is None:
            return  # the window shows how it ended and goes by itself
        if self.window is not None and self.window.call is call:
            return
        self._drop_call()
        from app.ui.calls.window import CallWindow

        window = CallWindow(self._session, self.calls, call, self._theme, self._images)
        window.small_wanted.connect(self.go_small)
        window.again_wanted.connect(lambda: self._on_again(call))
        window.direct_wanted.connect(self._on_direct)
        window.finished.connect(lambda: self._on_finished(window))
        self.window = window
        self.show_window()
        self._state_cut = call.state.subscribe(self._on_state)

    def _on_state(self, state: CallState) -> None:
        if isinstance(state, Ringing):
            self._ringer.play(CALLING)
        elif self._ringer.playing == CALLING:
            self._ringer.stop()
        if isinstance(state, Ended):
            self._drop_small()
            if state.reason is not EndReason.LEFT and self.window is not None:
                self.window.show()

    def _on_incoming(self, incoming: IncomingCall | None) -> None:
        self._drop_incoming()
        if incoming is None:
            return
        self.get_ready()
        if not self._may_show() or self._is_showing_screen():
            return
        from app.ui.calls.incoming import IncomingWindow

        profile = self._session.profile.value
        window = IncomingWindow(incoming, profile, self._theme, self._images)
        window.accepted.connect(lambda video: self._on_accepted(incoming, video))
        window.declined.connect(lambda: self._on_declined(incoming))
        self.incoming = window
        window.show_over(self._host.window())
        if self._may_sound():
            self._ringer.play(RING)

    def _on_accepted(self, incoming: IncomingCall, video: bool) -> None:
        self._drop_incoming()
        self._do(self.calls.accept(incoming, video=video))

    def _on_declined(self, incoming: IncomingCall) -> None:
        self._drop_incoming()
        self._do(self.calls.decline(incoming))

    def _on_again(self, call: Call) -> None:
        info = call.info
        self._drop_call()
        if info.kind is CallKind.LESSON:
            self._do(self.calls.start_lesson(info.room_id))
        else:
            self._do(self.calls.start(info.room_id, video=info.video))

    def _on_direct(self, user_id: str) -> None:
        self.direct_wanted.emit(user_id)
        self.go_small()

    def _on_finished(self, window: CallWindow) -> None:
        if self.window is window:
            self.window = None
            self._drop_state()
            self._drop_small()

    # ------------------------------------------------------------------------------ inside

    def _show_if_here(self, room_id: RoomId) -> bool:
        call = self.calls.current.value
        if call is None or call.info.room_id != room_id:
            return False
        self.show_window()
        return True

    def _is_showing_screen(self) -> bool:
        window = self.window
        return window is not None and window.controls.is_on(Source.SCREEN)

    def _do(self, coro: Coroutine[Any, Any, Any]) -> None:
        self._tasks.start(coro)

    def _drop_incoming(self) -> None:
        window, self.incoming = self.incoming, None
        if window is not None:
            window.hide()
            window.deleteLater()
        if self._ringer.playing == RING:
            self._ringer.stop()

    def _drop_small(self) -> None:
        small, self.small = self.small, None
        if small is not None:
            small.finish()

    def _drop_state(self) -> None:
        if self._state_cut is not None:
            self._state_cut()
            self._state_cut = None
        if self._ringer.playing == CALLING:
            self._ringer.stop()

    def _drop_call(self) -> None:
        self._drop_state()
        self._drop_small()
        window, self.window = self.window, None
        if window is not None:
            window.finish()
