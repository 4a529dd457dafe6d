"""Who is in a school and in its classes, for those who work there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from server.school_core.order import alike, by_name, by_title
from server.school_core.roles import Role
from server.school_core.roster import ClassId, ClassKind, EnrolmentRole, OrgId, PersonId
from server.school_core.school import School


@dataclass(frozen=True, slots=True)
class Listed:
    """A person with what the list shows."""

    id: PersonId
    name: str
    roles: frozenset[Role]
    classes: frozenset[ClassId]
    related: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which people are asked for; an empty field asks for all."""

    text: str = ""
    role: Role | None = None
    school_class: str = ""


class Register:
    """One school on one day, arranged for lists."""

    def __init__(self, school: School, org: str, day: date) -> None:
        roster = school.roster
        self._roster = roster
        self.classes = {
            key: one
            for key, one in sorted(
                roster.classes.items(), key=lambda pair: (by_title(pair[1].title), pair[0])
            )
            if one.org == OrgId(org)
        }
        self._roles: dict[PersonId, set[Role]] = defaultdict(set)
        for grant in roster.roles:
            if grant.org == OrgId(org):
                self._roles[grant.person].add(grant.role)
        self._learns: dict[PersonId, set[ClassId]] = defaultdict(set)
        self._teaches: dict[PersonId, set[ClassId]] = defaultdict(set)
        for one, enrolment in roster.enrolled(day):
            if one.id in self.classes:
                pupil = enrolment.role is EnrolmentRole.PUPIL
                (self._learns if pupil else self._teaches)[enrolment.person].add(one.id)
        self._children: dict[PersonId, set[PersonId]] = defaultdict(set)
        self._parents: dict[PersonId, set[PersonId]] = defaultdict(set)
        for link in roster.guardianships:
            if link.child in self._learns:
                self._children[link.guardian].add(link.child)
                self._parents[link.child].add(link.guardian)

    def pupils_of(self, key: ClassId) -> int:
        """How many learn in a class."""
        return sum(key in classes for classes in self._learns.values())

    def teachers_of(self, key: ClassId) -> list[str]:
        """The names of a class's teachers, who leads it first."""
        leads = {e.person for e in self._roster.enrolments if e.primary and e.school_class == key}
        found = [one for one, classes in self._teaches.items() if key in classes]
        found.sort(key=lambda one: (one not in leads, by_name(self._roster.people[one].full_name)))
        return [self._roster.people[one].full_name for one in found]

    def leads(self, person: PersonId | None, key: ClassId) -> bool:
        """Whether somebody is the class teacher of a class."""
        return any(
            one.primary and one.person == person and one.school_class == key
            for one in self._roster.enrolments
            if one.role is EnrolmentRole.TEACHER
        )

    def taught_by(self, person: PersonId | None) -> frozenset[ClassId]:
        """The classes a person teaches, and the homerooms of who learns in them."""
        taught = self._teaches.get(person, set()) if person else set()
        homes = {
            home
            for classes in self._learns.values()
            if classes & taught
            for home in classes
            if self.classes[home].kind is ClassKind.HOMEROOM
        }
        return frozenset(taught | homes)

    def people(self, wanted: Filter, *, only: frozenset[ClassId] | None) -> list[Listed]:
        """People in the order of their names; pupils and parents `only` of some classes."""
        everybody = {*self._roles, *self._learns, *self._teaches, *self._children}
        found = [self._listed(person) for person in everybody if person in self._roster.people]
        found = [one for one in found if self._asked(one, wanted) and self._seen(one, only)]
        return sorted(found, key=lambda one: (by_name(one.name), one.id))

    def _listed(self, person: PersonId) -> Listed:
        children = self._children.get(person, set())
        classes = self._learns.get(person, set()) | self._teaches.get(person, set())
        for child in children:
            classes = classes | self._learns[child]
        return Listed(
            person,
            self._roster.people[person].full_name,
            frozenset(self._roles.get(person, set())),
            frozenset(classes),
            frozenset(children | self._parents.get(person, set())),
        )

    def _asked(self, one: Listed, wanted: Filter) -> bool:
        words = alike(wanted.text).split()
        name = alike(one.name)
        return (
            all(word in name for word in words)
            and (wanted.role is None or wanted.role in one.roles)
            and (not wanted.school_class or wanted.school_class in one.classes)
        )

    def _seen(self, one: Listed, only: frozenset[ClassId] | None) -> bool:
        if only is None or one.roles & {Role.ADMIN, Role.TEACHER, Role.STAFF}:
            return True
        return bool(one.classes & only)


def names(people: Iterable[PersonId], school: School) -> list[str]:
    """The names of people in order."""
    found = (school.roster.people[one].full_name for one in people if one in school.roster.people)
    return sorted(found, key=by_name)
