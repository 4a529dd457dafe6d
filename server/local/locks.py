"""Locks between processes that end with their holder, however it ends."""

import sys
import time
from pathlib import Path
from typing import IO

_POLL_SECONDS = 0.1


def try_lock(path: Path) -> IO[bytes] | None:
    """Hold the lock until the stream is closed or this process ends; None if somebody else does."""
    stream = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        return None
    return stream


def wait_for_lock(path: Path, *, seconds: float) -> IO[bytes] | None:
    """As `try_lock`, but wait for the other to end."""
    deadline = time.monotonic() + seconds
    while (lock := try_lock(path)) is None and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return lock
