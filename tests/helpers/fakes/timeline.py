"""A timeline without a server: rows in memory, calls written down, pages on request."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.cache import MediaRow
from app.domain.content import Content, MediaContent, MediaKind, PollContent, TextContent
from app.domain.diff import Observable, ObservableList
from app.domain.ids import EventId, ItemKey, MxcUri, RoomId, UserId
from app.domain.media import MediaInfo
from app.domain.people import Member, Membership, Person, Role
from app.domain.polls import PollAnswer, PollStart, PollState
from app.domain.rich_text import RichText, Span, Style
from app.domain.rooms import Powers, RoomDetails
from app.domain.timeline import EditVersion, Quote, Reaction, TimelineItem

VERA = Person(UserId("@vera:school14.example"), "Вера Вартанян", role=Role.TEACHER)
ARTYOM = Person(UserId("@artyom:school14.example"), "Артём Кузнецов", role=Role.PUPIL)
DARYA = Person(UserId("@darya:school14.example"), "Дарья Иванова", role=Role.PUPIL)
MARINA = Person(UserId("@marina:school14.example"), "Марина Загурская", role=Role.TEACHER)
MUM = Person(UserId("@mum:family.example"), "Мама")


def at(hour: int, minute: int, *, days_ago: int = 0) -> datetime:
    """A moment of today in the local time zone, as aware UTC."""
    now = datetime.now().astimezone()
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (moment - timedelta(days=days_ago)).astimezone(UTC)


def make_item(
    key: str,
    content: Content | str = "",
    *,
    sender: Person = ARTYOM,
    when: datetime | None = None,
    mine: bool = False,
    **other: Any,
) -> TimelineItem:
    """A row; a plain string is a text message, and `mine` is from Vera."""
    return TimelineItem(
        key=ItemKey(key),
        event_id=other.pop("event_id", EventId(f"${key}")),
        transaction_id=None,
        sender=VERA if mine else sender,
        timestamp=when or at(11, 20),
        content=TextContent(RichText(content)) if isinstance(content, str) else content,
        mine=mine,
        **other,
    )


def votes(answer: str, count: int) -> tuple[str, tuple[UserId, ...]]:
    return answer, tuple(UserId(f"@voter{n}:school14.example") for n in range(count))


def poll_item(key: str = "poll", *, mine: bool = True, **other: Any) -> TimelineItem:
    """The poll of the mockup."""
    poll = PollStart(
        "Выбираем день для проведения педсовета",
        tuple(PollAnswer(str(day), f"{day} августа") for day in (28, 29, 30)),
    )
    state = other.pop(
        "poll",
        PollState(
            votes=(votes("28", 18), votes("29", 55), votes("30", 10)),
            voters=83,
            own=frozenset({"29"}),
        ),
    )
    return make_item(key, PollContent(poll), mine=mine, poll=state, **{"when": at(11, 42), **other})


def demo_items() -> list[TimelineItem]:
    """The conversation of the mockup, row by row."""
    plan = MediaContent(
        MediaKind.FILE,
        "План проекта «Пчёлы».pdf",
        MxcUri("mxc://school14.example/plan"),
        MediaInfo("application/pdf", size=1_258_291),
    )
    everyone = RichText(
        "Коллеги и ребята, голосуем за день педсовета — в этот день уроки до 12:00 @все",
        (Span(74, 78, Style.MENTION, "@room"),),
    )
    return [
        make_item("m1", "Вера Арамовна, а проект по биологии можно втроём делать?"),
        make_item(
            "m2",
            "Мы с Дашей и Ильёй хотим про пчёл 🐝",
            reactions=(Reaction("👍", 6, mine=True), Reaction("🐝", 4, mine=False)),
        ),
        make_item(
            "m3",
            "Можно. Разделите, кто за что отвечает, и пришлите план до пятницы.",
            mine=True,
            when=at(11, 24),
            read_by=12,
            quote=Quote(EventId("$m1"), ARTYOM, "…проект по биологии можно втроём делать?"),
        ),
        make_item("m4", plan, sender=DARYA, when=at(11, 31)),
        make_item("m5", TextContent(everyone), sender=MARINA, when=at(11, 40)),
        poll_item("m6", read_by=9),
    ]


def family_items() -> list[TimelineItem]:
    """The conversation of the personal mockup."""
    return [
        make_item("f1", "Вы в субботу приедете?", sender=MUM, when=at(11, 44)),
        make_item("f2", "Да, к обеду. Что привезти?", mine=True, when=at(11, 46), read_by=1),
        make_item(
            "f3", "Куплю по дороге хлеб и молоко, ты возьми ягод 🍓", sender=MUM, when=at(11, 50)
        ),
    ]


def many_items(count: int, *, start: int = 0) -> list[TimelineItem]:
    """A long chat of different senders and lengths, one row a minute."""
    people = (ARTYOM, DARYA, MARINA)
    first = at(9, 0, days_ago=20) + timedelta(minutes=start)
    made = []
    for number in range(start, start + count):
        text = f"Сообщение {number}. " + "Домашнее задание на завтра. " * (number * 7 % 9)
        item = make_item(
            f"k{number}",
            text.strip(),
            sender=people[number // 3 % 3],
            when=first + timedelta(minutes=number - start),
            mine=number % 5 == 4,
        )
        if number % 11 == 0:
            item = replace(item, reactions=(Reaction("👍", number % 7 + 1, mine=False),))
        if number % 17 == 0:
            item = replace(item, quote=Quote(EventId("$k1"), DARYA, "А когда сдавать?"))
        made.append(item)
    return made


class FakeTimeline:
    """`Timeline` over items in memory. `hidden_before` is what `older()` brings, newest last."""

    def __init__(
        self,
        items: Sequence[TimelineItem] = (),
        *,
        room_id: str = "!9b:school14.example",
        hidden_before: Sequence[TimelineItem] = (),
        hidden_after: Sequence[TimelineItem] = (),
        new_from: str | None = None,
    ) -> None:
        self.room_id = RoomId(room_id)
        self.items: ObservableList[TimelineItem] = ObservableList()
        self.items.reset(items)
        self.items.commit()
        self.pinned: ObservableList[TimelineItem] = ObservableList()
        self.details = Observable(
            RoomDetails(self.room_id, powers=Powers(mine=100, can_pin=True), joined_count=31)
        )
        self._before, self._after = list(hidden_before), list(hidden_after)
        self.at_start = Observable(not self._before)
        self.live = Observable(not self._after)
        self.loading = Observable(False)
        self.new_from: Observable[ItemKey | None] = Observable(
            ItemKey(new_from) if new_from else None
        )
        self.read_up_to: ItemKey | None = None
        self.read: list[ItemKey] = []
        self.asked: list[str] = []
        self.closed = False
        self.gate: asyncio.Event | None = None
        """When set, `older` and `newer` wait for it: a slow network."""

    async def older(self, count: int = 50) -> None:
        self.asked.append("older")
        await self._wait()
        page, self._before = self._before[-count:], self._before[:-count]
        self.items.insert(0, page)
        self.items.commit()
        self.at_start.set(not self._before)

    async def newer(self, count: int = 50) -> None:
        self.asked.append("newer")
        await self._wait()
        page, self._after = self._after[:count], self._after[count:]
        self.items.insert(len(self.items), page)
        self.items.commit()
        self.live.set(not self._after)

    async def jump_to(self, event_id: EventId) -> ItemKey | None:
        self.asked.append(f"jump {event_id}")
        found = next((item.key for item in self.items if item.event_id == event_id), None)
        while found is None and self._before:
            await self.older()
            found = next((item.key for item in self.items if item.event_id == event_id), None)
        return found

    async def jump_to_date(self, when: datetime) -> ItemKey | None:
        return next((item.key for item in self.items if item.timestamp >= when), None)

    async def jump_to_end(self) -> None:
        self.asked.append("end")
        while self._after:
            await self.newer()

    async def mark_read(self, key: ItemKey) -> None:
        self.read.append(key)

    async def members(self) -> tuple[Member, ...]:
        return tuple(Member(person, Membership.JOIN) for person in (VERA, MARINA, ARTYOM, DARYA))

    async def readers(self, key: ItemKey) -> tuple[Person, ...]:
        return (ARTYOM, DARYA)

    async def reactions(self, key: ItemKey) -> tuple[Reaction, ...]:
        return next((item.reactions for item in self.items if item.key == key), ())

    async def edits(self, key: ItemKey) -> tuple[EditVersion, ...]:
        return tuple(EditVersion(i.timestamp, i.content) for i in self.items if i.key == key)

    async def poll_voters(self, key: ItemKey) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        return (("28", (ARTYOM,)), ("29", (DARYA, MARINA)))

    async def media(
        self, kinds: Sequence[str], *, before: EventId | None = None, limit: int = 60
    ) -> tuple[MediaRow, ...]:
        rows = [
            MediaRow(item.event_id, item)
            for item in self.items
            if item.event_id
            and isinstance(item.content, MediaContent)
            and item.content.kind.value in kinds
        ]
        return tuple(reversed(rows))[:limit]

    async def refresh_members(self) -> None:
        self.asked.append("members")

    def close(self) -> None:
        self.closed = True

    def add(self, *items: TimelineItem) -> None:
        """New messages at the live end."""
        self.items.insert(len(self.items), items)
        self.items.commit()

    def change(self, key: str, change: Callable[[TimelineItem], TimelineItem]) -> None:
        """An edit, a reaction, a receipt: the row gets a new value."""
        index = next(i for i, item in enumerate(self.items) if item.key == key)
        self.items.update(index, change(self.items[index]))
        self.items.commit()

    async def _wait(self) -> None:
        if self.gate is not None:
            self.loading.set(True)
            await self.gate.wait()
            self.loading.set(False)
