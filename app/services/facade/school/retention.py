"""What the UI sees of the periods for which a school keeps what is written."""

from collections.abc import Mapping
from typing import Protocol

from app.domain.retention import Due, KeptKind, Periods, ServerDue, ServerPeriods


class Retention(Protocol):
    """Looked at before it is decided; the night after a decision carries it out."""

    async def periods(self, org: str) -> Periods:
        """What a school decided."""

    async def preview(
        self, org: str, days: Mapping[KeptKind, int], *, recordings: int
    ) -> tuple[Due, ...]:
        """What these periods would take; nothing is deleted."""

    async def decide(self, org: str, days: Mapping[KeptKind, int], *, recordings: int) -> None:
        """Keep it for so long from now on; kinds that are not named for ever."""

    async def server(self) -> ServerPeriods:
        """The periods of the whole server, for who runs it."""

    async def preview_server(self, periods: ServerPeriods) -> ServerDue:
        """What these would take; nothing is deleted or closed."""

    async def decide_server(self, periods: ServerPeriods) -> None:
        """Keep files and accounts for so long from now on."""
