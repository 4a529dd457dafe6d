"""All chats of a profile as the list shows them, and what can be done to a chat from there."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.domain import account
from app.domain.cache import Applied
from app.domain.diff import Observable, ObservableList
from app.domain.folders import Folder, InFolder
from app.domain.ids import FolderId, RoomId, UserId
from app.domain.power import POWER_LEVELS
from app.domain.room_settings import (
    THEME,
    GroupKind,
    read_settings,
    with_rights,
)
from app.domain.rooms import MuteMode, RoomGlance, RoomState, RoomSummary
from app.domain.rtc import CALLS_OPEN
from app.services.echo import Pending
from app.services.facade.rooms import SectionFilter
from app.services.list_echo import with_pending
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.read_marks import SETTING as PRIVATE
from app.services.room_sections import Section, is_unread
from app.services.updates import Updates

PIN, ARCHIVE = "m.favourite", "m.lowpriority"
CLOSEST_PINS = 1e-9
"""Orders of pinned chats closer than that do not tell them apart."""
WAIT_FOR_ROOM = 10.0
"""Seconds that a new chat may take to come by sync."""


class RoomList:
    """Fulfils `facade.rooms.RoomList`: starts from what is stored, then follows every batch."""

    def __init__(
        self, me: UserId, *, api: MatrixApi, store: Store, updates: Updates, clock: Clock
    ) -> None:
        self._me, self._api, self._store = me, api, store
        self._updates, self._clock = updates, clock
        self._stored: dict[RoomId, RoomSummary] = {}
        self._pending: dict[RoomId, Sequence[Pending]] = {}
        self._rooms: dict[RoomId, RoomSummary] = {}
        """As they are shown: what is stored, with what is on its way out."""
        self._sections: dict[SectionFilter, Section] = {}
        self._folders: dict[FolderId, frozenset[RoomId]] = {}
        self._waiting: dict[RoomId, list[asyncio.Event]] = {}
        self._making = asyncio.Lock()
        self.unread: Observable[tuple[int, bool]] = Observable((0, False))
        updates.subscribe(self._on_applied)

    # ------------------------------------------------------------------------------- the lists

    def load(self, rooms: Sequence[RoomSummary]) -> None:
        """Take over what is stored, or the start-up snapshot."""
        self._stored = {room.room_id: room for room in rooms}
        self._rooms = {room.room_id: self._as_shown(room) for room in rooms}
        for section in self._sections.values():
            section.reset(list(self._rooms.values()))
            section.items.commit()
        self._count()

    def observe(self, section: SectionFilter = None) -> ObservableList[RoomSummary]:
        """Return the chats of a section; the same object each time."""
        if section not in self._sections:
            made = self._sections[section] = Section(section, self._folder(section))
            made.reset(list(self._rooms.values()))
            made.items.commit()
        return self._sections[section].items

    def take_folders(self, folders: Sequence[Folder]) -> None:
        """Show the chats that the person's folders hold now."""
        self._folders = {one.folder_id: frozenset(one.rooms) for one in folders}
        for name, section in self._sections.items():
            if isinstance(name, InFolder):
                section.take_folder(self._folder(name), list(self._rooms.values()))
                section.items.commit()

    def _folder(self, section: SectionFilter) -> frozenset[RoomId]:
        known = self._folders.get(section.folder_id) if isinstance(section, InFolder) else None
        return known or frozenset()

    def get(self, room_id: RoomId) -> RoomSummary | None:
        """Return one chat as it is now."""
        return self._rooms.get(room_id)

    def all(self) -> tuple[RoomSummary, ...]:
        """Return every chat, in no order."""
        return tuple(self._rooms.values())

    def take_pending(self, room_id: RoomId, pending: Sequence[Pending]) -> None:
        """Show what a chat has in the send queue now."""
        self._pending.pop(room_id, None)
        if pending:
            self._pending[room_id] = pending
        old = self._rooms.get(room_id)
        if old is None:
            return
        new = self._as_shown(self._stored[room_id])
        if new == old:
            return
        self._rooms[room_id] = new
        for section in self._sections.values():
            section.change(old, new)
            section.items.commit()

    def _as_shown(self, room: RoomSummary) -> RoomSummary:
        return with_pending(room, self._pending.get(room.room_id, ()), self._me)

    def _on_applied(self, applied: Applied) -> None:
        changed: list[tuple[RoomSummary | None, RoomSummary | None]] = [
            (self._rooms.get(room.room_id), self._as_shown(room)) for room in applied.rooms
        ]
        changed += [(self._rooms[gone], None) for gone in applied.gone if gone in self._rooms]
        if not changed:
            return
        self._stored |= {room.room_id: room for room in applied.rooms}
        for old, new in changed:
            if new is not None:
                self._rooms[new.room_id] = new
            elif old is not None:
                del self._rooms[old.room_id], self._stored[old.room_id]
        many = len(changed) > 200
        for section in self._sections.values():
            if many:  # the first window of a big account: one reset is cheaper than its diffs
                section.reset(list(self._rooms.values()))
            else:
                for old, new in changed:
                    section.change(old, new)
            section.items.commit()
        self._count()
        for room in applied.rooms:
            for event in self._waiting.pop(room.room_id, ()):
                event.set()

    def _count(self) -> None:
        waiting = [
            room
            for room in self._rooms.values()
            if is_unread(room) and not room.archived and room.mute is not MuteMode.NONE
        ]
        self.unread.set((len(waiting), any(room.mentions for room in waiting)))

    # --------------------------------------------------------------------------------- actions

    async def pin(self, room_id: RoomId, *, pinned: bool) -> None:
        """Pin on top, or unpin."""
        if not pinned:
            await self._tag(room_id, PIN, None)
            return
        await self.move_pinned(room_id, 0)

    async def move_pinned(self, room_id: RoomId, index: int) -> None:
        """Give a pinned chat another place; only its own order is written."""
        others = [room for room in self._pinned() if room.room_id != room_id]
        index = min(max(index, 0), len(others))
        before = others[index - 1].pin_order or 0.0 if index else 0.0
        after = others[index].pin_order or 0.0 if index < len(others) else 1.0
        if after - before >= CLOSEST_PINS:
            await self._tag(room_id, PIN, {"order": (before + after) / 2})
            return
        # No room between the two (another client may give all the same order): space them anew.
        wanted = [room.room_id for room in others]
        wanted.insert(index, room_id)
        for number, one in enumerate(wanted, start=1):
            await self._tag(one, PIN, {"order": number / (len(wanted) + 1)})

    async def archive(self, room_id: RoomId, *, archived: bool) -> None:
        """Hide until a new message, or bring back."""
        await self._tag(room_id, ARCHIVE, {} if archived else None)

    async def mark_unread(self, room_id: RoomId, *, unread: bool) -> None:
        """Flag as unread; or take the flag off and read everything."""
        await self._room_data(room_id, account.MARKED_UNREAD, {"unread": unread})
        if unread:
            return
        page = await self._store.page_at_end(room_id, limit=1)
        last = page.items[-1].event_id if page.items else None
        if last is not None:
            self._updates.publish(await self._store.mark_read(room_id, last))
            private = await self._store.setting(PRIVATE) is True
            await self._api.send_read(room_id, last, private=private)

    async def mute(self, room_id: RoomId, mode: MuteMode, *, until: datetime | None) -> None:
        """Set the notifications of a chat; `until` None means for good."""
        stamp = 0 if until is None else int(until.timestamp() * 1000)
        before = await self._store.account_data(account.MUTE_UNTIL, room_id) or {}
        await self._room_data(room_id, account.MUTE_UNTIL, {"ts": stamp})
        try:
            await self._set_rule(room_id, mode)
        except BaseException:
            await self._note(account.MUTE_UNTIL, before, room_id)
            raise

    async def unmute_expired(self) -> None:
        """Give chats whose mute by time has run out their voice back."""
        now = self._clock.now()
        for room in self.all():
            if room.muted_until is not None and room.muted_until <= now:
                if room.mute is not MuteMode.ALL:
                    await self._set_rule(room.room_id, MuteMode.ALL)
                await self._room_data(room.room_id, account.MUTE_UNTIL, {"ts": 0})

    async def unarchive(self, room_ids: Sequence[RoomId]) -> None:
        """Bring archived chats back that a new message came to."""
        for room_id in room_ids:
            room = self._rooms.get(room_id)
            if room is not None and room.archived and room.mute is not MuteMode.NONE:
                await self.archive(room_id, archived=False)

    async def accept(self, room_id: RoomId) -> None:
        """Accept an invite; returns when the chat is there."""
        await self._api.join(room_id)
        room = self._rooms.get(room_id)
        if room is not None and room.direct_user is not None:
            await self._note_direct(room_id, room.direct_user)
        await self._wait_for(room_id, lambda room: room.state is RoomState.JOINED)

    async def glance(self, room: str, via: Sequence[str] = ()) -> RoomGlance:
        """Return what a chat that I am not in shows of itself; by id or alias."""
        return await self._api.glance(room, via=via)

    async def join(self, room: str, via: Sequence[str] = ()) -> RoomId:
        """Enter a chat that is open, by id or alias; returns when the chat is there."""
        room_id = await self._api.join(room, via=via)
        await self._wait_for(room_id, lambda room: room.state is RoomState.JOINED)
        return room_id

    async def leave(self, room_id: RoomId) -> None:
        """Leave, or decline an invite."""
        await self._api.leave(room_id)
        self._updates.publish(await self._store.set_local_state(room_id, left=True))

    async def clear_history(self, room_id: RoomId) -> None:
        """Hide everything up to now, for me only."""
        now = int(self._clock.now().timestamp() * 1000)
        await self._room_data(room_id, account.CLEARED_BEFORE, {"ts": now})

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """Invite a person into a chat."""
        await self._api.invite(room_id, user_id)

    async def remove(self, room_id: RoomId, user_id: UserId) -> None:
        """Take a person out of a chat."""
        await self._api.kick(room_id, user_id, reason="")

    async def create_direct(self, user_id: UserId) -> RoomId:
        """Return the direct chat with a person, making it where there is none."""
        async with self._making:  # two clicks make one chat
            return await self._direct_with(user_id)

    async def _direct_with(self, user_id: UserId) -> RoomId:
        known = [room for room in self.all() if room.direct_user == user_id]
        for room in sorted(known, key=lambda room: -room.bump_stamp):
            if room.state is RoomState.JOINED:
                return room.room_id
        for room in known:
            if room.state is RoomState.INVITED:
                await self.accept(room.room_id)
                return room.room_id
        body = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [user_id],
            "initial_state": [CALLS_OPEN],
        }
        room_id = await self._api.create_room(body)
        await self._note_direct(room_id, user_id)
        await self._wait_for(room_id)
        return room_id

    async def create_group(
        self,
        name: str,
        people: Sequence[UserId],
        *,
        like: RoomId | None = None,
        kind: GroupKind = GroupKind.TALK,
    ) -> RoomId:
        """Make a group chat; with the description, rights and background of `like`."""
        body: dict[str, Any] = {
            "preset": "private_chat",
            "name": name,
            "invite": list(people),
            "power_level_content_override": with_rights({}, kind.rights),
            "initial_state": [],
        }
        if like is not None:
            body |= await self._as_in(like)
        body["initial_state"] = [*body["initial_state"], CALLS_OPEN]
        room_id = await self._api.create_room(body)
        await self._wait_for(room_id)
        return room_id

    async def _as_in(self, room_id: RoomId) -> dict[str, Any]:
        details = await self._store.room_details(room_id)
        levels = await self._api.state(room_id, POWER_LEVELS, state_key="")
        now = read_settings(
            levels, me=self._me, power=0, name="", topic=details.topic, avatar=None, look=""
        )
        body: dict[str, Any] = {"power_level_content_override": with_rights({}, now.rights)}
        if details.topic:
            body["topic"] = details.topic
        if details.look:
            content = {"wallpaper": details.look}
            body["initial_state"] = [{"type": THEME, "state_key": "", "content": content}]
        return body

    # --------------------------------------------------------------------------------- helpers

    def _pinned(self) -> list[RoomSummary]:
        pinned = [room for room in self._rooms.values() if room.pin_order is not None]
        return sorted(pinned, key=lambda room: (room.pin_order or 0.0, -room.bump_stamp))

    async def _tag(self, room_id: RoomId, tag: str, content: dict[str, Any] | None) -> None:
        """Write one tag: seen at once, taken back when the server refuses."""
        before = await self._store.account_data(account.TAGS, room_id) or {"tags": {}}
        tags = dict(before.get("tags") or {})
        tags.pop(tag, None)
        if content is not None:
            tags[tag] = content
        await self._note(account.TAGS, {"tags": tags}, room_id)
        try:
            if content is None:
                await self._api.delete_tag(room_id, tag)
            else:
                await self._api.set_tag(room_id, tag, order=content.get("order"))
        except BaseException:
            await self._note(account.TAGS, before, room_id)
            raise

    async def _room_data(self, room_id: RoomId, event_type: str, content: dict[str, Any]) -> None:
        before = await self._store.account_data(event_type, room_id) or {}
        await self._note(event_type, content, room_id)
        try:
            await self._api.set_account_data(event_type, content, room_id=room_id)
        except BaseException:
            await self._note(event_type, before, room_id)
            raise

    async def _note(self, event_type: str, content: Any, room_id: RoomId | None) -> None:
        self._updates.publish(await self._store.put_account_data(event_type, content, room_id))

    async def _set_rule(self, room_id: RoomId, mode: MuteMode) -> None:
        """Write the push rule of a chat: seen at once, taken back when the server refuses."""
        before = await self._store.account_data(account.PUSH_RULES) or {}
        await self._note(account.PUSH_RULES, account.with_mute(before, room_id, mode), None)
        try:
            await self._api.set_room_push_rule(room_id, mode.value)
        except BaseException:
            await self._note(account.PUSH_RULES, before, None)
            raise

    async def _note_direct(self, room_id: RoomId, user_id: UserId) -> None:
        direct = dict(await self._store.account_data(account.DIRECT) or {})
        rooms = direct.get(user_id)
        known = [room for room in rooms if room != room_id] if isinstance(rooms, list) else []
        direct[user_id] = [room_id, *known]
        await self._api.set_account_data(account.DIRECT, direct)
        await self._note(account.DIRECT, direct, None)

    async def _wait_for(
        self, room_id: RoomId, condition: Callable[[RoomSummary], bool] = lambda room: True
    ) -> None:
        """Wait until sync has brought the chat; not for ever, for it is made in any case."""
        until = self._clock.monotonic() + WAIT_FOR_ROOM
        while self._clock.monotonic() < until:
            room = self._rooms.get(room_id)
            if room is not None and condition(room):
                return
            event = asyncio.Event()
            self._waiting.setdefault(room_id, []).append(event)
            try:
                async with asyncio.timeout(WAIT_FOR_ROOM):
                    await event.wait()
            except TimeoutError:
                return


def until_morning(now: datetime) -> datetime:
    """Return the next seven o'clock of a local time: the end of «до утра»."""
    morning = now.replace(hour=7, minute=0, second=0, microsecond=0)
    return morning if now < morning else morning + timedelta(days=1)
