"""How one may write in a chat: quiet hours, slow mode, files and links, and who is muted.

The server holds people to it (`server/school_core/conduct.py`); the app says beforehand why one
cannot write, so that nothing is written in vain. Hours are those of this computer's clock, which at
a school is the school's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeGuard

from app.domain.ids import UserId

if TYPE_CHECKING:  # the chat list stands before there are events
    from app.domain.events import Json

HOURS, SLOW, SHARING, MUTED = (
    "app.parta.hours", "app.parta.slow", "app.parta.sharing", "app.parta.muted",
)  # fmt: skip
EVERY_DAY, WORKDAYS = frozenset(range(1, 8)), frozenset(range(1, 6))
HELPS, LEADS = 50, 100
"""Power from which slow mode leaves one alone, and with which one sets all this."""
MOST_SECONDS = 6 * 60 * 60
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")
_LINK = re.compile(r"(?i)\b[a-z][a-z0-9+.-]{1,15}://\S|\bwww\.\S")


class QuietMode(Enum):
    """Whom quiet hours leave writing."""

    NOBODY = "read_only"
    STAFF = "staff_only"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When a chat rests; a night belongs to the day (1 … 7, Monday first) on which it begins."""

    weekdays: frozenset[int]
    begins: time
    ends: time
    mode: QuietMode

    def end_after(self, now: datetime) -> datetime | None:
        """When the rest that holds at a moment of the local clock ends; None where none holds."""
        today = now.date()
        for day in (today - timedelta(days=1), today):
            if day.isoweekday() not in self.weekdays:
                continue
            begin = datetime.combine(day, self.begins, now.tzinfo)
            over = day if self.begins < self.ends else day + timedelta(days=1)
            end = datetime.combine(over, self.ends, now.tzinfo)
            if begin <= now < end:
                return end
        return None


NIGHT = QuietHours(EVERY_DAY, time(21), time(7), QuietMode.NOBODY)
"""«Закрыть на ночь»."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """What a chat asks of those who write. `slow` in seconds; `files`, `links`: power it takes."""

    hours: QuietHours | None = None
    slow: int = 0
    files: int = 0
    links: int = 0
    muted: Mapping[UserId, datetime] = field(default_factory=dict)


FREE = Conduct()
"""Nothing is asked."""


class HoldKind(Enum):
    """Why one cannot write."""

    QUIET = "quiet"
    STAFF_ONLY = "staff_only"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Hold:
    """One cannot write, until when."""

    kind: HoldKind
    until: datetime


def hold_of(conduct: Conduct, me: UserId, now: datetime, *, staff: bool) -> Hold | None:
    """Return why I cannot write at a moment of the local clock, None where I can."""
    until = conduct.muted.get(me)
    if until is not None and now < until:
        return Hold(HoldKind.MUTED, until)
    hours = conduct.hours
    end = hours.end_after(now) if hours is not None else None
    if hours is None or end is None or (staff and hours.mode is QuietMode.STAFF):
        return None
    kind = HoldKind.STAFF_ONLY if hours.mode is QuietMode.STAFF else HoldKind.QUIET
    return Hold(kind, end)


def pause_left(conduct: Conduct, power: int, last: datetime | None, now: datetime) -> int:
    """Return the seconds that slow mode still asks of me after my last message."""
    if not conduct.slow or power >= HELPS or last is None:
        return 0
    left = conduct.slow - (now - last).total_seconds()
    return max(0, min(conduct.slow, -int(-left // 1)))


def has_link(words: str) -> bool:
    """Whether a text plainly holds a link; the server looks closer."""
    return _LINK.search(words) is not None


def read_conduct(states: "Mapping[str, Json]", muted: "Mapping[str, Json]") -> Conduct:
    """Read the contents of the state events by type, and of the mutes by state key."""
    slow = states.get(SLOW, {}).get("seconds")
    sharing = states.get(SHARING, {})
    mutes = {UserId(f"@{key}"): until for key, one in muted.items() if (until := _until(one))}
    return Conduct(
        _hours(states.get(HOURS, {})),
        slow if _is_in(slow, 1, MOST_SECONDS) else 0,
        sharing["files"] if _is_in(sharing.get("files"), 0, LEADS) else 0,
        sharing["links"] if _is_in(sharing.get("links"), 0, LEADS) else 0,
        mutes,
    )


def contents_of(conduct: Conduct) -> dict[str, dict[str, Any]]:
    """Return the contents that set this, by event type; an empty one switches a rule off."""
    hours = conduct.hours
    return {
        HOURS: {}
        if hours is None
        else {
            "weekdays": sorted(hours.weekdays),
            "from": hours.begins.strftime("%H:%M"),
            "to": hours.ends.strftime("%H:%M"),
            "mode": hours.mode.value,
        },
        SLOW: {"seconds": conduct.slow} if conduct.slow else {},
        SHARING: {"files": conduct.files, "links": conduct.links}
        if conduct.files or conduct.links
        else {},
    }


def mute_key(user_id: UserId) -> str:
    """Return the state key of somebody's mute; one beginning with `@` would be theirs to write."""
    return user_id.removeprefix("@")


def _hours(content: "Json") -> QuietHours | None:
    days, begins, ends = content.get("weekdays"), content.get("from"), content.get("to")
    if not isinstance(days, list) or not days or not all(_is_in(day, 1, 7) for day in days):
        return None
    if not (isinstance(begins, str) and _CLOCK.match(begins)):
        return None
    if not (isinstance(ends, str) and _CLOCK.match(ends)):
        return None
    try:
        mode = QuietMode(content.get("mode"))
    except ValueError:
        return None
    return QuietHours(frozenset(days), time.fromisoformat(begins), time.fromisoformat(ends), mode)


def _until(content: "Json") -> datetime | None:
    until = content.get("until")
    return datetime.fromtimestamp(until / 1000, UTC) if _is_in(until, 1, 1 << 42) else None


def _is_in(value: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
