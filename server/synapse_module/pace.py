"""When somebody last wrote in a chat with slow mode, for all processes of the homeserver alike."""

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

from server.synapse_module.tables import Table

_CREATE = (
    "CREATE TABLE IF NOT EXISTS parta_pace (room_id TEXT NOT NULL, sender TEXT NOT NULL, "
    "at_ms BIGINT NOT NULL, PRIMARY KEY (room_id, sender))"
)


class Pace:
    """One message per person and stretch of time."""

    def __init__(self, api: ModuleApi) -> None:
        self._table = Table(api, _CREATE)

    async def step(self, room_id: str, sender: str, *, pause_ms: int, now_ms: int) -> int:
        """Take the turn: 0 if it was there, otherwise how long to wait for it, in milliseconds."""
        return await self._table.run("parta_pace", _step, room_id, sender, pause_ms, now_ms)


def _step(txn: LoggingTransaction, room_id: str, sender: str, pause_ms: int, now_ms: int) -> int:
    txn.execute(
        "INSERT INTO parta_pace (room_id, sender, at_ms) VALUES (?, ?, ?) "
        "ON CONFLICT (room_id, sender) DO UPDATE SET at_ms = excluded.at_ms "
        "WHERE parta_pace.at_ms <= ?",
        (room_id, sender, now_ms, now_ms - pause_ms),
    )
    if txn.rowcount == 1:
        return 0
    txn.execute("SELECT at_ms FROM parta_pace WHERE room_id = ? AND sender = ?", (room_id, sender))
    row = txn.fetchone()
    return max(1, int(row[0]) + pause_ms - now_ms) if row else 0
