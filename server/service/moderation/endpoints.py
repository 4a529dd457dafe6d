"""`/v1/reports`: the queue of a school's complaints; `/v1/moderation`: what leaders of chats do."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.service.auth import Admin, Me
from server.service.ids import RoomId, UserId
from server.service.moderation import service
from server.service.moderation.repository import Case
from server.service.moderation.service import Report
from server.service.world import InWorld

router = APIRouter(prefix="/v1", tags=["Жалобы"])

ReportId = Annotated[int, Path(ge=-(2**31) + 1, le=2**31 - 1)]
"""Negative for a complaint about a person, which has no room and no message."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]


class ReportBody(BaseModel):
    """A complaint and where it stands. What was written is not in it."""

    id: int
    at: datetime
    room_id: str
    room_name: str
    event_id: str
    reporter: str
    sender: str
    reason: str
    names: dict[str, str]
    asked_by: str | None
    asked_at: datetime | None
    why: str
    agreed_by: str | None
    agreed_at: datetime | None
    closed_by: str | None
    closed_at: datetime | None
    decision: str


class ReportsBody(BaseModel):
    """The newest first."""

    reports: list[ReportBody]


class WhyBody(BaseModel):
    """Why somebody wants to look; it stays in the log."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "Жалоба на угрозы"}]})

    why: Words


class CloseBody(BaseModel):
    """How it ended; it stays in the log."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"decision": "Беседа с классом"}]})

    decision: Words


class MuteBody(BaseModel):
    """For how long; 30 days at most."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"hours": 24}]})

    hours: Annotated[int, Field(ge=1, le=30 * 24)]


class SaidBody(BaseModel):
    """One message of the chat, near the reported one."""

    event_id: str
    sender: str
    name: str
    at: datetime
    kind: str
    text: str
    reported: bool


class ContextBody(BaseModel):
    """In the order they were written."""

    messages: list[SaidBody]


class WipeBody(BaseModel):
    """Whose messages, in which chat."""

    room_id: RoomId
    user_id: UserId


@router.get("/reports", summary="Жалобы школы")
async def queue(admin: Admin, world: InWorld) -> ReportsBody:
    """Those about people of the asker's schools, or from them; none about the asker."""
    return ReportsBody(reports=[_body(*one) for one in await service.queue(world, admin)])


@router.post("/reports/{report}/look", summary="Попросить о просмотре", status_code=201)
async def ask(report: ReportId, body: WhyBody, admin: Admin, world: InWorld) -> ReportBody:
    """The first pair of eyes."""
    return _body(*await service.ask(world, admin, report, body.why))


@router.post("/reports/{report}/look/agree", summary="Согласиться на просмотр")
async def agree(report: ReportId, admin: Admin, world: InWorld) -> ReportBody:
    """The second pair, of another administrator; both may read for a day."""
    return _body(*await service.agree(world, admin, report))


@router.get("/reports/{report}/context", summary="Сообщение, на которое пожаловались")
async def context(report: ReportId, admin: Admin, world: InWorld) -> ContextBody:
    """With a few around it. Each reading is in the log."""
    said = await service.read(world, admin, report)
    return ContextBody(
        messages=[SaidBody.model_validate(one, from_attributes=True) for one in said]
    )


@router.post("/reports/{report}/delete", summary="Удалить сообщение", status_code=204)
async def delete(report: ReportId, admin: Admin, world: InWorld) -> None:
    """The reported one; for the two who may look."""
    await service.delete(world, admin, report)


@router.post("/reports/{report}/mute", summary="Заглушить на несколько часов", status_code=204)
async def mute(report: ReportId, body: MuteBody, admin: Admin, world: InWorld) -> None:
    """In that chat, where it is the school's; for the two who may look."""
    await service.mute(world, admin, report, body.hours)


@router.post("/reports/{report}/wipe", summary="Удалить всё от этого человека", status_code=204)
async def wipe(report: ReportId, admin: Admin, world: InWorld) -> None:
    """In that chat; for the two who may look."""
    await service.wipe(world, admin, report)


@router.post("/reports/{report}/close", summary="Закрыть жалобу")
async def close(report: ReportId, body: CloseBody, admin: Admin, world: InWorld) -> ReportBody:
    """Reading is over with it."""
    return _body(*await service.close(world, admin, report, body.decision))


@router.post("/moderation/wipe", summary="Удалить всё от участника чата", status_code=204)
async def wipe_in_chat(body: WipeBody, leader: Me, world: InWorld) -> None:
    """For those who lead the chat."""
    await service.wipe_in_chat(world, leader, body.room_id, body.user_id)


def _body(report: Report, case: Case) -> ReportBody:
    look = case.look
    return ReportBody(
        id=report.id,
        at=report.at,
        room_id=report.room_id,
        room_name=report.room_name,
        event_id=report.event_id,
        names=dict(report.names),
        reporter=report.reporter,
        sender=report.sender,
        reason=report.reason,
        asked_by=look.asked_by if look else None,
        asked_at=look.asked_at if look else None,
        why=case.why,
        agreed_by=look.agreed_by if look else None,
        agreed_at=look.agreed_at if look else None,
        closed_by=case.closed_by,
        closed_at=case.closed_at,
        decision=case.decision,
    )
