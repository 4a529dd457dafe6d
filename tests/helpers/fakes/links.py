"""Links into chats, in memory."""

from pathlib import Path

from app.domain.events import Event
from app.domain.ids import RoomId
from app.domain.invite_links import InviteLink, LinkPreview
from tests.helpers.fakes.recorded import Recorded


class FakeLinks(Recorded):
    """`Links`: one chat's link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[InviteLink, ...] = ()
        self.before: tuple[Event, ...] = ()
        self.seen = LinkPreview("9Б · класс", "Школа № 14", inside=False, may_join=True)

    def is_mine(self, url: str) -> bool:
        return url.startswith("https://school14.example/j/")

    async def of_room(self, room_id: RoomId) -> tuple[InviteLink, ...]:
        await self._called("of_room", room_id)
        return self.found

    async def make(self, room_id: RoomId, *, history: bool) -> InviteLink:
        await self._called("make", room_id, history)
        url = "https://school14.example/j/3f2yQ8t1abcdefgh"
        self.found = (InviteLink("l1", url, history=history),)
        return self.found[0]

    async def revoke(self, room_id: RoomId, link_id: str) -> None:
        await self._called("revoke", room_id, link_id)
        self.found = ()

    async def preview(self, url: str) -> LinkPreview:
        await self._called("preview", url)
        return self.seen

    async def join(self, url: str) -> RoomId:
        await self._called("join", url)
        return RoomId("!9Б · класс")

    async def window(self, room_id: RoomId) -> tuple[Event, ...]:
        await self._called("window", room_id)
        return self.before

    async def save_sheet(self, url: str, target: Path) -> None:
        await self._called("save_sheet", url, target)
