"""The second step of signing in: how it stands with me, and with the people of a school."""

from dataclasses import dataclass
from datetime import datetime

CODE_FIELD = "app.parta.code"
"""Where a code stands beside a password, at a sign-in and where a deed is confirmed."""
NEEDED = frozenset({"APP.PARTA.SECOND_STEP_NEEDED", "second_step_needed"})
REFUSED = frozenset({"APP.PARTA.SECOND_STEP_REFUSED", "second_step_refused"})
"""What the homeserver's module and the school service say of a right password."""


@dataclass(frozen=True, slots=True)
class SecondStep:
    """Since when it is on, None for off. `required`: my school asks it of me."""

    since: datetime | None = None
    codes_left: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret for the authenticator; `link` is for its QR code."""

    secret: str
    link: str


@dataclass(frozen=True, slots=True)
class PersonSecondStep:
    """A person of the school who has it on, or lacks it though the school asks it of them."""

    person: str
    name: str
    since: datetime | None
    required: bool


@dataclass(frozen=True, slots=True)
class SchoolSecondStep:
    """Whether a school asks it of its staff, and how its people stand."""

    staff: bool = False
    people: tuple[PersonSecondStep, ...] = ()
