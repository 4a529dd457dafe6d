"""What the UI sees of the second step of signing in."""

from typing import Protocol

from app.domain.diff import Observable
from app.domain.second_step import NewSecret, SchoolSecondStep, SecondStep


class SecondStepBook(Protocol):
    """The second step of signing in with a password."""

    state: Observable[SecondStep | None]
    """How it stands with me as last heard; None before that."""

    async def refresh(self) -> SecondStep:
        """Ask how it stands with me."""

    async def begin(self) -> NewSecret:
        """Make a secret; nothing is on before one of its codes was typed."""

    async def confirm(self, code: str) -> tuple[str, ...]:
        """Switch it on; ten codes to print, told this once."""

    async def print_anew(self, code: str) -> tuple[str, ...]:
        """Ten new codes to print; those before are worth nothing."""

    async def switch_off(self, code: str) -> None:
        """A password alone is enough again."""

    async def of_school(self, org: str) -> SchoolSecondStep:
        """How it stands with a school's people, for its administrators."""

    async def ask_staff(self, org: str, *, wanted: bool) -> None:
        """Ask it of everybody who works at a school, or do not."""

    async def reset(self, person: str, *, reason: str) -> None:
        """Switch it off for somebody who has lost it; they read why."""
