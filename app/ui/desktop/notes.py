"""Notifications of a Linux desktop, asked for over D-Bus (org.freedesktop.Notifications).

Qt pops them up from the tray only, which GNOME and sway do not have, puts the tray's icon without
its count there meanwhile, does not say which one was clicked, and knows nothing of the permission
to come to the front that a click brings with it in a Wayland session.
"""

import contextlib
import html
import logging
import select
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QImage

_log = logging.getLogger(__name__)
_SERVICE, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_ID = "app.parta.Parta"
_PATIENCE = 5.0
_LONGEST = 500
_MOST = 100
"""Notifications that wait, and those whose click still leads somewhere."""

Note = tuple[int, str, str, int]
"""Number, title, text, milliseconds."""


_Told = tuple[int, int, int, bool, int, int, bytes]
"""Width, height, bytes a row, has alpha, bits of a sample, samples of a pixel, RGBA."""


class Notes(QObject):
    """Shows notifications, from a thread of its own.

    `picture` goes with them where the program's icon is not among those of the system.
    """

    clicked = Signal(int, str)
    """The number that `show` was given, and the permission to come to the front or ''."""

    unheard = Signal(int)
    """Nobody shows notifications: not this one either."""

    def __init__(self, parent: QObject | None = None, *, picture: QImage | None = None) -> None:
        super().__init__(parent)
        self._picture = None if picture is None or QIcon.hasThemeIcon(_ID) else _told(picture)
        self._waiting: deque[Note] = deque(maxlen=_MOST)
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="notes", daemon=True)

    def show(self, number: int, title: str, text: str, *, msec: int) -> None:
        """Pop one up for so long, as far as the desktop listens to that."""
        self._waiting.append((number, title[:_LONGEST], text[:_LONGEST], msec))
        if self._thread.ident is None:
            self._thread.start()
        with contextlib.suppress(BlockingIOError):
            self._bell.send(b"!")

    def close(self) -> None:
        """Show no more."""
        self._bell.close()
        if self._thread.ident is not None:
            self._thread.join(_PATIENCE)
        self._ear.close()

    def _run(self) -> None:
        from jeepney.auth import AuthenticationError
        from jeepney.io.blocking import open_dbus_connection

        try:
            with open_dbus_connection("SESSION", auth_timeout=_PATIENCE) as bus:
                talk = _Talk(bus, self.clicked.emit, picture=self._picture)
                while True:
                    talk.hear()
                    ready, _, _ = select.select([bus.sock, self._ear], [], [])
                    if self._ear in ready and not self._ear.recv(_MOST):
                        return
                    while self._waiting:
                        note = self._waiting.popleft()
                        if not talk.show(note):
                            self.unheard.emit(note[0])
        except (OSError, KeyError, ValueError, RuntimeError, AuthenticationError) as error:
            _log.info("no notifications: %s", type(error).__name__)


class _Talk:
    """One connection to the desktop: what was shown, and what became of it."""

    def __init__(
        self, bus: Any, clicked: Callable[[int, str], None], *, picture: "_Told | None"
    ) -> None:
        from jeepney import HeaderFields as Fields
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus

        self._bus, self._clicked, self._picture = bus, clicked, picture
        self._member, self._signature = Fields.member, Fields.signature
        self._heard: deque[Any] = deque()
        self._numbers: dict[int, int] = {}
        self._permissions: dict[int, str] = {}
        for member in ("ActivationToken", "ActionInvoked"):
            rule = MatchRule(type="signal", interface=_SERVICE, member=member, path=_PATH)
            bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_PATIENCE)
            bus.filter(rule, queue=self._heard)
        can = self._call("GetCapabilities", "")
        self._is_markup = can is not None and "body-markup" in can[0]

    def show(self, note: Note) -> bool:
        """Ask for one; False where nobody shows it."""
        number, title, text, msec = note
        hints: dict[str, tuple[str, Any]] = {
            "desktop-entry": ("s", _ID),
            "category": ("s", "im.received"),
            "suppress-sound": ("b", True),  # the tray has made ours
        }
        if self._picture is not None:
            hints["image-data"] = ("(iiibiiay)", self._picture)
        body = html.escape(text, quote=False) if self._is_markup else text
        asked = ("Парта", 0, _ID, title, body, ["default", ""], hints, msec)
        answer = self._call("Notify", "susssasa{sv}i", *asked)
        if answer is not None:
            self._numbers[answer[0]] = number
            if len(self._numbers) > _MOST:
                del self._numbers[next(iter(self._numbers))]
        return answer is not None

    def hear(self) -> None:
        """Take what has come, without waiting."""
        with contextlib.suppress(TimeoutError):
            while True:
                self._bus.recv_messages(timeout=0)
        while self._heard:
            message = self._heard.popleft()
            about = message.header.fields
            if about.get(self._signature) != "us":
                continue
            theirs, word = message.body
            if about[self._member] == "ActivationToken":  # comes before the click
                self._permissions[theirs] = word
            elif theirs in self._numbers:
                permission = self._permissions.pop(theirs, "")
                self._clicked(self._numbers[theirs], permission)

    def _call(self, method: str, signature: str, *body: Any) -> Any:
        """The answer; None where nobody shows notifications."""
        from jeepney import DBusAddress, DBusErrorResponse, new_method_call
        from jeepney.wrappers import unwrap_msg

        address = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
        asked = new_method_call(address, method, signature, body)
        try:
            return unwrap_msg(self._bus.send_and_get_reply(asked, timeout=_PATIENCE))
        except DBusErrorResponse as error:
            _log.info("no notification: %s", error.name)
            return None


def _told(picture: QImage) -> _Told:
    rgba = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    wide, high, line = rgba.width(), rgba.height(), rgba.bytesPerLine()
    return wide, high, line, True, 8, 4, bytes(rgba.constBits())
