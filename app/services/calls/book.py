"""Who is in the call of each room, whose hand is up: kept from events, asked by time. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.events import Event
from app.domain.ids import EventId, ParticipantId, RoomId
from app.domain.parse.rtc import parse_call_reaction, parse_member
from app.domain.rtc import CallMember, HandRaised, MemberGone, Reacted

MOST_HANDS = 500


@dataclass(slots=True)
class _Room:
    members: dict[str, CallMember] = field(default_factory=dict)
    hands: dict[EventId, HandRaised] = field(default_factory=dict)
    """By the membership event that they hang on."""
    stamps: dict[str, datetime] = field(default_factory=dict)
    """When each place last changed: history that is loaded late must not bring anybody back."""


class CallBook:
    """The calls of all rooms of one profile."""

    def __init__(self) -> None:
        self._rooms: dict[RoomId, _Room] = {}

    def take(self, room_id: RoomId, events: Iterable[Event]) -> tuple[bool, list[Reacted]]:
        """Take over events in the order of the room; (whether anything changed, reactions)."""
        room = self._rooms.setdefault(room_id, _Room())
        changed, reactions = False, []
        for event in events:
            if (place := parse_member(event)) is not None:
                if event.timestamp >= room.stamps.get(place.key, event.timestamp):
                    room.stamps[place.key] = event.timestamp
                    changed |= self._place(room, place)
            elif (said := parse_call_reaction(event)) is not None:
                match said:
                    case HandRaised():
                        changed |= self._raise(room, said)
                    case Reacted():
                        reactions.append(said)
            elif event.redacts is not None:
                changed |= self._lower(room, event.redacts)
        if not room.members and not room.hands and not room.stamps:
            del self._rooms[room_id]
        return changed, reactions

    def forget(self, room_id: RoomId) -> bool:
        """The room was left."""
        return self._rooms.pop(room_id, None) is not None

    def members(self, room_id: RoomId, now: datetime) -> tuple[CallMember, ...]:
        """Who is in now, who came first first; one place per device."""
        room = self._rooms.get(room_id)
        if room is None:
            return ()
        here = sorted(
            (one for one in room.members.values() if one.expires > now),
            key=lambda one: (one.since, one.key),
        )
        unique: dict[ParticipantId, CallMember] = {}
        for one in here:
            unique.setdefault(one.identity, one)
        return tuple(unique.values())

    def hands(
        self, room_id: RoomId, members: Sequence[CallMember]
    ) -> dict[ParticipantId, HandRaised]:
        """Raised hands of these members: only one's own membership counts."""
        room = self._rooms.get(room_id)
        if room is None:
            return {}
        found = {}
        for member in members:
            hand = room.hands.get(member.event_id)
            if hand is not None and hand.sender == member.user_id:
                found[member.identity] = hand
        return found

    def rooms(self) -> tuple[RoomId, ...]:
        """Rooms in which somebody is or was in a call."""
        return tuple(room_id for room_id, room in self._rooms.items() if room.members)

    def expired(self, now: datetime) -> tuple[RoomId, ...]:
        """Empty the places that have expired by now; the rooms in which that happened."""
        found = []
        for room_id, room in self._rooms.items():
            gone = [key for key, member in room.members.items() if member.expires <= now]
            for key in gone:
                room.hands.pop(room.members.pop(key).event_id, None)
            if gone:
                found.append(room_id)
        return tuple(found)

    def _place(self, room: _Room, place: CallMember | MemberGone) -> bool:
        before = room.members.get(place.key)
        match place:
            case MemberGone():
                room.members.pop(place.key, None)
                if before is not None:
                    room.hands.pop(before.event_id, None)
                return before is not None
            case CallMember():
                if before == place:
                    return False
                room.members[place.key] = place
                return True

    def _raise(self, room: _Room, hand: HandRaised) -> bool:
        if hand.membership in room.hands or len(room.hands) >= MOST_HANDS:
            return False
        room.hands[hand.membership] = hand
        return True

    def _lower(self, room: _Room, redacted: EventId) -> bool:
        lowered = [on for on, hand in room.hands.items() if hand.event_id == redacted]
        for on in lowered:
            del room.hands[on]
        return bool(lowered)
