"""Whom of my school I may write to; what was told last is kept for a day without a connection."""

from app.domain.circle import Circle
from app.domain.parse.circle import parse_circles
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

CIRCLES = "school.people"


class PeopleService:
    """Fulfils `facade.school.people.People`."""

    def __init__(self, api: MatrixApi, store: Store) -> None:
        self._api, self._store = api, store

    async def circles(self) -> tuple[Circle, ...]:
        """Ask, and keep the answer."""
        reply = await self._api.school.get("/v1/me/people")
        await self._store.put_setting(CIRCLES, reply)
        return parse_circles(reply)

    async def kept_circles(self) -> tuple[Circle, ...]:
        """The same as last told."""
        return parse_circles(await self._store.setting(CIRCLES))
