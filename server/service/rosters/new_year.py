"""A new school year made of the last list: 9Б becomes 10Б, the last grade leaves, groups follow.

For schools whose register gives no export before autumn. Classes keep their ids, so that a chat
goes on with its people; the next export takes this one's place as any other would.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from server.school_core.order import by_title
from server.school_core.roles import Role
from server.school_core.roster import ClassId, ClassKind, EnrolmentRole, PersonId, Roster
from server.service.rosters.contract import Tables
from server.service.rosters.map_values import split_ids
from server.service.rosters.rows import Row, row_of

LAST_GRADE = 11
_GRADE = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Moving:
    """A class as it is and what it would be called; `leaves` is what its grade suggests."""

    id: str
    title: str
    grade: int | None
    pupils: int
    following: str
    leaves: bool


def moving(roster: Roster, day: date) -> tuple[Moving, ...]:
    """Return the classes of a school with what the new year suggests for each, the youngest first.

    A class without a grade stays: nobody can say what comes after it.
    """
    pupils = Counter(
        one.id for one, enrolment in roster.enrolled(day) if enrolment.role is EnrolmentRole.PUPIL
    )
    found = [
        Moving(
            key,
            one.title,
            one.grade,
            pupils[key],
            _up(one.title, one.grade),
            one.grade is not None and one.grade >= LAST_GRADE,
        )
        for key, one in roster.classes.items()
        if one.kind is ClassKind.HOMEROOM
    ]
    return tuple(sorted(found, key=lambda one: (one.grade or 0, by_title(one.title))))


def rolled(
    tables: Tables, roster: Roster, *, leaving: Set[str], staying: Set[str], day: date
) -> Tables:
    """Return the tables of the year after; `roster` is what the tables make today.

    Who was a pupil of a leaving class and is in no other leaves the school, and with them parents
    who have no other child in it and are nothing else there.
    """
    homes = {one.id: one for one in moving(roster, day)}
    titles = {
        one.title: one.following
        for one in homes.values()
        if one.id not in leaving | staying and one.following
    }
    fate = _groups(roster, homes.keys(), day)
    gone = {key for key in roster.classes if fate.get(key, key) in leaving}
    moved = {key for key in roster.classes if fate.get(key, key) in homes} - gone
    moved = {key for key in moved if fate.get(key, key) not in staying}
    result = {name: dict(rows) for name, rows in tables.items()}
    # Only classes of today are in the roster: those of a year before end here for good.
    year = _new_year(result, day)
    classes = {}
    for key in roster.classes.keys() - gone:
        row = tables["classes"][key]
        cells = row.as_dict()
        if key in moved:
            cells |= {"title": _renamed(row["title"], titles, roster.classes[key].grade)}
            grade = roster.classes[key].grade
            cells |= {"grades": str(grade + 1)} if grade is not None else {}
        if year and cells.get("termSourcedIds"):
            cells["termSourcedIds"] = year
        classes[str(key)] = row_of(row.file, row.line, cells)
    result["classes"] = classes
    leavers = _leavers(roster, gone, day)
    result["enrollments"] = dict(_enrolments(tables, classes.keys(), leavers))
    for name, column in (("roles", "userSourcedId"), ("demographics", "sourcedId")):
        result[name] = {
            key: row for key, row in tables.get(name, {}).items() if row[column] not in leavers
        }
    result["users"] = dict(_users(tables, leavers))
    result["relationships"] = {
        key: row
        for key, row in tables.get("relationships", {}).items()
        if not {row["userSourcedId"], row["relationshipUserSourcedId"]} & leavers
    }
    return {name: rows for name, rows in result.items() if name in tables or rows}


def _groups(roster: Roster, homes: Set[str], day: date) -> Mapping[ClassId, str]:
    """Which homeroom a subject group goes with: that of most of its pupils, or the one it names."""
    home_of: dict[PersonId, str] = {}
    pupils: dict[ClassId, list[PersonId]] = defaultdict(list)
    for one, enrolment in roster.enrolled(day):
        if enrolment.role is EnrolmentRole.PUPIL:
            if one.id in homes:
                home_of[enrolment.person] = one.id
            else:
                pupils[one.id].append(enrolment.person)
    found: dict[ClassId, str] = {}
    by_title = {roster.classes[ClassId(home)].title: home for home in homes}
    for key, group in roster.classes.items():
        if key in homes:
            continue
        counts = Counter(home_of[one] for one in pupils[key] if one in home_of)
        named = next((home for title, home in by_title.items() if title in group.title), "")
        home = min(counts, key=lambda one: (-counts[one], one)) if counts else named
        if home:
            found[key] = home
    return found


def _leavers(roster: Roster, gone: Set[ClassId], day: date) -> frozenset[str]:
    learns: dict[PersonId, set[ClassId]] = defaultdict(set)
    for one, enrolment in roster.enrolled(day):
        if enrolment.role is EnrolmentRole.PUPIL:
            learns[enrolment.person].add(one.id)
    pupils = {
        person
        for person, classes in learns.items()
        if classes <= gone and roster.roles_of(person) <= {Role.PUPIL}
    }
    children: dict[PersonId, set[PersonId]] = defaultdict(set)
    for link in roster.guardianships:
        children[link.guardian].add(link.child)
    parents = {
        guardian
        for guardian, own in children.items()
        if own <= pupils and roster.roles_of(guardian) <= {Role.PARENT}
    }
    return frozenset(map(str, pupils | parents))


def _enrolments(tables: Tables, classes: Set[str], leavers: Set[str]) -> Iterator[tuple[str, Row]]:
    """Those of classes that go on, without the days of the year that is over."""
    for key, row in tables.get("enrollments", {}).items():
        if row["classSourcedId"] in classes and row["userSourcedId"] not in leavers:
            days = {"beginDate", "endDate"}
            cells = {name: cell for name, cell in row.as_dict().items() if name not in days}
            yield key, row_of(row.file, row.line, cells)


def _users(tables: Tables, leavers: Set[str]) -> Iterator[tuple[str, Row]]:
    for key, row in tables.get("users", {}).items():
        if key in leavers:
            continue
        agents = split_ids(row["agentSourcedIds"])
        if leavers.isdisjoint(agents):
            yield key, row
            continue
        cells = row.as_dict() | {
            "agentSourcedIds": ",".join(one for one in agents if one not in leavers)
        }
        yield key, row_of(row.file, row.line, cells)


def _new_year(tables: dict[str, dict[str, Row]], day: date) -> str:
    """Put the new school year beside the terms, where the list has terms; returns its id."""
    terms = tables.get("academicSessions")
    if not terms:
        return ""
    key = f"parta-{day.year}"
    cells = {
        "sourcedId": key,
        "title": f"{day.year}/{day.year + 1}",
        "type": "schoolYear",
        # Somebody says today that it begins: classes without a term must not stand alone.
        "startDate": min(day, date(day.year, 9, 1)).isoformat(),
        "endDate": f"{day.year + 1}-08-31",
        "schoolYear": str(day.year + 1),
    }
    terms[key] = row_of("новый учебный год", len(terms) + 1, cells)
    return key


def _renamed(title: str, titles: Mapping[str, str], grade: int | None) -> str:
    """Return a title with the new name of its class in it, whole words alone: «10Б · биология»."""
    pattern = "|".join(re.escape(one) for one in sorted(titles, key=len, reverse=True))
    if pattern:
        found, count = re.subn(
            rf"(?<!\w)(?:{pattern})(?!\w)", lambda match: titles[match[0]], title
        )
        if count:
            return found
    return _up(title, grade) or title


def _up(title: str, grade: int | None) -> str:
    """Return «10Б» for «9Б»; '' where the title does not say the grade."""
    found = _GRADE.search(title)
    if found is None or grade is None or int(found[1]) != grade or grade >= LAST_GRADE:
        return ""
    return f"{title[: found.start()]}{grade + 1}{title[found.end() :]}"
