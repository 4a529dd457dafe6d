"""A session and profiles without a network: they hold the mockups' chats and record calls.

Every fake keeps `calls`, a list of (name, arguments …), and does to its lists what the real one
would do, so that a test can look at either.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.cache import FoundMessage
from app.domain.diff import Observable, ObservableList
from app.domain.directory import SchoolsPage
from app.domain.errors import Forbidden, NotFound, NotHere, SecondStepNeeded
from app.domain.folders import Folder, InFolder
from app.domain.identities import ProfileChoice
from app.domain.ids import DeviceId, EventId, FolderId, ItemKey, MxcUri, ProfileId, RoomId, UserId
from app.domain.keywords import Keyword, new_keyword
from app.domain.managed import FREE
from app.domain.network import NetworkSettings
from app.domain.people import LastSeen, Person, Presence, Role, Visibility
from app.domain.polls import PollStart
from app.domain.profiles import Connection, ConnectionPhase, Profile, ProfileKind
from app.domain.room_settings import Audience, GroupKind, Right, RoomSettings
from app.domain.rooms import (
    MuteMode,
    Preview,
    PreviewKind,
    RoomGlance,
    RoomKind,
    RoomState,
    RoomSummary,
    Ticks,
)
from app.domain.server import Confirming, Device, DiscoveredServer
from app.domain.stickers import Sticker, StickerPack
from app.services.facade.composer import Draft, OutgoingFile
from app.services.facade.profiles import Notification
from app.services.facade.rooms import SectionFilter
from app.services.facade.timeline import Timeline
from app.services.poll_reminders import PollReminder
from tests.helpers.fakes.school import FakeSchool

NOW = datetime(2026, 8, 22, 7, 45, tzinfo=UTC)
"""The mockups' moment: Saturday 22 August 2026, 11:45 in Samara (UTC+4)."""
TimelineFactory = Callable[[RoomId, EventId | None], Timeline]


def at(hours: int, minutes: int, *, days_ago: int = 0) -> datetime:
    """Local (Samara) time of a day as UTC."""
    day = datetime(2026, 8, 22, tzinfo=UTC) - timedelta(days=days_ago)
    return day + timedelta(hours=hours - 4, minutes=minutes)


def room(name: str, **fields: Any) -> RoomSummary:
    """A chat; its id is made of its name."""
    fields.setdefault("timestamp", at(9, 0))
    fields.setdefault("bump_stamp", int(fields["timestamp"].timestamp()))
    return RoomSummary(room_id=RoomId(f"!{name}"), name=name, **fields)


def _text(text: str, sender: str = "", *, mine: bool = False) -> Preview:
    return Preview(PreviewKind.TEXT, sender, text, mine)


