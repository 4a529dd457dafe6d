"""The top of the chat list, kept apart so that it is on the screen before anything else is loaded.

Reading needs neither SQLAlchemy nor the database thread: one small row of the encrypted file.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.cache import Snapshot
from app.store.keyed import ask
from app.store.summary_rows import COLUMNS, from_row

if TYPE_CHECKING:
    from app.store.db import Unit

_TOP = 40
_SETTINGS = "window"
"""Settings whose key begins so are in the snapshot."""
_VERSION = 1


def read_snapshot(folder: Path, key: str) -> Snapshot | None:
    """Return the snapshot in a profile's folder, None where there is none that can be read."""
    data = ask(folder, key, "SELECT data FROM snapshot WHERE id = 1")
    try:
        saved = json.loads(data[0][0]) if data else None
        if not isinstance(saved, dict) or saved.get("version") != _VERSION:
            return None
        return Snapshot(
            rooms=tuple(from_row(row) for row in saved["rooms"]),
            total=saved["total"],
            settings=saved["settings"],
        )
    except (ValueError, KeyError, TypeError):
        return None


def save(unit: "Unit") -> None:
    """Write the snapshot from what the rows say now."""
    rows = unit.rows(
        f"SELECT {COLUMNS} FROM summaries WHERE archived = 0 AND kind <> 'space' "
        "ORDER BY pin_order IS NULL, pin_order, bump_stamp DESC LIMIT ?",
        _TOP,
    )
    total = unit.value("SELECT count(*) FROM summaries WHERE archived = 0 AND kind <> 'space'")
    settings = {
        key: json.loads(value)
        for key, value in unit.rows(
            "SELECT key, value FROM settings WHERE key >= ? AND key < ?",
            _SETTINGS,
            _SETTINGS + "\U0010ffff",
        )
    }
    saved = {
        "version": _VERSION,
        "rooms": [list(row) for row in rows],
        "total": total,
        "settings": settings,
    }
    data = json.dumps(saved, ensure_ascii=False, separators=(",", ":")).encode()
    unit.run("INSERT OR REPLACE INTO snapshot (id, data) VALUES (1, ?)", data)
