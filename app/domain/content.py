"""What a timeline row can hold: a closed union, matched with `match` and `assert_never`."""

from dataclasses import dataclass
from enum import Enum

from app.domain.ids import EventId, MxcUri, UserId
from app.domain.media import MediaInfo
from app.domain.people import Membership
from app.domain.polls import PollStart
from app.domain.rich_text import RichText


class TextKind(Enum):
    """`m.text`, `m.emote` and `m.notice`."""

    TEXT = "m.text"
    EMOTE = "m.emote"
    NOTICE = "m.notice"


@dataclass(frozen=True, slots=True)
class TextContent:
    """A text message."""

    body: RichText
    kind: TextKind = TextKind.TEXT


class MediaKind(Enum):
    """`m.image`, `m.video`, `m.audio`, `m.file`, a voice note (MSC3245) and a sticker."""

    IMAGE = "m.image"
    VIDEO = "m.video"
    AUDIO = "m.audio"
    FILE = "m.file"
    VOICE = "voice"
    STICKER = "m.sticker"


@dataclass(frozen=True, slots=True)
class MediaContent:
    """A picture, video, sound or file. `source` is None for a local echo that is not uploaded yet.

    `local_path` is set on local echoes only: the file on this computer that is being sent.
    `album` groups pictures that were sent together.
    """

    kind: MediaKind
    filename: str
    source: MxcUri | None
    info: MediaInfo
    caption: RichText | None = None
    album: str = ""
    local_path: str = ""
    waveform: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PollContent:
    """A poll. Its votes are in `TimelineItem.poll`."""

    poll: PollStart


@dataclass(frozen=True, slots=True)
class RedactedContent:
    """A message that was deleted; `by` deleted it."""

    by: UserId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MembershipContent:
    """Somebody came, left, was invited, removed or banned, or changed their name or picture.

    `previous` is None where the server did not say; `target_name` is the name at that time.
    """

    target: UserId
    target_name: str
    membership: Membership
    previous: Membership | None
    previous_name: str = ""
    avatar_changed: bool = False
    reason: str = ""


class RoomChange(Enum):
    """Which service line a state event makes."""

    CREATED = "m.room.create"
    NAME = "m.room.name"
    TOPIC = "m.room.topic"
    AVATAR = "m.room.avatar"
    PINS = "m.room.pinned_events"
    POWER_LEVELS = "m.room.power_levels"
    HISTORY_VISIBILITY = "m.room.history_visibility"
    ENCRYPTION = "m.room.encryption"
    TOMBSTONE = "m.room.tombstone"
    JOIN_RULES = "m.room.join_rules"
    CALL_STARTED = "call"


@dataclass(frozen=True, slots=True)
class RoomChangeContent:
    """A change of the chat itself; `value` is the new name, topic or the like, cleaned."""

    change: RoomChange
    value: str = ""


@dataclass(frozen=True, slots=True)
class EncryptedContent:
    """A message of an encrypted chat that this version cannot read."""


@dataclass(frozen=True, slots=True)
class UnknownContent:
    """An event of a kind we do not know, or a broken one; `fallback` is its `body`, cleaned."""

    event_type: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class HiddenContent:
    """An event that makes no row: a reaction, an edit, a vote, other state."""

    event_type: str


Content = (
    TextContent
    | MediaContent
    | PollContent
    | RedactedContent
    | MembershipContent
    | RoomChangeContent
    | EncryptedContent
    | UnknownContent
    | HiddenContent
)


class RelationKind(Enum):
    """`m.relates_to.rel_type` values we act on."""

    REPLACE = "m.replace"
    ANNOTATION = "m.annotation"
    REFERENCE = "m.reference"
    THREAD = "m.thread"


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of an event to `target`; `key` is the emoji of a reaction."""

    kind: RelationKind
    target: EventId
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """`m.mentions`: who is to be told."""

    user_ids: frozenset[UserId] = frozenset()
    room: bool = False


NO_MENTIONS = Mentions()
