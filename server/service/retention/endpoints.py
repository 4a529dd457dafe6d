"""`/v1/retention`: what a school keeps and for how long; looked at before it is decided."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.service.auth import Admin, Operator
from server.service.problems import forbidden
from server.service.reconcile import accounts
from server.service.reconcile.job import today
from server.service.recordings import repository as recordings
from server.service.retention import service
from server.service.retention.periods import RECORDINGS, RECORDINGS_KEPT
from server.service.retention.tables import RetentionRow
from server.service.world import InWorld

router = APIRouter(prefix="/v1/retention", tags=["Хранение"])

Kind = Literal["class", "parents", "subject", "staff"]
Days = Annotated[int, Field(ge=30, le=36_500)]
Recordings = Annotated[int, Field(ge=1, le=3_650)]
Org = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class KeptBody(BaseModel):
    """For how many days each kind of chat is kept; a kind that is not named is kept for ever.

    Not so the recordings of lessons: they go after `recordings` days at the latest.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"org": "school-14", "days": {"class": 400}, "recordings": 30}]
        }
    )

    org: Org
    days: dict[Kind, Days] = {}
    recordings: Recordings = RECORDINGS_KEPT


class StandsBody(BaseModel):
    """What was decided, and when it was last carried out."""

    days: dict[Kind, Days]
    recordings: Recordings = RECORDINGS_KEPT
    decided_at: datetime | None
    done_at: datetime | None


class DueBody(BaseModel):
    """How many chats of a kind have how many messages older than `before`.

    Of kind `recordings`: how many recordings of lessons are older; neither chats nor messages.
    """

    kind: Kind | Literal["recordings"]
    chats: int = 0
    messages: int = 0
    recordings: int = 0
    before: datetime


class ServerBody(BaseModel):
    """What counts for the whole server.

    `files`: after how many days without being opened a file goes, null: never. `leavers`: how many
    days the account of somebody who has left the roster stays open.
    """

    files: Days | None = None
    leavers: Annotated[int, Field(ge=1, le=365)] = accounts.KEPT.days


class ServerDueBody(BaseModel):
    """How many files would go, and how many accounts would be closed with the next sync."""

    files: int
    accounts: int


@router.get("", summary="Сколько хранятся чаты школы")
async def stands(org: Annotated[Org, Query()], caller: Admin, world: InWorld) -> StandsBody:
    """For administrators of the school."""
    _may(caller, org)
    row: RetentionRow | None = await world.database.run(service.decision, org)
    if row is None:
        return StandsBody(days={}, decided_at=None, done_at=None)
    days = {kind: number for kind, number in row.days.items() if kind != RECORDINGS}
    return StandsBody.model_validate(
        {
            "days": days,
            "recordings": row.days.get(RECORDINGS, RECORDINGS_KEPT),
            "decided_at": row.decided_at,
            "done_at": row.done_at,
        }
    )


@router.post("/preview", summary="Что удалится")
async def preview(body: KeptBody, caller: Admin, world: InWorld) -> list[DueBody]:
    """Count the chats with something too old; nothing is deleted or decided."""
    _may(caller, body.org)
    found = await service.due(world, body.org, _plain(body.days))
    before = world.now() - timedelta(days=body.recordings)
    old = await world.database.run(recordings.older, body.org, before)
    films = [DueBody(kind="recordings", recordings=len(old), before=before)] if old else []
    return films + [
        DueBody.model_validate(
            {
                "kind": one.kind,
                "chats": len(one.rooms),
                "messages": one.messages,
                "before": one.before,
            }
        )
        for one in found
    ]


@router.put("", summary="Решить, сколько хранить", status_code=204)
async def decide(body: KeptBody, caller: Admin, world: InWorld) -> None:
    """From the next night on; what is deleted cannot be brought back but from a backup."""
    _may(caller, body.org)
    now = world.now()
    days = _plain(body.days) | {RECORDINGS: body.recordings}
    await world.database.run(service.decide, body.org, days, by=caller.user_id, now=now)


@router.get("/server", summary="Сроки всего сервера")
async def server_stands(operator: Operator, world: InWorld) -> ServerBody:
    """What was decided for files and accounts of the server."""
    del operator
    row = await world.database.run(service.decision, service.SERVER)
    return ServerBody.model_validate(row.days if row is not None else {})


@router.post("/server/preview", summary="Что удалится на сервере")
async def server_preview(body: ServerBody, operator: Operator, world: InWorld) -> ServerDueBody:
    """Count files and accounts; nothing is deleted, closed or decided."""
    del operator
    files = await service.due_files(world, body.files) if body.files is not None else 0
    day = today(world)
    # Whoever is overdue by what stands has been closed already.
    closed = await world.database.run(accounts.overdue, today=day, kept=None)
    kept = timedelta(days=body.leavers)
    would_be = await world.database.run(accounts.overdue, today=day, kept=kept)
    return ServerDueBody(files=files, accounts=max(0, would_be - closed))


@router.put("/server", summary="Решить сроки всего сервера", status_code=204)
async def decide_server(body: ServerBody, operator: Operator, world: InWorld) -> None:
    """Files belong to no chat on the homeserver, accounts to no school: one period for all."""
    days = {name: number for name, number in body.model_dump().items() if number is not None}
    now = world.now()
    await world.database.run(service.decide, service.SERVER, days, by=operator.user_id, now=now)


def _plain(days: dict[Kind, Days]) -> dict[str, int]:
    return {str(kind): number for kind, number in days.items()}


def _may(caller: Admin, org: str) -> None:
    if not caller.administers(org):
        raise forbidden("not_your_school", "Это не ваша школа.")
