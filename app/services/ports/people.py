"""What the services need to know of people: names, badges, who is here."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.ids import RoomId, UserId
from app.domain.people import LastSeen, Person, Role


class PeopleApi(Protocol):
    """People on the homeserver: part of `MatrixApi`."""

    async def profile(self, user_id: UserId) -> Person:
        """`GET /profile/{user}`."""

    async def search_users(self, term: str, *, limit: int) -> tuple[Person, ...]:
        """`POST /user_directory/search`."""

    async def set_presence(self, online: bool) -> None:
        """`PUT /presence/{me}/status`."""

    async def last_seen(self, users: Sequence[UserId]) -> Mapping[UserId, LastSeen]:
        """When people were here, from our module, else `GET /presence/{user}/status` of each."""

    async def tells_roughly(self) -> bool:
        """Whether the server hides the exact time from those who may not see it."""

    async def online_count(self, room_id: RoomId) -> int | None:
        """How many members of a chat are here now, from our module; None where there is none."""

    async def badge_changes(self, since: int) -> tuple[int, Mapping[UserId, Role]]:
        """(newest number, roles now of those who changed after `since`), from our module."""

    async def report_person(self, user_id: UserId, *, reason: str) -> None:
        """`POST /users/{id}/report`."""
