"""Work beside the main thread while that loads Qt: in a process of its own, or else in a thread.

Python runs one thread at a time, and loading Qt takes it nearly always; a process has a core to
itself. It is forked, so nothing is loaded twice, and only where that is cheap and safe: on Linux,
before there are threads. What it found lies in memory that both see, so a picture is never copied.
"""

import contextlib
import mmap
import os
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from typing import NoReturn, Protocol

Work = Callable[[], Iterator[object]]
"""Finds one thing after the other; bytes are handed over as they are, all else is pickled."""

_PARCEL = struct.Struct("=?QQ")
"""Whether these are plain bytes, where they begin in the memory, how many they are."""


class Aside(Protocol):
    """Work that goes on aside."""

    def next(self, patience: float | None) -> object:
        """Return what was found next; plain bytes may come as a view of memory.

        Raises TimeoutError where nothing came within `patience` seconds, EOFError at the end.
        """

    def close(self) -> None:
        """Need nothing more of it."""


def can_fork() -> bool:
    """Whether a process of its own is to be had: no thread of Python's or of Qt's runs yet."""
    is_alone = threading.active_count() == 1 and "PySide6" not in sys.modules
    return sys.platform == "linux" and hasattr(os, "memfd_create") and is_alone


class InThread:
    """Work in a thread; it ends with the program."""

    _END = object()

    def __init__(self, work: Work) -> None:
        from queue import SimpleQueue

        self._found: SimpleQueue[object] = SimpleQueue()
        threading.Thread(target=self._run, args=(work,), name="aside", daemon=True).start()

    def next(self, patience: float | None) -> object:
        """Return what was found next."""
        from queue import Empty

        try:
            found = self._found.get(timeout=patience)
        except Empty:
            raise TimeoutError from None
        if found is self._END:
            self._found.put(found)
            raise EOFError
        return found

    def close(self) -> None:
        """Let it end by itself."""

    def _run(self, work: Work) -> None:
        try:
            for found in work():
                self._found.put(found)
        finally:
            self._found.put(self._END)


class InProcess:
    """Work in a forked process, which ends with this one at the latest.

    Raises OSError where the system gives none, or no memory to share.
    """

    def __init__(self, work: Work) -> None:
        self._told, tell = os.pipe()
        alive, self._life = os.pipe()
        self._memory = os.memfd_create("aside")
        self._process = os.fork()
        if not self._process:
            os.close(self._told)
            os.close(self._life)
            _serve(work, tell, self._memory, alive)
        os.close(tell)
        os.close(alive)

    def next(self, patience: float | None) -> object:
        """Return what was found next."""
        import select

        ready, _, _ = select.select([self._told], (), (), patience)
        if not ready:
            raise TimeoutError
        parcel = os.read(self._told, _PARCEL.size)
        if not parcel:
            raise EOFError
        is_plain, begin, size = _PARCEL.unpack(parcel)
        if not size:
            return b""
        found = memoryview(mmap.mmap(self._memory, size, prot=mmap.PROT_READ, offset=begin))
        if is_plain:
            return found
        import pickle

        return pickle.loads(found)

    def close(self) -> None:
        """End the process, also where it still waits for something."""
        for one in (self._life, self._told, self._memory):
            os.close(one)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._process, 0)


def _serve(work: Work, tell: int, memory: int, alive: int) -> NoReturn:
    """Work, in the forked process; nothing of the program that was copied is to run here."""
    try:
        threading.Thread(target=_end_with_parent, args=(alive,), daemon=True).start()
        begin = 0
        for found in work():
            is_plain = isinstance(found, bytes)
            if not isinstance(found, bytes):
                import pickle

                found = pickle.dumps(found)
            os.pwrite(memory, found, begin)
            os.write(tell, _PARCEL.pack(is_plain, begin, len(found)))
            begin += -(-len(found) // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
    except (OSError, KeyboardInterrupt):  # nobody waits for it any more, or there is no memory
        pass
    finally:
        os._exit(0)


def _end_with_parent(alive: int) -> None:
    os.read(alive, 1)  # returns when the other end is closed, however that comes
    os._exit(0)
