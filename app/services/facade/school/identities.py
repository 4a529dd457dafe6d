"""What the UI sees of the ways into a profile."""

from typing import Protocol

from app.domain.identities import CodeMeaning, DeviceCode, Identities, PersonIdentity, PortalBadge


class IdentityBook(Protocol):
    """What opens my profile: bindings of outside identities, and my other devices."""

    async def mine(self) -> Identities:
        """My ways in, and what may be bound."""

    async def bind_gradebook(self, register: str, *, login: str, password: str) -> None:
        """Bind an account of the register, proved by its password; it is not kept."""

    async def look_at_code(self, code: str) -> CodeMeaning:
        """What a code from the page of a browser would bind."""

    async def bind_code(self, code: str) -> None:
        """Bind it."""

    async def unbind(self, identity: str) -> None:
        """It opens nothing from now on; account, chats and messages stay."""

    async def device_code(self) -> DeviceCode:
        """A code for another device of mine, worth minutes."""

    async def badge(self) -> PortalBadge:
        """My number for the portal's page, open or closed."""

    async def open_badge(self) -> PortalBadge:
        """A new address for it; the one before is worth nothing."""

    async def close_badge(self) -> None:
        """The address answers nobody from now on."""

    async def of_school(self, org: str) -> tuple[PersonIdentity, ...]:
        """Bindings of a school's people, for its administrators."""

    async def unbind_for(self, org: str, identity: str, *, reason: str) -> None:
        """Undo somebody's binding; they are signed out and read why."""