def school_rooms() -> list[RoomSummary]:
    """The chats of main-school-light.png."""
    k = RoomKind
    yesterday = at(18, 0, days_ago=1)
    return [
        room(
            "9Б · класс",
            kind=k.CLASS,
            timestamp=at(11, 42),
            unread=12,
            member_count=31,
            preview=_text("Кто за 29 августа — голосуем до пятницы", mine=True),
        ),
        room(
            "Учительская",
            kind=k.STAFF,
            timestamp=at(11, 30),
            unread=3,
            mentions=1,
            member_count=64,
            preview=_text("Педсовет переносим на 29-е", "Марина Загурская"),
        ),
        room(
            "9Б · родители",
            kind=k.PARENTS,
            timestamp=at(11, 12),
            member_count=54,
            preview=_text("Спасибо! Записалась на собрание", "Ольга Смирнова"),
        ),
        room(
            "Елена Владиславовна Крылова",
            kind=k.DIRECT,
            timestamp=at(10, 58),
            verified=True,
            direct_user=UserId("@krylova:school14.example"),
            ticks=Ticks.READ,
            member_count=2,
            preview=Preview(PreviewKind.PHOTO),
        ),
        room(
            "Семинар для учителей биологии",
            kind=k.CHANNEL,
            timestamp=at(10, 35),
            unread=48,
            mute=MuteMode.NONE,
            preview=_text("Всё, теперь запись доступна", "Юлия Харламова"),
        ),
        room(
            "7А · биология",
            kind=k.SUBJECT,
            timestamp=at(9, 20),
            ticks=Ticks.READ,
            preview=_text("Домашнее задание: §12, вопросы 1–4", mine=True),
        ),
        room(
            "Академия Минпросвещения",
            kind=k.CHANNEL,
            timestamp=yesterday,
            unread=1,
            mute=MuteMode.NONE,
            preview=_text("Вебинар «Сложные темы ЕГЭ» начнётся в 15:00"),
        ),
        room(
            "Артём Кузнецов, 9Б",
            kind=k.DIRECT,
            timestamp=yesterday,
            unread=1,
            direct_user=UserId("@kuznetsov:school14.example"),
            member_count=2,
            preview=_text("Можно сдать проект в четверг?"),
        ),
        room(
            "Завучи и председатели МО",
            kind=k.STAFF,
            timestamp=yesterday,
            preview=Preview(PreviewKind.CALL, text="Пропущенный видеозвонок"),
        ),
        room(
            "8В · география",
            kind=k.SUBJECT,
            timestamp=at(12, 0, days_ago=5),
            preview=_text("Контурные карты принесли не все", "Даша"),
        ),
    ]


def personal_rooms() -> list[RoomSummary]:
    """The chats of main-personal-light.png."""
    return [
        room(
            "Семья ❤️",
            timestamp=at(11, 50),
            unread=2,
            member_count=4,
            preview=_text("Куплю по дороге хлеб и молоко, ты возьми ягод 🍓", "Мама"),
        ),
        room(
            "Саша",
            kind=RoomKind.DIRECT,
            timestamp=at(11, 2),
            ticks=Ticks.READ,
            member_count=2,
            direct_user=UserId("@sasha:home.example"),
            preview=Preview(PreviewKind.VOICE, text="0:24"),
        ),
        room(
            "Поход на Алтай",
            timestamp=at(10, 10),
            unread=1,
            mute=MuteMode.NONE,
            member_count=9,
            preview=_text("Билеты берём до пятницы", "Игорь"),
        ),
        room(
            "Книжный клуб",
            timestamp=at(20, 0, days_ago=1),
            member_count=12,
            preview=_text("Следующая — «Обломов»", "Катя"),
        ),
    ]


