"""Events and news that a school shows from elsewhere, and where they come from."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class SchoolEvent:
    """An event; of a whole day only the dates count. `link` is a page, or ''."""

    calendar: str
    title: str
    starts_at: datetime
    ends_at: datetime
    whole_day: bool = False
    place: str = ""
    about: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class NewsLink:
    """A piece of news on another site."""

    feed: str
    title: str
    link: str
    posted_at: datetime | None = None


class FeedKind(Enum):
    """What a feed holds."""

    CALENDAR = "calendar"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class NewFeed:
    """An address for the school's server to read every hour."""

    org: str
    kind: FeedKind
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar or news feed; `url` is '' for a file, `trouble` why it was not read."""

    id: str
    org: str
    kind: FeedKind
    title: str
    url: str
    entries: int = 0
    read_at: datetime | None = None
    trouble: str = ""
