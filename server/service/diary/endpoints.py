"""`/v1/diary/children`: the diary of one's own child, and nobody else's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import date, timedelta
from typing import Annotated, NoReturn
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from server.school_core.diary import Child, children_of
from server.school_core.roster import Roster
from server.service.auth import Caller, Me
from server.service.diary import bodies, marks, repository
from server.service.diary.schemas import (
    AbsenceBody,
    AbsencesBody,
    AttachmentBody,
    ChildBody,
    GradebookBody,
    HomeworkBody,
    ResultsBody,
    WeekBody,
)
from server.service.diary.service import (
    OpenDiary,
    group_of,
    open_diary,
    roster_today,
)
from server.service.diary.source import GradebookError, GradebookRefused
from server.service.diary.values import Attachment, Day, Period
from server.service.problems import Problem, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/diary", tags=["Дневник"])

AHEAD = timedelta(days=14)
"""How far ahead tests and homework are shown."""
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)

ChildId = Annotated[str, Path(max_length=255)]
Ref = Annotated[str, Path(max_length=255, pattern=r"^[^\x00-\x1f]+$")]


@router.get("/children", summary="Чьи дневники я могу читать")
async def children(caller: Me, world: InWorld) -> list[ChildBody]:
    """The asker first if it is a pupil, then children by name."""
    roster, today = await roster_today(world)
    found = children_of(roster, today, caller.person)
    linked = {
        one.child: one
        for one in await world.database.run(
            repository.links, tuple(child.person for child in found)
        )
    }
    titles = {one.id: one.title for one in await world.database.run(repository.registers)}
    answer = []
    for child in found:
        link = linked.get(child.person)
        gradebook = None
        if link is not None:
            title = titles.get(link.register, "Электронный журнал")
            gradebook = GradebookBody(title=title, linked=True, problem=link.refused)
        elif await world.database.run(
            repository.has_gradebook, tuple(one.id for one in child.groups)
        ):
            gradebook = GradebookBody(title="Журнал школы", linked=False)
        answer.append(_child(roster, child, caller, gradebook))
    return answer


@router.get("/children/{child}/week", summary="Неделя: уроки, оценки, задания")
async def week(
    child: ChildId,
    caller: Me,
    world: InWorld,
    day: Annotated[date | None, Query(description="любой день недели; без него — текущая")] = None,
) -> WeekBody:
    """A week of the diary, and the tests of the next two weeks."""
    if day is not None and not _FIRST < day < _LAST:
        raise missing("Такой недели в дневнике нет.")
    diary = await _open(caller, child, world)
    monday = (day or diary.today) - timedelta(days=(day or diary.today).weekday())
    sunday, horizon = monday + timedelta(days=6), diary.today + AHEAD
    try:
        days = await diary.source.days(monday, sunday)
        ahead = await diary.source.days(diary.today, horizon)
    except GradebookError as error:
        await _trouble(world, diary, error)
    teachers = await _teachers(world, diary.child)
    return WeekBody(
        monday=monday,
        source=diary.source.title,
        fetched_at=world.now(),
        days=[bodies.day(one, teachers) for one in days],
        works=[bodies.work(one) for one in marks.works_to_come(ahead, diary.today)],
    )


@router.get("/children/{child}/results", summary="Итоги: оценки и средние за период")
async def results(
    child: ChildId, caller: Me, world: InWorld, period: str | None = None
) -> ResultsBody:
    """Marks and averages of a period, the current one without `period`."""
    diary = await _open(caller, child, world)
    chosen, days = await _days(world, diary, period)
    return ResultsBody(
        periods=[bodies.period(one) for one in diary.periods],
        period=bodies.period(chosen),
        source=diary.source.title,
        fetched_at=world.now(),
        subjects=[bodies.subject(one) for one in marks.results(days)],
    )


@router.get("/children/{child}/absences", summary="Пропуски за период")
async def absences(
    child: ChildId, caller: Me, world: InWorld, period: str | None = None
) -> AbsencesBody:
    """Absences of a period, the current one without `period`."""
    diary = await _open(caller, child, world)
    chosen, days = await _days(world, diary, period)
    return AbsencesBody(
        periods=[bodies.period(one) for one in diary.periods],
        period=bodies.period(chosen),
        source=diary.source.title,
        fetched_at=world.now(),
        absences=[
            AbsenceBody(
                day=one.day,
                number=one.number,
                subject=one.subject,
                why=one.why,
                missed=one.why.missed,
            )
            for one in marks.absences(days)
        ],
    )


@router.get("/children/{child}/homework", summary="Домашние задания и долги")
async def homework(child: ChildId, caller: Me, world: InWorld) -> HomeworkBody:
    """Homework of the next two weeks, and required works of the period that are overdue."""
    diary = await _open(caller, child, world)
    chosen = _period(diary, None)
    yesterday = diary.today - timedelta(days=1)
    try:
        ahead = await diary.source.days(diary.today, diary.today + AHEAD)
        overdue = await diary.source.overdue(min(chosen.begins, yesterday), yesterday)
    except GradebookError as error:
        await _trouble(world, diary, error)
    tasks = [
        marks.Work(lesson.subject, one)
        for each in ahead
        for lesson in each.lessons
        for one in lesson.assignments
        if one.kind == marks.HOMEWORK and one.text
    ]
    return HomeworkBody(
        source=diary.source.title,
        fetched_at=world.now(),
        homework=[bodies.work(one) for one in tasks],
        overdue=[bodies.work(one) for one in overdue],
    )


@router.get("/children/{child}/assignments/{assignment}/attachments", summary="Файлы задания")
async def attachments(
    child: ChildId, assignment: Ref, caller: Me, world: InWorld
) -> list[AttachmentBody]:
    """The files of an assignment."""
    diary = await _open(caller, child, world)
    return [bodies.attachment(one) for one in await _files(world, diary, assignment)]


@router.get(
    "/children/{child}/assignments/{assignment}/attachments/{file}",
    summary="Файл задания",
    response_class=StreamingResponse,
)
async def download(
    child: ChildId, assignment: Ref, file: Ref, caller: Me, world: InWorld
) -> StreamingResponse:
    """One file of an assignment, passed through as it comes."""
    diary = await _open(caller, child, world)
    return await send_file(world, diary, await _files(world, diary, assignment), file)


async def send_file(
    world: World, diary: OpenDiary, known: tuple[Attachment, ...], wanted: str
) -> StreamingResponse:
    """Pass a file through if it is one of those that belong to what was asked for."""
    if wanted not in {one.id for one in known}:
        raise missing("Такого файла в дневнике нет.")
    stack = AsyncExitStack()
    try:
        file = await stack.enter_async_context(diary.source.open_file(wanted))
    except GradebookError as error:
        await stack.aclose()
        await _trouble(world, diary, error)

    async def body() -> AsyncIterator[bytes]:
        async with stack:
            async for part in file.chunks:
                yield part

    # The name is the register's: quoted whole, so that it can end no header.
    name = quote(next(one.name for one in known if one.id == wanted) or file.name, safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return StreamingResponse(body(), media_type="application/octet-stream", headers=headers)


async def _open(caller: Caller, child: str, world: World) -> OpenDiary:
    try:
        return await open_diary(caller, child, world)
    except GradebookError as error:
        bodies.gradebook_problem(error)


async def _files(world: World, diary: OpenDiary, assignment: str) -> tuple[Attachment, ...]:
    try:
        return await diary.source.attachments(assignment)
    except GradebookError as error:
        await _trouble(world, diary, error)


async def _days(
    world: World, diary: OpenDiary, wanted: str | None
) -> tuple[Period, tuple[Day, ...]]:
    """Return the days of a period, of the current one without `wanted`."""
    chosen = _period(diary, wanted)
    try:
        return chosen, await diary.source.days(chosen.begins, chosen.ends)
    except GradebookError as error:
        await _trouble(world, diary, error)


async def _trouble(world: World, diary: OpenDiary, error: GradebookError) -> NoReturn:
    """Say what happened; a refused password is remembered, so that the account is not locked."""
    if isinstance(error, GradebookRefused):
        await world.database.run(repository.note_refusal, diary.child.person, error.text)
        await world.gradebooks.drop(diary.child.person)
    bodies.gradebook_problem(error)


def _period(diary: OpenDiary, wanted: str | None) -> Period:
    if wanted is None:
        found = marks.period_at(diary.periods, diary.today)
    else:
        found = next((one for one in diary.periods if one.id == wanted), None)
    if found is None:
        raise Problem(404, "no_period", "Такого учебного периода нет.")
    return found


async def _teachers(world: World, child: Child) -> dict[str, bodies.Teacher]:
    """Teachers with an account, by subject."""
    school = await world.book.school()
    if school is None:
        return {}
    roster, today = await roster_today(world)
    accounts = {person: account for account, person in school.accounts.items()}
    found = {}
    for group in child.groups:
        known = group_of(roster, group, today)
        person = next((one for one in roster.people if one == known.teacher), None)
        if person is not None and person in accounts:
            found[known.subject] = (accounts[person], roster.people[person].full_name)
    return found


def _child(
    roster: Roster, child: Child, caller: Caller, gradebook: GradebookBody | None
) -> ChildBody:
    person = roster.people[child.person]
    return ChildBody(
        person=child.person,
        name=" ".join(part for part in (person.given, person.family) if part),
        class_title=child.homeroom.title if child.homeroom else "",
        me=child.person == caller.person,
        gradebook=gradebook,
    )
