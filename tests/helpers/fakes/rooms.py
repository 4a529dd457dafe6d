"""The mockups' chats, and a list of chats in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.diff import Observable, ObservableList
from app.domain.errors import Forbidden, NotFound
from app.domain.folders import Folder, InFolder
from app.domain.ids import FolderId, RoomId, UserId
from app.domain.room_settings import GroupKind
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
from app.services.facade.rooms import SectionFilter
from tests.helpers.fakes.moment import at


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