class FakeRoomList:
    """`RoomList` over plain values."""

    def __init__(self, rooms: Sequence[RoomSummary]) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.kinds: list[GroupKind] = []
        """Of the groups that were made."""
        self.unwilling: set[UserId] = set()
        """Who may not be invited."""
        self.open: dict[str, RoomGlance] = {}
        """Chats that can be looked at from outside, by id or alias."""
        self._rooms = {summary.room_id: summary for summary in rooms}
        self._lists: dict[SectionFilter, ObservableList[RoomSummary]] = {}
        self._folders: dict[FolderId, tuple[RoomId, ...]] = {}
        self.unread: Observable[tuple[int, bool]] = Observable((0, False))
        self._refresh()

    def observe(self, section: SectionFilter = None) -> ObservableList[RoomSummary]:
        if section not in self._lists:
            made: ObservableList[RoomSummary] = ObservableList()
            made.reset(self._select(section))
            made.commit()
            self._lists[section] = made
        return self._lists[section]

    def get(self, room_id: RoomId) -> RoomSummary | None:
        return self._rooms.get(room_id)

    def put(self, summary: RoomSummary) -> None:
        """Change or add a chat, as a sync reply would."""
        self._rooms[summary.room_id] = summary
        self._refresh()

    async def pin(self, room_id: RoomId, *, pinned: bool) -> None:
        self._change("pin", room_id, pin_order=0.5 if pinned else None)

    async def move_pinned(self, room_id: RoomId, index: int) -> None:
        self._change("move_pinned", room_id, index, pin_order=index / 100)

    async def archive(self, room_id: RoomId, *, archived: bool) -> None:
        self._change("archive", room_id, archived, archived=archived)

    async def mark_unread(self, room_id: RoomId, *, unread: bool) -> None:
        fields = {"marked_unread": True} if unread else {"marked_unread": False, "unread": 0}
        self._change("mark_unread", room_id, unread, **fields)

    async def mute(self, room_id: RoomId, mode: MuteMode, *, until: datetime | None) -> None:
        self._change("mute", room_id, mode, until, mute=mode, muted_until=until)

    async def accept(self, room_id: RoomId) -> None:
        self._change("accept", room_id, state=RoomState.JOINED)

    async def glance(self, room: str, via: Sequence[str] = ()) -> RoomGlance:
        self.calls.append(("glance", room, tuple(via)))
        if room not in self.open:
            raise NotFound(status=404)
        return self.open[room]

    async def join(self, room_name: str, via: Sequence[str] = ()) -> RoomId:
        self.calls.append(("join", room_name, tuple(via)))
        glance = self.open[room_name]
        self.put(replace(room(glance.name), room_id=glance.room_id))
        return glance.room_id

    async def leave(self, room_id: RoomId) -> None:
        self.calls.append(("leave", room_id))
        self._rooms.pop(room_id, None)
        self._refresh()

    async def clear_history(self, room_id: RoomId) -> None:
        self._change("clear_history", room_id, preview=Preview())

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        self.calls.append(("invite", room_id, user_id))
        if user_id in self.unwilling:
            raise Forbidden(status=403)

    async def remove(self, room_id: RoomId, user_id: UserId) -> None:
        self.calls.append(("remove", room_id, user_id))

    async def create_direct(self, user_id: UserId) -> RoomId:
        self.calls.append(("create_direct", user_id))
        summary = room(str(user_id), kind=RoomKind.DIRECT, direct_user=user_id)
        self.put(summary)
        return summary.room_id

    async def create_group(
        self,
        name: str,
        people: Sequence[UserId],
        *,
        like: RoomId | None = None,
        kind: GroupKind = GroupKind.TALK,
    ) -> RoomId:
        self.calls.append(("create_group", name, tuple(people), *([like] if like else [])))
        self.kinds.append(kind)
        summary = room(name, member_count=len(people) + 1)
        self.put(summary)
        return summary.room_id

    def take_folders(self, folders: Sequence[Folder]) -> None:
        self._folders = {one.folder_id: one.rooms for one in folders}
        self._refresh()

    def _change(self, name: str, room_id: RoomId, *args: Any, **fields: Any) -> None:
        self.calls.append((name, room_id, *args))
        self.put(replace(self._rooms[room_id], **fields))

    def _select(self, section: SectionFilter) -> list[RoomSummary]:
        def wanted(summary: RoomSummary) -> bool:
            match section:
                case "archive":
                    return summary.archived
                case "unread":
                    return bool(summary.unread or summary.marked_unread)
                case "groups":
                    return summary.kind is RoomKind.FREE
                case "invites":
                    return summary.state is RoomState.INVITED
                case RoomKind():
                    return summary.kind is section and not summary.archived
                case InFolder(folder_id):
                    return summary.room_id in self._folders.get(folder_id, ())
            return not summary.archived

        def order(summary: RoomSummary) -> tuple[Any, ...]:
            pinned = summary.pin_order
            return (pinned is None, pinned or 0, -summary.bump_stamp, summary.room_id)

        return sorted(filter(wanted, self._rooms.values()), key=order)

    def _refresh(self) -> None:
        loud = [s for s in self._rooms.values() if s.unread and s.mute is MuteMode.ALL]
        self.unread.set((len(loud), any(s.mentions for s in loud)))
        for section, rows in self._lists.items():
            replay(rows, self._select(section))
            rows.commit()


