"""A chat of another messenger, as the school service reads its export."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import UserId


@dataclass(frozen=True, slots=True)
class ForeignAuthor:
    """Who wrote there, and who of the school that most likely is: None where nobody is sure."""

    name: str
    messages: int
    user_id: UserId | None = None
    inside: bool = False
    may_invite: bool = False


@dataclass(frozen=True, slots=True)
class ForeignPicture:
    """A picture of that chat; `path` is where it lies beside the export file."""

    at: datetime
    author: str
    path: str


@dataclass(frozen=True, slots=True)
class ForeignChat:
    """What an export holds. `left_out`: older messages beyond what is taken over.

    `brought` counts the messages that were written into the chat: 0 while one only looks.
    """

    source: str
    name: str
    messages: int
    left_out: int = 0
    authors: tuple[ForeignAuthor, ...] = ()
    brought: int = 0
    pictures: tuple[ForeignPicture, ...] = ()
