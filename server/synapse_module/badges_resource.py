"""`GET /_synapse/client/parta/badges?since=NUMBER`: whose badge has changed, for the caller.

Answers `{"version": number, "roles": {user_id: role}}` with the roles as they are now, '' for none,
of people who share a chat with the caller.
"""

from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_integer
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.synapse_module.badges import Badges

PATH = "/_synapse/client/parta/badges"
_LARGEST = 2**53


class BadgesResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers whoever is signed in."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi, badges: Badges) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._badges = badges

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        user_id = (await self._api.get_user_by_req(request)).user.to_string()
        since = min(parse_integer(request, "since", default=0), _LARGEST)
        version, roles = await self._badges.changes(user_id, since)
        return 200, {"version": version, "roles": roles}
