"""What is older than a school wants to keep it: counted, then purged on the homeserver.

Only chats of the roster are touched: direct chats and people's own groups are theirs. State stays,
so that a chat keeps its name, its people and its rights; its newest message stays as well, which is
how Synapse purges. Clients forget by themselves what their cache has no room for.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.service.audit.repository import append
from server.service.homeserver import ADMIN, HomeserverDown, HomeserverRefused
from server.service.reconcile.sync import look
from server.service.retention.periods import RECORDINGS
from server.service.retention.tables import RetentionRow
from server.service.world import World

_log = logging.getLogger(__name__)

SERVER = ""
"""In place of a school: what counts for the whole server, files (`files`) and how long the accounts
of people who have left stay open (`leavers`)."""
KEEPING = "/_synapse/client/parta/admin/keeping"
SERVICE = "service"
_NIGHT = time(2, 30)
_AGAIN, _LOOK = 300.0, 0.5


@dataclass(frozen=True, slots=True)
class Due:
    """Chats of one kind with something older than `before`."""

    kind: str
    before: datetime
    rooms: tuple[str, ...]
    messages: int = 0
    """How many are older, in all these chats; the newest of a chat is not among them."""


async def due(world: World, org: str, days: Mapping[str, int]) -> list[Due]:
    """Look which chats of a school have something too old, and how much; writes nothing."""
    # The period of recordings is another job's (`server.service.recordings.keeping`).
    rooms_of: dict[str, list[str]] = {kind: [] for kind in days if kind != RECORDINGS}
    for key, room in sorted((await look(world.homeserver, {})).rooms.items()):
        if key.org == org and key.kind in rooms_of:
            rooms_of[key.kind].append(room.room_id)
    found = []
    for kind, rooms in rooms_of.items():
        before = world.now() - timedelta(days=days[kind])
        body = {"rooms": rooms, "before": _ms(before)}
        older = (await world.homeserver.call("POST", KEEPING, json=body))["rooms"]
        due_rooms = tuple(room for room in rooms if older.get(room))
        found.append(Due(kind, before, due_rooms, sum(older.values())))
    return found


async def due_files(world: World, days: int) -> int:
    """How many files nobody has opened for so long; deletes nothing."""
    body = {"before": _ms(world.now() - timedelta(days=days)), "files": True}
    return int((await world.homeserver.call("POST", KEEPING, json=body))["files"])


async def purge(world: World, org: str, days: Mapping[str, int], *, by: str) -> list[Due]:
    """Purge what is too old in a school's chats, each chat by itself; what was done is audited.

    Raises:
        HomeserverDown: it is away; what is left is found again the next time.
    """
    done = []
    for one in await due(world, org, days):
        purged = [room for room in one.rooms if await _purge_room(world, room, one.before)]
        if purged:
            details = {"kind": one.kind, "rooms": len(purged), "before": one.before.isoformat()}
            await _note(world, org, by, "retention.purged", details)
        done.append(Due(one.kind, one.before, tuple(purged), one.messages))
    await world.database.run(_mark, org, world.now())
    return done


async def purge_files(world: World, days: int, *, by: str) -> int:
    """Delete files of the whole server that nobody opened for so long; how many there were."""
    before = world.now() - timedelta(days=days)
    params = {"before_ts": str(_ms(before)), "keep_profiles": "true"}
    reply = await world.homeserver.call("POST", f"{ADMIN}/v1/media/delete", params=params)
    total = int(reply.get("total", 0))
    if total:
        details = {"files": total, "before": before.isoformat()}
        await _note(world, SERVER, by, "retention.files", details)
    await world.database.run(_mark, SERVER, world.now())
    return total


async def each_night(world: World) -> None:
    """Job: carry out what schools decided, at half past two; a night that was missed is made up."""
    while True:
        last_night = _last_night(world)
        for row in await world.database.run(decided):
            waiting = row.done_at is None or row.done_at < last_night
            if not waiting or row.decided_at > last_night:
                continue
            try:
                if row.org != SERVER:
                    await purge(world, row.org, row.days, by=SERVICE)
                elif "files" in row.days:
                    await purge_files(world, int(row.days["files"]), by=SERVICE)
            except (HomeserverDown, HomeserverRefused) as trouble:
                _log.warning("old messages stay for now: %s", trouble)
        await asyncio.sleep(_AGAIN)


def decided(session: Session) -> tuple[RetentionRow, ...]:
    """Every decision that stands and asks for something."""
    return tuple(row for row in session.scalars(select(RetentionRow)) if row.days)


def decision(session: Session, org: str) -> RetentionRow | None:
    """What a school decided."""
    return session.get(RetentionRow, org)


def decide(session: Session, org: str, days: Mapping[str, int], *, by: str, now: datetime) -> None:
    """Put a decision in place of the one before; it begins with the next night."""
    row = RetentionRow(org=org, days=dict(days), decided_by=by, decided_at=now, done_at=None)
    session.merge(row)
    append(
        session,
        actor=by,
        action="retention.decided",
        org=org,
        details={"days": dict(days)},
        now=now,
    )


async def _purge_room(world: World, room_id: str, before: datetime) -> bool:
    """Purge one room and wait for the end; False where there was nothing to purge."""
    body = {"purge_up_to_ts": _ms(before), "delete_local_events": True}
    try:
        path = f"{ADMIN}/v1/purge_history/{quote(room_id)}"
        purge_id = str((await world.homeserver.call("POST", path, json=body))["purge_id"])
    except HomeserverRefused as refused:
        if refused.status == 404:
            return False
        raise
    while True:
        path = f"{ADMIN}/v1/purge_history_status/{quote(purge_id)}"
        status = (await world.homeserver.call("GET", path)).get("status")
        if status != "active":
            return status == "complete"
        await asyncio.sleep(_LOOK)


async def _note(
    world: World, org: str, by: str, action: str, details: Mapping[str, object]
) -> None:
    await world.database.run(
        append, actor=by, action=action, org=org, details=details, now=world.now()
    )


def _mark(session: Session, org: str, now: datetime) -> None:
    row = session.get(RetentionRow, org)
    if row is not None:
        row.done_at = now


def _last_night(world: World) -> datetime:
    now = world.now().astimezone(world.settings.zone)
    night = datetime.combine(now.date(), _NIGHT, tzinfo=world.settings.zone)
    return night if night <= now else night - timedelta(days=1)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
