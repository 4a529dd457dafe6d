"""A screen, a window or a part of a screen as pictures for others, in a thread of its own.

Ids of what can be shown: "screen:1" (numbers as mss counts them), "region:left,top,width,height",
"window:id" (X11; the window is followed by its place, so what covers it is seen too), "portal" (a
Wayland session: the system asks the person, and tells only us what they chose).
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from app.domain.calls import Shareable
from app.domain.errors import MediaError, UserText
from app.media.engine import x11
from app.media.engine.camera import Showing, to_bgra, to_i420
from app.media.engine.computer_sound import can_share_sound
from app.media.engine.troubles import SCREEN_LOST, SCREEN_REFUSED
from app.media.portal.bus import Declined
from app.media.portal.pipewire import RATE, Picture
from app.media.portal.screencast import ScreenCast

_log = logging.getLogger(__name__)
PORTAL = "portal"
LONGEST = 1920
"""Pixels of the longer side that are sent; larger screens are made smaller."""
STILL_EVERY = 1.0
"""Seconds between two pictures of a screen on which nothing moves."""
_SOON, _FIRST = 1.0, 5.0
"""Seconds that the first picture should take, and that it may take where nothing is known of it."""

Box = dict[str, int]


def is_wayland() -> bool:
    """Whether the session lets no program look at the screen by itself."""
    return sys.platform.startswith("linux") and bool(os.environ.get("WAYLAND_DISPLAY"))


def list_shareables() -> tuple[Shareable, ...]:
    """Screens and, on X11, windows; blocking. Nothing without a screen.

    On Wayland one without a name: what it is the system asks the person.
    """
    if is_wayland():
        return (Shareable(PORTAL, "", sound=can_share_sound()),)
    import mss

    try:
        with mss.MSS() as eyes:
            monitors = eyes.monitors[1:]
    except mss.exception.ScreenShotError as error:
        _log.info("no screen to show: %s", type(error).__name__)
        return ()
    sound = can_share_sound()
    screens = tuple(
        Shareable(
            f"screen:{number}", f"Экран {number} ({one['width']} × {one['height']})", sound=sound
        )
        for number, one in enumerate(monitors, 1)
    )
    windows = tuple(
        Shareable(f"window:{window}", name, is_window=True, sound=sound)
        for window, name in x11.windows()
    )
    return screens + windows


class Eyes(Protocol):
    """A way to see a screen; used by one thread but for `hang_up`."""

    def open(self) -> None:
        """Begin; may wait for a person. Raises MediaError, Declined, OSError."""

    def look(self) -> Picture | None:
        """What is there now; None for the same as last time.

        Raises OSError, ValueError, IndexError where it is gone, EOFError where it was ended.
        """

    def size(self) -> tuple[int, int] | None:
        """Width and height of the pictures, where known before the first; from any thread."""

    def hang_up(self) -> None:
        """End what `open` waits for; from any thread."""

    def close(self) -> None:
        """Let go."""


class ScreenShow:
    """A screen that is being shown.

    `lost` is called when it cannot go on: with words, or None where it was ended in the system.
    """

    def __init__(
        self, what: str, showing: Showing, lost: Callable[[UserText | None], None]
    ) -> None:
        self._showing, self._lost = showing, lost
        self._eyes: Eyes = ScreenCast() if what == PORTAL or is_wayland() else _OwnEyes(what)
        self._closing = threading.Event()
        self._looking = threading.Event()
        self._opened = threading.Event()
        self._error: MediaError | None = None
        self.size = (LONGEST, 1080)
        self._thread = threading.Thread(target=self._run, name="screen", daemon=True)

    def open(self) -> None:
        """Take the first picture; blocks, for as long as a person thinks about what to show.

        A screen on which nothing moves may give none yet (sway): its size is enough. Raises
        Declined where they thought better of it, and MediaError.
        """
        self._thread.start()
        self._looking.wait()
        for seconds in (_SOON, _FIRST):
            if not self._opened.wait(seconds) and (known := self._eyes.size()) is not None:
                self._begin(*known)
        if self._error is not None or not self._opened.is_set() or self._closing.is_set():
            is_over = self._closing.is_set()
            self.close()
            if is_over:
                raise Declined("taken back")
            raise self._error or MediaError("screen", user_text=SCREEN_REFUSED)

    def close(self) -> None:
        """Stop looking, or asking what to look at."""
        self._closing.set()
        self._eyes.hang_up()
        if self._thread.ident and self._thread is not threading.current_thread():
            self._thread.join(2.0)

    def _run(self) -> None:
        try:
            self._eyes.open()
            self._looking.set()
            self._watch()
        except EOFError:
            self._fail(None)
        except MediaError as error:
            self._fail(error)
        except (OSError, ValueError, IndexError) as error:
            self._fail(MediaError(type(error).__name__, user_text=SCREEN_REFUSED))
        except Exception:  # boundary: the thread's entry
            _log.exception("screen failed")
            self._fail(MediaError("screen failed", user_text=SCREEN_REFUSED))
        finally:
            self._looking.set()
            self._opened.set()
            self._eyes.close()

    def _watch(self) -> None:
        last: Picture | None = None
        sent, due = 0.0, time.monotonic()
        while not self._closing.wait(max(0.0, due - time.monotonic())):
            due = max(due + 1 / RATE, time.monotonic())
            seen = self._eyes.look()
            now = time.monotonic()
            if seen is None and (last is None or now - sent < STILL_EVERY):
                continue
            last, sent = seen or last, now
            assert last is not None
            self._take(last)

    def _take(self, picture: Picture) -> None:
        import av

        frame = av.VideoFrame.from_ndarray(picture.pixels, format=picture.order)
        height, width = picture.pixels.shape[:2]
        wide, high = _sent_size(width, height)
        if not self._opened.is_set():
            self._begin(width, height)
        self._showing.picture(to_i420(frame, wide, high), wide, high)
        if (tile := self._showing.preview_size()) is not None:
            self._showing.preview(to_bgra(frame, tile))

    def _begin(self, width: int, height: int) -> None:
        self.size = _sent_size(width, height)
        self._opened.set()

    def _fail(self, error: MediaError | None) -> None:
        """Say that it is over; None where somebody ended it."""
        if not self._closing.is_set():
            _log.info("screen: %s", error or "ended")
            if self._opened.is_set():
                self._lost(None if error is None else SCREEN_LOST)
            else:
                self._error = error or Declined("ended at once")


class _OwnEyes:
    """Looks by itself: X11, Windows, macOS."""

    def __init__(self, what: str) -> None:
        self._kind, _, self._value = what.partition(":")
        self._mss: Any = None
        self._before = b""

    def open(self) -> None:
        """Connect to the screen."""
        import mss

        try:
            # The pointer is in the picture where the system can paint it.
            linux = sys.platform.startswith("linux")
            self._mss = mss.MSS(with_cursor=True) if linux else mss.MSS()
        except mss.exception.ScreenShotError as error:
            raise OSError("no screen") from error

    def look(self) -> Picture | None:
        """What is there now."""
        import mss
        import numpy as np

        try:
            shot = self._mss.grab(self._box())
        except mss.exception.ScreenShotError as error:
            raise OSError("the screen is gone") from error
        raw = bytes(shot.raw)
        if raw == self._before:
            return None
        self._before = raw
        return Picture(np.frombuffer(raw, np.uint8).reshape(shot.height, shot.width, 4), "bgra")

    def size(self) -> None:
        """Nothing is known before the first picture, which comes at once."""

    def hang_up(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Disconnect."""
        if self._mss is not None:
            self._mss.close()

    def _box(self) -> Box:
        if self._kind == "window":
            return x11.place_of(int(self._value))
        if self._kind == "region":
            left, top, width, height = (int(part) for part in self._value.split(","))
            return {"left": left, "top": top, "width": width, "height": height}
        box: Box = self._mss.monitors[int(self._value or 1)]
        return box


def _sent_size(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, LONGEST / max(width, height))
    return max(2, int(width * scale)) & ~1, max(2, int(height * scale)) & ~1
