"""`GET /_synapse/client/parta/admin/polls?after=N`: polls and ends of them along the stream.

The school service closes polls in time and keeps anonymous ballots; from here it learns of every
poll, and of every end, without anybody's client telling it. For server administrators alone.
"""

import json

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_integer
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

from server.school_core.polls import POLL_ENDS, POLL_STARTS

PATH = "/_synapse/client/parta/admin/polls"
_STRETCH = 20_000
"""Places of the stream that one question looks through."""


class PollsResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers `{"polls": [event, …], "upto": N, "more": bool}`; ask on with `after` = `upto`."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._store = api._hs.get_datastores().main

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators read polls", "M_FORBIDDEN")
        after = parse_integer(request, "after", default=0)
        # Places before it are all filled: an event still being stored is not skipped.
        end = self._store.get_room_max_stream_ordering()
        upto = min(end, after + _STRETCH)
        polls: list[object] = []
        if upto > after:
            polls = await self._api.run_db_interaction("parta_polls", _polls, after, upto)
        return 200, {"polls": polls, "upto": max(upto, after), "more": upto < end}


def _polls(txn: LoggingTransaction, after: int, upto: int) -> list[object]:
    kinds = sorted(POLL_STARTS | POLL_ENDS)
    marks = ", ".join("?" for _ in kinds)
    txn.execute(
        "SELECT e.event_id, e.room_id, e.sender, e.type, j.json FROM events AS e "
        "JOIN event_json AS j ON j.event_id = e.event_id "
        "WHERE e.stream_ordering > ? AND e.stream_ordering <= ? "
        f"AND e.type IN ({marks}) AND e.rejection_reason IS NULL AND NOT e.outlier",
        (after, upto, *kinds),
    )
    return [
        {
            "event_id": event_id,
            "room_id": room_id,
            "sender": sender,
            "type": kind,
            "content": json.loads(text).get("content"),
        }
        for event_id, room_id, sender, kind, text in txn.fetchall()
    ]
