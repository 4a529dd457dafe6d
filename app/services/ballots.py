"""Anonymous votes: given to the school's service, never an event; totals go to the rows."""

import logging
from collections.abc import Callable, Sequence

from app.domain.cache import Applied, TimelineChange
from app.domain.errors import AppError, ServerError
from app.domain.ids import EventId, RoomId
from app.domain.parse import parse_tally
from app.domain.parse.fields import mapping
from app.domain.polls import Ballot
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

_log = logging.getLogger(__name__)
_VOTED_BEFORE = "poll_no_revote"


class Ballots:
    """The ballot boxes of one profile; `publish` lets open chats read a row again."""

    def __init__(self, api: MatrixApi, store: Store, publish: Callable[[Applied], None]) -> None:
        self._api, self._store, self._publish = api, store, publish

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        """Give my one vote; what I chose is kept on this computer alone."""
        body = {"room_id": room_id, "event_id": poll_id, "answers": list(answers)}
        try:
            await self._api.school.post("/v1/ballots/vote", body=body)
        except ServerError as error:
            if error.errcode == _VOTED_BEFORE:
                await self._keep(room_id, poll_id, Ballot(voted=True))
            raise
        await self._keep(room_id, poll_id, Ballot(voted=True, chosen=tuple(answers)))

    async def look(self, room_id: RoomId, poll_id: EventId) -> bool:
        """Ask whether I have voted and what was published; False where nobody answers now."""
        params = {"room_id": room_id, "event_id": poll_id}
        try:
            told = mapping(await self._api.school.get("/v1/ballots", params=params))
        except AppError as error:
            _log.info("a ballot as last seen: %s", error)
            return False
        ballot = Ballot(voted=told.get("voted") is True, tally=parse_tally(told))
        await self._store.put_ballot(room_id, poll_id, ballot)
        return True

    async def settle(self, room_id: RoomId, poll_id: EventId) -> None:
        """A poll was ended: the service tells the last totals when somebody asks."""
        if await self.look(room_id, poll_id):
            self._touch(room_id, poll_id)

    async def _keep(self, room_id: RoomId, poll_id: EventId, ballot: Ballot) -> None:
        await self._store.put_ballot(room_id, poll_id, ballot)
        self._touch(room_id, poll_id)

    def _touch(self, room_id: RoomId, poll_id: EventId) -> None:
        change = TimelineChange(touched=frozenset({poll_id}))
        self._publish(Applied(timelines={room_id: change}))
