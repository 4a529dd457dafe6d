"""Calls as people see them: who is there, what each shows, how a call began and ended.

MatrixRTC and LiveKit lie behind these values. A call is `Connecting`, then perhaps `Ringing` or
`Waiting` (a lesson's door), `Live`, `Reconnecting`, and at last `Ended` with its reason.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeAlias

from app.domain.errors import UserText
from app.domain.ids import EventId, ParticipantId, RoomId
from app.domain.people import Person


class Source(Enum):
    """What a participant can publish, in LiveKit's words."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen_share"
    SCREEN_SOUND = "screen_share_audio"


Sources: TypeAlias = frozenset[Source]
NO_SOURCES: Sources = frozenset()
ALL_SOURCES: Sources = frozenset(Source)
TALK: Sources = frozenset({Source.MICROPHONE, Source.CAMERA})
SHARE: Sources = frozenset({Source.SCREEN, Source.SCREEN_SOUND})


class Quality(Enum):
    """How good a participant's connection is (LiveKit's ConnectionQuality)."""

    UNKNOWN = "unknown"
    GOOD = "good"
    POOR = "poor"
    LOST = "lost"


class Pictures(Enum):
    """Whether the pictures of the others come: not over a line too thin, or not by choice."""

    SHOWN = "shown"
    SAVED = "saved"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Participant:
    """One connection to a call; a person with two devices is there twice.

    `publishing` is what can be heard and seen now: a muted track is not in it. `may_publish` is
    what the server permits. `hand_since` orders raised hands, by the server's clock.
    """

    identity: ParticipantId
    person: Person
    own: bool = False
    leads: bool = False
    publishing: Sources = NO_SOURCES
    may_publish: Sources = ALL_SOURCES
    speaking: bool = False
    hand_since: datetime | None = None
    quality: Quality = Quality.UNKNOWN


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """Names one picture of a call: `source` is CAMERA or SCREEN."""

    identity: ParticipantId
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class VideoFrame:
    """One picture: B, G, R and an unused byte per pixel, rows `stride` bytes apart."""

    data: bytes | memoryview
    width: int
    height: int
    stride: int


# --------------------------------------------------------------------------------- a call's state


class EndReason(Enum):
    """Why a call ended for this participant."""

    LEFT = "left"
    ENDED_FOR_ALL = "ended for all"
    REMOVED = "removed"
    REFUSED = "refused"
    DECLINED = "declined"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Connecting:
    """On the way in."""


@dataclass(frozen=True, slots=True)
class Ringing:
    """Inside; the other side's devices ring."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """At a lesson's door; `why` says for what."""

    why: UserText


@dataclass(frozen=True, slots=True)
class Live:
    """Inside, since then."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Reconnecting:
    """The connection was lost and is being made again; `since` is that of `Live`."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """Over; `detail` is the server's sentence where it gave one."""

    reason: EndReason
    detail: UserText | None = None


CallState: TypeAlias = Connecting | Ringing | Waiting | Live | Reconnecting | Ended


class CallKind(Enum):
    """A lesson has somebody who leads it."""

    DIRECT = "direct"
    GROUP = "group"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class CallInfo:
    """Which call: fixed from start to end."""

    room_id: RoomId
    title: str
    kind: CallKind
    video: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody reacted in the call; it is seen for some seconds."""

    identity: ParticipantId
    emoji: str


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """A call that rings. `key` is the ring's event: accept and decline name it."""

    key: EventId
    room_id: RoomId
    title: str
    caller: Person
    video: bool
    kind: CallKind = CallKind.DIRECT


@dataclass(frozen=True, slots=True)
class RunningCall:
    """A call that goes on in a chat, whether this person is in it or not."""

    room_id: RoomId
    kind: CallKind
    people: tuple[Person, ...]
    since: datetime | None = None


class Outcome(Enum):
    """How a call of the history went for this person."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    MISSED = "missed"
    DECLINED = "declined"
    NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One line of the history of calls; `duration` is None where nobody met."""

    key: EventId
    room_id: RoomId
    title: str
    kind: CallKind
    video: bool
    outcome: Outcome
    at: datetime
    person: Person | None = None
    duration: timedelta | None = None


# ------------------------------------------------------------------------------ devices and figures


class DeviceKind(Enum):
    """What a device is for."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class MediaDevice:
    """A device of this computer; `id` is what the system knows it by."""

    kind: DeviceKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Devices:
    """What there is and what is used: `chosen` maps a kind to an id, absent means the system's."""

    found: tuple[MediaDevice, ...] = ()
    chosen: dict[DeviceKind, str] = field(default_factory=dict)

    def of(self, kind: DeviceKind) -> tuple[MediaDevice, ...]:
        """Devices of one kind."""
        return tuple(device for device in self.found if device.kind is kind)


@dataclass(frozen=True, slots=True)
class Shareable:
    """A screen or window that can be shown to others; `sound` where the system can share it.

    It has no name where the system itself asks the person which one.
    """

    id: str
    name: str
    is_window: bool = False
    sound: bool = False


@dataclass(frozen=True, slots=True)
class TrackStats:
    """Figures of one track: kbit/s, frames per second and pixels for pictures."""

    name: str
    source: Source
    sent: bool
    kbps: float
    fps: float = 0.0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class CallStats:
    """Figures of the connection: round trip in ms, loss in percent, kbit/s both ways.

    `loss` is the worse of both ways, `lost_here` that of what comes.
    """

    round_trip: float = 0.0
    loss: float = 0.0
    up_kbps: float = 0.0
    down_kbps: float = 0.0
    transport: str = ""
    tracks: tuple[TrackStats, ...] = ()
    lost_here: float = 0.0
