"""`GET /_synapse/client/parta/admin/reports`: the newest complaints, for server administrators.

Synapse's own list takes `user_id` for a filter, which is how an application service says in whose
name it asks: the school service would only ever see complaints of its bot. A complaint about a
person and no message is numbered by Synapse on its own: here such numbers are negative.
"""

from typing import Any

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

PATH = "/_synapse/client/parta/admin/reports"
_MOST = 500
_FIELDS = ("id", "received_ts", "room_id", "event_id", "user_id", "reason", "sender", "room_name")
_MESSAGES = (
    "SELECT r.id, r.received_ts, r.room_id, r.event_id, r.user_id, r.reason, e.sender, s.name "
    "FROM event_reports AS r JOIN events AS e ON e.event_id = r.event_id "
    "LEFT JOIN room_stats_state AS s ON s.room_id = r.room_id "
    "ORDER BY r.id DESC LIMIT ?"
)
_PEOPLE = (
    "SELECT -r.id, r.received_ts, NULL, NULL, r.user_id, r.reason, r.target_user_id, NULL "
    "FROM user_reports AS r ORDER BY r.id DESC LIMIT ?"
)


class ReportsResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers `{"event_reports": [...]}` with the fields of Synapse's list, without any text."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._api = api

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators read reports", "M_FORBIDDEN")
        reports = await self._api.run_db_interaction("parta_reports", _reports)
        return 200, {"event_reports": reports}


def _reports(txn: LoggingTransaction) -> list[dict[str, Any]]:
    rows: list[tuple[Any, ...]] = []
    for query in (_MESSAGES, _PEOPLE):
        txn.execute(query, (_MOST,))
        rows += txn.fetchall()
    rows.sort(key=lambda row: row[1], reverse=True)
    return [dict(zip(_FIELDS, row, strict=True)) for row in rows[:_MOST]]
