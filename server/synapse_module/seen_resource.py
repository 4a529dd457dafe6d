"""`POST /_synapse/client/parta/seen`, `{"users": […]}`: when people were here.

Answers `{"seen": {user: {"presence", "last_active_ago"} | {"lately"}}}`: exactly, as Matrix says
it, or one of the words of `server.school_core.sight.Lately`, as the asker may know it. Who is left
out is hidden, or shares no chat.
"""

import time

from synapse.api.errors import SynapseError
from synapse.api.presence import UserPresenceState
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.school_core.sight import Lately
from server.synapse_module.presence_gate import PresenceGate

PATH = "/_synapse/client/parta/seen"
MOST_PEOPLE = 100
"""In one request: what fits on a screen."""


class SeenResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers whoever is signed in."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi, gate: PresenceGate) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._gate = gate

    async def _async_render_POST(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        user_id = (await self._api.get_user_by_req(request)).user.to_string()
        asked = parse_json_object_from_request(request).get("users")
        if not isinstance(asked, list) or not all(isinstance(one, str) for one in asked):
            raise SynapseError(400, "users must be a list of user ids", "M_BAD_JSON")
        if len(asked) > MOST_PEOPLE:
            raise SynapseError(400, f"At most {MOST_PEOPLE} people at once", "M_BAD_JSON")
        seen = await self._gate.seen(user_id, set(asked))
        return 200, {"seen": {whom: _told(one) for whom, one in seen.items()}}


def _told(seen: UserPresenceState | Lately) -> dict[str, object]:
    if isinstance(seen, Lately):
        return {"lately": seen.value}
    told: dict[str, object] = {"presence": seen.state}
    if seen.last_active_ts:
        told["last_active_ago"] = max(0, int(time.time() * 1000) - seen.last_active_ts)
    return told
