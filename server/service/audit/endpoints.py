"""`/v1/audit`: the log of deeds for a school's administrators."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from server.service.audit import repository
from server.service.audit.repository import Entry
from server.service.audit.schemas import CheckBody, EntriesBody, EntryBody
from server.service.auth import Admin, Caller, Operator
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/audit", tags=["Журнал действий"])

_PAGE = 200
_EXPORT = 100_000
_COLUMNS = ("number", "at", "actor", "action", "org", "subject", "details", "hash")


@router.get("", summary="Журнал действий постранично")
async def entries(
    admin: Admin, world: InWorld, after: Annotated[int, Query(ge=0, le=2**31)] = 0
) -> EntriesBody:
    """Entries about the asker's schools."""
    found = await _entries(admin, world, after=after, limit=_PAGE)
    return EntriesBody(
        entries=[EntryBody(**asdict(one)) for one in found],
        next=found[-1].number if len(found) == _PAGE else None,
    )


@router.get("/export", summary="Выгрузить журнал", response_class=Response)
async def export(
    admin: Admin, world: InWorld, form: Annotated[Literal["jsonl", "csv"], Query()] = "jsonl"
) -> Response:
    """The whole log of the asker's schools as JSON Lines or CSV."""
    found = await _entries(admin, world, after=0, limit=_EXPORT)
    if form == "jsonl":
        return _file(_jsonl(found), "application/jsonl", "audit.jsonl")
    return _file(_csv(found), "text/csv; charset=utf-8", "audit.csv")


@router.get("/check", summary="Проверить целость журнала")
async def check(_operator: Operator, world: InWorld) -> CheckBody:
    """Go through the chain."""
    return CheckBody(**asdict(await world.database.run(repository.check)))


async def _entries(admin: Caller, world: World, *, after: int, limit: int) -> Sequence[Entry]:
    orgs = None if admin.operator else admin.admin_orgs
    return await world.database.run(repository.entries, after=after, limit=limit, orgs=orgs)


def _jsonl(found: Sequence[Entry]) -> str:
    lines = (asdict(one) | {"at": one.at.isoformat()} for one in found)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _csv(found: Sequence[Entry]) -> str:
    # The mark at the start lets spreadsheets take it for UTF-8.
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in found:
        row = asdict(one) | {
            "at": one.at.isoformat(),
            "details": json.dumps(one.details, ensure_ascii=False),
        }
        writer.writerow([_plain(row[name]) for name in _COLUMNS])
    return out.getvalue()


def _plain(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)
