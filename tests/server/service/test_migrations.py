"""Models and migrations say the same, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import server.service.domains  # noqa: F401 — every table
from server.service.database import Base, Database
from server.service.migrations import upgrade
from tests.helpers.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'service.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.database()
    database = Database(url)
    yield database
    database.close()


def test_models_are_what_the_migrations_make(database: Database) -> None:
    upgrade(database.engine)
    upgrade(database.engine)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
