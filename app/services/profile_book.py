"""Which profiles are on this computer: order, active one, where each has its folder.

`profiles.json` holds hashes and kinds only. Who the people are stands in the keyring and in the
encrypted files. The first picture of a start waits for it, so what only writing needs comes late.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.errors import StoreReadOnly
from app.domain.ids import ProfileId
from app.domain.profiles import ProfileKind

BOOK, KEPT, SHARED = "profiles.json", "profiles", "shared"


@dataclass(frozen=True, slots=True)
class Entry:
    """One profile that outlives the program."""

    id: ProfileId
    kind: ProfileKind


@dataclass(frozen=True, slots=True)
class Book:
    """The profiles in the order of the rail; `storage` says where their secrets are."""

    entries: tuple[Entry, ...] = ()
    active: ProfileId | None = None
    storage: str = "keyring"
    """"keyring" or "vault"."""

    def with_entry(self, entry: Entry) -> "Book":
        """Return the book with an entry added at the end, or replaced."""
        others = tuple(one for one in self.entries if one.id != entry.id)
        return replace(self, entries=(*others, entry), active=entry.id)

    def without(self, profile_id: ProfileId) -> "Book":
        """Return the book without an entry."""
        entries = tuple(one for one in self.entries if one.id != profile_id)
        active = self.active if self.active != profile_id else None
        return replace(self, entries=entries, active=active)


def read_book(data: Path) -> Book:
    """Return the book of a data folder; what the folders say where none can be read."""
    try:
        saved = json.loads((data / BOOK).read_text("utf-8"))
        entries = tuple(
            Entry(ProfileId(one["id"]), ProfileKind(one["kind"]))
            for one in saved["profiles"]
            if _is_id(one["id"])
        )
        storage = "vault" if saved.get("storage") == "vault" else "keyring"
        return Book(entries, saved.get("active"), storage)
    except (OSError, ValueError, KeyError, TypeError):
        return Book(tuple(_found(data)))


def write_book(data: Path, book: Book) -> None:
    """Keep the book, whole or not at all."""
    import tempfile

    saved: dict[str, Any] = {
        "profiles": [{"id": one.id, "kind": one.kind.value} for one in book.entries],
        "active": book.active,
        "storage": book.storage,
    }
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=data, prefix=f"{BOOK}.")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(saved, stream)
        Path(name).replace(data / BOOK)
    except OSError as error:
        raise StoreReadOnly(f"profiles.json: {error.strerror}") from error


class KeptBook:
    """The book of a data folder as it stands `now`."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.now = read_book(data)

    def write(self, book: Book) -> None:
        """Let another one stand, here and on the disk. Raises StoreReadOnly."""
        self.now = book
        write_book(self._data, book)


def folder_of(data: Path, profile_id: ProfileId, *, shared: bool) -> Path:
    """Return the folder of a profile."""
    return data / (SHARED if shared else KEPT) / profile_id


def remove_folder(folder: Path) -> None:
    """Remove everything of a profile; what another program holds open goes at the next start."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def sweep(data: Path, book: Book) -> None:
    """Remove what must not outlive a crash: shared-computer profiles, half-removed ones."""
    known = {entry.id for entry in book.entries}
    remove_folder(data / SHARED)
    for folder in _folders(data):
        if folder.name not in known:
            remove_folder(folder)


def _folders(data: Path) -> Iterator[Path]:
    with contextlib.suppress(FileNotFoundError):
        yield from (one for one in (data / KEPT).iterdir() if _is_id(one.name))


def _found(data: Path) -> Iterator[Entry]:
    """A damaged book costs the order and the colours, never a profile."""
    for folder in sorted(_folders(data)):
        yield Entry(ProfileId(folder.name), ProfileKind.SCHOOL)


def _is_id(name: object) -> bool:
    return isinstance(name, str) and len(name) == 16 and set(name) <= set("0123456789abcdef")
