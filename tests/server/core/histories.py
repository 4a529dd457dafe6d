"""Random lives of small schools: what happens in registers, many times over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
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

ORG = OrgId("school-14")
_FAMILIES = ("Азаров", "Белова", "Воронов", "Гусева", "Дёмин", "Ершова", "Жуков", "Зайцева")
_LETTERS = "АБВГДЕ"


@dataclass(frozen=True)
class Size:
    """How big a school begins."""

    classes: int = 3
    subjects: int = 2
    pupils: int = 12
    teachers: int = 4


def begin(rng: Random, size: Size | None = None) -> Roster:
    """A school on its first day."""
    size = size or Size()
    roster = Roster(revision="0", orgs={ORG: Org(ORG, "Школа № 14")})
    for _ in range(size.teachers):
        roster = hire(roster, rng)
    for _ in range(size.classes):
        roster = open_class(roster, rng)
    for _ in range(size.subjects):
        roster = open_subject(roster, rng)
    for _ in range(size.pupils):
        roster = admit(roster, rng)
    head = new_person(roster, rng)
    grant = RoleGrant(head.id, ORG, Role.ADMIN)
    return replace(with_person(roster, head), roles=roster.roles | {grant})


def go_on(roster: Roster, rng: Random, *, changes: int) -> Iterator[Roster]:
    """The same school after each of so many changes."""
    for number in range(changes):
        change = rng.choice(CHANGES)
        roster = replace(change(roster, rng), revision=f"{number + 1}")
        yield roster


# ------------------------------------------------------------------------------------- changes


def admit(roster: Roster, rng: Random) -> Roster:
    """A child comes into a class, with up to two parents, one perhaps known already."""
    child = new_person(roster, rng)
    roster = with_person(roster, child)
    for school_class in some(homerooms(roster), rng, 1):
        roster = enrol(roster, child.id, school_class, EnrolmentRole.PUPIL)
    for subject in some(subjects(roster), rng, rng.randint(0, 2)):
        roster = enrol(roster, child.id, subject, EnrolmentRole.PUPIL)
    for _ in range(rng.randint(0, 2)):
        known = [one for one in roster.people if one != child.id]
        if known and rng.random() < 0.2:
            parent = rng.choice(sorted(known))
        else:
            grown_up = new_person(roster, rng)
            roster, parent = with_person(roster, grown_up), grown_up.id
        roster = replace(
            roster, guardianships=roster.guardianships | {Guardianship(parent, child.id)}
        )
    return roster


def hire(roster: Roster, rng: Random) -> Roster:
    """A teacher comes."""
    person = new_person(roster, rng)
    roster = with_person(roster, person)
    role = rng.choice((Role.TEACHER, Role.TEACHER, Role.STAFF))
    return replace(roster, roles=roster.roles | {RoleGrant(person.id, ORG, role)})


def open_class(roster: Roster, rng: Random) -> Roster:
    """A class begins, with a class teacher where there is anybody."""
    number = free("c", roster.classes)
    grade = rng.randint(1, 11)
    school_class = SchoolClass(
        ClassId(number), ORG, f"{grade}{rng.choice(_LETTERS)}", ClassKind.HOMEROOM, grade
    )
    roster = replace(roster, classes={**roster.classes, school_class.id: school_class})
    return lead(roster, rng, school_class.id)


def open_subject(roster: Roster, rng: Random) -> Roster:
    """A subject group begins."""
    number = free("s", roster.classes)
    subject = SchoolClass(ClassId(number), ORG, f"{number} · алгебра", ClassKind.SUBJECT)
    roster = replace(roster, classes={**roster.classes, subject.id: subject})
    return lead(roster, rng, subject.id)


def lead(roster: Roster, rng: Random, school_class: ClassId | None = None) -> Roster:
    """Another teacher takes a class over; the one before goes, stays or helps."""
    staff = sorted(grant.person for grant in roster.roles if grant.role is Role.TEACHER)
    classes = [school_class] if school_class else sorted(roster.classes)
    if not staff or not classes:
        return roster
    chosen = rng.choice(classes)
    fate = rng.choice(("goes", "helps", "leads too"))
    kept = set()
    for e in roster.enrolments:
        if e.school_class == chosen and e.role is EnrolmentRole.TEACHER and fate != "leads too":
            if fate == "helps":
                kept.add(replace(e, primary=False))
            continue
        kept.add(e)
    roster = replace(roster, enrolments=frozenset(kept))
    return enrol(roster, rng.choice(staff), chosen, EnrolmentRole.TEACHER, primary=True)


def move(roster: Roster, rng: Random) -> Roster:
    """A pupil moves to another class of the same school."""
    places = [e for e in roster.enrolments if e.role is EnrolmentRole.PUPIL]
    targets = homerooms(roster)
    if not places or not targets:
        return roster
    chosen = rng.choice(sorted(places, key=str))
    roster = replace(roster, enrolments=roster.enrolments - {chosen})
    return enrol(roster, chosen.person, rng.choice(targets), EnrolmentRole.PUPIL)


def leave(roster: Roster, rng: Random) -> Roster:
    """Somebody is out of the register, with everything that was written about them."""
    if not roster.people:
        return roster
    gone = rng.choice(sorted(roster.people))
    return replace(
        roster,
        people={key: person for key, person in roster.people.items() if key != gone},
        roles=frozenset(g for g in roster.roles if g.person != gone),
        enrolments=frozenset(e for e in roster.enrolments if e.person != gone),
        guardianships=frozenset(
            link for link in roster.guardianships if gone not in (link.guardian, link.child)
        ),
    )


def dissolve(roster: Roster, rng: Random) -> Roster:
    """A class or a group ends."""
    if not roster.classes:
        return roster
    gone = rng.choice(sorted(roster.classes))
    return replace(
        roster,
        classes={key: one for key, one in roster.classes.items() if key != gone},
        enrolments=frozenset(e for e in roster.enrolments if e.school_class != gone),
    )


def rename(roster: Roster, rng: Random) -> Roster:
    """Somebody marries, or a class gets another letter."""
    if roster.people and rng.random() < 0.6:
        one = roster.people[rng.choice(sorted(roster.people))]
        renamed = replace(one, family=rng.choice(_FAMILIES))
        return replace(roster, people={**roster.people, one.id: renamed})
    if not roster.classes:
        return roster
    school_class = roster.classes[rng.choice(sorted(roster.classes))]
    titled = replace(school_class, title=f"{rng.randint(1, 11)}{rng.choice(_LETTERS)}")
    return replace(roster, classes={**roster.classes, titled.id: titled})


def rule(roster: Roster, rng: Random) -> Roster:
    """A court keeps a parent away, or lets them back."""
    if not roster.guardianships:
        return roster
    link = rng.choice(sorted(roster.guardianships, key=str))
    ruled = replace(link, no_contact=not link.no_contact)
    return replace(roster, guardianships=roster.guardianships - {link} | {ruled})


def teach(roster: Roster, rng: Random) -> Roster:
    """Somebody of the staff, or a parent who teaches, helps in a class."""
    if not roster.people or not roster.classes:
        return roster
    role = rng.choice((EnrolmentRole.TEACHER, EnrolmentRole.AIDE))
    person, place = rng.choice(sorted(roster.people)), rng.choice(sorted(roster.classes))
    return enrol(roster, person, place, role)


CHANGES: tuple[Callable[[Roster, Random], Roster], ...] = (
    *(admit, admit, hire, open_class, open_subject, lead, lead, move, move, move),
    *(leave, leave, dissolve, rename, rename, rule, teach),
)


# --------------------------------------------------------------------------------------- parts


def enrol(
    roster: Roster,
    person: PersonId,
    school_class: ClassId,
    role: EnrolmentRole,
    *,
    primary: bool = False,
) -> Roster:
    """Put somebody into a class in place of what they were there."""
    others = {e for e in roster.enrolments if (e.person, e.school_class) != (person, school_class)}
    new = Enrolment(person, school_class, role, primary=primary)
    return replace(roster, enrolments=frozenset(others | {new}))


def new_person(roster: Roster, rng: Random) -> SchoolPerson:
    number = free("p", roster.people)
    return SchoolPerson(PersonId(number), rng.choice(_FAMILIES), f"Имя{number}")


def with_person(roster: Roster, person: SchoolPerson) -> Roster:
    return replace(roster, people={**roster.people, person.id: person})


def homerooms(roster: Roster) -> list[ClassId]:
    return sorted(one.id for one in roster.classes.values() if one.kind is ClassKind.HOMEROOM)


def subjects(roster: Roster) -> list[ClassId]:
    return sorted(one.id for one in roster.classes.values() if one.kind is ClassKind.SUBJECT)


def some(ids: list[ClassId], rng: Random, count: int) -> list[ClassId]:
    return rng.sample(ids, min(count, len(ids)))


def free(prefix: str, taken: object) -> str:
    """An id nobody has now; one that was free again may come back, as registers do."""
    number = 1
    while f"{prefix}{number}" in taken:  # type: ignore[operator]
        number += 1
    return f"{prefix}{number}"
