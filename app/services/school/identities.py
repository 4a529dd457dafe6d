"""What opens my profile, asked of the school service; nothing of it is kept on this computer."""

from app.domain.identities import (
    CodeMeaning,
    DeviceCode,
    Identities,
    PersonIdentity,
    PortalBadge,
)
from app.domain.parse import identities as parse
from app.services.ports.matrix import MatrixApi


class IdentitiesService:
    """Fulfils `facade.school.identities.IdentityBook`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def mine(self) -> Identities:
        """My ways in, and what may be bound."""
        return parse.parse_identities(await self._api.school.get("/v1/identities"))

    async def bind_gradebook(self, register: str, *, login: str, password: str) -> None:
        """Bind an account of the register, proved by its password."""
        body = {"register": register, "login": login, "password": password}
        await self._api.school.post("/v1/identities/gradebook", body=body)

    async def look_at_code(self, code: str) -> CodeMeaning:
        """What a code from the page of a browser would bind."""
        reply = await self._api.school.post("/v1/identities/code", body={"code": code})
        return parse.parse_code(reply)

    async def bind_code(self, code: str) -> None:
        """Bind it."""
        body = {"code": code, "confirm": True}
        await self._api.school.post("/v1/identities/code", body=body)

    async def unbind(self, identity: str) -> None:
        """It opens nothing from now on."""
        await self._api.school.delete("/v1/identities/{}", identity)

    async def device_code(self) -> DeviceCode:
        """A code for another device of mine, worth minutes."""
        return parse.parse_device_code(await self._api.school.post("/v1/cards/mine"))

    async def badge(self) -> PortalBadge:
        """My number for the portal's page, open or closed."""
        return parse.parse_badge(await self._api.school.get("/v1/portal/badge"))

    async def open_badge(self) -> PortalBadge:
        """A new address for it; the one before is worth nothing."""
        return parse.parse_badge(await self._api.school.post("/v1/portal/badge"))

    async def close_badge(self) -> None:
        """The address answers nobody from now on."""
        await self._api.school.delete("/v1/portal/badge")

    async def of_school(self, org: str) -> tuple[PersonIdentity, ...]:
        """Bindings of a school's people, for its administrators."""
        reply = await self._api.school.get("/v1/identities/of-school", params={"org": org})
        return parse.parse_school_identities(reply)

    async def unbind_for(self, org: str, identity: str, *, reason: str) -> None:
        """Undo somebody's binding; they are signed out and read why."""
        where = "/v1/identities/of-school/{}/unlink"
        await self._api.school.post(where, identity, body={"org": org, "reason": reason})
