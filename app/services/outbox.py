"""The entries of the send queue in memory, in order, with who watches them. No I/O."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.domain.cache import Outgoing
from app.domain.diff import Unsubscribe
from app.domain.errors import UserText
from app.domain.ids import RoomId, TransactionId
from app.domain.timeline import SENT, SendState, SendStatus
from app.services.contents import is_local, target_of
from app.services.echo import Pending


@dataclass(slots=True)
class Held:
    """One entry with what is known about it here. `stored`: it is on the disk."""

    entry: Outgoing
    status: SendStatus
    stored: bool = False
    saved: asyncio.Future[None] | None = None
    outcome: asyncio.Future[None] | None = None
    """Done when the first try is over: sent, refused (an error), or waiting for the network."""

    def settle(self, error: BaseException | None = None) -> None:
        """Tell who waits for the outcome."""
        if self.outcome is not None and not self.outcome.done():
            if error is None:
                self.outcome.set_result(None)
            else:
                self.outcome.set_exception(error)
                self.outcome.exception()  # nobody has to listen


@dataclass(slots=True)
class _Room:
    held: dict[TransactionId, Held] = field(default_factory=dict)
    listeners: list[Callable[[], None]] = field(default_factory=list)


class Outbox:
    """All entries by room; each change is told to the watchers of its room at once."""

    def __init__(self) -> None:
        self._rooms: dict[RoomId, _Room] = {}
        self.on_change: Callable[[RoomId], None] = lambda _: None
        """Told of each change in any chat."""

    def rooms(self) -> tuple[RoomId, ...]:
        """Chats that have entries."""
        return tuple(room_id for room_id, room in self._rooms.items() if room.held)

    def of_room(self, room_id: RoomId) -> tuple[Held, ...]:
        """Entries of a chat in order."""
        room = self._rooms.get(room_id)
        return tuple(room.held.values()) if room else ()

    def pending(self, room_id: RoomId) -> tuple[Pending, ...]:
        """The same as values."""
        return tuple(Pending(held.entry, held.status) for held in self.of_room(room_id))

    def __iter__(self) -> Iterator[Held]:
        for room_id in self.rooms():
            yield from self.of_room(room_id)

    def get(self, room_id: RoomId, txn_id: str) -> Held | None:
        """One entry."""
        room = self._rooms.get(room_id)
        return room.held.get(TransactionId(txn_id)) if room else None

    def watch(self, room_id: RoomId, listener: Callable[[], None]) -> Unsubscribe:
        """Call `listener` after each change in a chat."""
        room = self._rooms.setdefault(room_id, _Room())
        room.listeners.append(listener)

        def unsubscribe() -> None:
            if listener in room.listeners:
                room.listeners.remove(listener)

        return unsubscribe

    def add(self, entry: Outgoing, *, stored: bool = False) -> Held:
        """Put an entry last."""
        held = Held(entry, initial_status(entry), stored=stored)
        self._rooms.setdefault(entry.room_id, _Room()).held[entry.txn_id] = held
        self._tell(entry.room_id)
        return held

    def change(
        self, held: Held, entry: Outgoing | None = None, *, status: SendStatus | None = None
    ) -> None:
        """Give an entry a new value, status, or both."""
        before = (held.entry, held.status)
        held.entry = entry if entry is not None else held.entry
        held.status = status if status is not None else held.status
        if (held.entry, held.status) != before:
            self._tell(held.entry.room_id)

    def remove(self, held: Held) -> None:
        """Take an entry out."""
        room = self._rooms.get(held.entry.room_id)
        if room is not None and room.held.get(held.entry.txn_id) is held:
            del room.held[held.entry.txn_id]
            held.settle()
            self._tell(held.entry.room_id)

    def next(self, room_id: RoomId) -> Held | None:
        """The first entry that can go now: not failed, not sent, not waiting for another one."""
        for held in self.of_room(room_id):
            if held.entry.failed or held.entry.event_id is not None:
                continue
            if self._waits(held):
                continue
            return held
        return None

    def dependents(self, room_id: RoomId, txn_id: TransactionId) -> tuple[Held, ...]:
        """Entries about a message of the queue."""
        return tuple(held for held in self.of_room(room_id) if txn_id in _targets(held.entry))

    def _waits(self, held: Held) -> bool:
        # A message that is neither in the queue nor known any more is waited for by nobody.
        return any(
            is_local(target) and self.get(held.entry.room_id, target) is not None
            for target in _targets(held.entry)
        )

    def _tell(self, room_id: RoomId) -> None:
        for listener in tuple(self._rooms[room_id].listeners):
            listener()
        self.on_change(room_id)


def initial_status(entry: Outgoing) -> SendStatus:
    """Return the status of an entry nothing is being done about."""
    if entry.failed:
        return SendStatus(SendState.FAILED, error=UserText(entry.failed))
    return SENT if entry.event_id is not None else SendStatus(SendState.QUEUED)


def _targets(entry: Outgoing) -> set[str]:
    return {target for target in (entry.target or "", target_of(entry.content)) if target}
