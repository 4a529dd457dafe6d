"""`PUT /_synapse/client/parta/admin/roles`: how the school service tells the module who is who."""

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.school_core.roles import Role, parse_role
from server.synapse_module.people import People

PATH = "/_synapse/client/parta/admin/roles"


class RolesResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Takes `{"roles": {user_id: role | null}}` from server administrators, refuses all others."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi, people: People) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._people = people

    async def _async_render_PUT(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators may set roles", "M_FORBIDDEN")
        roles = _parse(parse_json_object_from_request(request))
        await self._people.set_roles(roles)
        return 200, {"set": len(roles)}


def _parse(body: dict[str, object]) -> dict[str, Role | None]:
    given = body.get("roles")
    if not isinstance(given, dict):
        raise SynapseError(400, "roles: an object of user ids is needed", "M_BAD_JSON")
    roles: dict[str, Role | None] = {}
    for user_id, name in given.items():
        role = parse_role(name)
        if role is None and name is not None:
            raise SynapseError(400, f"roles: no such role: {name!r}", "M_BAD_JSON")
        roles[user_id] = role
    return roles
