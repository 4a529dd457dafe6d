"""The picture of the window that the next start shows first: a row beside the snapshot.

It lies in the encrypted file, for names and messages are on it. Reading it imports nothing heavy.
"""

from pathlib import Path
from typing import Any

from app.store.keyed import ask

_PLACE = 2
"""Its row in the table of the snapshot, which is row 1."""


def read_picture(folder: Path, key: str) -> bytes | None:
    """Return the picture in a profile's folder, None where there is none that can be read."""
    rows = ask(folder, key, f"SELECT data FROM snapshot WHERE id = {_PLACE}")
    return bytes(rows[0][0]) if rows else None


def save_picture(unit: Any, data: bytes) -> None:
    """Keep a picture in the place of the last one."""
    unit.run(f"INSERT OR REPLACE INTO snapshot (id, data) VALUES ({_PLACE}, ?)", data)
