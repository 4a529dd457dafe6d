"""Opening a profile's file: lock, key, damage, schema; each failure with its own sentence."""

from pathlib import Path

from app.domain.errors import StoreCorrupt, WrongKey
from app.store import failures, rescue, upgrade
from app.store.db import Database
from app.store.keyed import CHECK, DAMAGED, DATABASE, LOCK, key_check
from app.store.lock import ProfileLock


def open_database(database: Database, folder: Path, key: str) -> ProfileLock:
    """Make the file ready for work, rebuilding it where it is damaged; for the database thread."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = ProfileLock(folder / LOCK)
    except OSError as error:
        raise failures.from_os(error) from error
    try:
        _prepare(database, folder, key)
    except OSError as error:
        database.dispose()
        lock.release()
        raise failures.from_os(error) from error
    except BaseException:
        database.dispose()
        lock.release()
        raise
    return lock


def _prepare(database: Database, folder: Path, key: str) -> None:
    path, check, damaged = folder / DATABASE, folder / CHECK, folder / DAMAGED
    is_ours = check.exists() and check.read_text() == key_check(key)
    if path.exists() and check.exists() and not is_ours:
        raise WrongKey("the key is not the one this file was made with")
    if damaged.exists() and path.exists():
        _rebuild(database, path, key)
    else:
        try:
            upgrade.prepare(database, path)
            database.do(lambda unit: unit.rows("SELECT key FROM meta"))
        except (StoreCorrupt, WrongKey) as error:
            # Without the note beside the file nobody can tell a wrong key from damage.
            if not is_ours:
                raise WrongKey(str(error)) from error
            _rebuild(database, path, key)
    damaged.unlink(missing_ok=True)
    if not is_ours:
        check.write_text(key_check(key))


def _rebuild(database: Database, path: Path, key: str) -> None:
    database.dispose()
    rescued = rescue.set_aside(path, key)
    upgrade.prepare(database, path)
    rescue.put_back(database, rescued)
