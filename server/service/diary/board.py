"""The board of a school's staff: posting to whom it concerns, and who has confirmed (F31)."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from server.school_core.diary import children_of
from server.school_core.notices import Addressees, classes_of
from server.school_core.order import by_name, by_title
from server.school_core.roles import Role
from server.school_core.roster import ClassId, ClassKind, OrgId, Roster
from server.school_core.standing import Standing
from server.service.audit import repository as audit
from server.service.auth import Caller, Staff
from server.service.diary import bodies, notice_files, noticeboard
from server.service.diary.board_schemas import (
    AddressBody,
    AddressesBody,
    BoardBody,
    BoardNoticeBody,
    ClassTitleBody,
    NewAnnouncementBody,
    PostedBody,
    ReaderBody,
    ReadersBody,
)
from server.service.diary.endpoints import Ref
from server.service.diary.noticeboard import OWN, BoardNotice
from server.service.problems import Problem, forbidden, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/diary", tags=["Объявления"])

_POSTERS = (Role.ADMIN, Role.TEACHER, Role.STAFF)
_FILES = {"largest_file": notice_files.LARGEST, "most_files": notice_files.MOST}


@router.get("/announcements", summary="Доска объявлений сотрудника")
async def board(staff: Staff, world: InWorld) -> BoardBody:
    """What is for the asker, what they wrote, and for administrators what anybody wrote."""
    school = await world.book.school()
    orgs = school.roster.orgs if school else {}
    titles = {one.id: one.title for one in school.roster.classes.values()} if school else {}
    shown = [
        one
        for one in await world.database.run(noticeboard.of_schools, sorted(staff.orgs))
        if _keeps(staff, one) or await _means(world, staff, one)
    ][: noticeboard.MOST]
    ids = [one.id for one in shown]
    read = await world.database.run(noticeboard.read_by, staff.user_id, ids)
    files = await world.database.run(notice_files.files_of, ids)
    return BoardBody(
        announcements=[
            BoardNoticeBody(
                id=one.id,
                title=one.title,
                text=one.text,
                author=one.author_name,
                posted_at=one.posted_at,
                due=one.due,
                org_name=orgs[one.to.org].name if one.to.org in orgs else "",
                audience=one.to.audience,
                classes=sorted(
                    (titles[key] for key in one.to.classes if key in titles), key=by_title
                ),
                read_at=read.get(one.id),
                for_me=await _means(world, staff, one),
                mine=_keeps(staff, one),
                attachments=[bodies.attachment(file) for file in files.get(one.id, ())],
            )
            for one in shown
        ]
    )


@router.get("/announcements/addressees", summary="Кому можно объявлять")
async def addressees(staff: Staff, world: InWorld) -> AddressesBody:
    """The schools the asker works at, with their classes."""
    school = await world.book.school()
    if school is None:
        return AddressesBody(schools=[], **_FILES)
    homerooms = [one for one in school.roster.classes.values() if one.kind is ClassKind.HOMEROOM]
    homerooms.sort(key=lambda one: (one.grade or 0, by_title(one.title)))
    return AddressesBody(
        schools=[
            AddressBody(
                org=org,
                name=school.roster.orgs[org].name,
                classes=[
                    ClassTitleBody(id=one.id, title=one.title)
                    for one in homerooms
                    if one.org == org
                ],
            )
            for org in sorted(staff.orgs)
            if org in school.roster.orgs and staff.has(*_POSTERS, org=org)
        ],
        **_FILES,
    )


@router.post("/announcements", summary="Объявить школе или классам", status_code=201)
async def post(body: NewAnnouncementBody, staff: Staff, world: InWorld) -> PostedBody:
    """Post an announcement of the school."""
    if not staff.has(*_POSTERS, org=body.org):
        raise forbidden("not_your_school", "Объявлять можно только в своей школе.")
    now = world.now()
    today = now.astimezone(world.settings.zone).date()
    if body.due is not None and body.due < today:
        raise Problem(400, "due_in_past", "Этот срок уже прошёл: выберите другой день.")
    school = await world.book.school()
    org, classes = OrgId(body.org), frozenset(ClassId(one) for one in body.classes)
    if school is None or not classes <= classes_of(school.roster, org):
        raise Problem(400, "no_such_class", "Такого класса в этой школе нет. Выберите заново.")
    person = school.roster.people.get(staff.person) if staff.person else None
    notice = BoardNotice(
        OWN + (body.key or secrets.token_urlsafe(9)),
        Addressees(org, body.audience, classes),
        body.title,
        body.text,
        staff.user_id,
        person.full_name if person else "",
        now,
        body.due,
    )
    details = {"audience": body.audience.value, "classes": sorted(classes)}

    def stand(session: Session) -> None:
        posted = noticeboard.find(session, notice.id)
        if posted is not None:
            # The answer to the first time was lost on its way.
            _same(posted, notice)
            return
        noticeboard.add(session, notice)
        if not notice_files.attach(session, notice.id, body.files, author=staff.user_id):
            raise Problem(400, "no_such_file", "Одного из файлов уже нет: приложите его заново.")
        audit.append(
            session,
            actor=staff.user_id,
            action="diary.announced",
            org=body.org,
            subject=notice.id,
            details=details | ({"files": len(body.files)} if body.files else {}),
            now=now,
        )

    await world.database.run(stand)
    return PostedBody(id=notice.id)


@router.put("/announcements/{notice}/read", summary="Сотрудник ознакомлен", status_code=204)
async def confirm_as_staff(notice: Ref, staff: Staff, world: InWorld) -> None:
    """Confirm to have read an announcement that is for the asker."""
    found = await world.database.run(noticeboard.find, notice)
    if found is None or not await _means(world, staff, found):
        raise missing("Такого объявления нет.")
    await world.database.run(noticeboard.confirm, notice, staff.user_id, now=world.now())


@router.get(
    "/announcements/{notice}/files/{file}",
    summary="Файл объявления для сотрудника",
    response_class=Response,
)
async def board_file(notice: Ref, file: Ref, staff: Staff, world: InWorld) -> Response:
    """For whom it is, its author and the school's administrators."""
    found = await world.database.run(noticeboard.find, notice)
    if found is None or not (_keeps(staff, found) or await _means(world, staff, found)):
        raise missing("Такого объявления нет.")
    return await notice_files.answer(world, notice, file)


