"""Fills a fresh homeserver with the demo: accounts, chats, history, and how Vera left it all.

Rooms are filled side by side; only the last two messages of each are sent in the order of their
time, because clients sort chats by the order in which the server got their last messages.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

import httpx

from server.local.demo.accounts import PASSWORD
from server.local.demo.chats import VERA, Chat, personal_chats, school_chats
from server.local.demo.client import V3, SeedClient
from server.local.demo.files import upload_files
from server.local.demo.people import ADMIN, PERSONAL_PEOPLE, SCHOOL_PEOPLE, Human
from server.local.demo.room import Room
from server.local.services import ServiceFailed
from server.local.supervisor import RunningServer, Seed

ROLES = "/_synapse/client/parta/admin/roles"

DAYS = 45
"""How far back the history goes."""
_SMALL_DAYS, _SMALL_SHARE = 3, 0.1
_TAIL = 2
_SEEN_LATELY = {"zagurskaya", "artem", "dasha", "elena", "smirnova", "9b07", "mama", "sasha"}

Progress = Callable[[int, int], None]


def seeder(size: str) -> Seed | None:
    """The seeding of a size: `full`, `small` (one class and few talks, for tests) or `none`."""
    if size == "none":
        return None
    small = size == "small"

    async def seed(server: RunningServer, on_progress: Progress) -> None:
        now = datetime.now().astimezone()
        make = school_chats if server.title else personal_chats
        people = SCHOOL_PEOPLE if server.title else PERSONAL_PEOPLE
        if small:
            chats = make(now, days=_SMALL_DAYS, share=_SMALL_SHARE)
            chats = tuple(_thinned(chat) for chat in chats if chat.group in ("", "9Б"))
        else:
            chats = make(now, days=DAYS)
        client = SeedClient(server)
        try:
            await _Seeding(client, chats, people, now=now, on_progress=on_progress).run()
        except httpx.HTTPError as error:
            raise ServiceFailed(
                "Не удалось наполнить демонстрационную школу: сервер не ответил. Запустите ещё "
                "раз, наполнение начнётся заново."
            ) from error
        finally:
            await client.aclose()

    return seed


def _thinned(chat: Chat) -> Chat:
    lines = (replace(line, reactions=line.reactions[:1]) for line in chat.lines)
    few = (replace(line, reactions=tuple((e, 1) for e, _ in line.reactions)) for line in lines)
    return replace(chat, lines=tuple(few))


class _Seeding:
    def __init__(
        self,
        client: SeedClient,
        chats: Sequence[Chat],
        people: Sequence[Human],
        *,
        now: datetime,
        on_progress: Progress,
    ) -> None:
        self._client = client
        self._chats = chats
        self._people = people
        self._now = now
        self._on_progress = on_progress
        self._done = 0
        self._all = sum(len(chat.members) + len(chat.lines) for chat in chats)

    async def run(self) -> None:
        self._on_progress(0, self._all)
        await asyncio.gather(*(self._register(human) for human in self._people))
        if ADMIN in self._people:
            roles = {self._client.user_id(human.login): human.role.value for human in self._people}
            await self._client.call("PUT", ROLES, who=ADMIN.login, json={"roles": roles})
        lines = [line for chat in self._chats for line in chat.lines]
        files = await upload_files(self._client, lines)
        rooms = [
            Room(self._client, chat, files=files, now=self._now, on_step=self._step)
            for chat in self._chats
        ]
        await asyncio.gather(*(self._fill(room) for room in rooms))
        last = [(line, room) for room in rooms for line in room.chat.lines[-_TAIL:]]
        for line, room in sorted(last, key=lambda pair: pair[0].at):
            await room.say(line)
        await asyncio.gather(*(room.mark_read() for room in rooms))
        for room in rooms:
            await room.arrange()
        for login in _SEEN_LATELY & {human.login for human in self._people}:
            path = f"{V3}/presence/{quote(self._client.user_id(login))}/status"
            await self._client.call("PUT", path, who=login, json={"presence": "online"})
        await self._mark_direct([room for room in rooms if room.chat.direct])
        self._on_progress(self._all, self._all)

    async def _register(self, human: Human) -> None:
        await self._client.register(
            human.login, human.name, password=PASSWORD, admin=human == ADMIN
        )

    async def _fill(self, room: Room) -> None:
        await room.make()
        for line in room.chat.lines[:-_TAIL]:
            await room.say(line)

    async def _mark_direct(self, rooms: Sequence[Room]) -> None:
        mine: dict[str, list[str]] = {}
        for room in rooms:
            (other,) = (member for member in room.chat.members if member != VERA)
            mine[self._client.user_id(other)] = [room.room_id]
            theirs = {self._client.user_id(VERA): [room.room_id]}
            await self._client.account_data(other, "m.direct", theirs)
        await self._client.account_data(VERA, "m.direct", mine)

    def _step(self) -> None:
        self._done += 1
        self._on_progress(min(self._done, self._all - 1), self._all)
