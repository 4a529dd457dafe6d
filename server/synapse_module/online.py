"""`GET /_synapse/client/parta/online?room_id=…`: how many members of a chat are here now.

Without a chat, and for server administrators alone: how many people of the whole school.

A client would have to ask about every member. Counted are those whom the asker may see exactly:
in a chat of two or three a number is as good as a list.
"""

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_string
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.synapse_module.presence_gate import PresenceGate

PATH = "/_synapse/client/parta/online"


class OnlineResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers `{"online": number}` to members of the chat, or to server administrators."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi, gate: PresenceGate) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._gate = gate
        self._store = api._hs.get_datastores().main
        self._presence = api._hs.get_presence_handler()

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        user_id = (await self._api.get_user_by_req(request)).user.to_string()
        room_id = parse_string(request, "room_id")
        if room_id is None:
            if not await self._api.is_user_admin(user_id):
                raise SynapseError(403, "Name a room you are in", "M_FORBIDDEN")
            everybody = self._presence.user_to_current_state.values()
            return 200, {"online": sum(state.state == "online" for state in everybody)}
        members = await self._store.get_users_in_room(room_id)
        if user_id not in members:
            raise SynapseError(403, "You are not in this room", "M_FORBIDDEN")
        return 200, {"online": await self._gate.online(user_id, members)}
