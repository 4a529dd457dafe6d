"""What the UI sees of what follows from the roster: chats, cards, first steps."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from app.domain.rosters import CardHolder, FirstStep, NewCard, SyncPreview, SyncRun, SyncStatus


class Syncs(Protocol):
    """Chats made and kept as the roster says."""

    async def status(self) -> SyncStatus:
        """The newest syncs and the changes of a week."""

    async def ask(self, *, override: bool = False) -> SyncRun:
        """Ask for a sync; `override`: even a big removal is meant."""

    async def preview(self) -> SyncPreview:
        """What a sync would do now."""

    async def stop(self, run: SyncRun) -> None:
        """End a sync after the request it is at."""


class Cards(Protocol):
    """Printed cards with which people sign in."""

    async def of_class(self, class_id: str, *, parents: bool) -> tuple[CardHolder, ...]:
        """Who of a class has a card."""

    async def save_sheet(
        self, class_id: str, target: Path, *, parents: bool, people: Sequence[str] = ()
    ) -> None:
        """Make new cards and save their sheet as PDF; cards printed before end."""

    async def reset(self, class_id: str, person: str, *, parents: bool) -> NewCard:
        """Sign somebody out everywhere and make a new card, shown once."""

    async def revoke(self, class_id: str, *, parents: bool, people: Sequence[str] = ()) -> None:
        """Cards that were not used yet open nothing any more."""


class Onboarding(Protocol):
    """My first steps."""

    async def steps(self) -> tuple[FirstStep, ...]:
        """All ten, each found done or not just now."""
