"""A whole invented school, or a region of them, from a seed: a `Roster` of any size.

The same seed and size give the same school on every machine. Classes hold about 25 pupils and are
spread over grades 1–11; families have one to three children at the school, some parents teach
there.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from server.demo import names
from server.demo.names import FullName
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

CLASS_SIZE = 25
LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
_PLACE = {letter: f"{place:02}" for place, letter in enumerate(LETTERS, 1)}
SUBJECTS: Mapping[str, range] = {
    "Английский язык": range(2, 12),
    "Физкультура": range(1, 12),
    "Русский язык": range(5, 12),
    "Литература": range(5, 12),
    "Алгебра": range(7, 12),
    "Геометрия": range(7, 12),
    "История": range(5, 12),
    "География": range(5, 11),
    "Биология": range(5, 12),
    "Физика": range(7, 12),
    "Химия": range(8, 12),
    "Информатика": range(7, 12),
}
SPLIT = "Английский язык"
"""The subject that a class learns in two halves."""
_GROUPS_OF_A_TEACHER = 9
_OFFICE = ("секретарь", "психолог", "библиотекарь")


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school with what its exports need beside the roster: `positions` of its employees."""

    org: OrgId
    year: int
    roster: Roster
    positions: Mapping[PersonId, str] = field(default_factory=dict)
    seed: int = 14


def make_school(
    *, seed: int, size: int, year: int = 2026, number: int = 14, parent: OrgId | None = None
) -> DemoSchool:
    """Make a school of `size` pupils up, as it stands on 1 September of a year."""
    return _Maker(seed, size, year, number, parent).school()


def make_region(*, seed: int, schools: int, size: int, year: int = 2026) -> tuple[DemoSchool, ...]:
    """Make schools of a region up; districts of five stand between them and it."""
    return tuple(
        make_school(
            seed=seed * 1000 + number,
            size=size,
            year=year,
            number=number,
            parent=OrgId(f"district-{(number - 1) // 5 + 1}"),
        )
        for number in range(1, schools + 1)
    )


def orgs_above(schools: Sequence[DemoSchool]) -> Mapping[OrgId, Org]:
    """Return the region and its districts, where the schools have any."""
    districts = sorted(
        {one.roster.orgs[one.org].parent for one in schools} - {None}, key=lambda key: str(key)
    )
    if not districts:
        return {}
    region = OrgId("region")
    found = {region: Org(region, "Пряничная область")}
    for key in districts:
        if key is not None:
            found[key] = Org(key, f"Район {key.removeprefix('district-')}", region)
    return found


def merged(schools: Sequence[DemoSchool]) -> Roster:
    """Return the roster of several schools with the authorities above them."""
    rosters = [one.roster for one in schools]
    return Roster(
        revision=rosters[0].revision,
        orgs={**orgs_above(schools), **{k: v for one in rosters for k, v in one.orgs.items()}},
        classes={k: v for one in rosters for k, v in one.classes.items()},
        people={k: v for one in rosters for k, v in one.people.items()},
        roles=frozenset().union(*(one.roles for one in rosters)),
        enrolments=frozenset().union(*(one.enrolments for one in rosters)),
        guardianships=frozenset().union(*(one.guardianships for one in rosters)),
    )


def homeroom_id(org: OrgId, year: int, title: str) -> ClassId:
    """Return the id of a class in a school year: «9Б» of 2026 is `s14-2026-9-02`."""
    return ClassId(f"{org}-{year}-{title[:-1]}-{_PLACE[title[-1]]}")


def subject_classes(org: OrgId, year: int, title: str) -> Iterator[SchoolClass]:
    """Yield the subject groups of a class, without people."""
    grade = int(title[:-1])
    for number, (subject, grades) in enumerate(SUBJECTS.items(), 1):
        if grade in grades:
            for half in (1, 2) if subject == SPLIT else (0,):
                name = f"{title} · {subject.lower()}" + (f" {half}" if half else "")
                key = f"{homeroom_id(org, year, title)}-{number:02}" + (f"-{half}" if half else "")
                yield SchoolClass(ClassId(key), org, name, ClassKind.SUBJECT, grade, subject)


