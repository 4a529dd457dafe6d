"""One process per profile: a lock on a file, which the system drops when the process dies."""

import sys
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import StoreLocked


class ProfileLock:
    """Holds the lock file of a profile folder from creation to `release()`."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO | None = path.open("a+b")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            self._file = None
            raise StoreLocked("lock file is held") from error

    def release(self) -> None:
        """Let another process in; safe to call twice."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
