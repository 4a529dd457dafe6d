"""`GET /_synapse/client/parta/admin/activity?week=2026-W47`: message counts for the service.

With `&recount=true` they are counted anew from the events, with `&day=0` … `6` of one day only.
For server administrators alone: who wrote how much is nobody else's business, and the service
publishes shares of groups only.
"""

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_boolean, parse_integer, parse_string
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.school_core.activity import parse_week
from server.synapse_module.activity import Activity

PATH = "/_synapse/client/parta/admin/activity"


class ActivityResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Answers `{"week", "counts": [[user_id, kind, messages], …]}`."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi, activity: Activity) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._activity = activity

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators read counts", "M_FORBIDDEN")
        week = parse_string(request, "week", required=True)
        try:
            parse_week(week)
        except ValueError:
            raise SynapseError(400, "week: like 2026-W47", "M_INVALID_PARAM") from None
        day = parse_integer(request, "day")
        if day is not None and day not in range(7):
            raise SynapseError(400, "day: 0 to 6", "M_INVALID_PARAM")
        if parse_boolean(request, "recount", default=False):
            counts = await self._activity.recounted(week, day)
        else:
            counts = await self._activity.counted(week)
        rows = [[user, kind, number] for (user, kind), number in sorted(counts.items())]
        return 200, {"week": week, "counts": rows}
