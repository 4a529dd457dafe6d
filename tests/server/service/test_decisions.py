"""A decision that could not be made to hold leaves everything as it was, an older one too."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.orm import Session

from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Guardianship,
    Org,
    OrgId,
    PersonId,
    Roster,
    SchoolClass,
    SchoolPerson,
)
from server.school_core.school import School
from server.school_core.standing import Standing
from server.school_core.verdict import yes
from server.service.auth import Caller
from server.service.database import Database
from server.service.homeserver import HomeserverDown
from server.service.intake import decisions, repository, service
from server.service.intake.schemas import NewRulingBody
from server.service.migrations import upgrade
from server.service.reconcile import door
from server.service.reconcile import repository as syncs
from server.service.school import repository as school_repository
from server.service.world import World

ORG = OrgId("s14")
PAPA, ARTEM = PersonId("papa"), PersonId("artem")
HEAD = Caller("@head:s", standing=Standing(PersonId("head"), grants=frozenset({(ORG, Role.ADMIN)})))


class _World:
    """The database and the clock; the homeserver is away, and nobody reads the book."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.book = self
        self.settings = SimpleNamespace(zone=UTC, server_name="s")
        self.standing = asyncio.Lock()

    async def changed(self) -> None:
        """Nobody is to be told here."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    group = SchoolClass(ClassId("9b"), ORG, "9Б", ClassKind.HOMEROOM)
    roster = Roster(
        "r",
        {ORG: Org(ORG, "Школа")},
        {group.id: group},
        {one: SchoolPerson(one, one, "") for one in (PAPA, ARTEM)},
        enrolments=frozenset({Enrolment(ARTEM, group.id, EnrolmentRole.PUPIL)}),
        guardianships=frozenset({Guardianship(PAPA, ARTEM)}),
    )

    async def standing(_: World) -> Roster:
        return roster

    monkeypatch.setattr(service, "standing", standing)
    database = Database(f"sqlite:///{tmp_path / 'service.db'}")
    upgrade(database.engine)
    yield cast("World", _World(database))
    database.close()


async def test_an_older_ruling_goes_on_to_hold_where_a_new_one_cannot(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a slow homeserver would give a parent back what a court has taken."""
    holds = True

    async def stand(*_: Any, also: Callable[[Session], None], **__: Any) -> None:
        if not holds:
            raise HomeserverDown("away")
        await world.database.run(also)

    monkeypatch.setattr(door, "submit", stand)

    def body(*, no_diary: bool = False) -> NewRulingBody:
        return NewRulingBody(
            org=ORG,
            guardian=PAPA,
            child=ARTEM,
            no_contact=True,
            no_diary=no_diary,
            reason="Решение суда",
        )

    async def stands() -> list[tuple[bool, bool]]:
        found = await world.database.run(repository.rulings)
        return [(one.ruling.no_contact, one.ruling.no_diary) for one in found]

    holds = False
    with pytest.raises(HomeserverDown):
        await decisions.rule(body(), HEAD, world)
    assert await stands() == []
    holds = True
    await decisions.rule(body(), HEAD, world)
    holds = False
    with pytest.raises(HomeserverDown):
        await decisions.rule(body(no_diary=True), HEAD, world)
    assert await stands() == [(True, False)]
    holds = True
    await decisions.rule(body(no_diary=True), HEAD, world)
    assert await stands() == [(True, True)]


async def test_a_roster_stands_with_all_that_is_written_down_about_it_or_not_at_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that ends in between would leave the source's old tables to undo it later."""
    roster = await service.standing(world)

    async def compare(*_: Any, **__: Any) -> tuple[School, Any]:
        return School(roster), SimpleNamespace(verdict=yes("plan"))

    monkeypatch.setattr(door, "compare", compare)

    def killed(_: Session) -> None:
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        await door.submit(world, roster, by="@head:s", also=killed)
    assert await world.database.run(school_repository.load) is None
    assert await world.database.run(syncs.runs, limit=1) == ()
    noted: list[Session] = []
    await door.submit(world, roster, by="@head:s", also=noted.append)
    assert len(noted) == 1
    assert await world.database.run(school_repository.load) is not None
