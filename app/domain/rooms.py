"""Chats as the list shows them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.conduct import FREE, Conduct
from app.domain.ids import EventId, MxcUri, RoomId, UserId


class RoomKind(Enum):
    """`app.parta.room` kind; `DIRECT` from `m.direct`; `FREE` is any other group."""

    CLASS = "class"
    PARENTS = "parents"
    STAFF = "staff"
    SUBJECT = "subject"
    CHANNEL = "channel"
    LESSON = "lesson"
    DIRECT = "direct"
    SPACE = "space"
    FREE = "free"


class RoomState(Enum):
    """Whether I am in, asked in, or out."""

    JOINED = "joined"
    INVITED = "invited"
    LEFT = "left"


class PreviewKind(Enum):
    """What the last message is; the UI has a word and an icon for each but `TEXT` and `SERVICE`."""

    NONE = "none"
    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"
    FILE = "file"
    POLL = "poll"
    STICKER = "sticker"
    CALL = "call"
    DELETED = "deleted"
    ENCRYPTED = "encrypted"
    SERVICE = "service"


class Ticks(Enum):
    """Marks beside the time of an own last message."""

    NONE = 0
    QUEUED = 1
    SENT = 2
    READ = 3
    FAILED = 4


class MuteMode(Enum):
    """Notification setting of one chat (push rules)."""

    ALL = "all"
    MENTIONS = "mentions"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Preview:
    """The second line of a chat row, one line, at most 200 characters."""

    kind: PreviewKind = PreviewKind.NONE
    sender_name: str = ""
    """Short name for groups; '' where the row needs none (direct chats, channels)."""
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class RoomSummary:
    """One row of the chat list, ready to paint. `timestamp` is that of the last message, UTC.

    `pin_order` is None for chats that are not pinned, else 0 … 1 (`m.favourite` order).
    `muted_until` is None when not muted by time; `mute` says how it is muted now.
    `typing` holds the names of those who write now. `draft` is the unsent text, cut.
    """

    room_id: RoomId
    name: str
    avatar: MxcUri | None = None
    kind: RoomKind = RoomKind.FREE
    state: RoomState = RoomState.JOINED
    verified: bool = False
    """The cap: a direct chat with a verified teacher."""
    direct_user: UserId | None = None
    member_count: int = 0
    preview: Preview = Preview()
    timestamp: datetime | None = None
    bump_stamp: int = 0
    ticks: Ticks = Ticks.NONE
    unread: int = 0
    mentions: int = 0
    marked_unread: bool = False
    mute: MuteMode = MuteMode.ALL
    muted_until: datetime | None = None
    pin_order: float | None = None
    archived: bool = False
    typing: tuple[str, ...] = ()
    draft: str = ""
    encrypted: bool = False
    replaced_by: RoomId | None = None


@dataclass(frozen=True, slots=True)
class RoomGlance:
    """What the server tells of a chat that I am not in, before I enter it."""

    room_id: RoomId
    name: str = ""
    members: int = 0
    open: bool = False
    """Whoever has the link may enter, as far as can be seen from outside."""


@dataclass(frozen=True, slots=True)
class Powers:
    """What I may do here, from `m.room.power_levels` and the create event."""

    mine: int = 0
    can_send: bool = True
    can_redact_others: bool = False
    can_pin: bool = False
    can_invite: bool = False
    can_kick: bool = False
    can_edit_info: bool = False
    can_mention_room: bool = False
    can_send_poll: bool = True
    can_call: bool = True
    can_react: bool = True
    can_set_pack: bool = False
    """I may change the chat's pack of stickers."""
    can_appoint: bool = False
    """I may make administrators of the chat."""


SUPERVISED = "app.parta.supervised"
"""State by which the server marks a chat of the school's staff with a pupil."""


@dataclass(frozen=True, slots=True)
class RoomDetails:
    """What the header and the info panel need beyond the summary."""

    room_id: RoomId
    topic: str = ""
    powers: Powers = Powers()
    pinned: tuple[EventId, ...] = ()
    joined_count: int = 0
    managed: bool = False
    administrators: tuple[UserId, ...] = ()
    """Who leads or helps to lead the chat."""
    show_membership: bool = True
    creator: UserId | None = None
    encrypted: bool = False
    supervised: bool = False
    """The school's staff talk with a pupil here: the school may look at it."""
    look: str = ""
    """Name of the background that the chat was given (`app.parta.room.theme`), or ''."""
    conduct: Conduct = FREE
    """How one may write here."""
