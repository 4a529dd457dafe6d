"""Whom of the school an account may write to, arranged as people think of them: «Люди» (row F77).

Nobody is in it whom the contact rules would refuse. Administrators may write to everybody; they too
see their colleagues and the classes they teach here, and find the rest by name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from server.school_core.order import by_name, by_title
from server.school_core.portrait import Viewer, portrait
from server.school_core.roles import STAFF, Role
from server.school_core.roster import ClassId
from server.school_core.school import School, SchoolDay
from server.school_core.standing import Standing


class CircleKind(Enum):
    """What people of a circle are to me; in the order they are told."""

    FAMILY = "family"
    COLLEAGUES = "colleagues"
    TEACHERS = "teachers"
    OFFICE = "office"
    PUPILS = "pupils"
    PARENTS = "parents"


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody I may write to. `leads` and `subjects` are titles, `children` names."""

    user_id: str
    name: str
    role: Role
    leads: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """People of one kind in the order of their names, of one class where `school_class` is told."""

    kind: CircleKind
    school_class: str
    people: tuple[Near, ...]


_Key = tuple[CircleKind, ClassId | None]
_ROLES = {
    CircleKind.PUPILS: frozenset({Role.PUPIL}),
    CircleKind.PARENTS: frozenset({Role.PARENT}),
    CircleKind.FAMILY: frozenset({Role.PUPIL, Role.PARENT}),
}
_KINDS = {kind: place for place, kind in enumerate(CircleKind)}


def circles(school: School, day: SchoolDay, who: str) -> tuple[Circle, ...]:
    """Return the circles of an account, none for one that the school does not know."""
    me = day.standing(who)
    if me is None:
        return ()
    taught = _homerooms_taught(me, day)
    found: dict[_Key, list[str]] = defaultdict(list)
    for user in day.people():
        other = day.standing(user)
        if other is None or not day.contact(who, user).allowed:
            continue
        for key in _places(me, other, taught):
            found[key].append(user)
    classes = school.roster.classes

    def order(key: _Key) -> tuple[tuple[tuple[int, str], ...], int]:
        kind, home = key
        return by_title(classes[home].title) if home is not None else (), _KINDS[kind]

    return tuple(
        Circle(key[0], classes[key[1]].title if key[1] else "", _near(school, day, me, key, users))
        for key, users in sorted(found.items(), key=lambda item: order(item[0]))
    )


def _homerooms_taught(me: Standing, day: SchoolDay) -> frozenset[ClassId]:
    homes: set[ClassId] = set()
    if me.teaches:
        for user in day.people():
            pupil = day.standing(user)
            if pupil is not None and pupil.learns & me.teaches:
                homes |= pupil.homerooms
    return frozenset(homes)


def _places(me: Standing, other: Standing, taught: frozenset[ClassId]) -> Iterator[_Key]:
    shared = me.orgs & other.orgs
    mine, theirs = me.roles_in(shared), other.roles_in(shared)
    if other.person in me.children or me.person in other.children:
        yield CircleKind.FAMILY, None
    if theirs & STAFF:
        if mine & STAFF:
            yield CircleKind.COLLEAGUES, None
        elif other.teaches & (me.learns | me.child_classes):
            yield CircleKind.TEACHERS, None
        elif Role.ADMIN in theirs:
            yield CircleKind.OFFICE, None
    homes = me.homerooms | (taught if mine & STAFF else frozenset())
    if Role.PUPIL in theirs:
        for home in homes & other.homerooms:
            yield CircleKind.PUPILS, home
    if Role.PARENT in theirs:
        for home in (taught if mine & STAFF else me.child_homerooms) & other.child_homerooms:
            yield CircleKind.PARENTS, home


def _near(
    school: School, day: SchoolDay, me: Standing, key: _Key, users: Iterable[str]
) -> tuple[Near, ...]:
    kind, home = key
    wanted = _ROLES.get(kind, STAFF)
    title = school.roster.classes[home].title if home is not None else ""
    people = []
    for user in users:
        other = day.standing(user)
        assert other is not None
        roles = [
            one for one in portrait(school.roster, day, Viewer(me), other) if one.role in wanted
        ]
        children = [child for one in roles for child in one.children]
        people.append(
            Near(
                user,
                school.roster.people[other.person].full_name,
                roles[0].role if roles else min(wanted, key=list(Role).index),
                leads=tuple(lead for one in roles for lead in one.leads),
                subjects=tuple(sorted({each for one in roles for each in one.subjects})),
                children=tuple(
                    child.name for child in children if not title or child.school_class == title
                ),
            )
        )
    return tuple(sorted(people, key=lambda one: (by_name(one.name), one.user_id)))
