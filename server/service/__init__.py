"""The school service: what a school needs beside its homeserver, as one ASGI program.

`python -m server.service --config service.yaml` runs it. The homeserver stays the authority on
accounts and rooms; the service acts there as an application service under the bot's name. What it
knows itself (rosters, links, ballots, marks …) is in its own database, SQLite for one computer,
PostgreSQL for a real school.

How a domain is added
---------------------
A domain is a package here, `links` say:

- `tables.py`: classes on `server.service.database.Base`;
- `repository.py`: plain functions `(Session, …) -> domain values`, no requests, no waiting;
- `service.py`: the deeds; each unit of database work is one
  `await world.database.run(function, …)`: one thread hop and one transaction; requests to the
  homeserver stand between units;
- `schemas.py`: pydantic bodies with examples; `endpoints.py`: an `APIRouter`, thin. Who asks comes
  as `Caller` from `server.service.auth`, refusals are `server.service.problems.Problem`s;
- a line in `domains.py`; background work is a `job` there and must survive a restart;
- a migration `migrations/versions/links_001.py`, then `links_002.py` …: every domain is an Alembic
  branch of its own (the first has `down_revision = None` and `branch_labels = ("links",)`), so
  migrations of two people never have to be put in a row. Where a table points to another domain's,
  say `depends_on = "school_001"`. `tests/server/service/test_migrations.py` holds models and
  migrations together;
- the contract anew: `python -m server.service.contract` (on a merge conflict just run it again).

What changes who is who or what anybody may do leaves a line by `audit.repository.append` in the
same transaction. Tests: the fixture `service_school` of `tests.helpers.service_school`.
"""
