"""Files of a school's announcements: sent before the announcement, read by whom it is for.

They lie in the database, so that a backup has them and a file goes with what it belongs to. What is
sent and never posted is forgotten after a day.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, undefer

from server.service.auth import Staff
from server.service.diary.endpoints import Ref
from server.service.diary.tables import DiaryNoticeFile
from server.service.diary.values import Attachment
from server.service.problems import Problem, missing
from server.service.world import InWorld

router = APIRouter(prefix="/v1/diary/announcements/files", tags=["Объявления"])

LARGEST = 20 * 1024 * 1024
MOST = 10
"""Files of one announcement."""
_WAITING = 30
_KEPT = timedelta(days=1)
_NAME = 200


class SentFileBody(BaseModel):
    """A file that waits for its announcement."""

    id: str
    name: str
    size: int


@router.post("", summary="Отправить файл для объявления", status_code=201)
async def send(
    request: Request,
    staff: Staff,
    world: InWorld,
    name: Annotated[str, Query(min_length=1, max_length=1000)],
) -> SentFileBody:
    """The body is the file itself; the answer's id is named when the announcement is posted."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > LARGEST:
            text = f"Файл слишком большой: не больше {LARGEST // 2**20} МБ."
            raise Problem(413, "file_size", text)
    if not data:
        raise Problem(400, "file_empty", "Файл пустой. Выберите другой.")
    named = _clean(name)
    file = await world.database.run(
        _keep, staff.user_id, named, bytes(data), now=world.now(), key=secrets.token_urlsafe(12)
    )
    return SentFileBody(id=file, name=named, size=len(data))


@router.delete("/{file}", summary="Убрать неотправленный файл", status_code=204)
async def forget(file: Ref, staff: Staff, world: InWorld) -> None:
    """Only one's own, and only before its announcement is posted."""
    if not await world.database.run(_forget, file, staff.user_id):
        raise missing("Такого файла нет.")


def attach(session: Session, notice: str, files: Sequence[str], *, author: str) -> bool:
    """Give an announcement its files; False where one of them is not there for its author."""
    mine = select(DiaryNoticeFile.id).where(
        DiaryNoticeFile.author == author, DiaryNoticeFile.notice == ""
    )
    if not set(files) <= set(session.scalars(mine)):
        return False
    for place, key in enumerate(files):
        session.execute(
            update(DiaryNoticeFile)
            .where(DiaryNoticeFile.id == key)
            .values(notice=notice, place=place)
        )
    return True


def files_of(session: Session, notices: Sequence[str]) -> Mapping[str, tuple[Attachment, ...]]:
    """The files of announcements, in the order of their author."""
    found: dict[str, list[Attachment]] = defaultdict(list)
    query = (
        select(DiaryNoticeFile.notice, DiaryNoticeFile.id, DiaryNoticeFile.name)
        .where(DiaryNoticeFile.notice.in_(notices), DiaryNoticeFile.notice != "")
        .order_by(DiaryNoticeFile.place)
    )
    for notice, key, name in session.execute(query):
        found[notice].append(Attachment(key, name))
    return {notice: tuple(files) for notice, files in found.items()}


async def answer(world: InWorld, notice: str, file: str) -> Response:
    """A file of an announcement; whether the asker may read that was asked before."""
    found = await world.database.run(_content, notice, file)
    if found is None:
        raise missing("Такого файла нет.")
    name, data = found
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(data, media_type="application/octet-stream", headers=headers)


def _keep(session: Session, author: str, name: str, data: bytes, *, now: datetime, key: str) -> str:
    session.execute(
        delete(DiaryNoticeFile).where(
            DiaryNoticeFile.notice == "", DiaryNoticeFile.made_at < now - _KEPT
        )
    )
    waiting = select(func.count()).where(
        DiaryNoticeFile.author == author, DiaryNoticeFile.notice == ""
    )
    if (session.scalar(waiting) or 0) >= _WAITING:
        text = "Слишком много файлов ждут объявления. Опубликуйте или уберите их."
        raise Problem(429, "files_waiting", text)
    session.add(
        DiaryNoticeFile(
            id=key,
            notice="",
            place=0,
            author=author,
            name=name,
            size=len(data),
            made_at=now,
            content=data,
        )
    )
    return key


def _forget(session: Session, key: str, author: str) -> bool:
    row = session.get(DiaryNoticeFile, key)
    if row is None or row.author != author or row.notice:
        return False
    session.delete(row)
    return True


def _content(session: Session, notice: str, key: str) -> tuple[str, bytes] | None:
    query = (
        select(DiaryNoticeFile)
        .where(DiaryNoticeFile.id == key, DiaryNoticeFile.notice == notice)
        .options(undefer(DiaryNoticeFile.content))
    )
    row = session.scalars(query).one_or_none()
    return (row.name, row.content) if row is not None else None


def _clean(name: str) -> str:
    """A name without folders and without what cannot be seen; its ending stays."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(one for one in base if one.isprintable()).strip(" .") or "файл"
    stem, dot, ending = seen.rpartition(".")
    if len(seen) <= _NAME:
        return seen
    return f"{stem[: _NAME - 20]}{dot}{ending[:15]}" if dot else seen[:_NAME]
