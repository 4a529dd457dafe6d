"""`/v1/rosters/year`: the new school year of a school, looked at as any draft before it stands."""

import asyncio
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from server.school_core.roster import Roster
from server.service.auth import Admin, Caller
from server.service.intake import repository, service
from server.service.intake.endpoints import draft_body
from server.service.intake.kept import unpack_tables
from server.service.intake.repository import Source, SourceKind
from server.service.intake.schemas import DraftBody, Id
from server.service.problems import Problem, forbidden
from server.service.rosters.contract import Tables
from server.service.rosters.new_year import Moving, moving, rolled
from server.service.rosters.problems import Report, RosterRefused
from server.service.rosters.roster_map import to_roster
from server.service.rosters.sources import Imported
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/rosters/year", tags=["Списки"])


class MovingBody(BaseModel):
    """A class as it is; `following` is its name in the new year, '' where nobody can say.

    `leaves`: by its grade this class leaves the school.
    """

    id: str
    title: str
    grade: int | None
    pupils: int
    following: str
    leaves: bool


class NewYearBody(BaseModel):
    """The year that would begin, and every class of the school."""

    year: str
    classes: list[MovingBody]


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
    _, _, roster = await _last(world, admin, org)
    found = moving(roster, service.today(world))
    return NewYearBody(
        year=_year(world),
        classes=[MovingBody.model_validate(one, from_attributes=True) for one in found],
    )


@router.post("", summary="Подготовить новый учебный год", status_code=201)
async def roll(body: RollBody, admin: Admin, world: InWorld) -> DraftBody:
    """Make the draft of the new year: what changes, what becomes an archive; nothing does yet."""
    source, tables, roster = await _last(world, admin, body.org)
    day = service.today(world)
    leaving, staying = frozenset(body.leaving), frozenset(body.staying)
    _check(moving(roster, day), leaving, staying)

    def make() -> Imported:
        report = Report()
        made = rolled(tables, roster, leaving=leaving, staying=staying, day=day)
        after = to_roster(made, revision=roster.revision, report=report, day=day)
        return Imported(made, after, report.problems)

    try:
        imported = await asyncio.to_thread(make)
    except RosterRefused as refusal:
        raise service.refused(refusal) from None
    about = f"Новый учебный год {_year(world)}."
    return draft_body(await service.drafted(world, admin, source, imported, about=about))


async def _last(world: World, admin: Caller, org: str) -> tuple[Source, Tables, Roster]:
    """The files that a school brought last, and the roster they make today."""
    if not admin.administers(org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    sources = await world.database.run(repository.sources, orgs=[org])
    if any(one.kind is not SourceKind.FILES for one in sources):
        text = "Список этой школы приходит из журнала: новый год придёт оттуда же."
        raise Problem(409, "year_from_register", text)
    source = next((one for one in sources if one.tables is not None), None)
    if source is None:
        text = "Список этой школы загружен не файлом: загрузите выгрузку нового года."
        raise Problem(409, "no_files", text)
    day = service.today(world)

    def read() -> tuple[Tables, Roster]:
        tables = unpack_tables(source.tables)
        return tables, to_roster(tables, revision="last", report=Report(), day=day)

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
