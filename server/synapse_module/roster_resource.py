"""`/_synapse/client/parta/admin/roster`: how the school service tells the module its roster."""

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.school_core.document import DocumentRefused
from server.synapse_module.school_book import SchoolBook

PATH = "/_synapse/client/parta/admin/roster"
_MOST_PROBLEMS = 100


class RosterResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """Takes and names the roster for server administrators, refuses all others.

    PUT takes the document of `server.school_core.document`. With `?after=REVISION` it is taken only
    in place of that revision (409 otherwise), so that a late writer does not undo a newer roster.
    """

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._book = book

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        await self._only_admins(request)
        day = await self._book.today()
        return 200, {"revision": day.revision if day else None}

    async def _async_render_PUT(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        await self._only_admins(request)
        after = request.args.get(b"after")
        day = await self._book.today()
        if after and after[0].decode("utf-8", "replace") != (day.revision if day else ""):
            raise SynapseError(409, "another revision stands", "M_UNKNOWN")
        try:
            # A document that is no UTF-8 is no document either.
            school = await self._book.tell(request.content.read().decode("utf-8", "replace"))
        except DocumentRefused as refused:
            problems = list(refused.problems[:_MOST_PROBLEMS])
            raise SynapseError(
                400, str(refused), "M_BAD_JSON", {"app.parta.problems": problems}
            ) from None
        return 200, {"revision": school.roster.revision, "people": len(school.roster.people)}

    async def _only_admins(self, request: SynapseRequest) -> None:
        requester = await self._api.get_user_by_req(request)
        if not await self._api.is_user_admin(requester.user.to_string()):
            raise SynapseError(403, "Only server administrators tell rosters", "M_FORBIDDEN")
