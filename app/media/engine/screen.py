"""A screen, a window or a part of a screen as pictures for others, in a thread of its own.

Ids of what can be shown: "screen:1" (numbers as mss counts them), "region:left,top,width,height",
"window:id" (X11; the window is followed by its place, so what covers it is seen too).
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from app.domain.calls import Shareable, VideoFrame
from app.domain.errors import MediaError, UserText
from app.media.engine import x11
from app.media.engine.camera import Showing, to_bgra, to_i420
from app.media.engine.computer_sound import can_share_sound
from app.media.engine.troubles import SCREEN_LOST, SCREEN_REFUSED, WAYLAND

_log = logging.getLogger(__name__)
RATE = 15
LONGEST = 1920
"""Pixels of the longer side that are sent; larger screens are made smaller."""
STILL_EVERY = 1.0
"""Seconds between two pictures of a screen on which nothing moves."""

Box = dict[str, int]


def is_wayland() -> bool:
    """Whether the session lets no program look at the screen by itself."""
    return sys.platform.startswith("linux") and bool(os.environ.get("WAYLAND_DISPLAY"))


def list_shareables() -> tuple[Shareable, ...]:
    """Screens and, on X11, windows; blocking. Empty on Wayland or without a screen."""
    if is_wayland():
        return ()
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


class ScreenShow:
    """A screen that is being shown. `lost` is called when it cannot go on."""

    def __init__(self, what: str, showing: Showing, lost: Callable[[UserText], None]) -> None:
        self._what, self._showing, self._lost = what, showing, lost
        self._closing = threading.Event()
        self._opened = threading.Event()
        self._error: MediaError | None = None
        self.size = (LONGEST, 1080)
        self._thread = threading.Thread(target=self._run, name="screen", daemon=True)

    def open(self) -> None:
        """Take the first picture; blocks. Raises MediaError."""
        if is_wayland():
            raise MediaError("wayland", user_text=WAYLAND)
        self._thread.start()
        self._opened.wait(5.0)
        if self._error is not None or not self._opened.is_set():
            self.close()
            raise self._error or MediaError("screen", user_text=SCREEN_REFUSED)

    def close(self) -> None:
        """Stop looking."""
        self._closing.set()
        if self._thread.ident and self._thread is not threading.current_thread():
            self._thread.join(2.0)

    def _run(self) -> None:
        import mss

        try:
            # The pointer is in the picture where the system can paint it.
            linux = sys.platform.startswith("linux")
            with mss.MSS(with_cursor=True) if linux else mss.MSS() as eyes:
                self._watch(eyes)
        except (mss.exception.ScreenShotError, OSError, ValueError, IndexError) as error:
            self._fail(error)
        except Exception:  # boundary: the thread's entry
            _log.exception("screen failed")
            self._fail(OSError("screen failed"))

    def _watch(self, eyes: Any) -> None:
        before, sent = b"", 0.0
        due = time.monotonic()
        while not self._closing.wait(max(0.0, due - time.monotonic())):
            due = max(due + 1 / RATE, time.monotonic())
            shot = eyes.grab(self._box(eyes))
            raw = bytes(shot.raw)
            now = time.monotonic()
            if raw == before and now - sent < STILL_EVERY:
                continue
            before, sent = raw, now
            self._take(raw, shot.width, shot.height)

    def _take(self, raw: bytes, width: int, height: int) -> None:
        import av
        import numpy as np

        pixels = np.frombuffer(raw, np.uint8).reshape(height, width, 4)
        frame = av.VideoFrame.from_ndarray(pixels, format="bgra")
        scale = min(1.0, LONGEST / max(width, height))
        wide, high = max(2, int(width * scale)) & ~1, max(2, int(height * scale)) & ~1
        if not self._opened.is_set():
            self.size = (wide, high)
            self._opened.set()
        self._showing.picture(to_i420(frame, wide, high), wide, high)
        if (tile := self._showing.preview_size()) is not None:
            self._showing.preview(to_bgra(frame, tile))

    def _box(self, eyes: Any) -> Box:
        kind, _, value = self._what.partition(":")
        if kind == "window":
            return x11.place_of(int(value))
        if kind == "region":
            left, top, width, height = (int(part) for part in value.split(","))
            return {"left": left, "top": top, "width": width, "height": height}
        box: Box = eyes.monitors[int(value or 1)]
        return box

    def _fail(self, error: Exception) -> None:
        if self._closing.is_set():
            return
        _log.info("screen: %s", type(error).__name__)
        if self._opened.is_set():
            self._lost(SCREEN_LOST)
            return
        self._error = MediaError(type(error).__name__, user_text=SCREEN_REFUSED)
        self._opened.set()


def as_frame(data: bytes, width: int, height: int) -> VideoFrame:
    """Pixels in BGRA as a picture for the screen."""
    return VideoFrame(data, width, height, width * 4)
