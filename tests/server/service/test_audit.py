"""The log of deeds: a chain that shows every change, on both databases."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.service.audit import repository
from server.service.database import Database
from tests.helpers.service_school import SCHOOL, ServiceSchool
from tests.server.service.test_migrations import database, upgrade

__all__ = ["database"]

_ONCE = {"Connection": "close"}
"""The service lets a connection go after a failure of its own."""
_NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


def _write(session: Session, count: int) -> None:
    for number in range(count):
        repository.append(
            session, actor="service", action="test.deed", subject=f"№ {number}", now=_NOW
        )


async def test_what_is_written_cannot_be_changed_and_a_forced_change_shows(
    database: Database,
) -> None:
    upgrade(database.engine)
    await database.run(_write, 3)
    await database.run(_write, 2)
    whole = await database.run(repository.check)
    assert (whole.entries, whole.broken_at) == (5, None)

    change = "UPDATE audit_entry SET subject = 'иначе' WHERE number = 3"
    for statement in (change, "DELETE FROM audit_entry WHERE number = 3"):
        with pytest.raises(DBAPIError, match="only appended"):
            await database.run(lambda session, what=statement: session.execute(text(what)))

    # Whoever owns the database can take the triggers away; the chain shows what they did.
    drop = (
        "DROP TRIGGER audit_entry_no_update"
        if database.engine.dialect.name == "sqlite"
        else "DROP TRIGGER audit_entry_only_append ON audit_entry"
    )
    await database.run(lambda session: session.execute(text(drop)))
    await database.run(lambda session: session.execute(text(change)))
    assert (await database.run(repository.check)).broken_at == 3


async def test_an_administrator_sees_and_exports_the_own_school_only(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    teacher = await service_school.person("Вера", "teacher")
    operator = await service_school.operator()
    assert await teacher.refused(403, "GET", "/v1/audit") == "role_needed"
    mine = await admin.audit()
    assert {entry["org"] for entry in mine} <= {SCHOOL}
    lines = (await operator.request("GET", "/v1/audit/export")).text.splitlines()
    deeds = [json.loads(line) for line in lines]
    assert {"action": "roster.document", "actor": operator.user_id}.items() <= deeds[-1].items()
    table = (await operator.request("GET", "/v1/audit/export", params={"form": "csv"})).text
    assert table.startswith("\ufeffnumber,at,actor") and operator.user_id in table
    assert (await operator.ok("GET", "/v1/audit/check"))["broken_at"] is None


async def test_what_cannot_be_written_down_is_not_done(service_school: ServiceSchool) -> None:
    operator = await service_school.operator()
    before = await operator.ok("GET", "/v1/sync")
    register = {"title": "Другой журнал", "url": "https://other.example", "school": 1}
    with closing(sqlite3.connect(service_school.homeserver.data / "service/service.db")) as kept:
        kept.execute(
            "CREATE TRIGGER audit_is_full BEFORE INSERT ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        try:
            for method, path, told in (
                ("PUT", "/v1/diary/registers/other", register),
                ("POST", "/v1/sync", {"confirmed": True}),
                ("PUT", "/v1/sync/year", {"successors": {}}),
            ):
                answer = await operator.request(method, path, json=told, headers=_ONCE)
                assert answer.status_code == 500
        finally:
            kept.execute("DROP TRIGGER audit_is_full")
    assert await operator.ok("GET", "/v1/sync") == before
    assert "other" not in {one["id"] for one in await operator.ok("GET", "/v1/diary/registers")}
