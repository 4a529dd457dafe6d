"""School № 14 as its register would export it: classes, who teaches what, whose parents are whose.

The people are the demo's own; ids, subject groups and the authorities above the school are those of
`server.demo`, and so are the files that go into the school service.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from server.demo.gradebook import demo_groups, gradebook_export
from server.demo.school import DemoSchool, homeroom_id, subject_classes
from server.demo.tables import bulk, oneroster_12, zipped
from server.local.demo import people
from server.local.demo.people import Human
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Guardianship,
    Org,
    OrgId,
    PersonId,
    RoleGrant,
    Roster,
    SchoolClass,
    SchoolPerson,
)

ORG = OrgId("s14")

TITLES = tuple(people.LEADERS)
_OTHER_NAME = {"smirnova": "ilya"}
"""Parents whose surname is not their child's."""


def person_id(login: str) -> PersonId:
    """The id under which the register knows somebody of the demo."""
    return PersonId(f"{ORG}-{login}")


def demo_school(
    today: date, *, titles: Sequence[str] = TITLES, most: int | None = None
) -> DemoSchool:
    """The school in the school year of a day.

    With these classes, and `most` pupils and parents of each, None for all.
    """
    year = today.year if today.month >= 9 else today.year - 1
    humans = [one for one in people.SCHOOL_PEOPLE if not one.group]
    for title in titles:
        humans += (*people.PUPILS[title][:most], *people.PARENTS.get(title, ())[:most])
    there = {person_id(one.login): _person(one, year) for one in humans}
    enrolments = (one for title in titles for one in _enrolments(year, title))
    families = (one for title in titles for one in _families(title))
    roster = Roster(
        revision=f"{ORG}-{year}",
        orgs={ORG: Org(ORG, "Школа № 14", OrgId("district-1"))},
        classes={one.id: one for title in titles for one in _classes(year, title)},
        people=there,
        roles=frozenset(RoleGrant(person_id(one.login), ORG, one.role) for one in humans),
        enrolments=frozenset(one for one in enrolments if one.person in there),
        guardianships=frozenset(one for one in families if {one.guardian, one.child} <= set(there)),
    )
    return DemoSchool(ORG, year, roster)


def export_of(school: DemoSchool) -> bytes:
    """The school's OneRoster 1.2 export."""
    return zipped(bulk(oneroster_12((school,)), version="1.2"))


def gradebook_of(school: DemoSchool, today: date) -> bytes:
    """The school's journal of the year so far and of two weeks to come."""
    files = gradebook_export(
        demo_groups(school), begins=date(school.year, 9, 1), today=today, learns=people.TEACH
    )
    return zipped(files)


def _person(human: Human, year: int) -> SchoolPerson:
    given, *middle, family = human.name.split()
    if human is people.ACADEMY:  # no human, though somebody writes for it
        given, family = "", human.name
    grade = int(human.group[:-1]) if human.role is Role.PUPIL else None
    born = None
    if grade is not None:
        born = date(year - 6 - grade, 1, 1) + timedelta(days=sum(map(ord, human.name)) % 365)
    return SchoolPerson(person_id(human.login), family, given, " ".join(middle), born)


def _classes(year: int, title: str) -> Iterator[SchoolClass]:
    home = homeroom_id(ORG, year, title)
    yield SchoolClass(home, ORG, title, ClassKind.HOMEROOM, int(title[:-1]))
    yield from (
        one for one in subject_classes(ORG, year, title) if one.subject in people.TEACH[title]
    )


def _enrolments(year: int, title: str) -> Iterator[Enrolment]:
    home, *subjects = _classes(year, title)
    first, *others = people.LEADERS[title]
    yield Enrolment(person_id(first), home.id, EnrolmentRole.TEACHER, primary=True)
    taught = [(home, others), *((one, people.TEACH[title][one.subject]) for one in subjects)]
    for where, teachers in taught:
        for login in teachers:
            yield Enrolment(person_id(login), where.id, EnrolmentRole.TEACHER)
        for pupil in people.PUPILS[title]:
            yield Enrolment(person_id(pupil.login), where.id, EnrolmentRole.PUPIL)


def _families(title: str) -> Iterator[Guardianship]:
    pupils: Mapping[str, str] = {
        human.name.split()[-1].removesuffix("а"): human.login for human in people.PUPILS[title]
    }
    for parent in people.PARENTS.get(title, ()):
        stem = parent.name.split()[-1].removesuffix("а")
        child = _OTHER_NAME.get(parent.login) or pupils[stem]
        yield Guardianship(person_id(parent.login), person_id(child))