@router.get("/announcements/{notice}/readers", summary="Кто ознакомился")
async def readers(notice: Ref, staff: Staff, world: InWorld) -> ReadersBody:
    """Who has confirmed and who has not; for the author and the school's administrators."""
    found = await world.database.run(noticeboard.find, notice)
    if found is None or not _keeps(staff, found):
        raise missing("Такого объявления нет.")
    read = await world.database.run(noticeboard.readers, notice)
    meant = await meant_accounts(world, found)
    people = await _names(world, meant)
    return ReadersBody(
        read=sum(account in read for account in people),
        people=len(people),
        readers=[
            ReaderBody(name=name, read_at=read.get(account))
            for account, name in sorted(
                people.items(), key=lambda pair: (by_name(pair[1]), pair[0])
            )
        ],
    )


@router.delete("/announcements/{notice}", summary="Убрать объявление", status_code=204)
async def withdraw(notice: Ref, staff: Staff, world: InWorld) -> None:
    """Nobody finds it any more; for its author and the school's administrators."""
    found = await world.database.run(noticeboard.find, notice)
    if found is None or not _keeps(staff, found):
        raise missing("Такого объявления нет.")

    def forget(session: Session) -> None:
        if noticeboard.remove(session, notice):
            audit.append(
                session,
                actor=staff.user_id,
                action="diary.withdrawn",
                org=found.to.org,
                subject=notice,
                now=world.now(),
            )

    await world.database.run(forget)


async def meant_accounts(world: World, notice: BoardNotice) -> list[str]:
    """The accounts an announcement is for today; its author has nothing to confirm."""
    school, day = await world.book.school(), await world.book.today()
    if school is None or day is None:
        return []
    classes = classes_of(school.roster, notice.to.org)
    barred = {one.guardian for one in school.roster.guardianships if one.no_diary}
    meant = []
    for account in school.accounts:
        standing = day.standing(account)
        if standing is None or account == notice.author:
            continue
        if standing.person in barred:
            standing = _as_reader(school.roster, day.day, standing)
        if notice.to.means(standing, classes):
            meant.append(account)
    return sorted(meant)


def _as_reader(roster: Roster, day: date, who: Standing) -> Standing:
    """Leave out the children whose diary a ruling takes from somebody: they read nothing there."""
    children = children_of(roster, day, who.person)
    mine = (one for child in children if child.person != who.person for one in child.groups)
    return replace(who, child_classes=frozenset(one.id for one in mine))


def _same(posted: BoardNotice, again: BoardNotice) -> None:
    if replace(posted, posted_at=again.posted_at, author_name=again.author_name) != again:
        text = "Объявление уже опубликовано таким, каким было в прошлый раз: посмотрите на доске."
        raise Problem(409, "posted_already", text)


def _keeps(staff: Caller, notice: BoardNotice) -> bool:
    return notice.author == staff.user_id or staff.administers(notice.to.org)


async def _means(world: World, staff: Caller, notice: BoardNotice) -> bool:
    school = await world.book.school()
    if school is None or staff.standing is None or notice.author == staff.user_id:
        return False
    return notice.to.means(staff.standing, classes_of(school.roster, notice.to.org))


async def _names(world: World, accounts: Iterable[str]) -> dict[str, str]:
    school = await world.book.school()
    assert school is not None  # they came from it
    people = school.roster.people
    return {one: people[school.accounts[one]].full_name for one in accounts}
