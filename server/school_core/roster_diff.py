"""What changes between two rosters, in sentences a deputy head reads before saying yes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    EnrolmentRole,
    OrgId,
    PersonId,
    Roster,
)


class Change(Enum):
    """What happens to somebody or something; in the order in which it is read."""

    COMES = "comes"
    GOES = "goes"
    MOVES = "moves"
    ROLE = "role"
    RENAMED = "renamed"
    LEADS = "leads"
    TEACHES = "teaches"
    GROUPS = "groups"
    GUARDIAN = "guardian"
    RULING = "ruling"
    CLASS_COMES = "class_comes"
    CLASS_GOES = "class_goes"
    CLASS_RENAMED = "class_renamed"


TITLES = {
    Change.COMES: "Приходят",
    Change.GOES: "Уходят",
    Change.MOVES: "Переходят в другой класс",
    Change.ROLE: "Меняется роль",
    Change.RENAMED: "Меняется имя",
    Change.LEADS: "Меняется классный руководитель",
    Change.TEACHES: "Меняются уроки учителей",
    Change.GROUPS: "Меняются учебные группы",
    Change.GUARDIAN: "Меняются родители",
    Change.RULING: "Меняются ограничения родителей",
    Change.CLASS_COMES: "Новые классы и группы",
    Change.CLASS_GOES: "Классы и группы в архив",
    Change.CLASS_RENAMED: "Классы переименованы",
}
_ROLES = {
    Role.ADMIN: "администратор",
    Role.TEACHER: "учитель",
    Role.STAFF: "сотрудник",
    Role.PARENT: "родитель",
    Role.PUPIL: "ученик",
    Role.BOT: "программа",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: `about` is the id of the person or class, `text` a sentence."""

    change: Change
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class RosterDiff:
    """Everything that changes; `people` is how many there are before and after."""

    lines: tuple[Line, ...]
    people: tuple[int, int]

    @property
    def counts(self) -> Mapping[Change, int]:
        """How many changes of each kind, of those there are."""
        counted = Counter(line.change for line in self.lines)
        return {change: counted[change] for change in Change if counted[change]}

    @property
    def summary(self) -> str:
        """The counts in a sentence."""
        if not self.lines:
            return "Изменений нет."
        counts = ", ".join(f"{TITLES[kind].lower()}: {n}" for kind, n in self.counts.items())
        return f"Людей было {self.people[0]}, станет {self.people[1]}; {counts}."


def compare(before: Roster, after: Roster, day: date) -> RosterDiff:
    """Return what changes on a day when `after` takes the place of `before`."""
    lines = _Comparison(before, after, day).lines()
    order = {change: place for place, change in enumerate(Change)}
    ordered = sorted(lines, key=lambda line: (order[line.change], line.text, line.about))
    return RosterDiff(tuple(ordered), (len(before.people), len(after.people)))


@dataclass(slots=True)
class _Side:
    """One roster on the day, arranged for questions."""

    roster: Roster
    homes: Mapping[PersonId, frozenset[ClassId]]
    groups: Mapping[PersonId, frozenset[ClassId]]
    leaders: Mapping[ClassId, frozenset[PersonId]]
    teachers: Mapping[ClassId, frozenset[PersonId]]
    roles: Mapping[PersonId, frozenset[tuple[OrgId, Role]]]


def _side(roster: Roster, day: date) -> _Side:
    homes: dict[PersonId, set[ClassId]] = defaultdict(set)
    groups: dict[PersonId, set[ClassId]] = defaultdict(set)
    leaders: dict[ClassId, set[PersonId]] = defaultdict(set)
    teachers: dict[ClassId, set[PersonId]] = defaultdict(set)
    roles: dict[PersonId, set[tuple[OrgId, Role]]] = defaultdict(set)
    for school_class, one in roster.enrolled(day):
        if one.role is EnrolmentRole.PUPIL:
            home = school_class.kind is ClassKind.HOMEROOM
            (homes if home else groups)[one.person].add(school_class.id)
        elif one.primary and school_class.kind is ClassKind.HOMEROOM:
            leaders[school_class.id].add(one.person)
        else:
            teachers[school_class.id].add(one.person)
    for grant in roster.roles:
        roles[grant.person].add((grant.org, grant.role))

    return _Side(
        roster,
        {key: frozenset(found) for key, found in homes.items()},
        {key: frozenset(found) for key, found in groups.items()},
        {key: frozenset(found) for key, found in leaders.items()},
        {key: frozenset(found) for key, found in teachers.items()},
        {key: frozenset(found) for key, found in roles.items()},
    )


