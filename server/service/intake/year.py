"""`/v1/rosters/year`: the new school year of a school, looked at as any draft before it stands.

Where the list itself knows the classes of the new year, a register that is pulled most of all, the
year is theirs. Where it does not, the last list makes it: each class goes up a grade.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from server.school_core.roster import ClassId, Roster
from server.school_core.succession import successions
from server.service.auth import Admin, Caller
from server.service.intake import repository, service, sources
from server.service.intake.endpoints import draft_body
from server.service.intake.kept import unpack_tables
from server.service.intake.repository import Draft, Source, SourceKind
from server.service.intake.schemas import DraftBody, Id
from server.service.problems import Problem, forbidden
from server.service.rosters.contract import Tables
from server.service.rosters.new_year import Moving, moving, rolled
from server.service.rosters.problems import Report, RosterRefused
from server.service.rosters.roster_map import to_roster
from server.service.rosters.sources import Imported
from server.service.rosters.terms import next_change, titled, waiting
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/rosters/year", tags=["Списки"])


class MovingBody(BaseModel):
    """A class as it is; `following` is its name in the new year, '' where nobody can say.

    `leaves`: by its grade, or by the register, this class leaves the school.
    """

    id: str
    title: str
    grade: int | None
    pupils: int
    following: str
    leaves: bool


class NewYearBody(BaseModel):
    """The year that would begin, and every class of the school.

    `told`: the list itself knows the new year, or will (a register that is pulled): nobody chooses
    what becomes of a class. `begins` is its first day, null where the list does not know it yet.
    """

    year: str
    classes: list[MovingBody]
    told: bool = False
    begins: date | None = None


class RollBody(BaseModel):
    """Which classes leave the school and which stay as they are; the others go up a grade."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"org": "school-14", "leaving": ["11a"], "staying": []}]}
    )

    org: Id
    leaving: Annotated[list[Id], Field(max_length=500)] = []
    staying: Annotated[list[Id], Field(max_length=500)] = []


@router.get("", summary="Что будет с классами в новом учебном году")
async def look(org: Annotated[Id, Query()], admin: Admin, world: InWorld) -> NewYearBody:
    """What each class would become; nothing changes."""
    source, tables, roster = await _last(world, admin, org)
    begins = next_change(tables, service.year_of(world, source))
    if begins is None:
        found = moving(roster, service.today(world))
        told = source.kind is not SourceKind.FILES
        year = "" if told else _year(world)
    else:
        told, year = True, titled(tables, _standing(tables, begins) - roster.classes.keys())
        found = await asyncio.to_thread(_told, tables, roster, begins)
    return NewYearBody(
        year=year,
        classes=[MovingBody.model_validate(one, from_attributes=True) for one in found],
        told=told,
        begins=begins,
    )


@router.post("", summary="Подготовить новый учебный год", status_code=201)
async def roll(body: RollBody, admin: Admin, world: InWorld) -> DraftBody:
    """Make the draft of the new year: what changes, what becomes an archive; nothing does yet.

    A register is pulled for it. A year that begins on a day to come is only looked at.
    """
    source, tables, roster = await _last(world, admin, body.org)
    told = source.kind is not SourceKind.FILES
    if not told and next_change(tables, service.year_of(world, source)) is None:
        return draft_body(await _rolled(world, admin, body, source, tables, roster))
    if body.leaving or body.staying:
        text = "Что будет с классами, сказано в списке школы: выбрать здесь нельзя."
        raise Problem(422, "year_is_told", text)
    if told:
        tables = (await sources.read_now(world, source)).tables
    return draft_body(await _begun(world, admin, source, tables, roster))


