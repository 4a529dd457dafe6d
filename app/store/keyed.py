"""Opening the encrypted file itself, without SQLAlchemy, so that the first paint need not wait."""

from pathlib import Path
from typing import Any, Literal

DATABASE, LOCK, CHECK, DAMAGED, MEDIA = (
    "cache.db",
    "cache.lock",
    "cache.check",
    "cache.damaged",
    "media",
)
"""Names inside a profile's folder. `cache.damaged` is a note to rebuild at the next opening."""

_HEX = frozenset("0123456789abcdef")


def connect(path: Path, key: str, *, mode: Literal["rwc", "rw", "ro"] = "rwc") -> Any:
    """Open the file with a raw key of 64 hex digits (no key derivation: 0.4 ms, not 116).

    Nothing is read yet: a wrong key shows at the first statement. Statements commit by themselves
    until somebody says BEGIN. `mode` is SQLite's: create it, write, or read alone.
    """
    from sqlcipher3 import dbapi2

    if len(key) != 64 or not _HEX.issuperset(key):
        raise ValueError("a database key is 64 lower-case hex digits")
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5.0,
        cached_statements=256,
    )
    connection.execute(f"PRAGMA key=\"x'{key}'\"")
    # Without it every wrong key writes two lines to stderr.
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def ask(folder: Path, key: str, sql: str) -> list[Any]:
    """Return rows of a profile's file, [] where it cannot be read: for what a start may do without.

    Whatever is wrong with the file is told when the store is opened. It is read alone: who may
    write brings the log that a killed program left into the file, and the disk may take a second.
    """
    path = folder / DATABASE
    if not path.exists():
        return []
    from sqlcipher3 import dbapi2

    try:
        connection = connect(path, key, mode="ro")
        try:
            rows: list[Any] = connection.execute(sql).fetchall()
            return rows
        finally:
            connection.close()
    except dbapi2.Error:
        return []


def key_check(key: str) -> str:
    """Return what `cache.check` holds: tells a wrong key from a damaged file.

    The key is 256 random bits, so a hash of it gives nothing away.
    """
    import hashlib

    return hashlib.sha256(f"parta-store:{key}".encode()).hexdigest()[:32]
