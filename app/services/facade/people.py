"""What the UI sees of people and of my devices."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.diff import Observable
from app.domain.ids import RoomId, UserId
from app.domain.people import LastSeen, Person, Visibility
from app.domain.server import Confirming, Device


class People(Protocol):
    """Presence, badges and devices."""

    badges: Observable[int]
    """Grows whenever somebody has got or lost a role: what shows people looks again."""
    ignored: Observable[frozenset[UserId]]
    """Whose messages I do not want; the server does not send them."""

    async def ignore(self, user_id: UserId, *, ignored: bool) -> None:
        """Get nothing more of what somebody writes, or get it again."""

    visibility: Observable[Visibility]
    """Who sees when I am here."""

    async def set_visibility(self, chosen: Visibility) -> None:
        """Decide who sees when I am here, for all my devices."""

    def last_seen(self, user_id: UserId) -> Observable[LastSeen | None]:
        """Watched while it has listeners; None while unknown or hidden."""

    def online(self, room_id: RoomId) -> Observable[int | None]:
        """How many members of a chat are here; watched while it has listeners, None: unknown."""

    async def person(self, user_id: UserId) -> Person:
        """A person."""

    async def devices(self) -> tuple[Device, ...]:
        """My devices."""

    async def rename_device(self, device: Device, name: str) -> None:
        """Rename a device of mine."""

    async def confirming(self, devices: Sequence[Device]) -> Confirming | None:
        """How signing these out is confirmed, None where it is done; with none: what I can do."""

    async def confirmed(self, devices: Sequence[Device], confirming: Confirming) -> bool:
        """Sign them out if the browser has confirmed it by now."""

    async def sign_out_devices(
        self, devices: Sequence[Device], password: str, *, code: str = ""
    ) -> None:
        """Sign other devices out."""
