"""Votes in polls, and their end: events of the chat, or ballots that the school counts."""

from collections.abc import Sequence

from app.domain.ids import EventId, RoomId
from app.domain.parse import parse_content
from app.services import contents
from app.services.ballots import Ballots
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.send_queue import SendQueue


class Votes:
    """What is done to polls of a chat; a poll goes by the server's id where it has one."""

    def __init__(self, *, store: Store, api: MatrixApi, queue: SendQueue, ballots: Ballots) -> None:
        self._store, self._api = store, api
        self._queue, self._ballots = queue, ballots

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        """Vote, or change the vote; a vote that has not gone out is replaced."""
        if await self._is_anonymous(room_id, poll_id):
            await self._ballots.vote(room_id, poll_id, answers)
            return
        for pending in self._queue.pending(room_id):
            entry = pending.entry
            if entry.kind == "vote" and entry.target == poll_id and entry.event_id is None:
                await self._queue.discard(room_id, entry.txn_id)
        txn = self._queue.add(
            room_id,
            kind="vote",
            event_type=contents.POLL_RESPONSE,
            content=contents.vote(poll_id, answers),
            target=poll_id,
        )
        await self._queue.outcome(room_id, txn)

    async def close(self, room_id: RoomId, poll_id: EventId) -> None:
        """End an own poll."""
        txn = self._queue.add(
            room_id,
            kind="poll_end",
            event_type=contents.POLL_END,
            content=contents.poll_end(poll_id),
            target=poll_id,
        )
        await self._queue.outcome(room_id, txn)
        if await self._is_anonymous(room_id, poll_id):
            await self._ballots.settle(room_id, poll_id)

    async def _is_anonymous(self, room_id: RoomId, poll_id: EventId) -> bool:
        """Tell where votes go; a poll may still be known by the queue, or by the server alone."""
        for pending in self._queue.pending(room_id):
            entry = pending.entry
            if poll_id in {entry.event_id, entry.txn_id}:
                return contents.is_anonymous(parse_content(entry.event_type, entry.content))
        for row in await self._store.items(room_id, [poll_id]):
            return contents.is_anonymous(row.content)
        return contents.is_anonymous((await self._api.event(room_id, poll_id)).content)
