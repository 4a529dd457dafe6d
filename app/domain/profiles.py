"""Profiles: one person's account on one homeserver."""

from dataclasses import dataclass
from enum import Enum

from app.domain.ids import DeviceId, MxcUri, ProfileId, UserId


class ProfileKind(Enum):
    """Which face the window shows: accent, rail colour, sections."""

    SCHOOL = "school"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Profile:
    """An account that is signed in here. `title` heads the chat list ("Школа № 14", "Личное")."""

    id: ProfileId
    user_id: UserId
    device_id: DeviceId
    homeserver: str
    """Base address of the client-server API, without a slash at the end."""
    kind: ProfileKind
    title: str
    name: str
    avatar: MxcUri | None = None
    shared_computer: bool = False
    """Nothing of this profile outlives its sign-out or a crash."""


def profile_id(user_id: UserId) -> ProfileId:
    """Return the id that names the folder and keyring entries: no pupil's name in a path."""
    import hashlib  # brings OpenSSL, which the first picture of a start would wait for

    return ProfileId(hashlib.sha256(f"parta:{user_id}".encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Tokens:
    """Secrets of a session; never logged, never in `repr`."""

    access_token: str
    refresh_token: str | None = None
    expires_at: float | None = None
    """Seconds since the epoch; None where the token does not expire."""

    def __repr__(self) -> str:
        """Hide the secrets."""
        return "Tokens(…)"


class ConnectionPhase(Enum):
    """What the header of the chat list says about the connection."""

    CONNECTING = "connecting"
    CATCHING_UP = "catching_up"
    LIVE = "live"
    OFFLINE = "offline"
    STOPPED = "stopped"


class StopReason(Enum):
    """Why a session does not sync and what the person can do."""

    NONE = ""
    SOFT_LOGOUT = "soft_logout"
    LOCKED = "locked"
    LOGGED_OUT = "logged_out"
    STORE = "store"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Connection:
    """State of a session's sync. `since` is when it went offline (seconds since the epoch)."""

    phase: ConnectionPhase = ConnectionPhase.CONNECTING
    since: float | None = None
    stop: StopReason = StopReason.NONE
    suspended: bool = False
    retry_in: float | None = None
    """Seconds until the next try while offline."""
