"""What the homeserver knows of a poll: how it was sent, whether it has ended, who has voted.

Matrix forgets a vote that its author deletes, so that a second one would pass; our table does not.
"""

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

from server.school_core.polls import POLL_ENDS, Poll, Target, read_poll
from server.synapse_module.tables import Table

_CREATE = (
    "CREATE TABLE IF NOT EXISTS parta_votes (poll_id TEXT NOT NULL, voter TEXT NOT NULL, "
    "event_id TEXT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (poll_id, voter))"
)
_LOST_MS = 60_000
"""A vote that was not stored by then was refused later on, or the homeserver died."""


class PollStore:
    """Reads polls; keeps one vote per person of those whose votes are final."""

    def __init__(self, api: ModuleApi) -> None:
        self._store = api._hs.get_datastores().main
        self._table = Table(api, _CREATE)

    async def poll(self, event_id: str | None) -> Poll | None:
        """A poll as it was sent, None where the event is none."""
        if event_id is None:
            return None
        found = await self._store.get_event(event_id, allow_none=True)
        if found is None:
            return None
        return read_poll(Target(event_id, found.room_id, found.type, found.sender, found.content))

    async def has_ended(self, poll_id: str) -> bool:
        """Whether its end was sent; only its author and the school can."""
        return await self._table.run("parta_poll_end", _has_ended, poll_id)

    async def claim(self, poll_id: str, voter: str, event_id: str, *, now_ms: int) -> bool:
        """Take the one vote of a person for an event about to be stored; False if it is gone."""
        return await self._table.run("parta_vote", _claim, poll_id, voter, event_id, now_ms)


def _has_ended(txn: LoggingTransaction, poll_id: str) -> bool:
    kinds = sorted(POLL_ENDS)
    marks = ", ".join("?" for _ in kinds)
    txn.execute(
        "SELECT 1 FROM event_relations AS r JOIN events AS e ON e.event_id = r.event_id "
        f"WHERE r.relates_to_id = ? AND r.relation_type = 'm.reference' AND e.type IN ({marks}) "
        "LIMIT 1",
        (poll_id, *kinds),
    )
    return txn.fetchone() is not None


def _claim(txn: LoggingTransaction, poll_id: str, voter: str, event_id: str, now_ms: int) -> bool:
    txn.execute(
        "INSERT INTO parta_votes (poll_id, voter, event_id, at_ms) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (poll_id, voter) DO NOTHING",
        (poll_id, voter, event_id, now_ms),
    )
    if txn.rowcount == 1:
        return True
    txn.execute(
        "UPDATE parta_votes SET event_id = ?, at_ms = ? WHERE poll_id = ? AND voter = ? "
        "AND at_ms < ? AND NOT EXISTS "
        "(SELECT 1 FROM events WHERE events.event_id = parta_votes.event_id)",
        (event_id, now_ms, poll_id, voter, now_ms - _LOST_MS),
    )
    return bool(txn.rowcount == 1)
