"""`/v1/diary/journal`: class journals for staff, with the filters of the register (F58–F60).

And the way a school's gradebook comes in: an OneRoster export, whole or not at all.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session

from server.school_core.diary import may_read_journal
from server.school_core.order import by_name, by_title
from server.school_core.roster import ClassId, ClassKind, EnrolmentRole, Roster, SchoolClass
from server.service.audit import repository as audit
from server.service.auth import Admin, Staff
from server.service.diary import bodies, marks, repository
from server.service.diary.journal_schemas import (
    GroupBody,
    GroupsBody,
    JournalBody,
    JournalCell,
    JournalColumn,
    JournalRow,
    TakenBody,
)
from server.service.diary.notices import tell_new_marks
from server.service.diary.oneroster import is_gradebook, read_export
from server.service.diary.service import roster_today, subject_of
from server.service.diary.values import Assignment, Period
from server.service.problems import Field, Problem, forbidden, missing, refuse
from server.service.rosters.bundle import read_bundle
from server.service.rosters.problems import Report, RosterRefused
from server.service.world import InWorld

router = APIRouter(prefix="/v1/diary", tags=["Журнал"])

_MOST_PROBLEMS = 100


@router.get("/journal", summary="Классы и предметы, журнал которых я могу читать")
async def groups(
    staff: Staff,
    world: InWorld,
    grade: Annotated[int | None, Query(ge=0, le=12, description="параллель")] = None,
    subject: Annotated[str | None, Query(max_length=200)] = None,
    teacher: Annotated[str | None, Query(max_length=255, description="кто ведёт")] = None,
) -> GroupsBody:
    """What the filters offer; each of them narrows the list."""
    roster, today = await roster_today(world)
    found = [
        _group(roster, one, today)
        for one in sorted(roster.classes.values(), key=lambda one: (by_title(one.title), one.id))
        if may_read_journal(roster, today, staff.standing, one).allowed
    ]
    periods: dict[str, Period] = {}
    for org in sorted(staff.orgs):
        for period in await world.database.run(repository.periods, org):
            periods.setdefault(period.id, period)
    offered = tuple(periods.values()) or marks.quarters(today)
    current = marks.period_at(offered, today)
    return GroupsBody(
        groups=[
            one
            for one in found
            if (grade is None or one.grade == grade)
            and (subject is None or one.subject.casefold() == subject.casefold())
            and (teacher is None or teacher in one.teachers)
        ],
        periods=[bodies.period(one) for one in offered],
        current=current.id if current else "",
    )


@router.get("/journal/{group}", summary="Журнал класса за период")
async def journal(
    group: str, staff: Staff, world: InWorld, period: str | None = None
) -> JournalBody:
    """Pupils, works and marks of a class or subject group."""
    roster, today = await roster_today(world)
    found = roster.classes.get(ClassId(group))
    if found is None:
        raise missing("Такого класса нет.")
    refuse(may_read_journal(roster, today, staff.standing, found))
    periods = await world.database.run(repository.periods, found.org) or marks.quarters(today)
    chosen = (
        marks.period_at(periods, today)
        if period is None
        else next((one for one in periods if one.id == period), None)
    )
    if chosen is None:
        raise Problem(404, "no_period", "Такого учебного периода нет.")
    pupils = [
        (roster.people[enrolment.person].full_name, enrolment.person)
        for school_class, enrolment in roster.enrolled(today)
        if school_class.id == found.id and enrolment.role is EnrolmentRole.PUPIL
    ]
    pupils.sort(key=lambda pupil: (by_name(pupil[0]), pupil[1]))
    book = await world.database.run(
        repository.gradebook,
        (found.id,),
        chosen.begins,
        chosen.ends,
        students=tuple(person for _, person in pupils),
    )
    items = sorted(book.line_items, key=lambda one: (one.due, one.lesson, one.id))
    given = {(one.student, one.line_item): one for one in book.results}
    rows = []
    for name, person in pupils:
        own = [(item, given[person, item.id]) for item in items if (person, item.id) in given]
        counted = (
            Assignment(item.id, item.kind, "", item.due, one.mark, item.weight) for item, one in own
        )
        cells = [JournalCell(work=item.id, mark=one.mark, comment=one.comment) for item, one in own]
        rows.append(
            JournalRow(person=person, name=name, average=marks.average(counted), cells=cells)
        )
    return JournalBody(
        group=_group(roster, found, today),
        period=bodies.period(chosen),
        columns=[
            JournalColumn(
                work=one.id,
                day=one.due,
                kind=one.kind,
                text=one.text or one.title,
                weight=one.weight,
            )
            for one in items
        ],
        rows=rows,
    )


@router.put(
    "/gradebook/{org}",
    summary="Загрузить журнал школы (OneRoster)",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def put_gradebook(
    org: str, request: Request, admin: Admin, world: InWorld, quiet: bool = False
) -> TakenBody:
    """Take a zip with lineItems, results, categories, academicSessions, timetable.

    Families get a notice that there is a new mark, never the mark; `quiet` leaves it out.
    """
    if not admin.administers(org):
        raise forbidden("not_your_school", "Журнал загружает администратор этой школы.")
    roster, _ = await roster_today(world)
    report = Report()
    try:
        files = read_bundle(await request.body())
        if not is_gradebook(files):
            raise Problem(400, "no_gradebook", "В архиве нет ни одного файла журнала.")
        kinds = await world.database.run(repository.kinds, org)
        export = read_export(files, report=report, kinds=kinds)
    except RosterRefused as refused:
        raise _refused(str(one) for one in refused.problems) from None
    foreign = _foreign(roster, org, (one.school_class for one in export.line_items.rows)) or (
        _foreign(roster, org, (one.school_class for one in export.slots.rows))
    )
    if foreign:
        raise _refused(f"Класса {one} нет в списке школы." for one in foreign)
    counts = TakenBody(
        line_items=len(export.line_items.rows),
        results=len(export.results.rows),
        slots=len(export.slots.rows),
        periods=len(export.periods.rows),
    )

    def keep(session: Session) -> frozenset[str]:
        fresh = repository.take_export(session, org, export)
        audit.append(
            session,
            actor=admin.user_id,
            action="diary.gradebook",
            org=org,
            details=counts.model_dump(),
            now=world.now(),
        )
        return fresh

    fresh = await world.database.run(keep)
    if not quiet:
        await tell_new_marks(world, fresh)
    return counts


def _refused(lines: Iterable[str]) -> Problem:
    text = "Журнал не принят: в файлах есть ошибки. Действует прежний."
    fields = [Field(where="", text=line) for line in lines]
    return Problem(400, "gradebook_refused", text, fields=fields[:_MOST_PROBLEMS])


def _foreign(roster: Roster, org: str, classes: Iterable[str]) -> list[str]:
    """Classes of an export that are not this school's."""
    own = {one.id for one in roster.classes.values() if one.org == org}
    return sorted(set(classes) - own)[:_MOST_PROBLEMS]


def _group(roster: Roster, group: SchoolClass, today: date) -> GroupBody:
    members = [e for c, e in roster.enrolled(today) if c.id == group.id]
    pupils = {one.person for one in members if one.role is EnrolmentRole.PUPIL}
    homerooms = sorted(
        {
            school_class.title
            for school_class, enrolment in roster.enrolled(today)
            if enrolment.person in pupils
            and enrolment.role is EnrolmentRole.PUPIL
            and school_class.kind is ClassKind.HOMEROOM
        }
    )
    homeroom = group.kind is ClassKind.HOMEROOM
    return GroupBody(
        id=group.id,
        title=group.title,
        homeroom=group.title if homeroom else ", ".join(homerooms),
        subject="" if homeroom else subject_of(group),
        teachers=sorted(
            (
                roster.people[one.person].full_name
                for one in members
                if one.role is EnrolmentRole.TEACHER
            ),
            key=by_name,
        ),
        grade=group.grade,
    )
