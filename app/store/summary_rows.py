"""A chat-list row as the database holds it. Imports nothing heavy: the first paint reads it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.ids import MxcUri, RoomId, UserId
from app.domain.rooms import (
    MuteMode,
    Preview,
    PreviewKind,
    RoomKind,
    RoomState,
    RoomSummary,
    Ticks,
)

COLUMNS = (
    "room_id, name, avatar, kind, state, verified, direct_user, member_count, preview_kind, "
    "preview_sender, preview_text, preview_mine, timestamp, bump_stamp, ticks, unread, mentions, "
    "marked_unread, mute, muted_until, pin_order, archived, draft, encrypted, replaced_by"
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KINDS = {kind.value: kind for kind in RoomKind}
_STATES = {state.value: state for state in RoomState}
_PREVIEWS = {kind.value: kind for kind in PreviewKind}
_MUTES = {mode.value: mode for mode in MuteMode}
_TICKS = {ticks.value: ticks for ticks in Ticks}
_NO_PREVIEW = Preview()


def from_milliseconds(value: int | None) -> datetime | None:
    """Return the moment, None for None."""
    return None if value is None else _EPOCH + timedelta(milliseconds=value)


def to_milliseconds(value: datetime | None) -> int | None:
    """Return milliseconds since the epoch, None for None."""
    return None if value is None else round((value - _EPOCH) / timedelta(milliseconds=1))


def from_row(row: Sequence[Any]) -> RoomSummary:
    """Build the value from a row of `COLUMNS`."""
    (room_id, name, avatar, kind, state, verified, direct_user, member_count) = row[:8]
    (preview_kind, sender, text, mine, timestamp, bump_stamp, ticks, unread) = row[8:16]
    (mentions, marked, mute, muted_until, pin_order, archived, draft, encrypted, moved) = row[16:]
    preview = _NO_PREVIEW
    if preview_kind != "none":
        preview = Preview(_PREVIEWS[preview_kind], sender, text, bool(mine))
    return RoomSummary(
        RoomId(room_id),
        name,
        MxcUri(avatar) if avatar else None,
        _KINDS[kind],
        _STATES[state],
        bool(verified),
        UserId(direct_user) if direct_user else None,
        member_count,
        preview,
        from_milliseconds(timestamp),
        bump_stamp,
        _TICKS[ticks],
        unread,
        mentions,
        bool(marked),
        _MUTES[mute],
        from_milliseconds(muted_until),
        pin_order,
        bool(archived),
        (),
        draft,
        bool(encrypted),
        RoomId(moved) if moved else None,
    )


def to_row(summary: RoomSummary) -> tuple[Any, ...]:
    """Return the values of `COLUMNS`; who types now is not kept."""
    preview = summary.preview
    return (
        summary.room_id,
        summary.name,
        summary.avatar,
        summary.kind.value,
        summary.state.value,
        int(summary.verified),
        summary.direct_user,
        summary.member_count,
        preview.kind.value,
        preview.sender_name,
        preview.text,
        int(preview.mine),
        to_milliseconds(summary.timestamp),
        summary.bump_stamp,
        summary.ticks.value,
        summary.unread,
        summary.mentions,
        int(summary.marked_unread),
        summary.mute.value,
        to_milliseconds(summary.muted_until),
        summary.pin_order,
        int(summary.archived),
        summary.draft,
        int(summary.encrypted),
        summary.replaced_by,
    )
