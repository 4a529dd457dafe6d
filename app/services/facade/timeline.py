"""What the UI sees of one open chat."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.domain.cache import MediaRow
from app.domain.diff import Observable, ObservableList
from app.domain.ids import EventId, ItemKey, RoomId
from app.domain.people import Member, Person
from app.domain.rooms import RoomDetails
from app.domain.timeline import EditVersion, Reaction, TimelineItem


class Timeline(Protocol):
    """One open chat. `items` is the stretch that is loaded; it grows by `older()` and `newer()`."""

    room_id: RoomId
    items: ObservableList[TimelineItem]
    details: Observable[RoomDetails]
    at_start: Observable[bool]
    """Nothing older exists."""
    live: Observable[bool]
    """The last row is the newest of the chat."""
    loading: Observable[bool]
    """The network is being asked."""
    new_from: Observable[ItemKey | None]
    """The row above which the new-messages line stands; fixed when the chat was opened."""
    read_up_to: ItemKey | None
    pinned: ObservableList[TimelineItem]

    async def older(self, count: int = 50) -> None:
        """Load rows before the first one: from the cache, then over the network."""

    async def newer(self, count: int = 50) -> None:
        """Load rows after the last one, until the live end."""

    async def jump_to(self, event_id: EventId) -> ItemKey | None:
        """Make sure the row is in `items`, reloading around it if need be; its key, or None."""

    async def jump_to_date(self, when: datetime) -> ItemKey | None:
        """The same for the first message at or after a moment."""

    async def jump_to_end(self) -> None:
        """Make `items` end at the live end."""

    async def mark_read(self, key: ItemKey) -> None:
        """I have seen this row; receipts go out in step, at most one at a time."""

    async def members(self) -> tuple[Member, ...]:
        """All members; asks the server the first time."""

    async def readers(self, key: ItemKey) -> tuple[Person, ...]:
        """Who has read a row."""

    async def reactions(self, key: ItemKey) -> tuple[Reaction, ...]:
        """Reactions with everybody who reacted."""

    async def edits(self, key: ItemKey) -> tuple[EditVersion, ...]:
        """Versions of an edited row, oldest first."""

    async def poll_voters(self, key: ItemKey) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """(answer id, people) of a poll."""

    async def media(
        self, kinds: Sequence[str], *, before: EventId | None = None, limit: int = 60
    ) -> tuple[MediaRow, ...]:
        """Attachments newest first; kinds are `MediaKind` values or "poll"."""

    async def refresh_members(self) -> None:
        """Ask the server for the members again."""

    def close(self) -> None:
        """The page is gone: stop watching."""