def replay(rows: ObservableList[RoomSummary], wanted: Sequence[RoomSummary]) -> None:
    """Turn a list into another one with diffs."""
    ids = {summary.room_id for summary in wanted}
    for index in range(len(rows) - 1, -1, -1):
        if rows[index].room_id not in ids:
            rows.remove(index)
    for index, summary in enumerate(wanted):
        now = next((i for i, row in enumerate(rows) if row.room_id == summary.room_id), None)
        if now is None:
            rows.insert(index, [summary])
        else:
            rows.move(now, index, summary)


class FakeFolders:
    """`Folders` over plain values; `error` is what the server says to every change."""

    def __init__(self, rooms: FakeRoomList) -> None:
        self.all: Observable[tuple[Folder, ...]] = Observable(())
        self.error: Exception | None = None
        self.all.subscribe(rooms.take_folders)

    async def save(self, folder: Folder) -> None:
        now = {one.folder_id: one for one in self.all.value} | {folder.folder_id: folder}
        self._set(now.values())

    async def remove(self, folder_id: FolderId) -> None:
        self._set(one for one in self.all.value if one.folder_id != folder_id)

    async def move(self, folder_id: FolderId, index: int) -> None:
        moved = next(one for one in self.all.value if one.folder_id == folder_id)
        rest = [one for one in self.all.value if one is not moved]
        self._set([*rest[:index], moved, *rest[index:]])

    async def put(self, room_id: RoomId, folder_id: FolderId, *, inside: bool) -> None:
        def changed(one: Folder) -> Folder:
            rest = tuple(room for room in one.rooms if room != room_id)
            return replace(one, rooms=(*rest, room_id) if inside else rest)

        self._set(changed(one) if one.folder_id == folder_id else one for one in self.all.value)

    def _set(self, folders: Iterable[Folder]) -> None:
        if self.error is not None:
            raise self.error
        self.all.set(tuple(folders))


class FakeKeywords:
    """`Keywords` over plain values; `error` is what the server says to every change."""

    def __init__(self) -> None:
        self.words: Observable[tuple[Keyword, ...]] = Observable(())
        self.error: Exception | None = None

    async def add(self, typed: str) -> None:
        keyword = new_keyword(typed)
        assert keyword is not None
        self._set((*self.words.value, keyword))

    async def remove(self, keyword: Keyword) -> None:
        self._set(tuple(one for one in self.words.value if one != keyword))

    def _set(self, words: tuple[Keyword, ...]) -> None:
        if self.error is not None:
            raise self.error
        self.words.set(words)


