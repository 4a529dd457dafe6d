"""Announcements with author, date, files and confirmation of reading (F31)."""

import secrets
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.school_core.roles import Role
from server.service.audit import repository as audit
from server.service.auth import Caller, Me, Staff
from server.service.diary import bodies
from server.service.diary.endpoints import ChildId, Ref, send_file
from server.service.diary.schemas import (
    AnnouncementBody,
    AnnouncementsBody,
    NewAnnouncementBody,
    PostedBody,
    ReadersBody,
)
from server.service.diary.service import OpenDiary, child_of, open_diary, org_of
from server.service.diary.source import GradebookError, NoGradebook
from server.service.diary.tables import DiaryNotice, DiaryNoticeRead
from server.service.diary.values import Announcement
from server.service.problems import forbidden, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/diary", tags=["Объявления"])

_MOST = 100
_POSTERS = (Role.ADMIN, Role.TEACHER, Role.STAFF)
_OWN = "school:"
_REGISTER = "register:"


@router.get("/children/{child}/announcements", summary="Объявления школы и журнала")
async def announcements(child: ChildId, caller: Me, world: InWorld) -> AnnouncementsBody:
    """The school's own and those of the linked register, newest first."""
    found = await _announcements(world, caller, child)
    read = await world.database.run(_read_by, caller.user_id, [one.id for one in found])
    return AnnouncementsBody(
        announcements=[
            AnnouncementBody(
                id=one.id,
                title=one.title,
                text=one.text,
                author=one.author,
                posted_at=one.posted,
                read_at=read.get(one.id),
                attachments=[bodies.attachment(file) for file in one.attachments],
            )
            for one in found
        ]
    )


@router.put(
    "/children/{child}/announcements/{notice}/read", summary="Ознакомлен(а)", status_code=204
)
async def confirm(child: ChildId, notice: Ref, caller: Me, world: InWorld) -> None:
    """Confirm to have read an announcement; a second time changes nothing."""
    if notice not in {one.id for one in await _announcements(world, caller, child)}:
        raise missing("Такого объявления нет.")
    await world.database.run(_confirm, notice, caller.user_id, now=world.now())


@router.get(
    "/children/{child}/announcements/{notice}/attachments/{file}",
    summary="Файл объявления",
    response_class=StreamingResponse,
)
async def notice_file(
    child: ChildId, notice: Ref, file: Ref, caller: Me, world: InWorld
) -> StreamingResponse:
    """A file of an announcement, passed through as it comes."""
    known = await _announcements(world, caller, child)
    found = next((one for one in known if one.id == notice), None)
    if found is None or not found.attachments:
        raise missing("Такого файла нет.")
    diary = await open_diary(caller, child, world)
    return await send_file(world, diary, found.attachments, file)


@router.post("/announcements", summary="Объявить всей школе", status_code=201)
async def post(body: NewAnnouncementBody, staff: Staff, world: InWorld) -> PostedBody:
    """Post an announcement of the school."""
    if not staff.has(*_POSTERS, org=body.org):
        raise forbidden("not_your_school", "Объявлять можно только в своей школе.")
    notice = _OWN + secrets.token_urlsafe(9)
    school = await world.book.school()
    person = school.roster.people.get(staff.person) if school and staff.person else None
    row = DiaryNotice(
        id=notice,
        org=body.org,
        title=body.title,
        text=body.text,
        author=staff.user_id,
        author_name=person.full_name if person else "",
        posted_at=world.now(),
    )
    await world.database.run(_add, row)
    await world.database.run(
        audit.append,
        actor=staff.user_id,
        action="diary.announced",
        org=body.org,
        subject=notice,
        now=world.now(),
    )
    return PostedBody(id=notice)


@router.get("/announcements/{notice}/readers", summary="Сколько ознакомились")
async def readers(notice: Ref, staff: Staff, world: InWorld) -> ReadersBody:
    """How many have confirmed; for the author and the school's administrators."""
    row = await world.database.run(_notice, notice)
    if row is None or not (row.author == staff.user_id or staff.administers(row.org)):
        raise missing("Такого объявления нет.")
    school = await world.book.school()
    day = await world.book.today()
    people = sum(
        row.org in standing.orgs
        for account in (school.accounts if school else ())
        if day is not None and (standing := day.standing(account)) is not None
    )
    return ReadersBody(read=await world.database.run(_count, notice), people=people)


async def _announcements(world: World, caller: Caller, child: str) -> list[Announcement]:
    _, _, found = await child_of(caller, child, world)
    own = await world.database.run(_own, org_of(found))
    try:
        diary: OpenDiary | None = await open_diary(caller, child, world)
        told = await diary.source.announcements() if diary else ()
    except NoGradebook:
        told = ()
    except GradebookError as error:
        # The school's own stay readable while the register is away.
        if not own:
            bodies.gradebook_problem(error)
        told = ()
    zone = world.settings.zone
    register = [
        Announcement(
            f"{_REGISTER}{one.id}",
            one.title,
            one.text,
            one.posted if one.posted.tzinfo else one.posted.replace(tzinfo=zone),
            one.author,
            one.attachments,
        )
        for one in told
    ]
    return sorted([*own, *register], key=lambda one: one.posted, reverse=True)[:_MOST]


def _own(session: Session, org: str) -> list[Announcement]:
    rows = session.scalars(
        select(DiaryNotice)
        .where(DiaryNotice.org == org)
        .order_by(DiaryNotice.posted_at.desc())
        .limit(_MOST)
    )
    return [
        Announcement(one.id, one.title, one.text, one.posted_at, one.author_name) for one in rows
    ]


def _add(session: Session, row: DiaryNotice) -> None:
    session.add(row)


def _notice(session: Session, notice: str) -> DiaryNotice | None:
    return session.get(DiaryNotice, notice)


def _confirm(session: Session, notice: str, user_id: str, *, now: datetime) -> None:
    if session.get(DiaryNoticeRead, (notice, user_id)) is None:
        session.add(DiaryNoticeRead(notice=notice, user_id=user_id, read_at=now))


def _read_by(session: Session, user_id: str, notices: list[str]) -> dict[str, datetime]:
    rows = session.scalars(
        select(DiaryNoticeRead).where(
            DiaryNoticeRead.user_id == user_id, DiaryNoticeRead.notice.in_(notices)
        )
    )
    return {one.notice: one.read_at for one in rows}


def _count(session: Session, notice: str) -> int:
    query = select(func.count()).select_from(DiaryNoticeRead)
    return session.execute(query.where(DiaryNoticeRead.notice == notice)).scalar_one()