class _Maker:
    def __init__(self, seed: int, size: int, year: int, number: int, parent: OrgId | None) -> None:
        self._rng = random.Random(f"{seed} {size} {number}")
        self._size = size
        self._seed = seed
        self._year = year
        self._org = Org(OrgId(f"s{number}"), f"Школа № {number}", parent)
        self._ids = {letter: count(1) for letter in "ptga"}
        self._people: dict[PersonId, SchoolPerson] = {}
        self._roles: set[RoleGrant] = set()
        self._enrolments: set[Enrolment] = set()
        self._links: set[Guardianship] = set()
        self._positions: dict[PersonId, str] = {}
        self._classes: dict[ClassId, SchoolClass] = {}

    def school(self) -> DemoSchool:
        titles = self._titles()
        self._office()
        teachers = self._teachers(titles)
        self._families(titles, teachers)
        roster = Roster(
            revision=f"{self._org.id}-{self._year}-09-01",
            orgs={self._org.id: self._org},
            classes=self._classes,
            people=self._people,
            roles=frozenset(self._roles),
            enrolments=frozenset(self._enrolments),
            guardianships=frozenset(self._links),
        )
        return DemoSchool(self._org.id, self._year, roster, self._positions, self._seed)

    def _titles(self) -> list[str]:
        full = max(CLASS_SIZE, -(-self._size // (11 * len(LETTERS))))
        classes = max(1, round(self._size / full))
        grades = [9, 5, 7, 1, 11, 3, 8, 2, 6, 10, 4]
        return [f"{grades[n % 11]}{LETTERS[n // 11 % len(LETTERS)]}" for n in range(classes)]

    def _person(self, letter: str, name: FullName, role: Role, born: date | None) -> PersonId:
        key = PersonId(f"{self._org.id}-{letter}{next(self._ids[letter]):05}")
        self._people[key] = SchoolPerson(key, name.family, name.given, name.middle, born)
        self._roles.add(RoleGrant(key, self._org.id, role))
        return key

    def _office(self) -> None:
        heads = ["директор", *["заместитель директора"] * min(3, 1 + self._size // 400)]
        for position in heads:
            self._employee("a", position, Role.ADMIN)
        for position in _OFFICE[: 1 + self._size // 200]:
            self._employee("a", position, Role.STAFF)

    def _employee(self, letter: str, position: str, role: Role) -> PersonId:
        woman = self._rng.random() < 0.8
        born = date(1963, 1, 1) + timedelta(days=self._rng.randrange(36 * 365))
        key = self._person(letter, names.grown_up(self._rng, woman=woman), role, born)
        self._positions[key] = position
        return key

    def _teachers(self, titles: Sequence[str]) -> list[PersonId]:
        free: dict[str, PersonId] = {}
        left: dict[PersonId, int] = {}
        teachers: list[PersonId] = []

        def teacher_of(subject: str) -> PersonId:
            key = free.get(subject)
            if key is None or left[key] == 0:
                key = self._employee("t", f"учитель: {subject.lower()}", Role.TEACHER)
                free[subject], left[key] = key, _GROUPS_OF_A_TEACHER
                teachers.append(key)
            left[key] -= 1
            return key

        leading: set[PersonId] = set()
        for title in titles:
            taught: list[PersonId] = []
            for one in subject_classes(self._org.id, self._year, title):
                self._classes[one.id] = one
                teacher = teacher_of(one.subject)
                taught.append(teacher)
                self._enrol(teacher, one.id, EnrolmentRole.TEACHER)
            home = homeroom_id(self._org.id, self._year, title)
            grade = int(title[:-1])
            self._classes[home] = SchoolClass(home, self._org.id, title, ClassKind.HOMEROOM, grade)
            leader = next((one for one in taught if one not in leading and grade > 4), None)
            if leader is None:
                position = "учитель начальных классов" if grade < 5 else "классный руководитель"
                leader = self._employee("t", position, Role.TEACHER)
                teachers.append(leader)
            leading.add(leader)
            self._enrol(leader, home, EnrolmentRole.TEACHER, primary=True)
        return teachers

    def _families(self, titles: Sequence[str], teachers: Sequence[PersonId]) -> None:
        seats = [titles[n % len(titles)] for n in range(self._size)]
        self._rng.shuffle(seats)
        mothers = [one for one in teachers if self._people[one].family.endswith(("а", "ая"))]
        while seats:
            children = min(len(seats), self._rng.choices((1, 2, 3), (70, 25, 5))[0])
            taken = [seats.pop() for _ in range(children)]
            teaches = mothers and self._rng.random() < 0.03
            mother = mothers.pop() if teaches else None
            self.family(taken, mother)

    def family(self, titles: Sequence[str], mother: PersonId | None) -> None:
        """Make up a family with a child in each of the classes."""
        rng = self._rng
        stem = rng.choice(names.SURNAMES)
        parents: list[PersonId] = [mother] if mother else []
        father = ""
        kind = rng.random()
        if kind < 0.78:
            name = names.grown_up(rng, woman=False, stem=stem)
            father = name.given
            parents.append(self._person("g", name, Role.PARENT, None))
        if kind >= 0.95:
            stem_of_guardian = rng.choice(names.SURNAMES)
            name = names.grown_up(rng, woman=True, stem=stem_of_guardian)
            parents.append(self._person("g", name, Role.PARENT, None))
        elif not mother:
            name = names.grown_up(rng, woman=True, stem=stem)
            parents.append(self._person("g", name, Role.PARENT, None))
        if mother:
            self._roles.add(RoleGrant(mother, self._org.id, Role.PARENT))
        for title in titles:
            girl = rng.random() < 0.5
            born = date(self._year - 6 - int(title[:-1]), 1, 1) + timedelta(rng.randrange(365))
            pupil = self._person("p", names.child(rng, stem, father, girl=girl), Role.PUPIL, born)
            self._links |= {Guardianship(parent, pupil) for parent in parents}
            for klass in classes_of_pupil(self._org.id, self._year, title, rng):
                self._enrol(pupil, klass, EnrolmentRole.PUPIL)

    def _enrol(
        self, person: PersonId, klass: ClassId, role: EnrolmentRole, *, primary: bool = False
    ) -> None:
        self._enrolments.add(Enrolment(person, klass, role, primary=primary))


def classes_of_pupil(org: OrgId, year: int, title: str, rng: random.Random) -> Iterator[ClassId]:
    """Yield the class and the subject groups that a pupil of it learns in."""
    half = rng.choice("12")
    yield homeroom_id(org, year, title)
    for one in subject_classes(org, year, title):
        if one.subject != SPLIT or one.id.endswith(f"-{half}"):
            yield one.id
