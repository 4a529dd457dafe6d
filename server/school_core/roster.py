"""A school's roster, normalised: what every connector delivers, whatever the file or service was.

Names follow OneRoster: orgs, classes, enrolments, `sourcedId`. Ids are opaque and stable; dates are
inclusive days. A `Roster` is a whole picture of one moment, not a change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NewType

from server.school_core.roles import Role

PersonId = NewType("PersonId", str)
ClassId = NewType("ClassId", str)
OrgId = NewType("OrgId", str)


class ClassKind(Enum):
    """`classType` of OneRoster; a homeroom has a class and a parents' chat."""

    HOMEROOM = "homeroom"
    SUBJECT = "scheduled"


class EnrolmentRole(Enum):
    """What a person is in one class."""

    PUPIL = "student"
    TEACHER = "teacher"
    AIDE = "aide"


@dataclass(frozen=True, slots=True)
class Org:
    """A school, or a district or region above it (`parent`)."""

    id: OrgId
    name: str
    parent: OrgId | None = None


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class (9Б) or a subject group (9Б · биология). `grade` is 1 … 11, None where unknown."""

    id: ClassId
    org: OrgId
    title: str
    kind: ClassKind
    grade: int | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SchoolPerson:
    """A human of the school: name parts as the register writes them, the patronymic in `middle`."""

    id: PersonId
    family: str
    given: str
    middle: str = ""
    born: date | None = None

    @property
    def full_name(self) -> str:
        """«Фамилия Имя Отчество»: the name that accounts get."""
        return " ".join(part for part in (self.family, self.given, self.middle) if part)


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A role of a person at a school; one person may hold several."""

    person: PersonId
    org: OrgId
    role: Role


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A person in a class. `primary` on a homeroom's teacher makes the class teacher."""

    person: PersonId
    school_class: ClassId
    role: EnrolmentRole
    primary: bool = False
    begins: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the enrolment is in force on a day; both ends belong to it."""
        begun = self.begins is None or self.begins <= day
        return begun and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Guardianship:
    """A parent or guardian of a child, with what a court or the school ruled about them.

    `no_contact`: no chat with the child nor about it; `no_diary`: no marks and homework.
    """

    guardian: PersonId
    child: PersonId
    no_contact: bool = False
    no_diary: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything of one moment. `revision` names it in the reason of every action it causes."""

    revision: str = ""
    orgs: Mapping[OrgId, Org] = field(default_factory=dict)
    classes: Mapping[ClassId, SchoolClass] = field(default_factory=dict)
    people: Mapping[PersonId, SchoolPerson] = field(default_factory=dict)
    roles: frozenset[RoleGrant] = frozenset()
    enrolments: frozenset[Enrolment] = frozenset()
    guardianships: frozenset[Guardianship] = frozenset()

    def enrolled(self, day: date) -> Iterator[tuple[SchoolClass, Enrolment]]:
        """The enrolments in force on a day, with their classes; dangling ones are left out."""
        for enrolment in self.enrolments:
            school_class = self.classes.get(enrolment.school_class)
            known = school_class is not None and enrolment.person in self.people
            if school_class is not None and known and enrolment.holds_on(day):
                yield school_class, enrolment

    def roles_of(self, person: PersonId) -> frozenset[Role]:
        """Every role of a person in the whole roster."""
        return frozenset(grant.role for grant in self.roles if grant.person == person)
