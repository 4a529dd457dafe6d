"""What the list of chats shows of messages that sync has not brought back yet. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.ids import UserId
from app.domain.preview import preview_of
from app.domain.rooms import RoomState, RoomSummary, Ticks
from app.domain.timeline import SendState
from app.services.echo import Pending, echo_event

_ON_TOP = 1 << 60
"""Above every `bump_stamp` of a server: what was just written stands first."""
_TICKS = {SendState.SENT: Ticks.SENT, SendState.FAILED: Ticks.FAILED}


def with_pending(room: RoomSummary, pending: Sequence[Pending], me: UserId) -> RoomSummary:
    """Return the row with its newest queued message, as `pending` holds them in order.

    One that the server refused keeps its mark on the row, but gives way to newer messages.
    """
    if room.state is not RoomState.JOINED or not pending:
        return room
    failed = any(each.status.state is SendState.FAILED for each in pending)
    shown = room if not failed else replace(room, ticks=Ticks.FAILED)
    newest = next((each for each in reversed(pending) if each.entry.kind == "message"), None)
    if newest is None:
        return shown
    entry, state = newest.entry, newest.status.state
    past = room.timestamp is not None and room.timestamp > entry.created
    event = echo_event(entry, me)
    if event is None or (past and state is SendState.FAILED):
        return shown
    return replace(
        shown,
        preview=preview_of(event.content, sender_name="", mine=True, group=False),
        timestamp=entry.created,
        bump_stamp=_ON_TOP + int(entry.created.timestamp() * 1000),
        ticks=Ticks.FAILED if failed else _TICKS.get(state, Ticks.QUEUED),
    )
