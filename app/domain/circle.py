"""Whom of my school I may write to, arranged by what they are to me."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.domain.people import Person


class CircleKind(Enum):
    """What the people of a circle are to me."""

    FAMILY = "family"
    COLLEAGUES = "colleagues"
    TEACHERS = "teachers"
    OFFICE = "office"
    PUPILS = "pupils"
    PARENTS = "parents"


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody of a circle. `leads` and `subjects` are titles, `children` names."""

    person: Person
    leads: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """People of one kind by name; `school_class` is the title of their class, or ''."""

    kind: CircleKind
    school_class: str = ""
    people: tuple[Near, ...] = ()


def everybody(circles: Iterable[Circle]) -> tuple[Person, ...]:
    """Return the people of all circles, each once, in their order."""
    people = {near.person.user_id: near.person for one in circles for near in one.people}
    return tuple(people.values())