class _Comparison:
    def __init__(self, before: Roster, after: Roster, day: date) -> None:
        self._old, self._new = _side(before, day), _side(after, day)
        self._both = before.people.keys() & after.people.keys()
        self._classes = before.classes.keys() & after.classes.keys()

    def lines(self) -> Iterator[Line]:
        yield from self._people()
        yield from self._names()
        yield from self._class_lines()
        yield from self._teaching()
        yield from self._guardians()

    def _people(self) -> Iterator[Line]:
        old, new = self._old.roster.people, self._new.roster.people
        for key in sorted(new.keys() - old.keys()):
            yield Line(Change.COMES, key, f"{new[key].full_name}: {_what(self._new, key)}")
        for key in sorted(old.keys() - new.keys()):
            yield Line(Change.GOES, key, f"{old[key].full_name}: {_what(self._old, key)}")
        for key in sorted(self._both):
            name = new[key].full_name
            was, now = self._old.homes.get(key, _NONE), self._new.homes.get(key, _NONE)
            if was != now:
                text = f"{name}: {_titles(self._old, was)} → {_titles(self._new, now)}"
                yield Line(Change.MOVES, key, text)
            was, now = self._old.groups.get(key, _NONE), self._new.groups.get(key, _NONE)
            if was != now:
                text = f"{name}: {_plus(self._old, self._new, was, now)}"
                yield Line(Change.GROUPS, key, text)
            roles_were, roles_are = self._old.roles.get(key, _NO), self._new.roles.get(key, _NO)
            if roles_were != roles_are:
                text = f"{name}: {_said(roles_were)} → {_said(roles_are)}"
                yield Line(Change.ROLE, key, text)

    def _names(self) -> Iterator[Line]:
        old, new = self._old.roster.people, self._new.roster.people
        for key in sorted(self._both):
            if old[key].full_name != new[key].full_name:
                text = f"{old[key].full_name} → {new[key].full_name}"
                yield Line(Change.RENAMED, key, text)

    def _class_lines(self) -> Iterator[Line]:
        old, new = self._old.roster.classes, self._new.roster.classes
        for key in sorted(new.keys() - old.keys()):
            yield Line(Change.CLASS_COMES, key, new[key].title)
        for key in sorted(old.keys() - new.keys()):
            yield Line(Change.CLASS_GOES, key, old[key].title)
        for key in sorted(self._classes):
            if old[key].title != new[key].title:
                yield Line(Change.CLASS_RENAMED, key, f"{old[key].title} → {new[key].title}")

    def _teaching(self) -> Iterator[Line]:
        for key in sorted(self._classes):
            title = self._new.roster.classes[key].title
            for change, was, now in (
                (Change.LEADS, self._old.leaders, self._new.leaders),
                (Change.TEACHES, self._old.teachers, self._new.teachers),
            ):
                if was.get(key, _NOBODY) != now.get(key, _NOBODY):
                    names = (
                        _names(self._old.roster, was.get(key, _NOBODY)),
                        _names(self._new.roster, now.get(key, _NOBODY)),
                    )
                    yield Line(change, key, f"{title}: {names[0]} → {names[1]}")

    def _guardians(self) -> Iterator[Line]:
        old = {(one.guardian, one.child): one for one in self._old.roster.guardianships}
        new = {(one.guardian, one.child): one for one in self._new.roster.guardianships}
        for pair in sorted(new.keys() - old.keys()):
            if set(pair) & self._both:
                yield Line(Change.GUARDIAN, pair[0], f"{_pair(self._new, pair)}: добавлен")
        for pair in sorted(old.keys() - new.keys()):
            if set(pair) & self._both:
                yield Line(Change.GUARDIAN, pair[0], f"{_pair(self._old, pair)}: убран")
        for pair in sorted(new.keys() & old.keys()):
            was, now = old[pair], new[pair]
            if (was.no_contact, was.no_diary) != (now.no_contact, now.no_diary):
                parts = [
                    *(["без общения"] if now.no_contact else []),
                    *(["без дневника"] if now.no_diary else []),
                ]
                text = f"{_pair(self._new, pair)}: {', '.join(parts) or 'ограничений больше нет'}"
                yield Line(Change.RULING, pair[0], text)


_NONE: frozenset[ClassId] = frozenset()
_NOBODY: frozenset[PersonId] = frozenset()
_NO: frozenset[tuple[OrgId, Role]] = frozenset()


def _what(side: _Side, person: PersonId) -> str:
    homes = _titles(side, side.homes.get(person, _NONE))
    said = _said(side.roles.get(person, _NO))
    return f"{said}, {homes}" if person in side.homes else said


def _titles(side: _Side, keys: frozenset[ClassId]) -> str:
    return ", ".join(sorted(side.roster.classes[key].title for key in keys)) or "без класса"


def _plus(old: _Side, new: _Side, was: frozenset[ClassId], now: frozenset[ClassId]) -> str:
    parts = [f"+ {_titles(new, now - was)}"] if now - was else []
    parts += [f"− {_titles(old, was - now)}"] if was - now else []
    return "; ".join(parts)


def _said(roles: frozenset[tuple[OrgId, Role]]) -> str:
    return ", ".join(sorted({_ROLES[role] for _, role in roles})) or "без роли"


def _names(roster: Roster, people: frozenset[PersonId]) -> str:
    found = (roster.people[one].full_name for one in people if one in roster.people)
    return ", ".join(sorted(found)) or "никого"


def _pair(side: _Side, pair: tuple[PersonId, PersonId]) -> str:
    people = side.roster.people
    guardian, child = (people[key].full_name if key in people else key for key in pair)
    return f"{guardian} — {child}"
