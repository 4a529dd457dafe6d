"""Replies of the school service about periods of keeping."""

from collections.abc import Mapping

from app.domain.parse.fields import integer, iso_moment, items, mapping
from app.domain.retention import (
    LEAST,
    LEAVERS_LEAST,
    LEAVERS_MOST,
    MOST,
    RECORDINGS_LEAST,
    RECORDINGS_MOST,
    RECORDINGS_USUAL,
    Due,
    KeptKind,
    Periods,
    ServerDue,
    ServerPeriods,
)

_MANY = 1 << 53


def parse_periods(reply: object) -> Periods:
    """`GET /v1/retention`."""
    body = mapping(reply)
    told = mapping(body.get("days"))
    days: dict[KeptKind, int] = {}
    for kind in KeptKind:
        number = integer(told.get(kind.value), LEAST, MOST)
        if number is not None:
            days[kind] = number
    recordings = integer(body.get("recordings"), RECORDINGS_LEAST, RECORDINGS_MOST)
    return Periods(
        days,
        recordings or RECORDINGS_USUAL,
        iso_moment(body.get("decided_at")),
        iso_moment(body.get("done_at")),
    )


def parse_due(reply: object) -> tuple[Due, ...]:
    """`POST /v1/retention/preview`."""
    found = (_due(mapping(row)) for row in items(reply, 20))
    return tuple(one for one in found if one is not None)


def parse_server(reply: object) -> ServerPeriods:
    """`GET /v1/retention/server`."""
    body = mapping(reply)
    leavers = integer(body.get("leavers"), LEAVERS_LEAST, LEAVERS_MOST)
    return ServerPeriods(integer(body.get("files"), LEAST, MOST), leavers or 30)


def parse_server_due(reply: object) -> ServerDue:
    """`POST /v1/retention/server/preview`."""
    body = mapping(reply)
    return ServerDue(
        integer(body.get("files"), 0, _MANY) or 0, integer(body.get("accounts"), 0, _MANY) or 0
    )


def _due(row: Mapping[str, object]) -> Due | None:
    told = row.get("kind")
    try:
        kind = None if told == "recordings" else KeptKind(told)
    except ValueError:
        return None
    return Due(
        kind,
        integer(row.get("chats"), 0, _MANY) or 0,
        integer(row.get("messages"), 0, _MANY) or 0,
        iso_moment(row.get("before")),
        integer(row.get("recordings"), 0, _MANY) or 0,
    )
