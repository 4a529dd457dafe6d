"""People as other people see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.ids import MxcUri, UserId


class Role(Enum):
    """What the school says a person is; `NONE` on servers that are no school."""

    NONE = ""
    TEACHER = "teacher"
    PUPIL = "pupil"
    PARENT = "parent"
    STAFF = "staff"
    ADMIN = "admin"
    BOT = "bot"


def role_of(value: object) -> Role:
    """Return the role a server names, `NONE` for one that is not known."""
    return _ROLES.get(value, Role.NONE) if isinstance(value, str) else Role.NONE


_ROLES = {role.value: role for role in Role}


class Presence(Enum):
    """`m.presence` states."""

    ONLINE = "online"
    UNAVAILABLE = "unavailable"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `name` is cleaned of bidi and zero-width tricks and never empty."""

    user_id: UserId
    name: str
    avatar: MxcUri | None = None
    role: Role = Role.NONE
    """Set by the server in `unsigned.app.parta.role`; nothing a user can write sets it."""

    @property
    def verified_teacher(self) -> bool:
        """Whether the cap is shown beside the name."""
        return self.role is Role.TEACHER


class Membership(Enum):
    """`m.room.member` membership."""

    JOIN = "join"
    INVITE = "invite"
    KNOCK = "knock"
    LEAVE = "leave"
    BAN = "ban"


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a room. `power` is 100 for an admin; a version-12 creator has `CREATOR_POWER`."""

    person: Person
    membership: Membership
    power: int = 0


ADMIN_POWER = 50
"""From here on a member is called an administrator of the chat."""
CREATOR_POWER = 1 << 60
"""Stands for the infinite power of a creator in room version 12 (MSC4289)."""


class Lately(Enum):
    """When somebody was here, as roughly as the school tells those who may know no more."""

    RECENTLY = "recently"
    WEEK = "week"
    MONTH = "month"
    LONG = "long"


class Visibility(Enum):
    """Who sees when I am here; the school may show less than that."""

    EXACT = "exact"
    COARSE = "coarse"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When a person was last active: `at` where it may be known, else `lately` where told."""

    presence: Presence
    at: datetime | None = None
    lately: Lately | None = None
