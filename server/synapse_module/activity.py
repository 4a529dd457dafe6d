"""How many messages each account has written, by week and kind of chat: numbers, never bodies.

Counted behind the scenes along the stream of events and not for each event as it comes:
`on_new_event` would load the whole state of the chat for every message. Position and counters
change in one transaction, so that a crash neither loses nor doubles a message; and the same query
over a week counts it anew from the events themselves.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

from server.school_core.activity import parse_week, week_of, week_span
from server.school_core.rooms import ROOM

OTHER = "other"
"""Kind of a chat that is not the school's: direct chats, groups of people."""
_EVERY_MS = 5_000
_BATCH = 2_000
_TABLES = (
    "CREATE TABLE IF NOT EXISTS parta_activity (week TEXT NOT NULL, user_id TEXT NOT NULL, "
    "kind TEXT NOT NULL, messages BIGINT NOT NULL, PRIMARY KEY (week, user_id, kind))",
    "CREATE TABLE IF NOT EXISTS parta_activity_position "
    "(slot INTEGER PRIMARY KEY, stream_ordering BIGINT NOT NULL)",
)
# An edit is an event of its own and no new message; a redacted message was one.
_MESSAGES = """
  FROM events AS e
  LEFT JOIN event_relations AS r
    ON r.event_id = e.event_id AND r.relation_type = 'm.replace'
 WHERE e.type = 'm.room.message' AND e.state_key IS NULL AND e.rejection_reason IS NULL
   AND NOT e.outlier AND r.event_id IS NULL
"""
_NEW = (
    "SELECT e.sender, e.room_id, e.origin_server_ts"
    f"{_MESSAGES} AND e.stream_ordering > ? AND e.stream_ordering <= ?"
)
_WEEK = (
    "SELECT e.sender, e.room_id, COUNT(*)"
    f"{_MESSAGES} AND e.origin_server_ts >= ? AND e.origin_server_ts < ? "
    "GROUP BY e.sender, e.room_id"
)
_ADD = (
    "INSERT INTO parta_activity (week, user_id, kind, messages) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (week, user_id, kind) DO UPDATE "
    "SET messages = parta_activity.messages + excluded.messages"
)
_KIND = """
SELECT j.json FROM current_state_events AS s JOIN event_json AS j ON j.event_id = s.event_id
 WHERE s.room_id = ? AND s.type = ? AND s.state_key = ''
"""

Counts = dict[tuple[str, str], int]
"""(account, kind of chat) → messages."""


class Activity:
    """Keeps the counters and answers from them, or from the events."""

    def __init__(self, api: ModuleApi, zone: ZoneInfo) -> None:
        self._api = api
        self._zone = zone
        self._store = api._hs.get_datastores().main
        api.looping_background_call(self.advance, _EVERY_MS, desc="parta_activity")

    async def advance(self) -> None:
        """Count every message that came since the last time."""
        end = self._store.get_room_max_stream_ordering()
        while not await self._api.run_db_interaction(
            "parta_activity_advance", _advance, end, self._zone
        ):
            pass

    async def counted(self, week: str) -> Counts:
        """The counters of a week, everything up to now in them."""
        await self.advance()
        counts: Counts = await self._api.run_db_interaction("parta_activity_read", _read, week)
        return counts

    async def recounted(self, week: str, day: int | None) -> Counts:
        """The same from the events that are still there: of the week, or of one of its days."""
        monday = parse_week(week)
        begins, ends = week_span(monday, self._zone)
        if day is not None:
            # Midnight to midnight: where clocks change a day has 23 or 25 hours.
            begins, _ = week_span(monday + timedelta(days=day), self._zone)
            ends, _ = week_span(monday + timedelta(days=day + 1), self._zone)
        counts: Counts = await self._api.run_db_interaction(
            "parta_activity_recount", _recount, _ms(begins), _ms(ends)
        )
        return counts


def _advance(txn: LoggingTransaction, end: int, zone: ZoneInfo) -> bool:
    """Count one batch; whether everything up to `end` is counted now."""
    for table in _TABLES:
        txn.execute(table)
    txn.execute(
        "INSERT INTO parta_activity_position (slot, stream_ordering) VALUES (1, 0) "
        "ON CONFLICT (slot) DO NOTHING"
    )
    # The write locks the row: two processes that count at once take turns.
    txn.execute("UPDATE parta_activity_position SET slot = 1 WHERE slot = 1")
    txn.execute("SELECT stream_ordering FROM parta_activity_position WHERE slot = 1")
    (begin,) = txn.fetchone()
    upto = min(begin + _BATCH, end)
    if upto <= begin:
        return True
    txn.execute(_NEW, (begin, upto))
    rows = txn.fetchall()
    kinds = _kinds(txn, {room_id for _, room_id, _ in rows})
    counts: Counter[tuple[str, str, str]] = Counter()
    for sender, room_id, ts in rows:
        day = datetime.fromtimestamp(ts / 1000, UTC).astimezone(zone).date()
        counts[week_of(day), sender, kinds[room_id]] += 1
    for key, messages in sorted(counts.items()):
        txn.execute(_ADD, (*key, messages))
    txn.execute("UPDATE parta_activity_position SET stream_ordering = ? WHERE slot = 1", (upto,))
    return bool(upto >= end)


def _read(txn: LoggingTransaction, week: str) -> Counts:
    txn.execute("SELECT user_id, kind, messages FROM parta_activity WHERE week = ?", (week,))
    return {(user_id, kind): int(messages) for user_id, kind, messages in txn.fetchall()}


def _recount(txn: LoggingTransaction, begins: int, ends: int) -> Counts:
    txn.execute(_WEEK, (begins, ends))
    rows: list[tuple[str, str, int]] = txn.fetchall()
    kinds = _kinds(txn, {room_id for _, room_id, _ in rows})
    counts: Counter[tuple[str, str]] = Counter()
    for sender, room_id, messages in rows:
        counts[sender, kinds[room_id]] += int(messages)
    return dict(counts)


def _kinds(txn: LoggingTransaction, rooms: Iterable[str]) -> dict[str, str]:
    kinds = {}
    for room_id in rooms:
        txn.execute(_KIND, (room_id, ROOM))
        row = txn.fetchone()
        content: Any = json.loads(row[0]).get("content") if row else None
        kind = content.get("kind") if isinstance(content, dict) else None
        kinds[room_id] = kind[:32] if isinstance(kind, str) and kind else OTHER
    return kinds


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
