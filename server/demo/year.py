"""A year of an invented school: what happens to its roster from 1 September to the next one.

Each moment holds the whole roster of its day, what happened in words, and rulings about guardians,
which no export has: the school enters them itself.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from server.demo import names
from server.demo.school import (
    DemoSchool,
    classes_of_pupil,
    homeroom_id,
    subject_classes,
)
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Guardianship,
    PersonId,
    RoleGrant,
    Roster,
    SchoolClass,
    SchoolPerson,
)
from server.school_core.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Moment:
    """The school on a day, and what happened since the moment before."""

    day: date
    school: DemoSchool
    events: tuple[str, ...]
    rulings: frozenset[Ruling] = frozenset()


def a_year(school: DemoSchool, *, moments: int = 12, per_moment: int = 3) -> Iterator[Moment]:
    """Yield the year moment by moment; the last one is 1 September of the next year."""
    begins = date(school.year, 9, 1)
    yield Moment(begins, school, ())
    change = _Change(school)
    step = 270 // max(moments, 1)
    for number in range(1, moments + 1):
        day = begins + timedelta(days=number * step)
        yield change.moment(day, per_moment)
    yield change.roll(date(school.year + 1, 9, 1))


class _Change:
    """Changes the roster, always from the same dice."""

    def __init__(self, school: DemoSchool) -> None:
        self._rng = random.Random(f"year {school.seed} {school.org} {school.year}")
        self._school = school
        self._rulings: set[Ruling] = set()
        self._new = 0

    def moment(self, day: date, changes: int) -> Moment:
        kinds: tuple[Callable[[], str], ...] = (
            self._transfer,
            self._arrival,
            self._departure,
            self._new_teacher,
            self._new_leader,
            self._new_surname,
            self._ruling,
        )
        events = [self._rng.choice(kinds)() if self._pupils() else "" for _ in range(changes)]
        return self._done(day, [event for event in events if event])

    def roll(self, day: date) -> Moment:
        """The next school year: everybody a class up, the eldest leave, a new first class comes."""
        school, roster = self._school, self._school.roster
        year = school.year + 1
        homes = {one.id: one for one in roster.classes.values() if one.kind is ClassKind.HOMEROOM}
        ups: dict[ClassId, str] = {
            key: f"{(one.grade or 0) + 1}{one.title[-1]}" for key, one in homes.items()
        }
        eldest = {key for key, one in homes.items() if one.grade == 11}
        gone = {
            e.person
            for e in roster.enrolments
            if e.role is EnrolmentRole.PUPIL and e.school_class in eldest
        }
        leaders = {e.school_class: e.person for e in roster.enrolments if e.primary}
        staff = sorted({g.person for g in roster.roles if g.role is Role.TEACHER})
        classes: dict[ClassId, SchoolClass] = {}
        enrolments: set[Enrolment] = set()
        for old, title in sorted(ups.items()):
            if homes[old].grade == 11:
                title = f"1{title[-1]}"
            new = homeroom_id(school.org, year, title)
            classes[new] = SchoolClass(new, school.org, title, ClassKind.HOMEROOM, _grade(title))
            enrolments.add(Enrolment(leaders[old], new, EnrolmentRole.TEACHER, primary=True))
            for one in subject_classes(school.org, year, title):
                classes[one.id] = one
                teacher = self._rng.choice(staff)
                enrolments.add(Enrolment(teacher, one.id, EnrolmentRole.TEACHER))
            if homes[old].grade != 11:
                pupils = sorted(
                    e.person
                    for e in roster.enrolments
                    if e.school_class == old and e.role is EnrolmentRole.PUPIL
                )
                for pupil in pupils:
                    for klass in classes_of_pupil(school.org, year, title, self._rng):
                        enrolments.add(Enrolment(pupil, klass, EnrolmentRole.PUPIL))
        self._set(replace(roster, classes=classes, enrolments=frozenset(enrolments)), year)
        for pupil in sorted(gone):
            self._remove_pupil(pupil)
        newcomers = [self._arrival(grade=1) for _ in range(max(1, len(gone)))]
        return self._done(day, [f"Новый учебный год; выпускников {len(gone)}", *newcomers])

    # --- what happens

    def _transfer(self) -> str:
        pupil = self._rng.choice(self._pupils())
        old = self._class_of(pupil)
        others = [one for one in self._homes() if one.grade == old.grade and one.id != old.id] or [
            one for one in self._homes() if one.id != old.id
        ]
        if not others:
            return ""
        new = self._rng.choice(others)
        self._place(pupil, new.title)
        return f"{self._name(pupil)}: {old.title} → {new.title}"

    def _arrival(self, *, grade: int | None = None) -> str:
        homes = [one for one in self._homes() if grade in (None, one.grade)]
        if not homes:
            return ""
        home = self._rng.choice(homes)
        self._new += 1
        roster, org = self._school.roster, self._school.org
        stem = self._rng.choice(names.SURNAMES)
        mother_name = names.grown_up(self._rng, woman=True, stem=stem)
        girl = self._rng.random() < 0.5
        child_name = names.child(self._rng, stem, "", girl=girl)
        key = f"{org}-n{self._school.year}{self._new:04}"
        born = date(self._school.year - 6 - (home.grade or 1), 3, 1 + self._new % 28)
        pupil = SchoolPerson(
            PersonId(f"{key}p"), child_name.family, child_name.given, child_name.middle, born
        )
        mother = SchoolPerson(
            PersonId(f"{key}g"), mother_name.family, mother_name.given, mother_name.middle
        )
        self._set(
            replace(
                roster,
                people={**roster.people, pupil.id: pupil, mother.id: mother},
                roles=roster.roles
                | {RoleGrant(pupil.id, org, Role.PUPIL), RoleGrant(mother.id, org, Role.PARENT)},
                guardianships=roster.guardianships | {Guardianship(mother.id, pupil.id)},
            )
        )
        self._place(pupil.id, home.title)
        return f"{pupil.full_name}: новый ученик {home.title}"

    def _departure(self) -> str:
        pupil = self._rng.choice(self._pupils())
        name = self._name(pupil)
        self._remove_pupil(pupil)
        return f"{name}: выбыл"

    def _new_teacher(self) -> str:
        roster, org = self._school.roster, self._school.org
        taught = [
            e
            for e in sorted(roster.enrolments, key=lambda e: (e.school_class, e.person))
            if e.role is EnrolmentRole.TEACHER and not e.primary
        ]
        if not taught:
            return ""
        old = self._rng.choice(taught)
        self._new += 1
        name = names.grown_up(self._rng, woman=True)
        person = SchoolPerson(
            PersonId(f"{org}-n{self._school.year}{self._new:04}t"),
            name.family,
            name.given,
            name.middle,
            date(1990, 5, 1 + self._new % 28),
        )
        self._set(
            replace(
                roster,
                people={**roster.people, person.id: person},
                roles=roster.roles | {RoleGrant(person.id, org, Role.TEACHER)},
                enrolments=(roster.enrolments - {old}) | {replace(old, person=person.id)},
            )
        )
        positions = {**self._school.positions, person.id: "учитель"}
        self._school = replace(self._school, positions=positions)
        return f"{person.full_name}: новый учитель, {roster.classes[old.school_class].title}"

    def _new_leader(self) -> str:
        roster = self._school.roster
        home = self._rng.choice(self._homes())
        old = next(e for e in roster.enrolments if e.school_class == home.id and e.primary)
        teachers = sorted({g.person for g in roster.roles if g.role is Role.TEACHER} - {old.person})
        if not teachers:
            return ""
        new = replace(old, person=self._rng.choice(teachers))
        self._set(replace(roster, enrolments=(roster.enrolments - {old}) | {new}))
        return f"{home.title}: новый классный руководитель {self._name(new.person)}"

    def _new_surname(self) -> str:
        roster = self._school.roster
        person = roster.people[self._rng.choice(sorted(roster.people))]
        stem = self._rng.choice(names.SURNAMES)
        woman = person.middle.endswith("на")
        renamed = replace(person, family=names.surname(stem, woman=woman))
        self._set(replace(roster, people={**roster.people, person.id: renamed}))
        return f"{person.full_name}: теперь {renamed.family}"

    def _ruling(self) -> str:
        links = sorted(
            self._school.roster.guardianships, key=lambda link: (link.guardian, link.child)
        )
        if not links:
            return ""
        link = self._rng.choice(links)
        contact = self._rng.random() < 0.5
        self._rulings.add(
            Ruling(link.guardian, link.child, no_contact=contact, no_diary=not contact)
        )
        what = "без общения" if contact else "без дневника"
        return f"{self._name(link.guardian)} и {self._name(link.child)}: {what}"

    # --- the pieces

    def _done(self, day: date, events: list[str]) -> Moment:
        roster = replace(self._school.roster, revision=f"{self._school.org}-{day.isoformat()}")
        self._school = replace(self._school, roster=roster)
        links = {(link.guardian, link.child) for link in roster.guardianships}
        rulings = frozenset(one for one in self._rulings if (one.guardian, one.child) in links)
        return Moment(day, self._school, tuple(events), rulings)

    def _set(self, roster: Roster, year: int | None = None) -> None:
        self._school = replace(
            self._school, roster=roster, year=self._school.year if year is None else year
        )

    def _pupils(self) -> list[PersonId]:
        return sorted(g.person for g in self._school.roster.roles if g.role is Role.PUPIL)

    def _homes(self) -> list[SchoolClass]:
        classes = self._school.roster.classes
        return [classes[key] for key in sorted(classes) if classes[key].kind is ClassKind.HOMEROOM]

    def _class_of(self, pupil: PersonId) -> SchoolClass:
        classes = self._school.roster.classes
        return next(
            classes[e.school_class]
            for e in self._school.roster.enrolments
            if e.person == pupil
            and e.role is EnrolmentRole.PUPIL
            and classes[e.school_class].kind is ClassKind.HOMEROOM
        )

    def _place(self, pupil: PersonId, title: str) -> None:
        school, roster = self._school, self._school.roster
        kept = {
            e for e in roster.enrolments if e.person != pupil or e.role is not EnrolmentRole.PUPIL
        }
        kept |= {
            Enrolment(pupil, klass, EnrolmentRole.PUPIL)
            for klass in classes_of_pupil(school.org, school.year, title, self._rng)
        }
        self._set(replace(roster, enrolments=frozenset(kept)))

    def _remove_pupil(self, pupil: PersonId) -> None:
        """The pupil goes, and with it every parent who has nobody else here."""
        roster = self._school.roster
        links = frozenset(link for link in roster.guardianships if link.child != pupil)
        staying = {link.guardian for link in links}
        parents = {link.guardian for link in roster.guardianships if link.child == pupil} - staying
        roles = frozenset(
            grant
            for grant in roster.roles
            if grant.person != pupil and not (grant.person in parents and grant.role is Role.PARENT)
        )
        known = {grant.person for grant in roles}
        self._set(
            replace(
                roster,
                people={key: one for key, one in roster.people.items() if key in known},
                roles=roles,
                guardianships=links,
                enrolments=frozenset(e for e in roster.enrolments if e.person in known),
            )
        )

    def _name(self, person: PersonId) -> str:
        return self._school.roster.people[person].full_name


def _grade(title: str) -> int:
    return int(title[:-1])
