"""What people are shown of a draft: what would change, what was found, what must be looked at."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.school_core.merging import Clash, Suggestion, suggestions
from server.school_core.roster import PersonId, Roster
from server.school_core.roster_diff import TITLES, compare
from server.school_core.succession import replaced_classes, successions
from server.service.rosters.problems import Problem

MOST_LINES = 3000
_MOST_SUGGESTIONS = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What a pull brought beside the rosters before and after."""

    problems: Sequence[Problem] = ()
    clashes: Sequence[Clash] = ()
    external: Mapping[PersonId, str] | None = None


def report_of(
    before: Roster, after: Roster, found: Found, *, day: date, orgs: Collection[str] | None
) -> dict[str, Any]:
    """Return the report as JSON; of other schools than `orgs` nothing is told."""
    diff = compare(before, after, day)
    if orgs is None:
        lines = diff.lines
    else:
        ours = belonging(before, orgs) | belonging(after, orgs)
        lines = tuple(line for line in diff.lines if line.about in ours)
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.change.value] = counts.get(line.change.value, 0) + 1
    titles = {change.value: title for change, title in TITLES.items()}
    said = ", ".join(f"{titles[kind].lower()}: {count}" for kind, count in counts.items())
    people = diff.people if orgs is None else _people_in(before, after, orgs)
    return {
        "revision": after.revision,
        "people_before": people[0],
        "people_after": people[1],
        "summary": f"Людей было {people[0]}, станет {people[1]}; {said or 'изменений нет'}.",
        "counts": counts,
        "lines": [
            {
                "change": line.change.value,
                "title": TITLES[line.change],
                "about": line.about,
                "text": line.text,
            }
            for line in lines[:MOST_LINES]
        ],
        "more_lines": max(0, len(lines) - MOST_LINES),
        "problems": [problem_json(problem) for problem in found.problems],
        "suggestions": _suggestions(after, found, orgs),
        "successions": [
            {
                "old": one.old,
                "new": one.new,
                "text": f"{before.classes[one.old].title} → {after.classes[one.new].title}",
                "share": round(one.share, 3),
            }
            for one in successions(before, after, day)
            if orgs is None or after.classes[one.new].org in orgs
        ],
        "replaced": [
            f"{after.classes[key].title}: в классе почти все новые, а его номер в выгрузке старый. "
            "Новые ученики увидели бы прежнюю переписку."
            for key in replaced_classes(before, after, day)
            if orgs is None or after.classes[key].org in orgs
        ],
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON."""
    return {
        "weight": problem.weight.value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "text": problem.text,
        "sentence": str(problem),
    }


def belonging(roster: Roster, orgs: Collection[str]) -> frozenset[str]:
    """Return the ids of people and classes of some schools, parents of their pupils among them."""
    classes = {key for key, one in roster.classes.items() if one.org in orgs}
    people = {one.person for one in roster.roles if one.org in orgs}
    people |= {one.person for one in roster.enrolments if one.school_class in classes}
    people |= {one.guardian for one in roster.guardianships if one.child in people}
    return frozenset({*classes, *people})


def _people_in(before: Roster, after: Roster, orgs: Collection[str]) -> tuple[int, int]:
    counts = [len(belonging(roster, orgs) & roster.people.keys()) for roster in (before, after)]
    return counts[0], counts[1]


def _suggestions(
    roster: Roster, found: Found, orgs: Collection[str] | None
) -> list[dict[str, Any]]:
    made: Iterable[Suggestion] = suggestions(roster, found.external)
    if orgs is not None:
        ours = belonging(roster, orgs)
        made = (one for one in made if {one.one, one.other} <= ours)
    return [
        {
            "one": one.one,
            "other": one.other,
            "name": roster.people[one.one].full_name,
            "why": one.why,
            "certain": one.certain,
        }
        for one in list(made)[:_MOST_SUGGESTIONS]
    ]
