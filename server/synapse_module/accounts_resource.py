"""`/_synapse/client/parta/admin/accounts`: opens the closed account of whoever comes back.

Synapse 1.163 has an endpoint for it that always fails: it would write the profile anew, by a key
that the table no longer has. The profile was never taken away, so the rest of it is enough.
"""

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.types import UserID

PATH = "/_synapse/client/parta/admin/accounts"


class AccountsResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """POST `{"reopen": USER_ID}` from server administrators; an open account stays as it is."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._store = api._hs.get_datastores().main
        self._directory = api._hs.get_user_directory_handler()

    async def _async_render_POST(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators open accounts", "M_FORBIDDEN")
        user_id = parse_json_object_from_request(request).get("reopen")
        account = await self._store.get_user_by_id(user_id) if isinstance(user_id, str) else None
        if account is None:
            raise SynapseError(404, "No such account", "M_NOT_FOUND")
        if account.is_deactivated:
            await self._store.mark_user_not_erased(user_id)
            await self._store.set_user_deactivated_status(user_id, False)
            profile = await self._store.get_profileinfo(UserID.from_string(user_id))
            await self._directory.handle_local_profile_change(user_id, profile)
        return 200, {}
