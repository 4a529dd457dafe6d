"""Events of an iCalendar file (RFC 5545), repeated ones written out.

The file is hostile: its size, the number of its events and what a rule may unfold into are bounded,
and of each event only the parts that are read and sound go to the library that unfolds them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event, vDDDLists, vDDDTypes, vRecur
from icalendar.cal.component import Component

from server.service.feeds.values import FeedEvent, FeedRefused, https_link, plain

BEHIND, AHEAD = timedelta(days=1), timedelta(days=366)
MOST_SHOWN = 500
_MOST_EVENTS, _MOST_RULES = 3_000, 50
_RARE, _SLOW = frozenset({"MONTHLY", "YEARLY"}), frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_FINE_PARTS = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_LIVELY_SINCE, _RARE_SINCE, _FEW = timedelta(days=10 * 366), date(1900, 1, 1), 12
"""How old a rule may be; one that fires a few times a year may be older than a daily one."""
_LATEST = date(2200, 1, 1)
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS", "UID")
_NO_CALENDAR = "Это не календарь: нужен файл iCalendar (.ics)."


def read_calendar(content: bytes, *, now: datetime, zone: ZoneInfo) -> tuple[FeedEvent, ...]:
    """Return the events from yesterday to a year ahead, the soonest first.

    Raises:
        FeedRefused: it is no calendar, or more than one school has.
    """
    try:
        calendar = Calendar.from_ical(_without_zones(content))
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise FeedRefused(_NO_CALENDAR) from error
    if not isinstance(calendar, Calendar):
        raise FeedRefused(_NO_CALENDAR)
    events = calendar.walk("VEVENT")
    if len(events) > _MOST_EVENTS:
        raise FeedRefused("В календаре слишком много событий: не больше 3000.")
    if sum("RRULE" in one for one in events) > _MOST_RULES:
        raise FeedRefused("В календаре слишком много повторяющихся событий: не больше 50.")
    clean = Calendar()
    for one in events:
        if (sound := _sound(one, zone, now.date() - _LIVELY_SINCE)) is not None:
            clean.add_component(sound)
    shown = recurring_ical_events.of(clean, skip_bad_series=True)
    found = sorted(_written_out(shown.between(now - BEHIND, now + AHEAD), zone), key=_order)
    return tuple(found[:MOST_SHOWN])


def _without_zones(content: bytes) -> bytes:
    """Leave out what a file says zones are: the library remembers it for every other file."""
    kept: list[bytes] = []
    inside = False
    for line in content.splitlines():
        word = line.strip().upper()
        inside = inside or word == b"BEGIN:VTIMEZONE"
        if not inside and not word.startswith(b"TZID"):
            kept.append(line)
        inside = inside and word != b"END:VTIMEZONE"
    return b"\r\n".join(kept)


def _order(event: FeedEvent) -> tuple[datetime, str]:
    return event.starts_at, event.title


def _written_out(events: list[Any], zone: ZoneInfo) -> Iterator[FeedEvent]:
    for one in events:
        title = plain(one.get("SUMMARY"), 200)
        if not title or str(one.get("STATUS", "")).upper() == "CANCELLED":
            continue
        begins, ends = one["DTSTART"].dt, one.get("DTEND")
        starts = _moment(begins, zone)
        yield FeedEvent(
            title=title,
            starts_at=starts,
            ends_at=max(starts, _moment(ends.dt, zone)) if ends is not None else starts,
            whole_day=not isinstance(begins, datetime),
            place=plain(one.get("LOCATION"), 200),
            about=plain(one.get("DESCRIPTION"), 1_000),
            link=https_link(one.get("URL")),
        )


def _moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    # A time without a zone is the school's own.
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def _sound(event: Component, zone: ZoneInfo, lively_since: date) -> Event | None:
    """Return what of an event is read, where it can be unfolded at all and not for ever."""
    begins = _day_or_moment(event.get("DTSTART"), zone)
    if begins is None:
        return None
    fresh = Event()
    fresh.add("DTSTART", begins)
    ends = _day_or_moment(event.get("DTEND"), zone)
    if ends is not None and type(ends) is type(begins) and ends > begins:
        fresh.add("DTEND", ends)
    which = _day_or_moment(event.get("RECURRENCE-ID"), zone)
    if which is not None and type(which) is type(begins):
        fresh.add("RECURRENCE-ID", which)
    for name in _TEXTS:
        if isinstance(value := event.get(name), str):
            fresh.add(name, str(value))
    if "RRULE" not in event:
        return fresh
    rule = event.get("RRULE")
    if not isinstance(rule, vRecur) or not _ends(rule, begins, lively_since):
        return None
    until = _until(rule, begins, zone)
    fresh.add("RRULE", {**rule, "UNTIL": [until]} if until is not None else dict(rule))
    missing = event.get("EXDATE", [])
    for listed in missing if isinstance(missing, list) else [missing]:
        if isinstance(listed, vDDDLists):
            days = (_day_or_moment(one, zone) for one in listed.dts[:1_000])
            fresh.add("EXDATE", [day for day in days if type(day) is type(begins)])
    return fresh


def _day_or_moment(value: Any, zone: ZoneInfo) -> date | datetime | None:
    found = value.dt if isinstance(value, vDDDTypes) else None
    try:
        if isinstance(found, datetime):
            return _moment(found, zone) if found.date() < _LATEST else None
        return found if isinstance(found, date) and found < _LATEST else None
    except (ValueError, OverflowError):
        return None


def _ends(rule: vRecur, begins: date, lively_since: date) -> bool:
    """Whether a rule unfolds into so few that they can be written out."""
    often = {str(one).upper() for one in rule.get("FREQ", [])}
    if len(often) != 1 or not often <= _SLOW or _FINE_PARTS & {part.upper() for part in rule}:
        return False
    listed = sum(len(values) for part, values in rule.items() if part.upper().startswith("BY"))
    rare = often <= _RARE and listed <= _FEW
    day = begins.date() if isinstance(begins, datetime) else begins
    return day >= (_RARE_SINCE if rare else lively_since)


def _until(rule: vRecur, begins: date, zone: ZoneInfo) -> date | datetime | None:
    """Return the end of a rule in the form of its beginning, as the unfolding wants it."""
    for one in rule.get("UNTIL", []):
        if isinstance(begins, datetime):
            return _moment(one, zone) if isinstance(one, date) else None
        return one.date() if isinstance(one, datetime) else one
    return None
