"""A damaged file is kept aside; what was not sent yet is carried over into a new one."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.store.db import Database, Unit
from app.store.keyed import connect

_LOG = logging.getLogger(__name__)
_KEPT = 2
_TABLES = {
    "outbox": "txn_id, entry, event_id",
    "drafts": "room_id, draft",
    "settings": "key, value",
}


@dataclass(slots=True)
class Rescued:
    """Rows that could still be read, by table."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


def set_aside(path: Path, key: str) -> Rescued:
    """Read what can be read, then move the file out of the way."""
    rescued = _read(path, key)
    _LOG.warning(
        "database is damaged: rebuilt, %s unsent and %s drafts carried over",
        len(rescued.rows.get("outbox", ())),
        len(rescued.rows.get("drafts", ())),
    )
    taken = sorted(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"))
    number = int(taken[-1].stem.rsplit("-", 1)[1]) + 1 if taken else 1
    for old in taken[: max(0, len(taken) - _KEPT + 1)]:
        old.unlink()
    path.replace(path.with_name(f"{path.stem}.damaged-{number:04}{path.suffix}"))
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return rescued


def _read(path: Path, key: str) -> Rescued:
    from sqlcipher3 import dbapi2

    rescued = Rescued()
    for table, columns in _TABLES.items():
        # One connection each: damage met in one table must not hide another.
        try:
            connection = connect(path, key, mode="rw")
        except dbapi2.Error:
            continue
        rows = rescued.rows.setdefault(table, [])
        try:
            order = " ORDER BY place" if table == "outbox" else ""
            for row in connection.execute(f"SELECT {columns} FROM {table}{order}"):
                rows.append(tuple(row))
        except (dbapi2.Error, UnicodeDecodeError):
            _LOG.warning("table %s is unreadable after %s rows", table, len(rows))
        finally:
            connection.close()
    return rescued


def put_back(database: Database, rescued: Rescued) -> None:
    """Write what was carried over into the new file; for the database thread."""

    def write(unit: Unit) -> None:
        for table, columns in _TABLES.items():
            rows = rescued.rows.get(table, [])
            marks = ", ".join("?" * (columns.count(",") + 1))
            unit.many(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)

    database.do(write)
