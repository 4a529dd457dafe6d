"""A second start hands its link to the first one and ends.

Asked before there is a window, so it costs next to nothing: Qt's network is not loaded for it where
the system's own sockets do, and of Python's `socket` only what is below its enumerations.

With the link goes the permission to come to the front: a Wayland desktop gives it to the program
that it starts, as a word in the environment, and lets no other window rise over the one in use.
Windows lets none either, but a program that may come to the front may pass that on.
"""

import contextlib
import os
import sys
from pathlib import Path

GREETING = b"parta1\n"
LIMIT = 4096
"""Bytes of a link, and of a permission."""
PERMISSION = "XDG_ACTIVATION_TOKEN"
_WAIT_S = 0.7


def place(name: str) -> str:
    """Return where the first start listens: what Qt makes of the name, told to both ends alike."""
    if sys.platform == "win32":
        return name
    return str(Path(os.environ.get("TMPDIR") or "/tmp") / name)


def hand_over(name: str, link: str) -> bool:
    """Give the link (or just the wish to be shown) to a Parta that runs; False where none does."""
    permission = os.environ.get(PERMISSION, "")
    words = GREETING + link.encode()[:LIMIT] + b"\n" + permission.encode()[:LIMIT] + b"\n"
    return _by_qt(name, words) if sys.platform == "win32" else _by_socket(place(name), words)


def _by_socket(path: str, words: bytes) -> bool:
    import _socket

    socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        socket.settimeout(_WAIT_S)
        try:
            socket.connect(path)
        except OSError:  # nobody is there, or whoever was has crashed and left its socket
            return False
        with contextlib.suppress(OSError):  # it is there all the same, and has the files open
            socket.sendall(words)
        return True
    finally:
        socket.close()


def _by_qt(name: str, words: bytes) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket, wait = QLocalSocket(), round(_WAIT_S * 1000)
    socket.connectToServer(name)
    if not socket.waitForConnected(wait):
        return False
    _let_others_rise()
    socket.write(words)
    socket.waitForBytesWritten(wait)
    socket.waitForDisconnected(wait)  # a pipe that is closed takes along what nobody has read
    return True


def _let_others_rise() -> None:
    """Pass on what Windows allows this start, which the person asked for; no error where not."""
    import ctypes

    anybody = -1
    user = getattr(ctypes, "windll").user32  # noqa: B009 - exists on Windows only
    user.AllowSetForegroundWindow(anybody)
