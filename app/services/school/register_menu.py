"""The register's pages that are opened in the browser."""

from dataclasses import asdict

from app.domain.parse.register_menu import parse_links, parse_menu
from app.domain.register_menu import RegisterLink, RegisterMenu
from app.services.ports.matrix import MatrixApi

_MENU = "/v1/diary/register-menu"


class RegisterMenuService:
    """Fulfils `facade.school.register_menu.RegisterMenus`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def links(self) -> tuple[RegisterLink, ...]:
        """What I may open."""
        return parse_links(await self._api.school.get(_MENU + "/links"))

    async def menu(self, org: str) -> RegisterMenu:
        """What was decided for a school."""
        return parse_menu(await self._api.school.get(_MENU, params={"org": org}))

    async def decide(self, org: str, menu: RegisterMenu) -> None:
        """Set it up."""
        await self._api.school.put(_MENU, body={"org": org, **asdict(menu)})
