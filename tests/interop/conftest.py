"""The app without its screen and matrix-js-sdk, in one room of a real Synapse."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap import headless
from app.domain.ids import EventId, RoomId
from app.domain.profiles import ConnectionPhase
from app.domain.timeline import TimelineItem
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from tests.helpers.node import require_node
from tests.helpers.school_fixtures import FreshUser, fresh_user, school
from tests.helpers.settle import until
from tests.interop.peer import HERE, Peer
from tests.unit.services_messages.world import say

__all__ = ["fresh_user", "school"]


async def soon(is_so: Callable[[], object]) -> None:
    """Wait for what goes over the server."""
    await until(is_so, turns=12_000)


@dataclass
class Pair:
    """Vera uses the app, Oleg uses matrix-js-sdk; `room` is their chat."""

    session: Session
    timeline: Timeline
    peer: Peer
    room: RoomId
    vera: str
    oleg: str

    @property
    def rows(self) -> list[str]:
        """What the app shows, row by row."""
        return [say(item) for item in self.timeline.items]

    def row(self, event_id: str) -> TimelineItem | None:
        """The app's row of an event."""
        return next((i for i in self.timeline.items if i.event_id == event_id), None)

    async def sees_row(self, event_id: str) -> TimelineItem:
        """Wait for the app's row of an event of the other one."""
        await soon(lambda: self.row(event_id))
        found = self.row(event_id)
        assert found is not None
        return found

    async def writes(self, text: str, **more: object) -> EventId:
        """Vera writes; gives the event's id once matrix-js-sdk has it."""
        await self.session.composer.send_text(self.room, text, **more)  # type: ignore[arg-type]
        await soon(lambda: self.timeline.items[-1].event_id)
        event_id = self.timeline.items[-1].event_id
        assert event_id is not None
        await self.peer.sees(lambda seen: seen.get("id") == event_id, text)
        return event_id


@pytest.fixture
async def pair(fresh_user: FreshUser, tmp_path: Path) -> AsyncIterator[Pair]:
    node = require_node(HERE)
    vera, oleg = await fresh_user("Вера", sign_in=False), await fresh_user("Олег")
    room = await oleg.create_room("Экскурсия")
    await oleg.invite(room, vera)
    errors: list[BaseException] = []
    profiles = await headless(tmp_path / "data", errors.append)
    server = await profiles.discover(vera.server.url)
    await profiles.sign_in_password(
        server, vera.localpart, password=vera.password, shared_computer=False
    )
    session = profiles.sessions[0]
    peer = await Peer.start(node, oleg)
    room_id = RoomId(room)
    await soon(lambda: session.rooms.get(room_id))
    await session.rooms.accept(room_id)
    await soon(lambda: session.connection.value.phase is ConnectionPhase.LIVE)
    session.set_active(True)
    timeline = await session.open_timeline(room_id)
    await soon(lambda: not timeline.loading.value and len(timeline.items))
    yield Pair(session, timeline, peer, room_id, vera.user_id, oleg.user_id)
    timeline.close()
    await peer.stop()
    await profiles.aclose()
    assert errors == []
