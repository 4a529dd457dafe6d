"""What the UI sees of one profile at work."""

from typing import Any, Protocol

from app.domain.diff import Observable
from app.domain.ids import EventId, RoomId
from app.domain.managed import Managed
from app.domain.profiles import Connection, Profile
from app.services.facade.calls import Calls
from app.services.facade.chat_settings import ChatSettings
from app.services.facade.composer import Composer
from app.services.facade.folders import Folders
from app.services.facade.keywords import Keywords
from app.services.facade.media import MediaLibrary
from app.services.facade.people import People
from app.services.facade.rooms import RoomList
from app.services.facade.school.school import School
from app.services.facade.search import Search
from app.services.facade.stickers import Stickers
from app.services.facade.timeline import Timeline
from app.services.poll_reminders import PollReminder


class Session(Protocol):
    """One profile at work."""

    @property
    def profile(self) -> Observable[Profile]:
        """Whose session it is."""

    @property
    def connection(self) -> Observable[Connection]:
        """Where the sync stands."""

    @property
    def rooms(self) -> RoomList:
        """All chats."""

    @property
    def folders(self) -> Folders:
        """Folders of one's own."""

    @property
    def keywords(self) -> Keywords:
        """Words to be told of."""

    @property
    def composer(self) -> Composer:
        """Everything that goes out."""

    @property
    def media(self) -> MediaLibrary:
        """Files behind `mxc://` addresses."""

    @property
    def chat_settings(self) -> ChatSettings:
        """Name, picture and rights of a chat."""

    @property
    def search(self) -> Search:
        """People, chats and messages."""

    @property
    def stickers(self) -> Stickers:
        """Packs of stickers."""

    @property
    def people(self) -> People:
        """Presence and devices."""

    @property
    def school(self) -> School:
        """The school service: who I am there, the diary, statistics."""

    @property
    def reminders(self) -> Observable[PollReminder | None]:
        """The reminder that came last: a poll is about to close."""

    @property
    def managed(self) -> Managed:
        """What is decided for this computer."""

    @property
    def calls(self) -> Calls | None:
        """Calls and lessons; None where the program was started without sound and pictures."""

    async def open_timeline(self, room_id: RoomId, at: EventId | None = None) -> Timeline:
        """Open a chat at `at`, else at the first unread, else at the end; from the cache alone."""

    @property
    def saving(self) -> Observable[bool]:
        """Whether traffic is saved: pictures come when they are asked for, presence rests."""

    async def save_traffic(self, saving: bool) -> None:
        """Save traffic from now on, or no more; kept for this profile on this computer."""

    async def setting(self, key: str) -> Any:
        """A setting of this profile on this computer."""

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting of this profile."""

    async def keep_picture(self, data: bytes) -> None:
        """Keep the picture of the window that the next start shows first."""

    def set_active(self, active: bool) -> None:
        """The window shows this profile and the person is there (presence, read marks)."""

    def wake(self) -> None:
        """The PC woke up or the network came back: try now."""
