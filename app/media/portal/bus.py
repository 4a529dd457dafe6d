"""The desktop portal (org.freedesktop.portal.Desktop): how a program asks and is answered.

A question is a call that names a request, and a signal of that request brings the answer: a person
may look at a dialog in between. Everything here blocks and belongs to one thread; only `hang_up` is
for others. The portal lets go of all that a program has asked for when it leaves the bus: so there
is a connection for each question, and hanging up takes back its dialog or ends what it allowed.
"""

import contextlib
import logging
import secrets
import socket
from collections import deque
from typing import TYPE_CHECKING, Any

from app.domain.errors import MediaError, UserText

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message

_log = logging.getLogger(__name__)
_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_PATIENCE = 25.0
"""Seconds for what no person thinks about; the portal may have to be started first."""
_MISSING = (".Unknown", ".Spawn.", ".ServiceUnknown", ".NameHasNoOwner")
"""Parts of the names of errors which mean that nobody can answer at all."""

Options = dict[str, tuple[str, Any]]
"""Names with D-Bus variants: (signature, value)."""

REFUSED = UserText("Система не даёт увидеть экран. Разрешите это в её настройках.")


class NoPortal(MediaError):
    """Nobody here answers such questions."""

    default_text = (
        "Рабочий стол не умеет показывать свой экран программам. Установите пакет "
        "xdg-desktop-portal и его часть для вашего рабочего стола: xdg-desktop-portal-gnome, -kde "
        "или -wlr."
    )


class Declined(MediaError):
    """The person closed the system's dialog, or we took it back: nothing to complain of."""


class Portal:
    """A connection to the portal. Raises MediaError where there is none."""

    def __init__(self) -> None:
        from jeepney.auth import AuthenticationError
        from jeepney.io.blocking import open_dbus_connection

        try:
            self._bus = open_dbus_connection("SESSION", enable_fds=True, auth_timeout=5.0)
        except (OSError, KeyError, ValueError, RuntimeError, AuthenticationError) as error:
            _log.info("no session bus: %s", type(error).__name__)
            raise NoPortal("no session bus") from error
        self._ended: deque[Message] = deque()

    def hang_up(self) -> None:
        """End every wait, and what was allowed here. From any thread."""
        with contextlib.suppress(OSError):
            self._bus.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def call(self, interface: str, method: str, signature: str, *body: Any) -> tuple[Any, ...]:
        """Call a method of the portal and return its answer. Raises MediaError."""
        from jeepney import DBusErrorResponse, new_method_call
        from jeepney.wrappers import unwrap_msg

        message = new_method_call(_address(interface), method, signature, body)
        try:
            answer = unwrap_msg(self._bus.send_and_get_reply(message, timeout=_PATIENCE))
        except DBusErrorResponse as error:
            _log.info("the portal has no %s: %s", method, error.name)
            if any(word in error.name for word in _MISSING):
                raise NoPortal(error.name) from error
            raise MediaError(error.name, user_text=REFUSED) from error
        except (OSError, RuntimeError) as error:
            raise NoPortal(type(error).__name__) from error
        found: tuple[Any, ...] = answer
        return found

    def number(self, interface: str, name: str) -> int:
        """A property that is a number or a set of bits; 0 where this portal has it not."""
        try:
            [(_, value)] = self.call(
                "org.freedesktop.DBus.Properties", "Get", "ss", interface, name
            )
        except MediaError:
            return 0
        return value if isinstance(value, int) else 0

    def ask(
        self, interface: str, method: str, before: str, *body: Any, options: Options
    ) -> Options:
        """Ask, and wait for the answer: for a person, as long as they think.

        `before` and `body` are what the method takes before its options. Raises Declined,
        MediaError.
        """
        from jeepney import MatchRule

        token = new_token()
        sender = (self._bus.unique_name or "").removeprefix(":").replace(".", "_")
        request = MatchRule(
            type="signal",
            interface="org.freedesktop.portal.Request",
            member="Response",
            path=f"{_PATH}/request/{sender}/{token}",
        )
        self._listen(request)
        with self._bus.filter(request) as answers:
            told = {"handle_token": ("s", token), **options}
            self.call(interface, method, f"{before}a{{sv}}", *body, told)
            try:
                code, results = self._bus.recv_until_filtered(answers).body
            except (OSError, RuntimeError) as error:
                raise MediaError("the portal is gone", user_text=REFUSED) from error
        if code == 0:
            found: Options = results
            return found
        if code == 1:
            raise Declined(f"{method} was declined")
        raise MediaError(f"{method} was refused", user_text=REFUSED)

    def follow(self, session: str) -> None:
        """Notice from now on when this session is closed by the system."""
        from jeepney import MatchRule

        rule = MatchRule(
            type="signal",
            interface="org.freedesktop.portal.Session",
            member="Closed",
            path=session,
        )
        self._listen(rule)
        self._bus.filter(rule, queue=self._ended)

    def has_ended(self) -> bool:
        """Whether the followed session is closed, or the portal gone; does not wait."""
        try:
            while not self._ended:
                self._bus.recv_messages(timeout=0)
        except TimeoutError:
            return False
        except (OSError, RuntimeError):
            return True
        return True

    def _listen(self, rule: Any) -> None:
        from jeepney.bus_messages import message_bus
        from jeepney.wrappers import unwrap_msg

        try:
            asked = message_bus.AddMatch(rule)
            unwrap_msg(self._bus.send_and_get_reply(asked, timeout=_PATIENCE))
        except (OSError, RuntimeError) as error:
            raise NoPortal(type(error).__name__) from error


def new_token() -> str:
    """A name for a session or request that nobody guesses."""
    return f"parta{secrets.token_hex(8)}"


def _address(interface: str) -> "DBusAddress":
    from jeepney import DBusAddress

    return DBusAddress(_PATH, bus_name=_NAME, interface=interface)
