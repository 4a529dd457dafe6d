"""The cache with a million messages: what opening a chat, searching and one sync reply cost.

    .venv/bin/python benchmarks/store_million.py [--messages 1000000] [--keep FOLDER]

Goes through the program's own code from raw JSON to rows; prints medians and worst cases. With
--keep the filled folder is used again by the next run (filling takes minutes).
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.domain.events import Event, MessagesPage, RoomDelta, SyncBatch
from app.domain.ids import EventId, RoomId, UserId
from app.domain.parse import parse_event
from app.store.profile_store import ProfileStore
from app.store.snapshot import read_snapshot

KEY = "ab" * 32
ME = UserId("@anna:school")
BIG, BIG_SIZE = RoomId("!big"), 20_000
START = 1_700_000_000
WORDS = """
контрольная контрольную контрольной алгебра алгебре геометрия урок уроке уроки завтра сегодня
вчера домашнее задание задания сдать сдаём тетрадь тетради учебник страница номер класс класса
родители родительское собрание собрании экскурсия поход театр деньги собрать перемена столовая
расписание замена кабинет учитель учителя директор справка болеет пришёл ушла опоздал звонок
каникулы четверть оценка оценки журнал дневник физкультура форма хорошо спасибо да нет когда где
кто почему можно нужно будет была есть ещё уже только очень все вместе потом сейчас
"""

_LIST = tuple(WORDS.split())


def words(random_: random.Random) -> str:
    """A line of school life; every tenth word is one of 40,000 rare ones."""
    count = random_.randint(3, 14)
    return " ".join(
        f"слово{random_.randrange(40_000)}" if random_.random() < 0.1 else random_.choice(_LIST)
        for _ in range(count)
    )


def message(number: int, room: str, random_: random.Random) -> Event:
    """One message as the server would give it."""
    event = parse_event(
        {
            "event_id": f"${room[1:]}-{number}-{'x' * 24}",
            "type": "m.room.message",
            "sender": f"@user{random_.randrange(30)}:school",
            "origin_server_ts": (START + number * 30) * 1000,
            "content": {"msgtype": "m.text", "body": words(random_)},
            "unsigned": {"age": 1234},
        }
    )
    assert event is not None
    return event


def member(number: int) -> Event:
    """A member of a room."""
    user = f"@user{number}:school"
    event = parse_event(
        {
            "event_id": f"$m{number}",
            "type": "m.room.member",
            "sender": user,
            "state_key": user,
            "origin_server_ts": START * 1000,
            "content": {"membership": "join", "displayname": f"Фамилия{number} Имя Отчество"},
        }
    )
    assert event is not None
    return event


async def fill(store: ProfileStore, total: int, rooms: int) -> None:
    """Fill through sync and paging, as in life."""
    random_ = random.Random(1)
    state = tuple(member(number) for number in range(30))
    each = max(1, (total - BIG_SIZE) // rooms)
    plan = [(BIG, BIG_SIZE), *((RoomId(f"!room{n}"), each) for n in range(rooms))]
    began = time.perf_counter()
    for index, (room, count) in enumerate(plan):
        newest = [message(n, room, random_) for n in range(count - 1, count)]
        await store.apply_sync(
            SyncBatch(
                pos="1",
                rooms=(
                    RoomDelta(
                        room,
                        initial=True,
                        name=f"Чат {index}",
                        joined_count=30,
                        bump_stamp=index,
                        state=state,
                        timeline=tuple(newest),
                        prev_batch="t",
                    ),
                ),
            )
        )
        anchor = newest[0].event_id
        for end in range(count - 1, 0, -1000):
            page = [message(n, room, random_) for n in range(max(0, end - 1000), end)]
            await store.add_history(
                room, anchor, MessagesPage(tuple(page), None, "t"), backwards=True
            )
            anchor = page[0].event_id
        if index % 50 == 0:
            seconds = time.perf_counter() - began
            print(f"\r  filled {index + 1} of {len(plan)} chats, {seconds:.0f} s", end="")
    await store.save_snapshot()
    print()


async def timed(name: str, action: Callable[[], Awaitable[Any]], times: int = 15) -> None:
    """Print median and worst of some runs, the first one (nothing cached) apart."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        await action()
        spent.append((time.perf_counter() - began) * 1000)
    rest = spent[1:] or spent
    print(f"{name:58} {spent[0]:8.1f} {statistics.median(rest):8.2f} {max(rest):8.2f}")


