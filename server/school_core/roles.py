"""Who a person is to the school: the one list of roles, and what a role is called on the wire."""

from enum import Enum

ROLE_FIELD = "app.parta.role"
"""Key in `unsigned` of every event; only the server can put it there."""


class Role(Enum):
    """A role from the roster. A person with several is shown by the first of them."""

    ADMIN = "admin"
    TEACHER = "teacher"
    STAFF = "staff"
    PARENT = "parent"
    PUPIL = "pupil"
    BOT = "bot"


STAFF = frozenset({Role.TEACHER, Role.STAFF, Role.ADMIN})
"""The roles of grown-ups whom a school employs."""


def parse_role(text: object) -> Role | None:
    """The role a string names; None for anything that is no role."""
    try:
        return Role(text)
    except ValueError:
        return None
