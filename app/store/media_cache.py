"""Downloaded media of a profile: an index in the database, files beside it under a size cap.

The files are named by a hash of their key. They are NOT encrypted: other programs must be able to
open them; the folder is inside the profile's folder and goes with it.
"""

import hashlib
import shutil
from pathlib import Path

from app.domain.managed import CACHE_SETTING, USUAL_CACHE_MB
from app.store.db import Unit
from app.store.outbox import setting


def lookup(unit: Unit, folder: Path, key: str) -> Path | None:
    """Return the file of a key and mark it as used; None where it is not (or no longer) there."""
    name = unit.value("SELECT file FROM media WHERE key = ?", key)
    if name is None:
        return None
    path = folder / str(name)
    if not path.is_file():
        unit.run("DELETE FROM media WHERE key = ?", key)
        return None
    _mark_used(unit, key)
    return path


def put(unit: Unit, folder: Path, key: str, source: Path) -> Path:
    """Move a finished download in; the longest unused go until the cap holds again."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    target = folder / digest[:2] / digest[2:34]
    target.parent.mkdir(parents=True, exist_ok=True)
    size = source.stat().st_size
    try:
        source.replace(target)
    except OSError:
        shutil.move(source, target)  # from another disk
    unit.run(
        "INSERT OR REPLACE INTO media (key, file, bytes, used) VALUES (?, ?, ?, 0)",
        key,
        target.relative_to(folder).as_posix(),
        size,
    )
    _mark_used(unit, key)
    _evict(unit, folder, keep=key)
    return target


def usage(unit: Unit) -> int:
    """Return how many bytes the cached files take."""
    return int(unit.value("SELECT total(bytes) FROM media"))


def clear(unit: Unit, folder: Path) -> None:
    """Delete all cached files, those of an interrupted unit too."""
    unit.run("DELETE FROM media")
    shutil.rmtree(folder, ignore_errors=True)


def _mark_used(unit: Unit, key: str) -> None:
    # A counter, not a clock: clocks of school computers jump.
    unit.run("UPDATE media SET used = (SELECT max(used) + 1 FROM media) WHERE key = ?", key)


def _evict(unit: Unit, folder: Path, *, keep: str) -> None:
    wanted = setting(unit, CACHE_SETTING)
    megabytes = wanted if isinstance(wanted, int) and wanted > 0 else USUAL_CACHE_MB
    total = unit.value("SELECT total(bytes) FROM media")
    if total <= megabytes * 1_000_000:
        return
    for key, file, size in unit.rows(
        "SELECT key, file, bytes FROM media WHERE key <> ? ORDER BY used", keep
    ):
        try:
            (folder / file).unlink(missing_ok=True)
        except PermissionError:
            continue  # Windows removes nothing that is open: it goes another time
        unit.run("DELETE FROM media WHERE key = ?", key)
        total -= size
        if total <= megabytes * 1_000_000:
            return