async def measure(folder: Path) -> None:
    """Print the table."""
    print(f"{'ms':58} {'first':>8} {'median':>8} {'worst':>8}")

    async def snapshot() -> None:
        assert read_snapshot(folder, KEY) is not None

    await timed("start-up snapshot (40 rows, without SQLAlchemy)", snapshot)
    began = time.perf_counter()
    store = await ProfileStore.open(folder, KEY, user_id=ME)
    print(f"{'open the store (imports SQLAlchemy)':58} {(time.perf_counter() - began) * 1000:8.1f}")
    random_ = random.Random(2)
    places = [EventId(f"$big-{random_.randrange(200, 19_800)}-{'x' * 24}") for _ in range(100)]
    await timed("chat of 20,000: newest 40 rows", lambda: store.page_at_end(BIG, limit=40))
    await timed(
        "chat of 20,000: 40 rows around a message",
        lambda: store.page_around(BIG, random_.choice(places), limit=40),
    )
    await timed(
        "chat of 20,000: 50 rows further back",
        lambda: store.page_older(BIG, random_.choice(places), limit=50),
    )
    await timed("another chat: newest 40 rows", lambda: other(store, random_))
    for query in (
        "контр",
        "ко",
        "кон",
        "контрольная алгебре",
        "с",
        "слово1",
        "собрание",
        "слово12345",
        "нетакого",
    ):
        await timed(
            f"search everywhere: {query}",
            lambda query=query: store.search(query, room_id=None, limit=30),
            7,
        )
    await timed(
        "search in one chat: контрольная",
        lambda: store.search("контрольная", room_id=RoomId("!room5"), limit=30),
    )
    await timed(
        "search in one chat: слово123",
        lambda: store.search("слово123", room_id=RoomId("!room5"), limit=30),
    )
    await timed("search people", lambda: store.search_people("фамилия1", limit=10))
    counter = iter(range(10_000_000, 20_000_000))

    async def one_message() -> None:
        event = message(next(counter), BIG, random_)
        await store.apply_sync(SyncBatch(pos="2", rooms=(RoomDelta(BIG, timeline=(event,)),)))

    await timed("apply_sync: one message", one_message, 50)

    async def ten_rooms() -> None:
        deltas = tuple(
            RoomDelta(room, timeline=tuple(message(next(counter), room, random_) for _ in range(5)))
            for room in (RoomId(f"!room{n}") for n in range(10))
        )
        await store.apply_sync(SyncBatch(pos="3", rooms=deltas))

    await timed("apply_sync: 10 chats with 5 messages each", ten_rooms, 20)
    await store.close()


async def other(store: ProfileStore, random_: random.Random) -> None:
    """Open one of the other chats."""
    await store.page_at_end(RoomId(f"!room{random_.randrange(40)}"), limit=40)


async def lists(sizes: tuple[int, ...]) -> None:
    """Print what the chat list costs by its length."""
    state = tuple(member(number) for number in range(30))
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            store = await ProfileStore.open(folder, KEY, user_id=ME)
            random_ = random.Random(3)
            deltas = [
                RoomDelta(
                    RoomId(f"!room{n}"),
                    initial=True,
                    name=f"Чат {n}",
                    joined_count=30,
                    bump_stamp=n,
                    state=state[:5],
                    timeline=tuple(message(i, f"!room{n}", random_) for i in range(1)),
                )
                for n in range(size)
            ]
            began = time.perf_counter()
            for start in range(0, size, 100):
                await store.apply_sync(SyncBatch(pos="1", rooms=tuple(deltas[start : start + 100])))
            filled = (time.perf_counter() - began) * 1000
            print(f"{f'{size} chats: first sync into the store, by 100':58} {filled:8.1f}")
            await store.save_snapshot()
            await timed(f"{size} chats: rooms()", store.rooms)

            async def snapshot(folder: Path = folder) -> None:
                read_snapshot(folder, KEY)

            await timed(f"{size} chats: read_snapshot()", snapshot)
            await store.close()


async def main() -> None:
    """Fill, then measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=1_000_000)
    options.add_argument("--rooms", type=int, default=500)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        if read_snapshot(folder, KEY) is None:
            store = await ProfileStore.open(folder, KEY, user_id=ME)
            began = time.perf_counter()
            await fill(store, chosen.messages, chosen.rooms)
            await store.close()
            size = (folder / "cache.db").stat().st_size / 1e6
            each = (time.perf_counter() - began) / chosen.messages * 1e6
            print(f"{chosen.messages} messages: {size:.0f} MB, {each:.0f} µs each (with parsing)")
        await measure(folder)
    await lists((50, 500, 2000))


if __name__ == "__main__":
    asyncio.run(main())
