"""The windows of an X11 session and where they stand, straight from libX11; nothing elsewhere."""

import ctypes
import ctypes.util
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_log = logging.getLogger(__name__)
_VIEWABLE = 2


class _Attributes(ctypes.Structure):
    """XWindowAttributes: only the beginning and the state are read."""

    _fields_ = (
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("border_width", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("window_class", ctypes.c_int),
        ("bit_gravity", ctypes.c_int),
        ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_byte * 64),
    )


def windows() -> tuple[tuple[int, str], ...]:
    """(id, title) of the windows that the window manager lists and that are on the screen."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return ()
    with _display() as (x11, display):
        if display is None:
            return ()
        root = x11.XDefaultRootWindow(display)
        listed = _property(x11, display, root, "_NET_CLIENT_LIST")
        ids = [
            int.from_bytes(listed[at : at + ctypes.sizeof(ctypes.c_ulong)], sys.byteorder)
            for at in range(0, len(listed), ctypes.sizeof(ctypes.c_ulong))
        ]
        found = []
        for window in ids:
            name = _property(x11, display, window, "_NET_WM_NAME").decode("utf-8", "replace")
            if name and _attributes(x11, display, window).map_state == _VIEWABLE:
                found.append((window, name[:100]))
        return tuple(found)


def place_of(window: int) -> dict[str, int]:
    """Where a window is on the screen, as mss takes it. Raises OSError where it is gone."""
    with _display() as (x11, display):
        if display is None:
            raise OSError("no X11 display")
        there = _attributes(x11, display, window)
        if there.map_state != _VIEWABLE or there.width < 2 or there.height < 2:
            raise OSError("the window is not on the screen")
        x, y, child = ctypes.c_int(), ctypes.c_int(), ctypes.c_ulong()
        root = x11.XDefaultRootWindow(display)
        x11.XTranslateCoordinates(
            *(display, ctypes.c_ulong(window), root, 0, 0),
            *(ctypes.byref(x), ctypes.byref(y), ctypes.byref(child)),
        )
        return {"left": x.value, "top": y.value, "width": there.width, "height": there.height}


@contextmanager
def _display() -> Iterator[tuple[Any, int | None]]:
    name = ctypes.util.find_library("X11")
    try:
        x11 = ctypes.CDLL(name or "libX11.so.6")
    except OSError:
        yield None, None
        return
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.restype = ctypes.c_ulong
    for function in (x11.XDefaultRootWindow, x11.XCloseDisplay, x11.XFree):
        function.argtypes = (ctypes.c_void_p,)
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XGetWindowAttributes.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
    x11.XTranslateCoordinates.argtypes = (
        *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_int, ctypes.c_int),
        *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
    )
    # A window may go away between two questions; Xlib's own handler would end the program.
    quiet = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
    x11.XSetErrorHandler.argtypes = (ctypes.c_void_p,)
    x11.XSetErrorHandler.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    before = x11.XSetErrorHandler(ctypes.cast(quiet, ctypes.c_void_p))
    try:
        yield x11, display
    finally:
        if display:
            x11.XCloseDisplay(display)
        x11.XSetErrorHandler(before)


def _attributes(x11: Any, display: int, window: int) -> _Attributes:
    found = _Attributes()
    if not x11.XGetWindowAttributes(display, window, ctypes.byref(found)):
        found.map_state = 0
    return found


def _property(x11: Any, display: int, window: int, name: str) -> bytes:
    """The bytes of a window's property, b"" where it has none."""
    atom = x11.XInternAtom(display, name.encode(), 1)
    if not atom:
        return b""
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    count, left, data = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
    x11.XGetWindowProperty.argtypes = (
        *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_long, ctypes.c_long),
        *(ctypes.c_int, ctypes.c_ulong, *(ctypes.c_void_p,) * 5),
    )
    x11.XGetWindowProperty(
        *(display, window, atom, 0, 4096, 0, 0),
        *(ctypes.byref(kind), ctypes.byref(form), ctypes.byref(count)),
        *(ctypes.byref(left), ctypes.byref(data)),
    )
    if not data.value:
        return b""
    size = {8: 1, 16: 2, 32: ctypes.sizeof(ctypes.c_long)}.get(form.value, 0) * count.value
    found = ctypes.string_at(data.value, size)
    x11.XFree(data)
    return found
