"""What one person may take of the server, by role: bytes of files, and actions in a time.

The homeserver's own settings are the ceiling for everybody; these stand below them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.school_core.roles import Role

_MB = 1024 * 1024
DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """In bytes: of one file, and of all files of a day."""

    file: int
    day: int


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` actions at once, then so many in a second."""

    per_second: float
    burst: int


_UPLOADS: Mapping[Role, UploadLimits] = {
    Role.PUPIL: UploadLimits(file=50 * _MB, day=300 * _MB),
    Role.PARENT: UploadLimits(file=50 * _MB, day=300 * _MB),
    Role.TEACHER: UploadLimits(file=100 * _MB, day=2000 * _MB),
    Role.STAFF: UploadLimits(file=100 * _MB, day=2000 * _MB),
    Role.ADMIN: UploadLimits(file=100 * _MB, day=2000 * _MB),
}
UNKNOWN_UPLOADS = UploadLimits(file=5 * _MB, day=20 * _MB)
"""For an account without a role in the school: enough for a picture of oneself."""

# By the names of Synapse's settings. A pupil writes fast, but starts few chats and invites few.
_CHILD: Mapping[str, Rate] = {
    "rc_message": Rate(5, 100),
    "rc_room_creation": Rate(0.02, 100),
    "rc_invites.per_room": Rate(0.1, 60),
    "rc_invites.per_issuer": Rate(0.1, 150),
    "rc_reports": Rate(1 / 300, 20),
}


LONGEST_REASON = 1000
"""Characters of a complaint."""
ACCOUNT_DATA, SMALL_DATA = 256 * 1024, 4 * 1024
"""Bytes of one piece of account data, and up to which nobody counts how many there are."""
LARGE_DATA = Rate(0.5, 200)
MOST_RULES = 1_000
"""Rules for notifications: one for each chat that is mute, one for each word."""


def upload_limits(role: Role | None) -> UploadLimits | None:
    """The limits of a role; None for the school's bots, who have none."""
    if role is Role.BOT:
        return None
    return _UPLOADS.get(role, UNKNOWN_UPLOADS) if role is not None else UNKNOWN_UPLOADS


def rate(roles: frozenset[Role], limiter: str) -> Rate | None:
    """The rate for one of Synapse's limiters by somebody's roles; None leaves Synapse's own."""
    if roles & {Role.ADMIN, Role.TEACHER, Role.STAFF, Role.BOT}:
        return None
    return _CHILD.get(limiter)
