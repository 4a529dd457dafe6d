"""A session without a network, with the mockups' chats."""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.diff import Observable
from app.domain.errors import NotFound
from app.domain.ids import DeviceId, EventId, ProfileId, RoomId, UserId
from app.domain.managed import FREE
from app.domain.profiles import Connection, ConnectionPhase, Profile, ProfileKind
from app.domain.rooms import RoomSummary
from app.services.facade.timeline import Timeline
from app.services.poll_reminders import PollReminder
from tests.helpers.fakes.chat_settings import FakeChatSettings
from tests.helpers.fakes.composer import FakeComposer
from tests.helpers.fakes.folders import FakeFolders
from tests.helpers.fakes.keywords import FakeKeywords
from tests.helpers.fakes.media import FakeMedia
from tests.helpers.fakes.people import FakePeople
from tests.helpers.fakes.rooms import FakeRoomList, personal_rooms, school_rooms
from tests.helpers.fakes.school import FakeSchool
from tests.helpers.fakes.search import FakeSearch
from tests.helpers.fakes.stickers import FakeStickers

TimelineFactory = Callable[[RoomId, EventId | None], Timeline]


def make_profile(kind: ProfileKind = ProfileKind.SCHOOL, number: int = 0) -> Profile:
    """Vera Vartanyan's profile of a kind."""
    school = kind is ProfileKind.SCHOOL
    host = "school14.example" if school else "home.example"
    return Profile(
        id=ProfileId(f"{kind.value}{number}"),
        user_id=UserId(f"@vera{number or ''}:{host}"),
        device_id=DeviceId("HERE"),
        homeserver=f"https://{host}",
        kind=kind,
        title="Школа № 14" if school else "Личное",
        name="Вера Вартанян",
    )


class FakeSession:
    """`Session`; `timelines` makes the timeline of a chat when a test opens one."""

    def __init__(
        self,
        kind: ProfileKind = ProfileKind.SCHOOL,
        rooms: Sequence[RoomSummary] | None = None,
        *,
        number: int = 0,
        timelines: TimelineFactory | None = None,
    ) -> None:
        default = school_rooms() if kind is ProfileKind.SCHOOL else personal_rooms()
        self.profile = Observable(make_profile(kind, number))
        self.connection = Observable(Connection(ConnectionPhase.LIVE))
        self.rooms = FakeRoomList(default if rooms is None else rooms)
        self.folders = FakeFolders(self.rooms)
        self.keywords = FakeKeywords()
        self.composer = FakeComposer()
        self.media = FakeMedia()
        self.search = FakeSearch(self.rooms)
        self.people = FakePeople()
        self.stickers = FakeStickers()
        self.managed = FREE
        self.school = FakeSchool()
        self.calls: Any = None
        self.chat_settings = FakeChatSettings()
        self.reminders: Observable[PollReminder | None] = Observable(None)
        self.timelines = timelines
        self.opened: dict[RoomId, Timeline] = {}
        self.settings: dict[str, Any] = {}
        self.picture = b""
        self.saving = Observable(False)
        self.active = False
        self.done: list[tuple[Any, ...]] = []

    async def open_timeline(self, room_id: RoomId, at: EventId | None = None) -> Timeline:
        self.done.append(("open_timeline", room_id, at))
        if self.timelines is None:
            raise NotFound(status=404)
        self.opened[room_id] = self.timelines(room_id, at)
        return self.opened[room_id]

    async def setting(self, key: str) -> Any:
        return self.settings.get(key)

    async def put_setting(self, key: str, value: Any) -> None:
        self.settings[key] = value

    async def keep_picture(self, data: bytes) -> None:
        self.picture = data

    async def save_traffic(self, saving: bool) -> None:
        self.saving.set(saving)

    def set_active(self, active: bool) -> None:
        self.active = active

    def wake(self) -> None:
        self.done.append(("wake",))
