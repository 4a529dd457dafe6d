"""What the UI sees of the people of a school."""

from typing import Protocol

from app.domain.circle import Circle


class People(Protocol):
    """Whom of my school I may write to."""

    async def circles(self) -> tuple[Circle, ...]:
        """Colleagues, my classes and their parents, my teachers, my family."""

    async def kept_circles(self) -> tuple[Circle, ...]:
        """The same as last seen on this computer."""
