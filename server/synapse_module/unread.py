"""`GET /_synapse/client/parta/unread`: true unread counts of the caller.

Simplified sliding sync always answers `notification_count: 0`, and asking /v3/sync would eat the
device's to-device messages. One query over the push tables gives all rooms in milliseconds.
"""

from synapse.http.server import DirectServeJsonResource
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

PATH = "/_synapse/client/parta/unread"

# Synapse keeps the rows of highlights until they are read, so they can be counted directly.
_HIGHLIGHTS = """
SELECT e.room_id, COUNT(*) FROM event_push_actions AS e
 WHERE e.user_id = ? AND e.highlight = 1
   AND e.stream_ordering > COALESCE((
        SELECT MAX(r.event_stream_ordering) FROM receipts_linearized AS r
         WHERE r.user_id = e.user_id AND r.room_id = e.room_id
           AND r.receipt_type IN ('m.read', 'm.read.private')
           AND (r.thread_id IS NULL OR r.thread_id = e.thread_id)), 0)
 GROUP BY e.room_id
"""


class UnreadResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers `{"rooms": {room_id: [unread, highlights]}}`, rooms without unread left out."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._store = api._hs.get_datastores().main

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        user_id = (await self._api.get_user_by_req(request)).user.to_string()
        unread = await self._store.get_unread_counts_by_room_for_user(user_id)
        highlights = await self._api.run_db_interaction(
            "parta_unread_highlights", _count_highlights, user_id
        )
        # Synapse leaves the rows of rooms one has left: only joined rooms count.
        joined = await self._store.get_rooms_for_user(user_id)
        rooms = {
            room_id: [unread.get(room_id, 0), highlights.get(room_id, 0)]
            for room_id in joined
            if unread.get(room_id) or highlights.get(room_id)
        }
        return 200, {"rooms": rooms}


def _count_highlights(txn: LoggingTransaction, user_id: str) -> dict[str, int]:
    txn.execute(_HIGHLIGHTS, (user_id,))
    return {room_id: int(count) for room_id, count in txn.fetchall()}
