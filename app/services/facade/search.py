"""What the UI sees of the search."""

from typing import Protocol

from app.domain.cache import FoundMessage
from app.domain.ids import RoomId
from app.domain.people import Person
from app.domain.rooms import RoomSummary


class Search(Protocol):
    """Search over people, chats and messages of one profile."""

    async def messages(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        """Messages, newest first."""

    async def further(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30
    ) -> tuple[FoundMessage, ...]:
        """The same with what only the server has: this computer knows the newest of each chat.

        Raises what the network says where the server cannot be asked.
        """

    async def people(self, query: str, *, limit: int = 10) -> tuple[Person, ...]:
        """People: known ones at once, then the server's directory."""

    def chats(self, query: str, *, limit: int = 10) -> tuple[RoomSummary, ...]:
        """Chats whose name has all words of the query (by prefix, ё = е)."""
