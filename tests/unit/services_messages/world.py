"""A profile at work against the fake server, over a real cache, in sentences."""

import asyncio
from pathlib import Path
from typing import Any

from app.domain.content import (
    MediaContent,
    PollContent,
    RedactedContent,
    TextContent,
    UnknownContent,
)
from app.domain.diff import Insert, ListDiff, Move, Observable, Remove, Reset, Update
from app.domain.ids import EventId, ItemKey, RoomId
from app.domain.profiles import Connection, ConnectionPhase
from app.domain.timeline import SendState, TimelineItem
from app.services.messages import Messages
from app.services.room_list import RoomList
from app.services.timeline import OpenTimeline
from app.services.updates import Updates
from app.store.profile_store import ProfileStore
from tests.unit.services_messages.fakes import ME, ROOM, FakeClock, FakeServer, FakeTools

KEY = "cd" * 32


class World:
    """One profile; `restart` is what a crash or a quit and a new start do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = FakeServer()
        self.clock = FakeClock()
        self.tools = FakeTools()
        self.errors: list[BaseException] = []
        self.connection = Observable(Connection(ConnectionPhase.LIVE))
        self.updates = Updates()

    async def start(self) -> "World":
        self.store = await ProfileStore.open(self.folder / "profile", KEY, user_id=ME)
        self.rooms = RoomList(
            ME,
            api=self.server,  # type: ignore[arg-type]
            store=self.store,
            updates=self.updates,
            clock=self.clock,
        )
        self.rooms.load(await self.store.rooms())
        self.messages = Messages(
            me=ME,
            store=self.store,
            api=self.server,  # type: ignore[arg-type]
            tools=self.tools,
            clock=self.clock,
            updates=self.updates,
            connection=self.connection,
            on_error=self.errors.append,
            workdir=self.folder / "work",
            on_pending=self.rooms.take_pending,
        )
        await self.messages.start()
        self.messages.set_active(True)
        self.composer = self.messages.composer
        return self

    async def stop(self) -> None:
        await self.messages.aclose()
        await self.store.close()
        assert self.errors == []

    async def restart(self) -> None:
        await self.stop()
        self.updates = Updates()
        await self.start()

    async def open(self, room_id: RoomId = ROOM, at: EventId | None = None) -> OpenTimeline:
        timeline = await self.messages.open_timeline(room_id, at)
        await self.quiet()
        return timeline

    async def sync(self, *rooms: RoomId, limited: int | None = None) -> None:
        """One sync reply with everything that is new, worked off."""
        applied = await self.store.apply_sync(self.server.batch(*rooms, limited=limited))
        self.updates.publish(applied)
        await self.quiet()

    async def quiet(self) -> None:
        """Let everything run that waits for neither the clock nor the server.

        Files and the cache have one thread each, so the last in line ends last of all.
        """
        for _ in range(50):
            await asyncio.sleep(0)
            await asyncio.to_thread(int)
            await self.store.sync_state()

    def go_offline(self) -> None:
        self.server.offline = True
        self.connection.set(Connection(ConnectionPhase.OFFLINE))

    def go_online(self) -> None:
        self.server.offline = False
        self.connection.set(Connection(ConnectionPhase.LIVE))

    async def send(self, text: str, **more: Any) -> ItemKey:
        return await self.composer.send_text(ROOM, text, **more)


def say(item: TimelineItem) -> str:
    """What a row shows, in a word."""
    match item.content:
        case TextContent(body):
            return body.text
        case MediaContent(filename=name):
            return name
        case PollContent(poll):
            return poll.question
        case RedactedContent():
            return "(удалено)"
        case UnknownContent(fallback=words):
            return words
        case content:
            return type(content).__name__


def shown(timeline: OpenTimeline) -> list[str]:
    return [say(item) for item in timeline.items]


def states(timeline: OpenTimeline) -> list[SendState]:
    return [item.status.state for item in timeline.items]


class Watcher:
    """Replays the diffs of a timeline; what it holds must always equal the list."""

    def __init__(self, timeline: OpenTimeline) -> None:
        self.kinds: list[str] = []
        self.keys: list[ItemKey] = []
        self._timeline = timeline
        timeline.items.subscribe(self._on_diffs)
        self.kinds.clear()

    def _on_diffs(self, diffs: Any) -> None:
        for diff in diffs:
            self._replay(diff)
        assert self.keys == [item.key for item in self._timeline.items]
        assert len(set(self.keys)) == len(self.keys)

    def _replay(self, diff: ListDiff[TimelineItem]) -> None:
        self.kinds.append(type(diff).__name__)
        match diff:
            case Reset(items):
                self.keys = [item.key for item in items]
            case Insert(index, items):
                self.keys[index:index] = [item.key for item in items]
            case Remove(index, count):
                del self.keys[index : index + count]
            case Update(index, item):
                assert self.keys[index] == item.key
            case Move(source, target, item):
                assert self.keys.pop(source) == item.key
                self.keys.insert(target, item.key)
