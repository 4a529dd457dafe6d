"""Chats kept as the roster says, cards to sign in with, first steps."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.errors import BadReply
from app.domain.parse import rosters as parse
from app.domain.rosters import (
    CardHolder,
    FirstStep,
    NewCard,
    SyncPreview,
    SyncRun,
    SyncStatus,
)
from app.services.ports.matrix import MatrixApi


class SyncService:
    """Fulfils `facade.school.syncs.Syncs`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def status(self) -> SyncStatus:
        """The newest syncs and the changes of a week."""
        return parse.parse_status(await self._api.school.get("/v1/sync"))

    async def ask(self, *, override: bool = False) -> SyncRun:
        """Ask for a sync; `override`: even a big removal is meant."""
        body = {"confirmed": override}
        return parse.parse_run(await self._api.school.post("/v1/sync", body=body))

    async def preview(self) -> SyncPreview:
        """What a sync would do now."""
        return parse.parse_preview(await self._api.school.get("/v1/sync/preview"))

    async def stop(self, run: SyncRun) -> None:
        """End a sync after the request it is at."""
        await self._api.school.post("/v1/sync/{}/stop", str(run.id))


class CardService:
    """Fulfils `facade.school.syncs.Cards`. No code of a card is kept on this computer."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def of_class(self, class_id: str, *, parents: bool) -> tuple[CardHolder, ...]:
        """Who of a class has a card."""
        params = {"class_id": class_id, "whose": _whose(parents)}
        return parse.parse_holders(await self._api.school.get("/v1/cards", params=params))

    async def save_sheet(
        self, class_id: str, target: Path, *, parents: bool, people: Sequence[str] = ()
    ) -> None:
        """Make new cards and save their sheet as PDF; cards printed before end."""
        body = _body(class_id, people, parents=parents)
        await self._api.school.download_made("/v1/cards/sheet", body=body, target=target)

    async def reset(self, class_id: str, person: str, *, parents: bool) -> NewCard:
        """Sign somebody out everywhere and make a new card, shown once."""
        body = _body(class_id, (person,), parents=parents)
        made = parse.parse_new_cards(await self._api.school.post("/v1/cards/reset", body=body))
        if len(made) != 1 or not made[0].code:
            raise BadReply("a card without a code")
        return made[0]

    async def revoke(self, class_id: str, *, parents: bool, people: Sequence[str] = ()) -> None:
        """Cards that were not used yet open nothing any more."""
        body = _body(class_id, people, parents=parents)
        await self._api.school.post("/v1/cards/revoke", body=body)


class OnboardingService:
    """Fulfils `facade.school.syncs.Onboarding`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def steps(self) -> tuple[FirstStep, ...]:
        """All ten, each found done or not just now."""
        return parse.parse_steps(await self._api.school.get("/v1/onboarding"))


def _whose(parents: bool) -> str:
    return "parents" if parents else "pupils"


def _body(class_id: str, people: Sequence[str], *, parents: bool) -> dict[str, Any]:
    return {"class_id": class_id, "whose": _whose(parents), "people": list(people)}
