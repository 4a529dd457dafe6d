"""Reminding of polls that are about to close and that I have not voted in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.content import PollContent
from app.domain.diff import Observable
from app.domain.ids import EventId, RoomId
from app.domain.rooms import MuteMode, RoomState, RoomSummary
from app.domain.timeline import TimelineItem
from app.services.ports.clock import Clock
from app.services.ports.store import Store

SOON = timedelta(hours=1)
LONGEST = timedelta(days=31)
"""Polls older than that are not looked for: the dialog lets one vote for a week at most."""
_SETTING = "poll_reminders"
_KEPT = 200


@dataclass(frozen=True, slots=True)
class PollReminder:
    """A poll to be reminded of."""

    room_id: RoomId
    room_name: str
    event_id: EventId
    question: str
    closes_at: datetime


class PollReminders:
    """Looks when it is told to; `due` is the reminder that came last. Each poll is told of once."""

    def __init__(
        self, store: Store, clock: Clock, room: Callable[[RoomId], RoomSummary | None]
    ) -> None:
        self._store, self._clock, self._room = store, clock, room
        self.due: Observable[PollReminder | None] = Observable(None)

    async def look(self) -> None:
        """Remind of what closes within the hour."""
        now = self._clock.now()
        found = [
            reminder
            for room_id, item in await self._store.polls_since(now - LONGEST)
            if (reminder := self._reminder(room_id, item, now)) is not None
        ]
        if not found:
            return
        kept = await self._store.setting(_SETTING)
        told = [str(one) for one in kept] if isinstance(kept, list) else []
        fresh = [one for one in found if one.event_id not in told]
        if fresh:
            told += [one.event_id for one in fresh]
            await self._store.put_setting(_SETTING, told[-_KEPT:])
        for one in fresh:
            self.due.set(one)

    def _reminder(self, room_id: RoomId, item: TimelineItem, now: datetime) -> PollReminder | None:
        room = self._room(room_id)
        if room is None or room.state is not RoomState.JOINED or room.mute is MuteMode.NONE:
            return None
        content, state = item.content, item.poll
        if not isinstance(content, PollContent) or item.event_id is None or state is None:
            return None
        closes = content.poll.closes_at
        if closes is None or state.closed or state.voted:
            return None
        # A poll of an hour would be reminded of as soon as it is there.
        if not now < closes <= now + SOON or closes - item.timestamp <= 2 * SOON:
            return None
        return PollReminder(room_id, room.name, item.event_id, content.poll.question, closes)
