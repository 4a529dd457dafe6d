"""Fields of untrusted JSON, read so that any value at all gives something usable."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.clean import is_clean_id

EMPTY: Mapping[str, Any] = {}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 4_102_444_800_000
"""The year 2100 in milliseconds: a later stamp is a lie and would overflow in local time."""
_LAST = datetime(3000, 1, 1, tzinfo=UTC)
"""Windows turns nothing much later into local time, and nothing before the epoch."""
MAX_INT = 1 << 53
"""Largest integer of canonical JSON; SQLite holds it too."""


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else EMPTY


def items(value: object, limit: int) -> list[Any]:
    """Return the first `limit` elements of an array, or none."""
    return value[:limit] if isinstance(value, list) else []


def text(value: object) -> str:
    """Return a string, or ''."""
    return value if isinstance(value, str) else ""


def identifier(value: object) -> str | None:
    """Return an id of at most 255 printable characters, or None."""
    return str(value) if is_clean_id(value) else None


def integer(value: object, low: int = 0, high: int = MAX_INT) -> int | None:
    """Return a whole number within bounds, or None; a float that is whole counts."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        value = int(value)
    if not isinstance(value, int) or not low <= value <= high:
        return None
    return value


def moment(value: object) -> datetime:
    """Return milliseconds since the epoch as a time; the epoch where it makes no sense."""
    if isinstance(value, bool) or not isinstance(value, int):
        return _EPOCH
    return _EPOCH + timedelta(milliseconds=max(0, min(value, _LATEST)))


def iso_moment(value: object) -> datetime | None:
    """Return an ISO 8601 time as UTC; None for all else, and where Windows has no local time."""
    try:
        found = datetime.fromisoformat(text(value))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if _EPOCH <= found <= _LAST else None
