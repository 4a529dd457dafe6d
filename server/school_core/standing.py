"""Where a person stands in a school: what the contact rules look at, derived from the roster."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    EnrolmentRole,
    OrgId,
    PersonId,
    Roster,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person. `learns` and `teaches` hold classes and subject groups alike.

    `grants` are roles with the school they hold in: a teacher of one school is only a parent in
    the other.
    `leads` are the homerooms whose class teacher it is.
    `grade` is that of the own homeroom; `children` leaves out those a no-contact ruling stands
    between; `child_classes` are the classes those children learn in.
    """

    person: PersonId
    orgs: frozenset[OrgId] = frozenset()
    grants: frozenset[tuple[OrgId, Role]] = frozenset()
    learns: frozenset[ClassId] = frozenset()
    homerooms: frozenset[ClassId] = frozenset()
    grade: int | None = None
    teaches: frozenset[ClassId] = frozenset()
    leads: frozenset[ClassId] = frozenset()
    children: frozenset[PersonId] = frozenset()
    child_classes: frozenset[ClassId] = frozenset()
    child_homerooms: frozenset[ClassId] = frozenset()

    def roles_in(self, orgs: frozenset[OrgId]) -> frozenset[Role]:
        """The roles held in any of these schools."""
        return frozenset(role for org, role in self.grants if org in orgs)


def standings(roster: Roster, day: date) -> Mapping[PersonId, Standing]:
    """Return everybody's standing on a day."""
    orgs: dict[PersonId, set[OrgId]] = defaultdict(set)
    grants: dict[PersonId, set[tuple[OrgId, Role]]] = defaultdict(set)
    learns: dict[PersonId, set[ClassId]] = defaultdict(set)
    homerooms: dict[PersonId, set[ClassId]] = defaultdict(set)
    teaches: dict[PersonId, set[ClassId]] = defaultdict(set)
    leads: dict[PersonId, set[ClassId]] = defaultdict(set)
    grades: dict[PersonId, int | None] = {}
    children: dict[PersonId, set[PersonId]] = defaultdict(set)
    for grant in roster.roles:
        grants[grant.person].add((grant.org, grant.role))
        orgs[grant.person].add(grant.org)
    for school_class, enrolment in roster.enrolled(day):
        orgs[enrolment.person].add(school_class.org)
        if enrolment.role is EnrolmentRole.PUPIL:
            learns[enrolment.person].add(school_class.id)
            if school_class.kind is ClassKind.HOMEROOM:
                homerooms[enrolment.person].add(school_class.id)
                grades[enrolment.person] = school_class.grade
        else:
            teaches[enrolment.person].add(school_class.id)
            if enrolment.primary and school_class.kind is ClassKind.HOMEROOM:
                leads[enrolment.person].add(school_class.id)
    for link in roster.guardianships:
        if not link.no_contact and link.child in roster.people:
            children[link.guardian].add(link.child)
            orgs[link.guardian] |= orgs[link.child]
    return {
        person: Standing(
            person,
            orgs=frozenset(orgs[person]),
            grants=frozenset(grants[person]),
            learns=frozenset(learns[person]),
            homerooms=frozenset(homerooms[person]),
            grade=grades.get(person),
            teaches=frozenset(teaches[person]),
            leads=frozenset(leads[person]),
            children=frozenset(children[person]),
            child_classes=frozenset().union(*(learns[child] for child in children[person])),
            child_homerooms=frozenset().union(*(homerooms[child] for child in children[person])),
        )
        for person in roster.people
    }