async def _begun(
    world: World, admin: Caller, source: Source, tables: Tables, before: Roster
) -> Draft:
    """The draft of the year whose classes the list knows, as it will stand on its first day."""
    today = service.today(world)
    begins = next_change(tables, service.year_of(world, source))
    if begins is None and not waiting(tables, today).over & before.classes.keys():
        text = "В журнале ещё нет классов нового учебного года. Они появятся здесь вместе с ними."
        raise Problem(409, "no_new_year", text)
    day = max(begins or today, today)
    about = titled(tables, _standing(tables, day) - before.classes.keys())

    def make() -> Imported:
        report = Report()
        roster = to_roster(tables, revision="coming", report=report, day=day)
        return Imported(tables, roster, report.problems)

    imported = await _made(make)
    about = f"Новый учебный год {about}." if about else "Новый учебный год."
    return await service.drafted(world, admin, source, imported, about=about, day=day)


async def _rolled(
    world: World, admin: Caller, body: RollBody, source: Source, tables: Tables, roster: Roster
) -> Draft:
    """The draft of a year made of the last list."""
    day = service.today(world)
    leaving, staying = frozenset(body.leaving), frozenset(body.staying)
    _check(moving(roster, day), leaving, staying)

    def make() -> Imported:
        report = Report()
        made = rolled(tables, roster, leaving=leaving, staying=staying, day=day)
        after = to_roster(made, revision=roster.revision, report=report, day=day)
        return Imported(made, after, report.problems)

    imported = await _made(make)
    about = f"Новый учебный год {_year(world)}."
    return await service.drafted(world, admin, source, imported, about=about)


async def _made(make: Callable[[], Imported]) -> Imported:
    try:
        return await asyncio.to_thread(make)
    except RosterRefused as refusal:
        raise service.refused(refusal) from None


def _standing(tables: Tables, day: date) -> frozenset[str]:
    found = waiting(tables, day)
    return frozenset(tables.get("classes", {}).keys() - found.over - found.coming)


def _told(tables: Tables, before: Roster, begins: date) -> tuple[Moving, ...]:
    """What becomes of each class by the list's own word."""
    after = to_roster(tables, revision="coming", report=Report(), day=begins)
    heirs = {one.old: after.classes[one.new].title for one in successions(before, after, begins)}
    return tuple(
        Moving(
            one.id,
            one.title,
            one.grade,
            one.pupils,
            heirs.get(ClassId(one.id), one.title if one.id in after.classes else ""),
            one.id not in after.classes and ClassId(one.id) not in heirs,
        )
        for one in moving(before, begins)
    )


async def _last(world: World, admin: Caller, org: str) -> tuple[Source, Tables, Roster]:
    """What the source of a school told last, and the roster it makes today."""
    if not admin.administers(org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    found = await world.database.run(repository.sources, orgs=[org])
    pulled = [one for one in found if one.kind is not SourceKind.FILES]
    source = next((one for one in pulled or found if one.tables is not None), None)
    if source is None:
        text = "Список этой школы загружен не файлом: загрузите выгрузку нового года."
        raise Problem(409, "no_files", text)
    day, year = service.today(world), service.year_of(world, source)

    def read() -> tuple[Tables, Roster]:
        tables = unpack_tables(source.tables)
        return tables, to_roster(tables, revision="last", report=Report(), day=day, year=year)

    return source, *await asyncio.to_thread(read)


def _check(classes: tuple[Moving, ...], leaving: frozenset[str], staying: frozenset[str]) -> None:
    known = {one.id for one in classes}
    if not leaving | staying <= known or leaving & staying:
        raise Problem(422, "no_such_class", "Такого класса в этой школе нет. Выберите заново.")
    stuck = [one.title for one in classes if not one.following and one.id not in leaving | staying]
    if stuck:
        named = ", ".join(stuck[:10])
        text = f"Не сказано, что будет с классами: {named}. Выберите, уходят они или остаются."
        raise Problem(422, "class_undecided", text)
    titles = Counter(
        one.title if one.id in staying else one.following
        for one in classes
        if one.id not in leaving
    )
    twice = sorted(title for title, count in titles.items() if count > 1)
    if twice:
        text = f"Было бы два класса с одним именем: {', '.join(twice[:10])}."
        raise Problem(422, "class_twice", text)


def _year(world: World) -> str:
    first = service.today(world).year
    return f"{first}/{first + 1}"
