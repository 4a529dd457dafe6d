"""A sync loop and a chat list over a real cache, a scripted server and a clock that is told."""

from pathlib import Path
from typing import Any

from app.domain.events import RoomDelta, SyncBatch
from app.domain.ids import RoomId
from app.domain.profiles import Connection, ConnectionPhase, StopReason
from app.services.room_list import RoomList
from app.services.sync_loop import SyncLoop
from app.services.tasks import TaskScope
from app.services.updates import Updates
from app.store.profile_store import ProfileStore
from tests.helpers.settle import until
from tests.unit.services_core.fakes import Answer, FakeClock, Server
from tests.unit.services_messages.fakes import ME

KEY = "ef" * 32


def reply(pos: str, *rooms: RoomDelta, count: int = 1, **more: Any) -> SyncBatch:
    return SyncBatch(pos=pos, rooms=rooms, list_counts={"all": count}, **more)


def chat(room_id: str, bump: int = 1, **more: Any) -> RoomDelta:
    return RoomDelta(
        RoomId(room_id), name=more.pop("name", room_id[1:]), bump_stamp=bump, initial=True, **more
    )


class World:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Server()
        self.clock = FakeClock()
        self.errors: list[BaseException] = []
        self.phases: list[ConnectionPhase] = []

    async def start(self) -> "World":
        self.store = await ProfileStore.open(self.folder, KEY, user_id=ME)
        self.updates = Updates()
        self.tasks = TaskScope(self.errors.append)
        self.rooms = RoomList(
            ME,
            api=self.server,  # type: ignore[arg-type]
            store=self.store,
            updates=self.updates,
            clock=self.clock,
        )
        self.rooms.load(await self.store.rooms())
        self.loop = SyncLoop(
            self.server,  # type: ignore[arg-type]
            self.store,
            updates=self.updates,
            clock=self.clock,
            tasks=self.tasks,
            jitter=lambda: 1.0,
        )
        self.loop.connection.subscribe(lambda connection: self.phases.append(connection.phase))
        return self

    async def stop(self) -> None:
        await self.tasks.aclose()
        await self.store.close()
        assert self.errors == []

    async def restart(self) -> None:
        await self.stop()
        await self.start()
        self.run()

    def run(self) -> None:
        self.running = self.tasks.start(self.loop.run())

    @property
    def connection(self) -> Connection:
        return self.loop.connection.value

    @property
    def requests(self) -> list[tuple[str | None, int, int]]:
        """(pos, window, timeout in seconds) of every sync request."""
        return [(one.pos, one.window, one.timeout_ms // 1000) for one in self.server.syncs]

    async def asked(self, count: int) -> None:
        """Wait for the request with this number."""
        await until(lambda: len(self.server.syncs) >= count)

    async def waits(self) -> float:
        """Let it come to a pause; how many seconds it will take."""
        await until(lambda: self.clock.naps)
        return self.clock.naps[0]

    async def phase(self, phase: ConnectionPhase) -> None:
        await until(lambda: self.connection.phase is phase)

    async def live(self, *rooms: RoomDelta) -> None:
        """Run until the list is complete."""
        self.server.say(reply("p1", *rooms, count=len(rooms)))
        self.run()
        await self.phase(ConnectionPhase.LIVE)
        await self.asked(2)

    async def say(self, *answers: Answer) -> None:
        """Let the server answer the polls under way; wait until it is asked again."""
        before = len(self.server.syncs)
        self.server.say(*answers)
        await self.asked(before + len(answers))

    async def stopped(self) -> StopReason:
        return await self.running
