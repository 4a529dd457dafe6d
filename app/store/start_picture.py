"""The picture of the window that the next start shows first: a row beside the snapshot.

It lies in the encrypted file, for names and messages are on it. Reading it imports nothing heavy,
and leaves the interpreter to others while it unpacks.
"""

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.store.keyed import ask

if TYPE_CHECKING:
    from app.store.db import Unit

_PLACE = 2
"""Its row in the table of the snapshot, which is row 1."""


def read_picture(folder: Path, key: str) -> bytes | None:
    """Return the picture in a profile's folder, None where there is none that can be read."""
    rows = ask(folder, key, f"SELECT data FROM snapshot WHERE id = {_PLACE}")
    try:
        return zlib.decompress(rows[0][0]) if rows else None
    except zlib.error:
        return None


def packed(data: bytes) -> bytes:
    """Return the picture as it is kept; takes tens of milliseconds, so call it in a thread."""
    return zlib.compress(data, 1)


def save_picture(unit: "Unit", data: bytes) -> None:
    """Keep a packed picture in the place of the last one."""
    unit.run(f"INSERT OR REPLACE INTO snapshot (id, data) VALUES ({_PLACE}, ?)", data)
