"""What SQLite and the file system say, as the errors people are told about."""

import errno
import sqlite3
from typing import Any

from app.domain.errors import (
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    WrongKey,
)

_PRIMARY = 0xFF
_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_CORRUPT: StoreCorrupt,
    sqlite3.SQLITE_NOTADB: WrongKey,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_CANTOPEN: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
}
_ERRNO: dict[int, type[StoreError]] = {
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
    errno.EROFS: StoreReadOnly,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.ENOTDIR: StoreReadOnly,
    errno.EEXIST: StoreReadOnly,  # what Windows says of a file where a folder should be
    errno.ENOENT: StoreReadOnly,
}


def translate(error: BaseException) -> StoreError | None:
    """Return the store's error for any failure of a unit of work, None where it is a bug."""
    if isinstance(error, StoreError):
        return None  # it says already what it is
    return from_os(error) if isinstance(error, OSError) else from_sqlite(error)


def from_sqlite(error: BaseException) -> StoreError | None:
    """Return the store's error for one of the database driver, None where it is a bug of ours."""
    original: Any = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & _PRIMARY == sqlite3.SQLITE_IOERR:
        return StoreError(f"sqlite {code}")
    kind = _KINDS.get(code & _PRIMARY)
    return kind(f"sqlite {code}") if kind else None


def from_os(error: OSError) -> StoreError:
    """Return the store's error for one of the file system."""
    kind = _ERRNO.get(error.errno or 0, StoreError)
    return kind(f"errno {error.errno}")
