"""The register's menu without a network."""

from app.domain.register_menu import RegisterLink, RegisterMenu
from tests.helpers.fakes.recorded import Recorded


class FakeRegisterMenus(Recorded):
    """`RegisterMenus`: nothing is set up."""

    def __init__(self) -> None:
        super().__init__()
        self.mine: tuple[RegisterLink, ...] = ()
        self.now = RegisterMenu()

    async def links(self) -> tuple[RegisterLink, ...]:
        await self._called("links")
        return self.mine

    async def menu(self, org: str) -> RegisterMenu:
        await self._called("menu", org)
        return self.now

    async def decide(self, org: str, menu: RegisterMenu) -> None:
        await self._called("decide", org, menu)
        self.now = menu
