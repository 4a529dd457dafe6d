"""Anonymous polls: the totals that the school's bot told, and what I know of my own vote."""

from typing import Any

from app.domain.ids import EventId, RoomId
from app.domain.parse import parse_tally
from app.domain.polls import Ballot, Tally
from app.store import state
from app.store.context import Context, decode
from app.store.db import Unit
from app.store.outbox import put_setting, setting

_KEY = "ballot."


def put_ballot(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId, ballot: Ballot
) -> None:
    """Keep what is known of a ballot; what I chose is not forgotten when it is told no more."""
    known = ballot_of(unit, event_id)
    tally = max(known.tally, ballot.tally, key=_rank)
    kept = {
        "voted": ballot.voted or known.voted,
        "chosen": list(ballot.chosen or known.chosen),
        "tally": as_json(tally),
    }
    put_setting(unit, _KEY + event_id, kept)
    room = state.room_number(unit, room_id)
    if room is not None:
        context.polls.pop((room, event_id), None)


def ballot_of(unit: Unit, event_id: EventId) -> Ballot:
    """Return what is kept of a ballot."""
    kept = setting(unit, _KEY + event_id) or {}
    return Ballot(kept.get("voted") is True, tuple(kept.get("chosen", ())), _tally(kept))


def last_tally(unit: Unit, room: int, event_id: EventId) -> Tally:
    """Return the totals that are told last: those with the most voters, the closing ones first."""
    rows = unit.rows(
        "SELECT key FROM relations INDEXED BY relations_target "
        "WHERE target = ? AND kind = 'tally' AND room = ?",
        event_id,
        room,
    )
    told = [parse_tally(decode(key)) for (key,) in rows]
    return max((*told, ballot_of(unit, event_id).tally), key=_rank)


def as_json(tally: Tally) -> dict[str, Any]:
    """Return totals as they are kept."""
    return {"voters": tally.voters, "answers": dict(tally.answers), "closed": tally.closed}


def _tally(kept: dict[str, Any]) -> Tally:
    return parse_tally(kept.get("tally"))


def _rank(tally: Tally) -> tuple[bool, int]:
    return tally.closed, tally.voters
