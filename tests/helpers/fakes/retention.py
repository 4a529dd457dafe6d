"""Periods of keeping without a network."""

from collections.abc import Mapping
from datetime import UTC, datetime

from app.domain.retention import Due, KeptKind, Periods, ServerDue, ServerPeriods
from tests.helpers.fakes.recorded import Recorded

BEFORE = datetime(2025, 11, 18, 9, tzinfo=UTC)


class FakeRetention(Recorded):
    """`Retention`: class chats are kept for a year; shorter periods take something."""

    def __init__(self) -> None:
        super().__init__()
        decided, done = datetime(2026, 9, 1, 8, tzinfo=UTC), datetime(2026, 11, 17, 23, tzinfo=UTC)
        self.now = Periods({KeptKind.CLASS: 365}, 30, decided, done)
        self.whole = ServerPeriods(None, 30)
        self.takes = {KeptKind.CLASS: (12, 3_400), KeptKind.PARENTS: (10, 1)}
        self.films = 0
        self.server_takes = ServerDue(120, 4)

    async def periods(self, org: str) -> Periods:
        await self._called("periods", org)
        return self.now

    async def preview(
        self, org: str, days: Mapping[KeptKind, int], *, recordings: int
    ) -> tuple[Due, ...]:
        await self._called("preview", org, dict(days), recordings)
        films = (Due(None, 0, 0, BEFORE, self.films),)
        return films + tuple(Due(kind, *self.takes.get(kind, (0, 0)), BEFORE) for kind in days)

    async def decide(self, org: str, days: Mapping[KeptKind, int], *, recordings: int) -> None:
        await self._called("decide", org, dict(days), recordings)
        self.now = Periods(dict(days), recordings, datetime(2026, 11, 18, 9, tzinfo=UTC), None)

    async def server(self) -> ServerPeriods:
        await self._called("server")
        return self.whole

    async def preview_server(self, periods: ServerPeriods) -> ServerDue:
        await self._called("preview_server", periods)
        return self.server_takes

    async def decide_server(self, periods: ServerPeriods) -> None:
        await self._called("decide_server", periods)
        self.whole = periods
