"""A sync plans with the roster that stands now, whatever this process looked at a moment ago."""

from datetime import UTC, datetime
from pathlib import Path

import httpx

from server.school_core.chats import ChatKey, ChatKind
from server.school_core.roles import Role
from server.school_core.roster import Org, OrgId, PersonId, RoleGrant, Roster, SchoolPerson
from server.school_core.school import School
from server.service.database import Database
from server.service.diary.pool import GradebookPool
from server.service.homeserver import Homeserver
from server.service.migrations import upgrade
from server.service.reconcile.job import preview
from server.service.reconcile.settings import creation
from server.service.school.book import SchoolBook, store_school
from server.service.settings import Settings
from server.service.vault import Vault
from server.service.world import World, utc_now


async def test_a_roster_that_stands_since_a_moment_is_what_a_sync_plans(tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {
            "database_url": f"sqlite:///{(tmp_path / 'service.db').as_posix()}",
            "homeserver_url": "http://school.example",
            "server_name": "school.example",
            "appservice_token": "x",
            "public_url": "http://service.example",
            "data_dir": tmp_path,
        }
    )
    database = Database(settings.database_url.get_secret_value())
    upgrade(database.engine)
    empty = httpx.MockTransport(
        lambda _: httpx.Response(200, json={"rooms": [], "accounts": [], "next": None})
    )
    homeserver = Homeserver(settings, transport=empty)
    book = SchoolBook(database, homeserver, zone=settings.zone, now=utc_now)
    world = World(
        settings, database, homeserver, book, GradebookPool(Vault.at(tmp_path / "vault.key"))
    )
    try:
        await database.run(store_school, School(Roster("first")), now=datetime.now(UTC))
        assert await book.school() is not None, "from now on it is in memory for a second"
        await database.run(store_school, _one_teacher(), now=datetime.now(UTC))
        made = await preview(world)
        assert made is not None
        assert made.aim.revision == "second"
        assert [step.person for step in made.steps if step.name == "Вартанян Вера"] == ["vera"]
    finally:
        await homeserver.aclose()
        database.close()


def _one_teacher() -> School:
    org, vera = OrgId("s14"), PersonId("vera")
    roster = Roster(
        "second",
        orgs={org: Org(org, "Школа № 14")},
        people={vera: SchoolPerson(vera, "Вартанян", "Вера")},
        roles=frozenset({RoleGrant(vera, org, Role.TEACHER)}),
    )
    return School(roster, {"@vera:school.example": vera})


def test_only_parents_chats_are_closed_to_what_was_written_before() -> None:
    """What the dialog of a link says: newcomers of the other chats read everything, for good."""
    told = {}
    for kind in ChatKind:
        body = creation(ChatKey(kind.value, OrgId("s14"), "9b"), "9Б", {})
        (seen,) = [
            one["content"]["history_visibility"]
            for one in body["initial_state"]
            if one["type"] == "m.room.history_visibility"
        ]
        level = body["power_level_content_override"]["events"]["m.room.history_visibility"]
        assert level > 100, "nobody but the school changes that"
        told[kind] = seen
    assert told.pop(ChatKind.PARENTS) == "joined"
    assert set(told.values()) == {"shared"}
