"""What the UI sees of the register's pages that are opened in the browser."""

from typing import Protocol

from app.domain.register_menu import RegisterLink, RegisterMenu


class RegisterMenus(Protocol):
    """«Ещё в ЭЖД»: shown to whom the school says, set up by who runs the server."""

    async def links(self) -> tuple[RegisterLink, ...]:
        """What I may open."""

    async def menu(self, org: str) -> RegisterMenu:
        """What was decided for a school, for its administrators."""

    async def decide(self, org: str, menu: RegisterMenu) -> None:
        """Set it up. For whoever runs the server."""
