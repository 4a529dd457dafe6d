"""The messages of one person on a real homeserver: client, cache, sync loop, no screen."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.ids import DeviceId, EventId, RoomId, UserId
from app.domain.network import NetworkSettings
from app.domain.profiles import ConnectionPhase, Tokens
from app.media.tools import FileTools
from app.net.client import open_client
from app.services.clock import SystemClock
from app.services.messages import Messages
from app.services.sync_loop import SyncLoop
from app.services.tasks import TaskScope
from app.services.timeline import OpenTimeline
from app.services.updates import Updates
from app.store.profile_store import ProfileStore

KEY = "ef" * 32


class Messenger:
    """`start` and `stop` as often as you like: the folder stays."""

    def __init__(
        self, folder: Path, *, url: str, user_id: str, device_id: str, tokens: Tokens
    ) -> None:
        self._folder = folder
        self._url, self._user_id, self._device_id = url, UserId(user_id), DeviceId(device_id)
        self._tokens = tokens
        self.errors: list[BaseException] = []

    async def start(self) -> "Messenger":
        async def on_tokens(tokens: Tokens) -> None:
            self._tokens = tokens

        self.api = await open_client(
            self._url,
            self._user_id,
            self._device_id,
            tokens=self._tokens,
            on_tokens=on_tokens,
            network=NetworkSettings(),
        )
        self.store = await ProfileStore.open(self._folder / "profile", KEY, user_id=self._user_id)
        clock, updates = SystemClock(), Updates()
        self._tools = FileTools()
        self._tasks = TaskScope(self.errors.append)
        self.sync = SyncLoop(self.api, self.store, updates=updates, clock=clock, tasks=self._tasks)
        self.messages = Messages(
            me=self._user_id,
            store=self.store,
            api=self.api,
            tools=self._tools,
            clock=clock,
            updates=updates,
            connection=self.sync.connection,
            on_error=self.errors.append,
            workdir=self._folder / "work",
        )
        self.composer = self.messages.composer
        await self.messages.start()
        self.messages.set_active(True)
        self._tasks.start(self.sync.run())
        return self

    async def stop(self) -> None:
        await self.messages.aclose()
        await self._tasks.aclose()
        await self.api.aclose()
        await self.store.close()
        self._tools.close()
        assert self.errors == []

    async def live(self) -> None:
        await until(lambda: self.sync.connection.value.phase is ConnectionPhase.LIVE)

    async def open(self, room_id: str, at: str | None = None) -> OpenTimeline:
        self.sync.open_rooms = (RoomId(room_id),)
        return await self.messages.open_timeline(RoomId(room_id), EventId(at) if at else None)


async def until(condition: Callable[[], Any], *, seconds: float = 60) -> None:
    """Wait for what a server does."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not condition():
        assert loop.time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def until_there(condition: Callable[[], Any], *, seconds: float = 60) -> Any:
    """The same for a condition that asks the server; gives what it found."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not (found := await condition()):
        assert loop.time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.05)
    return found
