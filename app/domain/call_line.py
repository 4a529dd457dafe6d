"""What the media engine tells of a call's connection; the service makes a call of it."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from app.domain.calls import ALL_SOURCES, NO_SOURCES, Pictures, Quality, Sources
from app.domain.errors import UserText
from app.domain.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class Station:
    """One participant as the media server knows it.

    `publishing` has no muted tracks in it; `may_publish` is what the server permits.
    """

    identity: ParticipantId
    own: bool = False
    publishing: Sources = NO_SOURCES
    may_publish: Sources = ALL_SOURCES
    speaking: bool = False
    quality: Quality = Quality.UNKNOWN


class LineEnd(Enum):
    """Why the media server let go of this participant."""

    LOST = "lost"
    REMOVED = "removed"
    ENDED_FOR_ALL = "ended for all"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Stations:
    """Everybody who is connected now, this participant first; `speakers`, the loudest first."""

    all: tuple[Station, ...]
    speakers: tuple[ParticipantId, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBroken:
    """The connection was lost; it is being made again."""


@dataclass(frozen=True, slots=True)
class LineMended:
    """The connection is there again."""


@dataclass(frozen=True, slots=True)
class LineDown:
    """The connection has ended and does not come back by itself."""

    why: LineEnd


@dataclass(frozen=True, slots=True)
class LineNotice:
    """What is wrong right now, None when nothing is any more."""

    text: UserText | None


@dataclass(frozen=True, slots=True)
class LineTold:
    """What the server tells everybody in the room: the state of a lesson, as JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class LinePictures:
    """Whether the pictures of the others come now."""

    pictures: Pictures


LineEvent: TypeAlias = (
    Stations | LineBroken | LineMended | LineDown | LineNotice | LineTold | LinePictures
)
