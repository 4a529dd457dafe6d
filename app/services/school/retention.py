"""For how long a school keeps what is written."""

from collections.abc import Mapping
from typing import Any

from app.domain.parse import retention as parse
from app.domain.retention import Due, KeptKind, Periods, ServerDue, ServerPeriods
from app.services.ports.matrix import MatrixApi

_RETENTION, _SERVER = "/v1/retention", "/v1/retention/server"


class RetentionService:
    """Fulfils `facade.school.retention.Retention`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def periods(self, org: str) -> Periods:
        """What a school decided."""
        return parse.parse_periods(await self._api.school.get(_RETENTION, params={"org": org}))

    async def preview(
        self, org: str, days: Mapping[KeptKind, int], *, recordings: int
    ) -> tuple[Due, ...]:
        """What these periods would take."""
        body = _body(org, days, recordings)
        return parse.parse_due(await self._api.school.post(_RETENTION + "/preview", body=body))

    async def decide(self, org: str, days: Mapping[KeptKind, int], *, recordings: int) -> None:
        """Keep it for so long from now on."""
        await self._api.school.put(_RETENTION, body=_body(org, days, recordings))

    async def server(self) -> ServerPeriods:
        """The periods of the whole server."""
        return parse.parse_server(await self._api.school.get(_SERVER))

    async def preview_server(self, periods: ServerPeriods) -> ServerDue:
        """What these would take."""
        body = _server_body(periods)
        reply = await self._api.school.post(_SERVER + "/preview", body=body)
        return parse.parse_server_due(reply)

    async def decide_server(self, periods: ServerPeriods) -> None:
        """Keep files and accounts for so long from now on."""
        await self._api.school.put(_SERVER, body=_server_body(periods))


def _body(org: str, days: Mapping[KeptKind, int], recordings: int) -> dict[str, Any]:
    told = {kind.value: number for kind, number in days.items()}
    return {"org": org, "days": told, "recordings": recordings}


def _server_body(periods: ServerPeriods) -> dict[str, Any]:
    return {"files": periods.files, "leavers": periods.leavers}
