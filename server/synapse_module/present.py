"""What the school's chats and accounts are like now, read from the homeserver's own tables.

The client API would need the whole state of every chat, one request each; here it is one query for
a page of chats, so that a sync that has nothing to do costs next to nothing.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from synapse.storage.database import LoggingTransaction
from synapse.util.iterutils import batch_iter

_PAGE, _ACCOUNTS_PAGE, _MOST_MARKS = 500, 5_000, 500
_STATE = (
    "m.room.create",
    "m.room.name",
    "m.room.power_levels",
    "m.room.join_rules",
    "m.room.guest_access",
    "m.room.history_visibility",
    "m.room.encryption",
    "app.parta.room",
)
_SLOT = "org.matrix.msc4143.rtc.slot"
_CHILD = "m.space.child"


def rooms_of(txn: LoggingTransaction, creator: str, after: str) -> list[dict[str, Any]]:
    """The next page of rooms that an account created, in the order of their ids.

    Each with `state` (contents by type), `slots` and `children` (contents by state key) and
    `members` (memberships by user id, people who have left not among them).
    """
    txn.execute(
        "SELECT room_id FROM rooms WHERE creator = ? AND room_id > ? ORDER BY room_id LIMIT ?",
        (creator, after, _PAGE),
    )
    rooms = {room_id: _empty(room_id) for (room_id,) in txn.fetchall()}
    if not rooms:
        return []
    first, last = min(rooms), max(rooms)
    kinds = (*_STATE, _SLOT, _CHILD)
    marks = ", ".join("?" for _ in kinds)
    txn.execute(
        "SELECT c.room_id, c.type, c.state_key, e.json FROM current_state_events AS c "
        "JOIN rooms AS r ON r.room_id = c.room_id AND r.creator = ? "
        "JOIN event_json AS e ON e.event_id = c.event_id "
        f"WHERE c.room_id >= ? AND c.room_id <= ? AND c.type IN ({marks})",
        (creator, first, last, *kinds),
    )
    _read_state(rooms, txn.fetchall())
    txn.execute(
        "SELECT c.room_id, c.state_key, c.membership FROM current_state_events AS c "
        "JOIN rooms AS r ON r.room_id = c.room_id AND r.creator = ? "
        "WHERE c.room_id >= ? AND c.room_id <= ? AND c.type = 'm.room.member' "
        "AND c.membership <> 'leave'",
        (creator, first, last),
    )
    for room_id, user_id, membership in txn.fetchall():
        rooms[room_id]["members"][user_id] = membership
    return list(rooms.values())


def accounts(txn: LoggingTransaction, after: str) -> list[dict[str, Any]]:
    """The next page of all accounts with their names, in the order of their ids."""
    txn.execute(
        "SELECT u.name, p.displayname, u.deactivated FROM users AS u "
        "LEFT JOIN profiles AS p ON p.full_user_id = u.name "
        "WHERE u.name > ? ORDER BY u.name LIMIT ?",
        (after, _ACCOUNTS_PAGE),
    )
    return [
        {"user_id": user_id, "name": name or "", "closed": bool(closed)}
        for user_id, name, closed in txn.fetchall()
    ]


def profiles_of(txn: LoggingTransaction, user_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """What a membership event says of each; nothing of whose account is closed or not there."""
    found: dict[str, dict[str, str]] = {}
    for some in batch_iter(sorted(user_ids), _MOST_MARKS):
        marks = ", ".join("?" for _ in some)
        txn.execute(
            "SELECT u.name, p.displayname, p.avatar_url FROM users AS u "
            "LEFT JOIN profiles AS p ON p.full_user_id = u.name "
            f"WHERE u.name IN ({marks}) AND u.deactivated = 0",
            some,
        )
        for user_id, name, picture in txn.fetchall():
            fields = {"displayname": name, "avatar_url": picture}
            found[user_id] = {key: value for key, value in fields.items() if value is not None}
    return found


def _empty(room_id: str) -> dict[str, Any]:
    return {"room_id": room_id, "state": {}, "slots": {}, "children": {}, "members": {}}


def _read_state(
    rooms: dict[str, dict[str, Any]], rows: Iterable[tuple[str, str, str, str]]
) -> None:
    for room_id, kind, key, text in rows:
        room, content = rooms[room_id], json.loads(text).get("content")
        if kind == _CHILD:
            room["children"][key] = content
        elif kind == _SLOT:
            room["slots"][key] = content
        elif key == "":
            room["state"][kind] = content
