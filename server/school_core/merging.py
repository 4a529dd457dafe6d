"""Several rosters as one: sources put together, one human under two ids made one, reversibly.

Only a school decides that two ids are one human. A program suggests; a merge is a line in a list
and is undone by taking the line out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from server.school_core.order import alike
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    Org,
    OrgId,
    PersonId,
    Roster,
    SchoolClass,
    SchoolPerson,
)


@dataclass(frozen=True, slots=True)
class Merge:
    """`gone` is the same human as `kept`, under whose id they go on."""

    kept: PersonId
    gone: PersonId


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two ids that may be one human; `certain` where another system's id says so too."""

    one: PersonId
    other: PersonId
    why: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sources call different people or things by one id."""

    id: str
    text: str


def joined(rosters: Sequence[Roster], *, revision: str) -> tuple[Roster, tuple[Clash, ...]]:
    """Return all rosters as one; where two tell of the same id, the first one is believed."""
    orgs: dict[OrgId, Org] = {}
    classes: dict[ClassId, SchoolClass] = {}
    people: dict[PersonId, SchoolPerson] = {}
    clashes: list[Clash] = []
    for roster in rosters:
        for person in roster.people.values():
            known = people.setdefault(person.id, person)
            if _is_other(known, person):
                text = f"Под одним ID разные люди: {known.full_name} и {person.full_name}."
                clashes.append(Clash(person.id, text))
            elif known.born is None and person.born is not None:
                people[person.id] = replace(known, born=person.born)
        for school_class in roster.classes.values():
            first = classes.setdefault(school_class.id, school_class)
            if first.org != school_class.org:
                text = f"Класс {school_class.title} в двух школах сразу."
                clashes.append(Clash(school_class.id, text))
        for org in roster.orgs.values():
            orgs.setdefault(org.id, org)
    whole = Roster(
        revision=revision,
        orgs=orgs,
        classes=classes,
        people=people,
        roles=frozenset().union(*(one.roles for one in rosters)),
        enrolments=frozenset().union(*(one.enrolments for one in rosters)),
        guardianships=frozenset().union(*(one.guardianships for one in rosters)),
    )
    return whole, tuple(clashes)


def within(roster: Roster, namespace: str) -> Roster:
    """Return the roster with every id of people and classes in a name space of its own."""
    if not namespace:
        return roster

    def person(key: PersonId) -> PersonId:
        return PersonId(f"{namespace}{key}")

    def klass(key: ClassId) -> ClassId:
        return ClassId(f"{namespace}{key}")

    return replace(
        roster,
        people={person(key): replace(one, id=person(key)) for key, one in roster.people.items()},
        classes={klass(key): replace(one, id=klass(key)) for key, one in roster.classes.items()},
        roles=frozenset(replace(one, person=person(one.person)) for one in roster.roles),
        enrolments=frozenset(
            replace(one, person=person(one.person), school_class=klass(one.school_class))
            for one in roster.enrolments
        ),
        guardianships=frozenset(
            replace(one, guardian=person(one.guardian), child=person(one.child))
            for one in roster.guardianships
        ),
    )


def with_merges(roster: Roster, merges: Iterable[Merge]) -> Roster:
    """Return the roster with merged people as one; a merge of somebody unknown waits."""
    heir: dict[PersonId, PersonId] = {}
    for one in merges:
        kept = _last(one.kept, heir)
        if {one.kept, one.gone} <= roster.people.keys() and kept != one.gone:
            heir[one.gone] = kept

    def who(person: PersonId) -> PersonId:
        return _last(person, heir)

    people = {key: one for key, one in roster.people.items() if key not in heir}
    for gone, kept in ((gone, who(gone)) for gone in heir):
        if people[kept].born is None:
            people[kept] = replace(people[kept], born=roster.people[gone].born)
    return replace(
        roster,
        people=people,
        roles=frozenset(replace(one, person=who(one.person)) for one in roster.roles),
        enrolments=frozenset(replace(one, person=who(one.person)) for one in roster.enrolments),
        guardianships=frozenset(
            replace(one, guardian=who(one.guardian), child=who(one.child))
            for one in roster.guardianships
            if who(one.guardian) != who(one.child)
        ),
    )


def suggestions(
    roster: Roster, external: Mapping[PersonId, str] | None = None
) -> tuple[Suggestion, ...]:
    """Return who may be one human: the same other id, name and birth date, or a family's name."""
    found: dict[tuple[PersonId, PersonId], Suggestion] = {}
    for one in _suggested(roster, external or {}):
        found.setdefault((one.one, one.other), one)
    return tuple(found.values())


def _suggested(roster: Roster, external: Mapping[PersonId, str]) -> Iterator[Suggestion]:
    by_name: dict[str, list[PersonId]] = defaultdict(list)
    for key, person in sorted(roster.people.items()):
        by_name[_plain(person)].append(key)
    roles: dict[PersonId, set[Role]] = defaultdict(set)
    for grant in roster.roles:
        roles[grant.person].add(grant.role)
    families: dict[PersonId, set[str]] = defaultdict(set)
    for link in roster.guardianships:
        child = roster.people.get(link.child)
        families[link.guardian].add(_stem(child.family) if child else "")
    for name, keys in by_name.items():
        if name.count(" ") < 1:
            continue
        for one, other in ((a, b) for n, a in enumerate(keys) for b in keys[n + 1 :]):
            born = {roster.people[one].born, roster.people[other].born}
            told = external.get(one)
            if told and told == external.get(other):
                yield Suggestion(one, other, "совпадают ФИО и внешний номер", certain=True)
            elif len(born) == 1 and None not in born:
                yield Suggestion(one, other, "совпадают ФИО и дата рождения")
            elif len(born - {None}) < 2 and not {Role.PUPIL} & (roles[one] | roles[other]):
                if families[one] & families[other]:
                    yield Suggestion(one, other, "совпадают ФИО, а дети — однофамильцы")
                elif roles[one] != roles[other]:
                    yield Suggestion(one, other, "совпадают ФИО родителя и сотрудника")


def _is_other(one: SchoolPerson, other: SchoolPerson) -> bool:
    born = {one.born, other.born} - {None}
    names = {_plain(one), _plain(other)}
    return len(born) > 1 or (len(names) > 1 and one.given.casefold() != other.given.casefold())


def _plain(person: SchoolPerson) -> str:
    return " ".join(alike(person.full_name).split())


def _stem(family: str) -> str:
    return alike(family).removesuffix("ая").removesuffix("ий").rstrip("а")


def _last(person: PersonId, heir: Mapping[PersonId, PersonId]) -> PersonId:
    while person in heir:
        person = heir[person]
    return person
