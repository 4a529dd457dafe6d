"""What the school tells me of a person: every role of theirs with what goes with it."""

from dataclasses import dataclass

from app.domain.people import Role


@dataclass(frozen=True, slots=True)
class PortraitRole:
    """A role at a school. `leads`, `subjects` and `classes` are titles.

    `children` are (name, title of the class) of a parent's children.
    """

    role: Role
    school: str = ""
    leads: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    children: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person as the school knows them, as far as I may know it."""

    name: str = ""
    roles: tuple[PortraitRole, ...] = ()
