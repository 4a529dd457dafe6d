"""School years in a roster: which classes belong to one that is over.

Between two years nobody is thrown out: a class ends only when a newer year has begun.
"""

from datetime import date

from server.service.rosters.contract import Tables
from server.service.rosters.map_values import split_ids
from server.service.rosters.rows import parse_date


def over_classes(tables: Tables, day: date) -> frozenset[str]:
    """Return the ids of classes all of whose terms ended before a newer one began."""
    spans: dict[str, tuple[date, date]] = {}
    for key, row in tables.get("academicSessions", {}).items():
        begins, ends = parse_date(row["startDate"]), parse_date(row["endDate"])
        if begins and ends:
            spans[key] = (begins, ends)
    terms = {
        key: [spans[term] for term in split_ids(row["termSourcedIds"]) if term in spans]
        for key, row in tables.get("classes", {}).items()
    }
    begun = [begins for held in terms.values() for begins, _ in held if begins <= day]
    newest = max(begun, default=None)
    if newest is None:
        return frozenset()
    return frozenset(
        key
        for key, held in terms.items()
        if held and all(ends < min(newest, day) for _, ends in held)
    )
