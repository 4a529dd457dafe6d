"""The send queue on disk, drafts and settings: what is mine and nowhere else yet."""

import json
from typing import Any

from app.domain.cache import Outgoing
from app.domain.events import Json
from app.domain.ids import EventId, MxcUri, RoomId, TransactionId
from app.store.context import decode, encode
from app.store.db import Unit
from app.store.summary_rows import from_milliseconds, to_milliseconds


def load(unit: Unit) -> tuple[Outgoing, ...]:
    """Return the queue in order."""
    return tuple(
        from_json(decode(raw)) for (raw,) in unit.rows("SELECT entry FROM outbox ORDER BY place")
    )


def put(unit: Unit, entry: Outgoing) -> None:
    """Add an entry at the end, or replace the one with the same transaction id.

    Sync may have brought the message back before its sender says that it went out: then there is
    nothing left to keep, and its row takes the key of the echo.
    """
    if entry.event_id is not None and unit.run(
        "UPDATE events SET txn = ? WHERE event_id = ?", entry.txn_id, entry.event_id
    ):
        delete(unit, entry.txn_id)
        return
    unit.run(
        "INSERT INTO outbox (txn_id, entry, event_id) VALUES (?, ?, ?) "
        "ON CONFLICT (txn_id) DO UPDATE SET entry = excluded.entry, event_id = excluded.event_id",
        entry.txn_id,
        encode(to_json(entry)),
        entry.event_id,
    )


def delete(unit: Unit, txn_id: TransactionId) -> None:
    """Take an entry out; no matter whether it is in."""
    unit.run("DELETE FROM outbox WHERE txn_id = ?", txn_id)


def to_json(entry: Outgoing) -> dict[str, Any]:
    """Return an entry as JSON."""
    return {
        "txn_id": entry.txn_id,
        "room_id": entry.room_id,
        "kind": entry.kind,
        "event_type": entry.event_type,
        "content": dict(entry.content),
        "created": to_milliseconds(entry.created),
        "target": entry.target,
        "path": entry.path,
        "uri": entry.uri,
        "attempts": entry.attempts,
        "failed": entry.failed,
        "event_id": entry.event_id,
    }


def from_json(raw: Json) -> Outgoing:
    """Return an entry from its JSON."""
    created = from_milliseconds(raw["created"])
    assert created is not None
    return Outgoing(
        txn_id=TransactionId(raw["txn_id"]),
        room_id=RoomId(raw["room_id"]),
        kind=raw["kind"],
        event_type=raw["event_type"],
        content=raw["content"],
        created=created,
        target=EventId(raw["target"]) if raw["target"] else None,
        path=raw["path"],
        uri=MxcUri(raw["uri"]) if raw["uri"] else None,
        attempts=raw["attempts"],
        failed=raw["failed"],
        event_id=EventId(raw["event_id"]) if raw["event_id"] else None,
    )


def drafts(unit: Unit) -> dict[RoomId, Json]:
    """Return all drafts."""
    return {
        RoomId(room_id): decode(raw)
        for room_id, raw in unit.rows("SELECT room_id, draft FROM drafts")
    }


def put_draft(unit: Unit, room_id: RoomId, draft: Json | None) -> None:
    """Keep or drop a draft."""
    if draft is None:
        unit.run("DELETE FROM drafts WHERE room_id = ?", room_id)
    else:
        unit.run("INSERT OR REPLACE INTO drafts VALUES (?, ?)", room_id, encode(dict(draft)))


def setting(unit: Unit, key: str) -> Any:
    """Return a setting, or None."""
    raw = unit.value("SELECT value FROM settings WHERE key = ?", key)
    return None if raw is None else json.loads(raw)


def put_setting(unit: Unit, key: str, value: Any) -> None:
    """Keep a setting."""
    unit.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", key, encode(value))
