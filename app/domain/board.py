"""The board of a school's staff: announcements, whom they are for, who has confirmed them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.domain.diary import Announcement


class Audience(Enum):
    """Whom an announcement is for, in the words of the service."""

    EVERYONE = "everyone"
    PARENTS = "parents"
    PUPILS = "pupils"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class BoardNotice:
    """An announcement as staff see it; `classes` are titles, none for all of them.

    `for_me`: I am to confirm it. `mine`: I may see who has.
    """

    notice: Announcement
    org_name: str = ""
    audience: Audience = Audience.EVERYONE
    classes: tuple[str, ...] = ()
    for_me: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Addressable:
    """A school I may announce in, with (id, title) of its classes.

    `largest_file` in bytes; `most_files` is 0 where the school takes none.
    """

    org: str
    name: str
    classes: tuple[tuple[str, str], ...] = ()
    largest_file: int = 0
    most_files: int = 0


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that waits at the school for its announcement."""

    id: str
    size: int


@dataclass(frozen=True, slots=True)
class NewNotice:
    """An announcement to be posted; who has not confirmed is reminded before `due`."""

    org: str
    title: str
    text: str
    audience: Audience = Audience.EVERYONE
    classes: tuple[str, ...] = ()
    due: date | None = None
    files: tuple[str, ...] = ()
    """Ids of files that were sent before."""
    key: str = ""
    """The same at each try to post it, so that it is posted once."""


@dataclass(frozen=True, slots=True)
class NoticeReader:
    """Somebody an announcement is for; `read_at` is when they confirmed it."""

    name: str
    read_at: datetime | None = None
