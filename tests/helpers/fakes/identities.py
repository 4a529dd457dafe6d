"""Ways into a profile, in memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.identities import (
    CodeMeaning,
    DeviceCode,
    Identities,
    Identity,
    PersonIdentity,
    PortalBadge,
    Way,
)
from tests.helpers.fakes.recorded import Recorded


class FakeIdentities(Recorded):
    """`IdentityBook`: one gradebook is bound, Госуслуги may be."""

    def __init__(self) -> None:
        super().__init__()
        when = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
        bound = Identity(
            *("i1", "Сетевой Город", "ku…va"),
            from_school=False, linked_at=when, used_at=when + timedelta(days=20), working=True,
        )  # fmt: skip
        self.found = (bound,)
        self.ways = (Way("sgo", "Сетевой Город", False), Way("oidc-esia", "Госуслуги", True))
        self.school = (
            PersonIdentity(bound, "Кузнецова Елена Викторовна"),
            PersonIdentity(
                replace(bound, id="i2", title="Госуслуги", hint="Белов П.", working=False),
                "Белов Пётр Андреевич",
            ),
        )
        self.meaning = CodeMeaning("Госуслуги", "Елена Кузнецова")
        self.portal = PortalBadge("", "parta://open?address=school14.example&hs=school14.example")

    async def mine(self) -> Identities:
        await self._called("mine")
        return Identities(self.found, self.ways)

    async def bind_gradebook(self, register: str, *, login: str, password: str) -> None:
        await self._called("bind_gradebook", register, login, password)
        self.found += (replace(self.found[0], id=f"i{len(self.calls)}"),) if self.found else ()

    async def look_at_code(self, code: str) -> CodeMeaning:
        await self._called("look_at_code", code)
        return self.meaning

    async def bind_code(self, code: str) -> None:
        await self._called("bind_code", code)

    async def unbind(self, identity: str) -> None:
        await self._called("unbind", identity)
        self.found = tuple(one for one in self.found if one.id != identity)

    async def device_code(self) -> DeviceCode:
        await self._called("device_code")
        link = "parta://card?address=school14.example&code=7K3M-9QWE-RT2Y"
        return DeviceCode("7K3M-9QWE-RT2Y", link, datetime.now(UTC) + timedelta(minutes=3))

    async def badge(self) -> PortalBadge:
        await self._called("badge")
        return self.portal

    async def open_badge(self) -> PortalBadge:
        await self._called("open_badge")
        address = f"https://school14.example/v1/portal/unread?token={len(self.calls)}"
        self.portal = replace(self.portal, address=address)
        return self.portal

    async def close_badge(self) -> None:
        await self._called("close_badge")
        self.portal = replace(self.portal, address="")

    async def of_school(self, org: str) -> tuple[PersonIdentity, ...]:
        await self._called("of_school", org)
        return self.school

    async def unbind_for(self, org: str, identity: str, *, reason: str) -> None:
        await self._called("unbind_for", org, identity, reason)
        self.school = tuple(one for one in self.school if one.identity.id != identity)
