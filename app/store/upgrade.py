"""From any older schema to this one, step by numbered step, with a copy of the file before.

A step never changes once it was released; new files are made from `tables` at once, and a test
holds that both ways end at the same schema.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import StoreTooNew
from app.store.db import Database, Unit

Step = tuple[str, ...]
STEPS: Mapping[int, Step] = {}
"""n: the statements that make version n out of version n - 1."""
VERSION = 1


def prepare(
    database: Database, path: Path, *, steps: Mapping[int, Step] = STEPS, version: int = VERSION
) -> None:
    """Make a new file's tables or bring an old file here; for the database thread."""
    found = database.do(_version)
    if found > version:
        raise StoreTooNew(f"schema {found}, this program knows {version}")
    if found == 0:
        database.do(_create, version)
    elif found < version:
        _back_up(database, path, found)
        for number in range(found + 1, version + 1):
            database.do(_take_step, number, steps[number])


def _version(unit: Unit) -> int:
    version: int = unit.value("PRAGMA user_version")
    return version


def _create(unit: Unit, version: int) -> None:
    from app.store.tables import METADATA, SEARCH, VOCABULARY

    METADATA.create_all(unit.connection, checkfirst=False)
    unit.run(SEARCH)
    unit.run(VOCABULARY)
    unit.run(f"PRAGMA user_version = {version}")


def _take_step(unit: Unit, number: int, step: Step) -> None:
    for statement in step:
        unit.run(statement)
    unit.run(f"PRAGMA user_version = {number}")


def backup_path(path: Path, version: int) -> Path:
    """Return where the copy of a file with an older schema is kept."""
    return path.with_name(f"{path.name}.v{version}.bak")


def _back_up(database: Database, path: Path, version: int) -> None:
    # Everything must be in the main file before it is copied.
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()
    for old in path.parent.glob(f"{path.name}.v*.bak"):
        old.unlink()
    shutil.copyfile(path, backup_path(path, version))
