"""School years in a roster: which classes are over, which have not begun, and when that changes.

Between two years nobody is thrown out: a class ends only when a newer one of its school has begun,
and one whose terms have not begun waits while others of its school stand. So the classes of two
years, which a register tells of together all summer, change places in one day, and a chat of the
old one can go on in the new one.
"""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from server.service.rosters.contract import Tables
from server.service.rosters.map_values import split_ids
from server.service.rosters.rows import parse_date

_Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ids of classes that do not stand on a day: those that are `over`, those that are `coming`."""

    over: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()


def waiting(tables: Tables, day: date) -> Waiting:
    """Return which classes do not stand on a day."""
    over: set[str] = set()
    coming: set[str] = set()
    for held in _by_school(tables).values():
        begun = (begins for spans in held.values() for begins, _ in spans if begins <= day)
        newest = max(begun, default=None)
        late = {key for key, spans in held.items() if spans and min(spans)[0] > day}
        if newest is not None:
            over |= {
                key
                for key, spans in held.items()
                if spans and all(ends < min(newest, day) for _, ends in spans)
            }
        if any(spans for key, spans in held.items() if key not in late):
            coming |= late
    return Waiting(frozenset(over), frozenset(coming))


def next_change(tables: Tables, day: date) -> date | None:
    """Return the first day after this one on which classes that wait begin; None without any."""
    late = waiting(tables, day).coming
    begins = [
        min(spans)[0]
        for held in _by_school(tables).values()
        for key, spans in held.items()
        if key in late
    ]
    return min(begins, default=None)


def _by_school(tables: Tables) -> Mapping[str, Mapping[str, list[_Span]]]:
    spans: dict[str, _Span] = {}
    for key, row in tables.get("academicSessions", {}).items():
        begins, ends = parse_date(row["startDate"]), parse_date(row["endDate"])
        if begins and ends:
            spans[key] = (begins, ends)
    found: dict[str, dict[str, list[_Span]]] = defaultdict(dict)
    for key, row in tables.get("classes", {}).items():
        terms = split_ids(row["termSourcedIds"])
        found[row["schoolSourcedId"]][key] = [spans[term] for term in terms if term in spans]
    return found


def titled(tables: Tables, keys: Set[str]) -> str:
    """Return the titles of the years that classes belong to, «2027/2028»."""
    sessions = tables.get("academicSessions", {})
    terms = {
        term
        for key in keys
        for term in split_ids(tables["classes"][key]["termSourcedIds"])
        if term in sessions
    }
    return ", ".join(sorted({sessions[term]["title"] for term in terms}))
