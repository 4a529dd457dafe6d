"""`POST /_synapse/client/parta/admin/keeping`: how much is older than the school wants to keep.

Synapse purges without saying beforehand what that takes; here it is counted and nothing is touched.
For server administrators alone.
"""

from collections.abc import Mapping, Sequence

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

PATH = "/_synapse/client/parta/admin/keeping"
_MOST = 20_000
_AT_ONCE = 200
# The newest event of a chat is never purged, however old it is.
_OLDER = """
SELECT e.room_id, COUNT(*) FROM events AS e
 WHERE e.room_id IN ({places}) AND e.origin_server_ts < ? AND e.state_key IS NULL
   AND e.type IN ('m.room.message', 'm.room.encrypted', 'm.sticker',
                  'org.matrix.msc3381.poll.start')
   AND e.stream_ordering < (SELECT MAX(n.stream_ordering) FROM events AS n
                             WHERE n.room_id = e.room_id)
 GROUP BY e.room_id
"""


class KeepingResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Takes `{"before": ms, "rooms": [...]}`, answers `{"rooms": {id: messages}}`.

    With `"files": true` it answers how many files nobody has opened since then, by the very
    question with which Synapse chooses what to delete.
    """

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._store = api._hs.get_datastores().main

    async def _async_render_POST(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators count this", "M_FORBIDDEN")
        body = parse_json_object_from_request(request)
        before, rooms = body.get("before"), body.get("rooms", [])
        named = isinstance(rooms, list) and all(isinstance(one, str) for one in rooms)
        if not isinstance(before, int) or isinstance(before, bool) or not named:
            raise SynapseError(400, "before: ms, rooms: ids", "M_INVALID_PARAM")
        counts: dict[str, int] = {}
        for start in range(0, min(len(rooms), _MOST), _AT_ONCE):
            part = rooms[start : start + _AT_ONCE]
            counts |= await self._api.run_db_interaction("parta_keeping", _older, part, before)
        answer: dict[str, object] = {"rooms": counts}
        if body.get("files") is True:
            files = await self._store.get_local_media_ids(
                before,
                0,
                keep_profiles=True,
                include_quarantined_media=False,
                include_protected_media=False,
            )
            answer["files"] = len(files)
        return 200, answer


def _older(txn: LoggingTransaction, rooms: Sequence[str], before: int) -> Mapping[str, int]:
    txn.execute(_OLDER.format(places=", ".join("?" * len(rooms))), (*rooms, before))
    return {room_id: int(count) for room_id, count in txn.fetchall()}
