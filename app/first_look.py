"""What the last time left for this start: the picture of the window, and the rows behind it.

They are read aside: the keyring is asked and the encrypted files are opened while the main thread
loads Qt. That needs neither Qt nor SQLAlchemy; like `app.bootstrap` it knows more than one layer.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.aside import Aside, InProcess, InThread

if TYPE_CHECKING:
    from app.services.keys import Keys
    from app.services.profile_book import Book, Entry
    from app.ui.snapshot import Snapshot

_log = logging.getLogger(__name__)
PATIENCE = 0.5
"""Seconds that a start waits for the keyring once it is asked: it may ask the person in turn."""
_ASKED, _PICTURE, _ROWS = range(3)
"""What comes, in this order: the keyring is about to be asked, the picture, the rows."""


class FirstLook:
    """Begins to read at once; nobody waits longer than `patience` for a keyring that was asked.

    `closed`: a computer of many people; nothing of whoever sat here before is shown. `apart`: in
    a process of its own, which must be possible.
    """

    def __init__(
        self, data: Path, *, patience: float = PATIENCE, closed: bool = False, apart: bool = False
    ) -> None:
        self._patience = patience
        self._go_on = threading.Event()
        self._aside: Aside | None = None
        self._due = _ASKED
        self._error: Exception | None = None
        self.lacking = ""
        """Why there was no picture when one was wanted."""
        if not closed:
            self._aside = self._begin(data, apart=apart)

    def picture(self) -> memoryview | bytes | None:
        """Hand out the picture of the profile on top, megabytes; None where it is not in time."""
        try:
            kept = cast("memoryview | bytes | None", self._wait_for(_PICTURE))
        except TimeoutError:
            self.lacking = "the keyring took long"
            return None
        except EOFError:
            self.lacking = "there is nothing to open"
            return None
        if not kept:
            self.lacking = "the keyring gives no key" if kept is None else "none is kept"
        return kept or None

    def snapshots(self) -> list["Snapshot"]:
        """Return the rows, or none where they take long: the sessions come all the same."""
        self.go_on()
        try:
            return cast("list[Snapshot]", self._wait_for(_ROWS))
        except TimeoutError:
            _log.info("the first paint does not wait for the keyring any longer")
        except EOFError:
            if self._error is not None:
                _log.error("no snapshot", exc_info=self._error)
        return []

    def go_on(self) -> None:
        """Read the rows too: the picture is painted, a thread takes no time from it any more."""
        self._go_on.set()

    def close(self) -> None:
        """Read nothing more: the sessions are there, or will not come."""
        if self._aside is not None:
            self._aside.close()
            self._aside = None

    def _begin(self, data: Path, *, apart: bool) -> Aside:
        if apart:
            with contextlib.suppress(OSError):
                return InProcess(partial(_left, data, bool))
        return InThread(partial(_left, data, self._go_on.wait))

    def _wait_for(self, step: int) -> object:
        found: object = None
        while self._due <= step:
            if self._aside is None:
                raise EOFError
            found = self._aside.next(self._patience if self._due else None)
            if isinstance(found, Exception):
                self._error = found
                raise EOFError
            self._due += 1
        return found


def _left(data: Path, may_go_on: Callable[[], object]) -> Iterator[object]:
    try:
        yield from _read(data, may_go_on)
    except Exception as error:  # boundary: the entry of a thread; a start without them is a start
        yield error


def _read(data: Path, may_go_on: Callable[[], object]) -> Iterator[object]:
    from app.services.profile_book import folder_of, read_book
    from app.store.start_picture import read_picture

    book = read_book(data)
    if book.storage != "keyring" or not book.entries:
        return
    yield b""
    top = next((entry for entry in book.entries if entry.id == book.active), book.entries[0])
    keys = {top.id: _keys_of(top)}
    known = keys[top.id]
    folder = folder_of(data, top.id, shared=False)
    yield None if known is None else read_picture(folder, known.database_key) or b""
    may_go_on()
    snapshots = []
    for entry in book.entries:
        found = keys[entry.id] if entry.id in keys else _keys_of(entry)
        if found is not None and (snapshot := _rows(data, book, entry, found)):
            snapshots.append(snapshot)
    yield snapshots


def _keys_of(entry: "Entry") -> "Keys | None":
    from app.domain.errors import SecretsError
    from app.services.keys import entry_name, unpack
    from app.services.secrets import glance, load_now

    name = entry_name(entry.id)
    try:
        return unpack(glance(name) or load_now(name) or "")
    except SecretsError:
        return None


def _rows(data: Path, book: "Book", entry: "Entry", keys: "Keys") -> "Snapshot | None":
    from app.domain.profiles import Profile
    from app.services.profile_book import folder_of
    from app.store.snapshot import read_snapshot
    from app.ui.snapshot import Snapshot

    saved = read_snapshot(folder_of(data, entry.id, shared=False), keys.database_key)
    shown = saved.settings.get("window.profile") if saved else None
    if saved is None or not isinstance(shown, dict):
        return None
    profile = Profile(
        entry.id,
        keys.user_id,
        keys.device_id,
        keys.homeserver,
        entry.kind,
        title=str(shown.get("title", "")),
        name=str(shown.get("name", "")),
        avatar=shown.get("avatar"),
    )
    unread = sum(1 for room in saved.rooms if room.unread)
    return Snapshot(profile, saved.rooms, unread, entry.id == book.active)
