"""Fills a fresh homeserver with the demo: people, chats, history, and how Vera left it all.

The people and chats of the school come through its service (`door`), those of Vera's private life
are made here. Rooms are filled side by side; only the last two messages of each are sent in the
order of their time, because clients sort chats by the order in which the server got their last
messages.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

import httpx

from server.demo.school import DemoSchool
from server.local.demo.accounts import PASSWORD
from server.local.demo.chats import VERA, Chat, personal_chats, school_chats
from server.local.demo.client import V3, SeedClient
from server.local.demo.door import Door
from server.local.demo.files import upload_files
from server.local.demo.people import PERSONAL_PEOPLE, SCHOOL_PEOPLE
from server.local.demo.room import Room
from server.local.demo.roster import TITLES, demo_school, person_id
from server.local.demo.school_year import (
    count_weeks,
    fill_journal,
    hold_weekly_report,
    school_now,
)
from server.local.services import ServiceFailed
from server.local.supervisor import RunningServer, Seed


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: days of history, a share of the talks, `most` pupils of a class."""

    days: int
    titles: Sequence[str]
    share: float = 1
    most: int | None = None
    reactions: int | None = None


FULL = Size(45, TITLES)
SMALL = Size(3, ("9Б",), share=0.1, most=12, reactions=1)
"""One class and few talks, for tests."""
_TAIL = 2
_LINES_A_PERSON = 3
"""How much longer it takes to bring a person in than to say a line: for the progress alone."""
_SEEN_LATELY = {"zagurskaya", "artem", "dasha", "elena", "smirnova", "9b07", "mama", "sasha"}

Progress = Callable[[int, int], None]


def seeder(name: str) -> Seed | None:
    """The seeding of a size: `full`, `small` or `none`."""
    if name == "none":
        return None
    size = SMALL if name == "small" else FULL

    async def seed(server: RunningServer, on_progress: Progress) -> None:
        now = datetime.now().astimezone()
        client = SeedClient(server)
        try:
            if server.title:
                school = demo_school(school_now().date(), titles=size.titles, most=size.most)
                chats = school_chats(now, days=size.days, share=size.share, most=size.most)
                chats = tuple(_thinned(c, size) for c in chats if c.group in ("", *size.titles))
                seeding = _Seeding(client, chats, school.roster.people, now, on_progress)
                await _fill_school(Door(client, server.service_url), school, seeding)
            else:
                chats = personal_chats(now, days=size.days, share=size.share)
                chats = tuple(_thinned(chat, size) for chat in chats)
                await _fill_personal(_Seeding(client, chats, PERSONAL_PEOPLE, now, on_progress))
        except httpx.HTTPError as error:
            raise ServiceFailed(
                "Не удалось наполнить демонстрационную школу: сервер не ответил. Запустите ещё "
                "раз, наполнение начнётся заново."
            ) from error
        finally:
            await client.aclose()

    return seed


async def _fill_school(door: Door, school: DemoSchool, seeding: "_Seeding") -> None:
    logins = [one.login for one in SCHOOL_PEOPLE if person_id(one.login) in school.roster.people]
    try:
        await hold_weekly_report(door)
        await door.bring_in(school, logins, seeding.people_in)
        rooms = await door.rooms()
        for chat in seeding.chats:
            if chat.kind == "channel":
                rooms[chat.name] = await door.make_channel(chat)
        await asyncio.gather(fill_journal(door, school), seeding.run(rooms))
        await count_weeks(door)
    finally:
        await door.aclose()


async def _fill_personal(seeding: "_Seeding") -> None:
    for human in PERSONAL_PEOPLE:
        await seeding.client.register(human.login, human.name, password=PASSWORD)
    await seeding.run({})


def _thinned(chat: Chat, size: Size) -> Chat:
    """The chat with less around its messages, where the size wants that."""
    if size.reactions is None:
        return chat
    few = [
        tuple((emoji, 1) for emoji, _ in line.reactions[: size.reactions]) for line in chat.lines
    ]
    lines = (replace(line, reactions=own) for line, own in zip(chat.lines, few, strict=True))
    return replace(chat, lines=tuple(lines))


class _Seeding:
    """The chats of one server on their way in, and how far they are."""

    def __init__(
        self,
        client: SeedClient,
        chats: Sequence[Chat],
        people: Collection[object],
        now: datetime,
        on_progress: Progress,
    ) -> None:
        self.client = client
        self.chats = chats
        self._now = now
        self._on_progress = on_progress
        self._people = len(people) * _LINES_A_PERSON
        self._said = 0
        self._all = self._people + sum(len(chat.lines) for chat in chats)
        on_progress(0, self._all)

    def people_in(self, done: int, planned: int) -> None:
        """So many steps of those that the school's sync has planned are done."""
        self._on_progress(self._people * done // max(planned, 1), self._all)

    async def run(self, rooms: Mapping[str, str]) -> None:
        """Make the chats that are not in `rooms`, and say in all of them what was said."""
        files = await upload_files(self.client, [line for c in self.chats for line in c.lines])
        made = [
            Room(
                self.client,
                chat,
                files=files,
                now=self._now,
                on_step=self._step,
                room_id=rooms.get(chat.name, ""),
            )
            for chat in self.chats
        ]
        await asyncio.gather(*(self._fill(room) for room in made))
        last = [(line, room) for room in made for line in room.chat.lines[-_TAIL:]]
        for line, room in sorted(last, key=lambda pair: pair[0].at):
            await room.say(line)
        await asyncio.gather(*(room.others_read() for room in made))
        for room in made:
            await room.arrange()
        for login in _SEEN_LATELY & {who for chat in self.chats for who in chat.members}:
            path = f"{V3}/presence/{quote(self.client.user_id(login))}/status"
            await self.client.call("PUT", path, who=login, json={"presence": "online"})
        await self._mark_direct([room for room in made if room.chat.direct])
        self._on_progress(self._all, self._all)

    async def _fill(self, room: Room) -> None:
        if not room.room_id:
            await room.make()
        if room.chat.topic:
            await room.describe()
        for line in room.chat.lines[:-_TAIL]:
            await room.say(line)

    async def _mark_direct(self, rooms: Sequence[Room]) -> None:
        mine: dict[str, list[str]] = {}
        for room in rooms:
            (other,) = (member for member in room.chat.members if member != VERA)
            mine[self.client.user_id(other)] = [room.room_id]
            theirs = {self.client.user_id(VERA): [room.room_id]}
            await self.client.account_data(other, "m.direct", theirs)
        await self.client.account_data(VERA, "m.direct", mine)

    def _step(self) -> None:
        self._said += 1
        self._on_progress(min(self._people + self._said, self._all - 1), self._all)
