"""How long a school keeps what is written, and what would go if it kept it for less."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

LEAST, MOST = 30, 36_500
"""Days that a school may decide for."""
LEAVERS_LEAST, LEAVERS_MOST = 1, 365
RECORDINGS_LEAST, RECORDINGS_MOST, RECORDINGS_USUAL = 1, 3_650, 30


class KeptKind(Enum):
    """A kind of chat with a period of its own."""

    CLASS = "class"
    PARENTS = "parents"
    SUBJECT = "subject"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Periods:
    """Days by kind of chat, for ever where none are named; when that was decided and last done.

    Recordings of lessons are never kept for ever.
    """

    days: Mapping[KeptKind, int] = field(default_factory=dict)
    recordings: int = RECORDINGS_USUAL
    decided_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """How many chats of a kind have how many messages older than `before`.

    `kind` None: how many `recordings` of lessons are older.
    """

    kind: KeptKind | None
    chats: int
    messages: int
    before: datetime | None
    recordings: int = 0


@dataclass(frozen=True, slots=True)
class ServerPeriods:
    """For the whole server: days until an unopened file goes (None: never), and until the account
    of somebody who has left is closed.
    """

    files: int | None = None
    leavers: int = 30


@dataclass(frozen=True, slots=True)
class ServerDue:
    """How many files would go and how many accounts would be closed."""

    files: int = 0
    accounts: int = 0
