"""`/v1/retention`: what a school keeps and for how long; looked at before it is decided."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.service.auth import Admin, Operator
from server.service.problems import forbidden
from server.service.retention import service
from server.service.retention.tables import RetentionRow
from server.service.world import InWorld

router = APIRouter(prefix="/v1/retention", tags=["Хранение"])

Kind = Literal["class", "parents", "subject", "staff"]
Days = Annotated[int, Field(ge=30, le=36_500)]
Org = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class KeptBody(BaseModel):
    """For how many days each kind of chat is kept; a kind that is not named is kept for ever."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"org": "school-14", "days": {"class": 400}}]}
    )

    org: Org
    days: dict[Kind, Days] = {}


class StandsBody(BaseModel):
    """What was decided, and when it was last carried out."""

    days: dict[Kind, Days]
    decided_at: datetime | None
    done_at: datetime | None


class DueBody(BaseModel):
    """How many chats of a kind have something older than `before`."""

    kind: Kind
    chats: int
    before: datetime


class FilesBody(BaseModel):
    """After how many days without being opened a file goes; None: never."""

    days: Days | None


@router.get("", summary="Сколько хранятся чаты школы")
async def stands(org: Annotated[Org, Query()], caller: Admin, world: InWorld) -> StandsBody:
    """For administrators of the school."""
    _may(caller, org)
    row: RetentionRow | None = await world.database.run(service.decision, org)
    if row is None:
        return StandsBody(days={}, decided_at=None, done_at=None)
    return StandsBody.model_validate(row, from_attributes=True)


@router.post("/preview", summary="Что удалится")
async def preview(body: KeptBody, caller: Admin, world: InWorld) -> list[DueBody]:
    """Count the chats with something too old; nothing is deleted or decided."""
    _may(caller, body.org)
    found = await service.due(world, body.org, _plain(body.days))
    return [
        DueBody.model_validate({"kind": one.kind, "chats": len(one.rooms), "before": one.before})
        for one in found
    ]


@router.put("", summary="Решить, сколько хранить", status_code=204)
async def decide(body: KeptBody, caller: Admin, world: InWorld) -> None:
    """From the next night on; what is deleted cannot be brought back but from a backup."""
    _may(caller, body.org)
    now = world.now()
    await world.database.run(
        service.decide, body.org, _plain(body.days), by=caller.user_id, now=now
    )


@router.put("/files", summary="Сколько хранить файлы сервера", status_code=204)
async def decide_files(body: FilesBody, operator: Operator, world: InWorld) -> None:
    """Files belong to no chat on the homeserver: one period for all of them."""
    days = {"files": body.days} if body.days is not None else {}
    now = world.now()
    await world.database.run(service.decide, service.SERVER, days, by=operator.user_id, now=now)


def _plain(days: dict[Kind, Days]) -> dict[str, int]:
    return {str(kind): number for kind, number in days.items()}


def _may(caller: Admin, org: str) -> None:
    if not caller.administers(org):
        raise forbidden("not_your_school", "Это не ваша школа.")