class FakeComposer:
    """`Composer` that records; `sent` holds the texts."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.drafts: dict[RoomId, Draft] = {}
        self._watching: list[Callable[[RoomId], None]] = []
        self.limit: int | None = 50 * 1024 * 1024
        self.error: Exception | None = None

    async def send_text(
        self,
        room_id: RoomId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
        mention_room: bool = False,
        reply_to: EventId | None = None,
    ) -> ItemKey:
        return self._note("send_text", room_id, text, tuple(mentions), mention_room, reply_to)

    async def edit(
        self,
        room_id: RoomId,
        event_id: EventId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
    ) -> None:
        self._note("edit", room_id, event_id, text, *((tuple(mentions),) if mentions else ()))

    async def source_text(self, room_id: RoomId, event_id: EventId) -> str:
        return "исходный текст"

    async def delete(self, room_id: RoomId, keys: Sequence[ItemKey]) -> None:
        self._note("delete", room_id, tuple(keys))

    async def react(self, room_id: RoomId, event_id: EventId, key: str) -> None:
        self._note("react", room_id, event_id, key)

    async def forward(
        self, room_id: RoomId, event_ids: Sequence[EventId], targets: Sequence[RoomId]
    ) -> None:
        self._note("forward", room_id, tuple(event_ids), tuple(targets))

    async def send_files(
        self, room_id: RoomId, files: Sequence[OutgoingFile], *, reply_to: EventId | None = None
    ) -> None:
        self._note("send_files", room_id, tuple(files), reply_to)

    async def send_sticker(
        self, room_id: RoomId, sticker: Sticker, *, reply_to: EventId | None = None
    ) -> ItemKey:
        return self._note("send_sticker", room_id, sticker, reply_to)

    async def send_poll(self, room_id: RoomId, poll: PollStart) -> ItemKey:
        return self._note("send_poll", room_id, poll)

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        self._note("vote", room_id, poll_id, tuple(answers))

    async def close_poll(self, room_id: RoomId, poll_id: EventId) -> None:
        self._note("close_poll", room_id, poll_id)

    async def pin_message(self, room_id: RoomId, event_id: EventId, *, pinned: bool) -> None:
        self._note("pin_message", room_id, event_id, pinned)

    async def retry(self, room_id: RoomId, key: ItemKey) -> None:
        self._note("retry", room_id, key)

    async def discard(self, room_id: RoomId, key: ItemKey) -> None:
        self._note("discard", room_id, key)

    def typing(self, room_id: RoomId, *, active: bool) -> None:
        self.calls.append(("typing", room_id, active))  # never an error

    def draft(self, room_id: RoomId) -> Draft:
        return self.drafts.get(room_id, Draft())

    def set_draft(self, room_id: RoomId, draft: Draft) -> None:
        self.drafts[room_id] = draft

    def watch_drafts(self, listener: Callable[[RoomId], None]) -> Callable[[], None]:
        self._watching.append(listener)
        return lambda: self._watching.remove(listener)

    def draft_from_elsewhere(self, room_id: RoomId, draft: Draft) -> None:
        """What the person's other device wrote comes by sync."""
        self.drafts[room_id] = draft
        for listener in tuple(self._watching):
            listener(room_id)

    async def upload_limit(self) -> int | None:
        return self.limit

    def _note(self, name: str, *args: Any) -> ItemKey:
        if self.error is not None:
            raise self.error
        self.calls.append((name, *args))
        return ItemKey(f"txn{len(self.calls)}")


