"""What rings now, and what became of each ring. Pure: fed with events and the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.calls import Outcome
from app.domain.events import Event
from app.domain.ids import EventId, RoomId, UserId
from app.domain.parse.rtc import parse_decline, parse_member, parse_ring
from app.domain.rtc import CallMember, Decline, Ring

ANSWERED_WITHIN = timedelta(minutes=3)
MOST_ENDED = 500


@dataclass(frozen=True, slots=True)
class RingOver:
    """A ring has ended, this way."""

    ring: Ring
    outcome: Outcome


@dataclass(slots=True)
class Rings:
    """The rings of one profile. What has ended once does not ring again."""

    me: UserId
    ringing: dict[EventId, Ring] = field(default_factory=dict)
    declines: list[Decline] = field(default_factory=list)
    """Refusals by others since they were last taken."""
    _ended: dict[EventId, None] = field(default_factory=dict)
    _met: set[EventId] = field(default_factory=set)

    def take(
        self, room_id: RoomId, events: Sequence[Event], now: datetime, *, old: bool
    ) -> list[RingOver]:
        """Take over events of a room in order; `old`: it is history, nothing of it is missed."""
        over: list[RingOver] = []
        for place, event in enumerate(events):
            if (ring := parse_ring(event, room_id)) is not None:
                if self._is_new(ring):
                    later = self._answer(ring, events[place + 1 :])
                    if later is not None:
                        over += self.end(ring.event_id, later, ring=ring)
                    elif ring.lasts_until() > now:
                        self.ringing[ring.event_id] = ring
                    elif not old:
                        over += self.end(ring.event_id, Outcome.MISSED, ring=ring)
            elif (decline := parse_decline(event)) is not None:
                if decline.sender != self.me:
                    self.declines.append(decline)
                elif decline.ring in self.ringing:
                    over += self.end(decline.ring, Outcome.DECLINED)
        return over

    def look(self, room_id: RoomId, members: Sequence[CallMember], now: datetime) -> list[RingOver]:
        """Compare the rings of a room with who is in its call now."""
        over: list[RingOver] = []
        for ring in [one for one in self.ringing.values() if one.room_id == room_id]:
            if any(member.user_id == self.me for member in members):
                over += self.end(ring.event_id, Outcome.INCOMING)
            elif members:
                self._met.add(ring.event_id)
            elif ring.event_id in self._met:
                over += self.end(ring.event_id, Outcome.MISSED)
            if ring.event_id in self.ringing and ring.lasts_until() <= now:
                over += self.end(ring.event_id, Outcome.MISSED)
        return over

    def end(self, key: EventId, outcome: Outcome, *, ring: Ring | None = None) -> list[RingOver]:
        """A ring is over; nothing where it was already."""
        known = self.ringing.pop(key, None) or ring
        self._met.discard(key)
        if known is None or key in self._ended:
            return []
        self._ended[key] = None
        while len(self._ended) > MOST_ENDED:
            del self._ended[next(iter(self._ended))]
        return [RingOver(known, outcome)]

    def first(self) -> Ring | None:
        """The ring that came first of those that ring."""
        return min(self.ringing.values(), key=lambda one: one.sent, default=None)

    def _is_new(self, ring: Ring) -> bool:
        known = ring.event_id in self.ringing or ring.event_id in self._ended
        return ring.rings and ring.is_for(self.me) and not known

    def _answer(self, ring: Ring, later: Iterable[Event]) -> Outcome | None:
        """What this person did about it on another device, in what came with it."""
        for event in later:
            if event.sender != self.me:
                continue
            decline = parse_decline(event)
            if decline is not None and decline.ring == ring.event_id:
                return Outcome.DECLINED
            soon = event.timestamp - ring.sent < ANSWERED_WITHIN
            if soon and isinstance(parse_member(event), CallMember):
                return Outcome.INCOMING
        return None
