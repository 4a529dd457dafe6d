"""What the last time left for this start: the picture of the window, and the rows behind it.

A thread asks the keyring and reads the encrypted files while the main thread loads Qt. It needs
neither Qt nor SQLAlchemy; like `app.bootstrap` it knows more than one layer.
"""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.keys import Keys
    from app.services.profile_book import Book, Entry
    from app.ui.snapshot import Snapshot

_log = logging.getLogger(__name__)
PATIENCE = 0.5
"""Seconds that a start waits for the keyring once it is asked: it may ask the person in turn."""


class FirstLook:
    """Begins to read at once; nobody waits longer than `patience` for a keyring that was asked.

    `closed`: a computer of many people; nothing of whoever sat here before is shown.
    """

    def __init__(self, data: Path, *, patience: float = PATIENCE, closed: bool = False) -> None:
        self._data, self._patience = data, patience
        self._picture: bytes | None = None
        self._snapshots: list[Snapshot] = []
        self._error: Exception | None = None
        self._has_picture, self._has_rows = threading.Event(), threading.Event()
        self._asked, self._go_on = threading.Event(), threading.Event()
        if closed:
            self._end()
            return
        threading.Thread(target=self._run, name="first look", daemon=True).start()

    def picture(self) -> bytes | None:
        """Hand out the picture of the profile on top, megabytes; None where it is not in time."""
        self._asked.wait()
        self._has_picture.wait(self._patience)
        picture, self._picture = self._picture, None
        return picture

    def snapshots(self) -> list["Snapshot"]:
        """Return the rows, or none where they take long: the sessions come all the same."""
        self.go_on()
        self._asked.wait()
        if not self._has_rows.wait(self._patience):
            _log.info("the first paint does not wait for the keyring any longer")
            return []
        if self._error is not None:
            _log.error("no snapshot", exc_info=self._error)
        return self._snapshots

    def go_on(self) -> None:
        """Read the rows too: the picture is painted, and they take no time from it any more."""
        self._go_on.set()

    def _run(self) -> None:
        try:
            self._read()
        except Exception as error:  # boundary: a thread's entry; a start without them is a start
            self._error = error
        finally:
            self._end()

    def _end(self) -> None:
        for event in (self._asked, self._has_picture, self._has_rows):
            event.set()

    def _read(self) -> None:
        from app.services.profile_book import folder_of, read_book
        from app.services.secrets import has_keyring
        from app.store.start_picture import read_picture

        book = read_book(self._data)
        if book.storage != "keyring" or not book.entries or not has_keyring():
            return
        self._asked.set()
        top = next((entry for entry in book.entries if entry.id == book.active), book.entries[0])
        keys = {top.id: _keys_of(top)}
        if (known := keys[top.id]) is not None:
            folder = folder_of(self._data, top.id, shared=False)
            self._picture = read_picture(folder, known.database_key)
        self._has_picture.set()
        self._go_on.wait()
        for entry in book.entries:
            found = keys[entry.id] if entry.id in keys else _keys_of(entry)
            if found is not None and (snapshot := _rows(self._data, book, entry, found)):
                self._snapshots.append(snapshot)


def _keys_of(entry: "Entry") -> "Keys | None":
    from app.domain.errors import SecretsError
    from app.services.keys import entry_name, unpack
    from app.services.secrets import load_now

    try:
        return unpack(load_now(entry_name(entry.id)) or "")
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