class FakeMedia:
    """`MediaLibrary` over a dict of files on this computer."""

    def __init__(self) -> None:
        self.files: dict[MxcUri, Path] = {}
        self.calls: list[tuple[Any, ...]] = []

    async def thumbnail(
        self, uri: MxcUri, width: int, height: int, *, crop: bool = False, fetch: bool = True
    ) -> Path:
        if not fetch:
            raise NotHere("nothing is cached")
        self.calls.append(("thumbnail", uri, width, height, crop))
        return self._find(uri)

    async def file(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        self.calls.append(("file", uri, filename))
        return self._find(uri)

    async def named(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        self.calls.append(("named", uri, filename))
        found = self._find(uri)
        return shutil.copyfile(found, found.with_name(filename))

    async def save_as(self, uri: MxcUri, target: Path) -> None:
        self.calls.append(("save_as", uri, target))
        shutil.copyfile(self._find(uri), target)

    async def usage(self) -> int:
        return 0 if ("clear",) in self.calls else 128 * 1024 * 1024

    async def clear(self) -> None:
        self.calls.append(("clear",))

    def _find(self, uri: MxcUri) -> Path:
        if uri not in self.files:
            raise NotFound(status=404)
        return self.files[uri]


class FakeSearch:
    """`Search` over lists that a test fills."""

    def __init__(self, rooms: FakeRoomList) -> None:
        self._rooms = rooms
        self.found: list[FoundMessage] = []
        self.known: list[Person] = [
            person("Марина Загурская", Role.TEACHER),
            person("Артём Кузнецов", Role.PUPIL),
            person("Дарья Иванова", Role.PUPIL),
        ]
        self.calls: list[tuple[Any, ...]] = []
        self.gate: asyncio.Event | None = None

    async def messages(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        self.calls.append(("messages", query, room_id))
        if self.gate is not None:
            await self.gate.wait()
        hits = [hit for hit in self.found if room_id in (None, hit.room_id)]
        return tuple(hits[offset : offset + limit])

    async def people(self, query: str, *, limit: int = 10) -> tuple[Person, ...]:
        self.calls.append(("people", query))
        return tuple(p for p in self.known if query.lower() in p.name.lower())[:limit]

    def chats(self, query: str, *, limit: int = 10) -> tuple[RoomSummary, ...]:
        rows = self._rooms.observe()
        return tuple(row for row in rows if query.lower() in row.name.lower())[:limit]


class FakeChatSettings:
    """`ChatSettings`: one chat's settings, and what was written."""

    def __init__(self) -> None:
        self.now = RoomSettings(
            name="9Б · класс",
            rights=dict.fromkeys(Right, Audience.ADMINS),
            changeable=frozenset(Right),
            most=100,
            can_edit_info=True,
            can_edit_look=True,
            can_edit_history=True,
        )
        self.saved: list[RoomSettings] = []
        self.pictures: list[Path] = []
        self.appointed: list[tuple[UserId, bool]] = []
        self.muted: list[tuple[RoomId, UserId, datetime | None]] = []
        self.error: Exception | None = None

    async def mute_person(
        self, room_id: RoomId, user_id: UserId, *, until: datetime | None
    ) -> None:
        self.muted.append((room_id, user_id, until))

    async def load(self, room_id: RoomId) -> RoomSettings:
        if self.error is not None:
            raise self.error
        return self.now

    async def save(
        self, room_id: RoomId, before: RoomSettings, after: RoomSettings
    ) -> RoomSettings:
        if self.error is not None:
            raise self.error
        self.saved.append(after)
        return after

    async def appoint(self, room_id: RoomId, user_id: UserId, *, administrator: bool) -> None:
        if self.error is not None:
            raise self.error
        self.appointed.append((user_id, administrator))

    async def set_picture(self, room_id: RoomId, path: Path) -> None:
        self.pictures.append(path)


class FakeStickers:
    """`Stickers` with one's own pack and those of chats."""

    def __init__(self) -> None:
        self.own = StickerPack("", ())
        self.others: tuple[StickerPack, ...] = ()
        self.calls: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None

    async def packs(self, room_id: RoomId) -> tuple[StickerPack, ...]:
        return (self.own, *self.others)

    async def keep(self, sticker: Sticker) -> None:
        if self.error is not None:
            raise self.error
        self.own = replace(self.own, stickers=(*self.own.stickers, sticker))

    async def drop(self, sticker: Sticker) -> None:
        kept = tuple(one for one in self.own.stickers if one != sticker)
        self.own = replace(self.own, stickers=kept)

    async def add(
        self,
        pictures: Sequence[Path],
        *,
        room_id: RoomId | None,
        told: Callable[[int, int], None],
    ) -> None:
        self.calls.append(("add", tuple(pictures), room_id))
        told(0, len(pictures))
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        told(len(pictures), len(pictures))


class FakePeople:
    """`People`: presence by user, devices in a list."""

    def __init__(self) -> None:
        self.badges: Observable[int] = Observable(0)
        self.ignored: Observable[frozenset[UserId]] = Observable(frozenset())
        self.visibility: Observable[Visibility] = Observable(Visibility.EXACT)
        self.seen: dict[UserId, Observable[LastSeen | None]] = {}
        self.online_now: dict[RoomId, Observable[int | None]] = {}
        self.calls: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.code = ""
        self.ways = Confirming("s1", password=True, page="")
        self.browser_done = False
        self.own = [
            Device(DeviceId("HERE"), "Кабинет 214", NOW, "10.0.0.4", True),
            Device(DeviceId("PHONE"), "Телефон", NOW - timedelta(days=2), "10.0.0.9", False),
        ]

    def last_seen(self, user_id: UserId) -> Observable[LastSeen | None]:
        known = LastSeen(Presence.OFFLINE, NOW - timedelta(minutes=6))
        return self.seen.setdefault(user_id, Observable(known))

    async def set_visibility(self, chosen: Visibility) -> None:
        if self.error is not None:
            raise self.error
        self.calls.append(("set_visibility", chosen))
        self.visibility.set(chosen)

    def online(self, room_id: RoomId) -> Observable[int | None]:
        return self.online_now.setdefault(room_id, Observable(None))

    async def ignore(self, user_id: UserId, *, ignored: bool) -> None:
        known = self.ignored.value
        self.ignored.set(known | {user_id} if ignored else known - {user_id})

    async def person(self, user_id: UserId) -> Person:
        return Person(user_id, user_id.split(":")[0].lstrip("@"))

    async def devices(self) -> tuple[Device, ...]:
        return tuple(self.own)

    async def rename_device(self, device: Device, name: str) -> None:
        self.calls.append(("rename_device", device.device_id, name))
        self.own = [replace(d, name=name) if d == device else d for d in self.own]

    async def confirming(self, devices: Sequence[Device]) -> Confirming | None:
        self.calls.append(("confirming", tuple(d.device_id for d in devices)))
        return self.ways

    async def confirmed(self, devices: Sequence[Device], confirming: Confirming) -> bool:
        self.calls.append(("confirmed", tuple(d.device_id for d in devices), confirming.session))
        return self.browser_done

    async def sign_out_devices(
        self, devices: Sequence[Device], password: str, *, code: str = ""
    ) -> None:
        if self.error is not None:
            raise self.error
        if self.code and code != self.code:
            raise SecondStepNeeded(refused=bool(code))
        self.calls.append(("sign_out_devices", tuple(d.device_id for d in devices), password))
        self.own = [device for device in self.own if device not in devices]


def person(name: str, role: Role = Role.NONE) -> Person:
    """A person whose id is made of the name."""
    return Person(UserId(f"@{name.replace(' ', '.').lower()}:school14.example"), name, role=role)


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


SCHOOL_SERVER = DiscoveredServer(
    homeserver="https://school14.example",
    server_name="school14.example",
    title="Школа № 14, Самара",
    flows=frozenset({"m.login.password", "m.login.sso"}),
    providers=(("oidc-unified", "Единый вход"),),
    is_school=True,
)


class FakeProfiles:
    """`Profiles` with two profiles of the mockups, or with what it is given."""

    def __init__(self, sessions: Sequence[FakeSession] | None = None) -> None:
        if sessions is None:
            sessions = [FakeSession(ProfileKind.SCHOOL), FakeSession(ProfileKind.PERSONAL)]
        self.sessions: ObservableList[Any] = ObservableList()
        self.sessions.reset(list(sessions))
        self.sessions.commit()
        first = sessions[0].profile.value.id if sessions else None
        self.active: Observable[ProfileId | None] = Observable(first)
        self.calls: list[tuple[Any, ...]] = []
        self.server = SCHOOL_SERVER
        self.network_settings = NetworkSettings()
        self.finds_schools = False
        self.listed = (SchoolsPage(), SchoolsPage())
        """What is found at first and when asked for more."""
        self.managed = FREE
        self.choices: tuple[ProfileChoice, ...] = ()
        self.code = ""
        """The right code of a second step; '' where there is none."""
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None
        self._notified: list[Callable[[Notification], None]] = []

    def notifications(self, listener: Callable[[Notification], None]) -> Callable[[], None]:
        self._notified.append(listener)
        return lambda: self._notified.remove(listener)

    def notify(self, notification: Notification) -> None:
        """Tell the listeners."""
        for listener in tuple(self._notified):
            listener(notification)

    async def find_schools(
        self, query: str, *, more: Mapping[str, int] | None = None
    ) -> SchoolsPage:
        await self._enter("find_schools", query, more)
        return self.listed[bool(more)]

    async def discover(self, address: str) -> DiscoveredServer:
        await self._enter("discover", address)
        return self.server

    async def sign_in_password(
        self,
        server: DiscoveredServer,
        user: str,
        *,
        password: str,
        shared_computer: bool,
        code: str = "",
    ) -> ProfileId:
        await self._enter("sign_in_password", user, password, shared_computer)
        self._step(code)
        return self._add(server)

    async def sign_in_card(
        self, server: DiscoveredServer, code: str, *, shared_computer: bool
    ) -> ProfileId:
        await self._enter("sign_in_card", code, shared_computer)
        return self._add(server)

    async def sign_in_gradebook(
        self,
        server: DiscoveredServer,
        register: str,
        *,
        login: str,
        password: str,
        person: str | None,
        shared_computer: bool,
        code: str = "",
    ) -> tuple[ProfileChoice, ...]:
        await self._enter("sign_in_gradebook", register, login, password, person, shared_computer)
        self._step(code)
        if self.choices and person is None:
            return self.choices
        self._add(server)
        return ()

    def _step(self, code: str) -> None:
        if self.code and code != self.code:
            raise SecondStepNeeded(refused=bool(code))

    async def sign_in_sso(
        self,
        server: DiscoveredServer,
        provider: str,
        *,
        shared_computer: bool,
        open_browser: Callable[[str], Awaitable[None] | None],
    ) -> ProfileId:
        await self._enter("sign_in_sso", provider, shared_computer)
        return self._add(server)

    async def sign_out(self, profile_id: ProfileId) -> None:
        await self._enter("sign_out", profile_id)
        index = [s.profile.value.id for s in self.sessions].index(profile_id)
        self.sessions.remove(index)
        left = [s.profile.value.id for s in self.sessions]
        if self.active.value == profile_id:
            self.active.set(left[0] if left else None)
        self.sessions.commit()

    async def sign_in_again(self, profile_id: ProfileId, password: str, *, code: str = "") -> None:
        await self._enter("sign_in_again", profile_id, password)
        self._step(code)
        for session in self.sessions:
            if session.profile.value.id == profile_id:
                session.connection.set(Connection(ConnectionPhase.LIVE))

    async def sign_in_oauth(
        self, server: DiscoveredServer, *, shared_computer: bool, open_browser: object
    ) -> ProfileId:
        assert server.oauth is not None
        await self._enter("sign_in_oauth", server.oauth.issuer, shared_computer)
        return self._add(server)

    async def sign_in_again_sso(
        self, profile_id: ProfileId, *, open_browser: Callable[[str], Awaitable[None] | None]
    ) -> None:
        await self._enter("sign_in_again_sso", profile_id)
        for session in self.sessions:
            if session.profile.value.id == profile_id:
                session.connection.set(Connection(ConnectionPhase.LIVE))

    def activate(self, profile_id: ProfileId) -> None:
        self.calls.append(("activate", profile_id))
        self.active.set(profile_id)

    async def reorder(self, profile_ids: Sequence[ProfileId]) -> None:
        await self._enter("reorder", tuple(profile_ids))
        for target, wanted in enumerate(profile_ids):
            source = [s.profile.value.id for s in self.sessions].index(wanted)
            self.sessions.move(source, target, self.sessions[source])
        self.sessions.commit()

    def network(self) -> NetworkSettings:
        return self.network_settings

    async def set_network(self, settings: NetworkSettings) -> None:
        await self._enter("set_network", settings)
        self.network_settings = settings

    async def _enter(self, *call: Any) -> None:
        self.calls.append(call)
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error

    def _add(self, server: DiscoveredServer) -> ProfileId:
        kind = ProfileKind.SCHOOL if server.is_school else ProfileKind.PERSONAL
        session = FakeSession(kind, number=len(self.sessions) + 1)
        self.sessions.insert(len(self.sessions), [session])
        self.sessions.commit()
        self.active.set(session.profile.value.id)
        return session.profile.value.id
