"""MatrixRTC as values: who is in a room's call, what rings, what was declined, raised hands.

Both forms of membership make the same value: the state event of Element Call's compatibility mode
(which we send) and the sticky event of its matrix_2_0 mode (which we only read).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.errors import UserText
from app.domain.events import Json
from app.domain.ids import DeviceId, EventId, ParticipantId, RoomId, UserId

CALL_MEMBER = "org.matrix.msc3401.call.member"
STICKY_MEMBER = "org.matrix.msc4143.rtc.member"
NOTIFICATION = "org.matrix.msc4075.rtc.notification"
DECLINE = "org.matrix.msc4310.rtc.decline"
REACTION = "io.element.call.reaction"
SLOT = "m.call#ROOM"
CALLS_OPEN = {
    "type": "org.matrix.msc4143.rtc.slot",
    "state_key": SLOT,
    "content": {"status": "open", "application": {"type": "m.call"}},
}
"""State of a new chat: without it matrix-js-sdk 43 lets nothing ring."""
HAND = "🖐️"
"""The reaction to one's own membership event that is a raised hand."""
BUSY = "app.parta.busy"
"""In the content of a decline of ours: the person is in another call."""
MOST_RING = timedelta(seconds=120)
"""However long a ring says it lasts."""
RING_LASTS = timedelta(seconds=90)
EXPIRES = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class CallMember:
    """One device in a room's call. `key` is what a later event of the same place has too.

    `since` is when it joined, `expires` when it counts as gone by itself.
    """

    key: str
    user_id: UserId
    device_id: DeviceId
    identity: ParticipantId
    event_id: EventId
    since: datetime
    expires: datetime
    video: bool = False
    service_url: str = ""


@dataclass(frozen=True, slots=True)
class MemberGone:
    """The place `key` is empty now."""

    key: str


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody asks people into a call. `rings` is False for a quiet notice."""

    event_id: EventId
    room_id: RoomId
    sender: UserId
    membership: EventId
    sent: datetime
    lifetime: timedelta
    rings: bool
    video: bool
    for_room: bool
    for_users: frozenset[UserId]

    def is_for(self, user_id: UserId) -> bool:
        """Whether it means this person."""
        return self.sender != user_id and (self.for_room or user_id in self.for_users)

    def lasts_until(self) -> datetime:
        """When it has rung long enough."""
        return self.sent + self.lifetime


@dataclass(frozen=True, slots=True)
class Decline:
    """Somebody does not take a ringing call; `busy`: because of another one."""

    ring: EventId
    sender: UserId
    busy: bool


@dataclass(frozen=True, slots=True)
class HandRaised:
    """A raised hand: a reaction to one's own membership event. Its redaction lowers it."""

    event_id: EventId
    membership: EventId
    sender: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction that is seen for some seconds."""

    membership: EventId
    sender: UserId
    emoji: str


@dataclass(frozen=True, slots=True)
class Relay:
    """A TURN server behind TLS, for who gets through by nothing else, and the pass for it."""

    host: str
    port: int
    name: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CallTicket:
    """The way into a call: address and token of the media server.

    `lesson` is what the school tells of the lesson that the call is; `waits` says why one stands at
    its door.
    """

    url: str
    token: str
    lesson: Json | None = None
    waits: UserText | None = None
    relay: Relay | None = None


def member_key(user_id: UserId, device_id: DeviceId) -> str:
    """The state key of this device's place in the call of a room."""
    return f"_{user_id}_{device_id}_m.call"


def identity_of(user_id: UserId, device_id: DeviceId) -> ParticipantId:
    """The LiveKit identity that goes with the state event."""
    return ParticipantId(f"{user_id}:{device_id}")
