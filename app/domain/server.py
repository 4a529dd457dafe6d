"""What the services ask a homeserver for and what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import DeviceId, RoomId, UserId
from app.domain.oauth import OAuthClient, OAuthServer
from app.domain.profiles import Tokens


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """One sliding-sync request: a growing window and the chat that is open."""

    pos: str | None
    window: int
    timeline_limit: int
    timeout_ms: int
    open_rooms: tuple[RoomId, ...] = ()
    to_device_since: str | None = None


@dataclass(frozen=True, slots=True)
class DiscoveredServer:
    """A homeserver that answered. `flows`: login types; `providers`: (id, name) of SSO.

    `brands` are (id of a provider, whose sign it carries); `registers` are (id, title) of the
    gradebooks whose password signs in, asked of the school service at `service_url`.
    """

    homeserver: str
    server_name: str
    title: str
    flows: frozenset[str]
    providers: tuple[tuple[str, str], ...]
    is_school: bool
    brands: tuple[tuple[str, str], ...] = ()
    service_url: str = ""
    registers: tuple[tuple[str, str], ...] = ()
    oauth: OAuthServer | None = None
    """Who signs people in for this server; None where it does so itself."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a sign-in gives."""

    user_id: UserId
    device_id: DeviceId
    homeserver: str
    tokens: Tokens
    oauth: OAuthClient | None = None
    """How the tokens are renewed and revoked, where not by the homeserver itself."""


@dataclass(frozen=True, slots=True)
class Confirming:
    """A deed that waits for its owner: by password, or at the homeserver's `page` ('' for none).

    `elsewhere`: the page does the deed itself, for the server manages no accounts.
    """

    session: str
    password: bool
    page: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """A device of mine (`GET /devices`)."""

    device_id: DeviceId
    name: str
    last_seen: datetime | None
    last_ip: str
    current: bool


Progress = Callable[[int, int], None]
"""(bytes done, bytes in all)."""
