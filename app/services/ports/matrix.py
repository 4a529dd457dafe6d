"""What the services need of a homeserver, in my name."""

from collections.abc import Mapping
from typing import Protocol

from app.domain.events import SyncBatch
from app.domain.ids import RoomId
from app.domain.server import SyncRequest
from app.services.ports.account import AccountApi
from app.services.ports.calls import RtcApi
from app.services.ports.media import MediaApi
from app.services.ports.messages import MessagesApi
from app.services.ports.people import PeopleApi
from app.services.ports.rooms import RoomsApi
from app.services.ports.school import SchoolApi


class MatrixApi(RoomsApi, MessagesApi, PeopleApi, MediaApi, AccountApi, RtcApi, Protocol):
    """The client-server API of one signed-in session. Refreshes its token, single-flight."""

    @property
    def school(self) -> SchoolApi:
        """The school service beside this homeserver."""

    async def sync(self, request: SyncRequest) -> SyncBatch:
        """`POST …simplified_msc3575/sync`."""

    async def unread_counts(self) -> Mapping[RoomId, tuple[int, int]] | None:
        """(unread, mentions) by room from our module; None where the server has none."""

    async def aclose(self) -> None:
        """Close the connections."""
