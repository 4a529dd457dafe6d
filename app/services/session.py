"""One profile at work: owns its connection, its cache, its tasks; nothing of it is shared."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.domain.account import IGNORED, LAST_SEEN, PUSH_RULES
from app.domain.cache import Applied
from app.domain.diff import Observable
from app.domain.errors import AppError
from app.domain.folders import FOLDERS
from app.domain.ids import EventId, RoomId
from app.domain.managed import CACHE_SETTING, FREE, Managed
from app.domain.profiles import Connection, ConnectionPhase, Profile, ProfileKind, StopReason
from app.services.badges import BadgeNews
from app.services.calls.service import CallService
from app.services.calls.slot import CallSlot
from app.services.facade.calls import Calls
from app.services.facade.composer import Composer
from app.services.facade.media import MediaLibrary
from app.services.facade.timeline import Timeline
from app.services.folders import FolderService
from app.services.housekeeping import (
    Snapshots,
    every_minute,
    fill_previews,
    keep_policy,
    keep_reminding,
    watch_sleep,
)
from app.services.keywords import KeywordService
from app.services.messages import Messages
from app.services.notifications import Notifications, notifications_of
from app.services.people import PeopleService
from app.services.poll_reminders import PollReminder, PollReminders
from app.services.ports.calls import CallMedia
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.media import MediaTools
from app.services.ports.store import Store
from app.services.room_list import RoomList
from app.services.room_settings import RoomSettingsService
from app.services.saved_profile import save_profile
from app.services.school.school import SchoolService
from app.services.search import SearchService
from app.services.stickers import StickerService
from app.services.sync_loop import SyncLoop
from app.services.tasks import TaskScope
from app.services.updates import Updates

_log = logging.getLogger(__name__)

SAVING = "window.saving"
"""Setting: traffic is saved; the first paint says so."""


@dataclass(frozen=True, slots=True)
class SessionParts:
    """What a session is made of; the manager of the profiles brings it."""

    api: MatrixApi
    store: Store
    tools: MediaTools
    clock: Clock
    workdir: Path
    notifications: Notifications
    on_error: Callable[[BaseException], None]
    on_stop: Callable[[StopReason], None]
    media: CallMedia | None = None
    """None where the program was started without sound and pictures."""
    slot: CallSlot = field(default_factory=CallSlot)
    log_file: Path | None = None
    """The program's own log, which a person may send to support."""
    managed: Managed = FREE


class Session:
    """Fulfils `facade.session.Session`."""

    def __init__(self, profile: Profile, parts: SessionParts) -> None:
        self._parts = parts
        self._api, self._store, self._clock = parts.api, parts.store, parts.clock
        self._tasks = TaskScope(parts.on_error)
        self._updates = Updates()
        self._active = False
        self._snapshots = Snapshots(parts.store, parts.clock)
        self._forget: list[Callable[[], None]] = []
        self.profile = Observable(profile)
        self.saving: Observable[bool] = Observable(False)
        """Whether traffic is saved."""
        self.rooms = RoomList(
            profile.user_id,
            api=parts.api,
            store=parts.store,
            updates=self._updates,
            clock=parts.clock,
        )
        self.folders = FolderService(parts.api, parts.store, updates=self._updates)
        self.keywords = KeywordService(parts.api, parts.store, updates=self._updates)
        self.folders.all.subscribe(self.rooms.take_folders)
        self._sync = SyncLoop(
            parts.api, parts.store, updates=self._updates, clock=parts.clock, tasks=self._tasks
        )
        self._messages = Messages(
            me=profile.user_id,
            store=parts.store,
            api=parts.api,
            tools=parts.tools,
            clock=parts.clock,
            updates=self._updates,
            connection=self._sync.connection,
            on_error=parts.on_error,
            workdir=parts.workdir,
            may_send_files=parts.managed.send_files,
            on_pending=self.rooms.take_pending,
        )
        self.managed = parts.managed
        self.chat_settings = RoomSettingsService(
            profile.user_id,
            api=parts.api,
            store=parts.store,
            tools=parts.tools,
            workdir=parts.workdir,
        )
        self.stickers = StickerService(
            parts.api, parts.store, parts.tools, parts.workdir / "stickers"
        )
        self.people = PeopleService(parts.api, parts.store, clock=parts.clock)
        badges = BadgeNews(
            parts.api,
            parts.store,
            me=profile.user_id,
            updates=self._updates,
            tasks=self._tasks,
            on_own=self._refresh_school,
        )
        self.people.badges = badges.known
        self._calls = self._make_calls(profile)
        self.calls: Calls | None = self._calls
        self._polls = PollReminders(parts.store, parts.clock, self.rooms.get)
        self.search = SearchService(parts.api, parts.store, rooms=self.rooms)
        self.school = SchoolService(parts.api, parts.store, log_file=parts.log_file)
        self._updates.subscribe(self._on_applied)

    async def _bound_cache(self) -> None:
        """Keep the files on the disk within what is decided for this computer."""
        if self.managed.cache_mb is not None:
            chosen = await self._parts.store.setting(CACHE_SETTING)
            await self._parts.store.put_setting(CACHE_SETTING, self.managed.cache_of(chosen))

    def _make_calls(self, profile: Profile) -> CallService | None:
        media = self._parts.media
        if media is None:
            return None
        calls = CallService(
            me=profile.user_id,
            device=profile.device_id,
            api=self._api,
            store=self._store,
            media=media,
            slot=self._parts.slot,
            room=self.rooms.get,
            clock=self._clock,
            tasks=self._tasks,
            is_staff=self._is_staff,
        )
        self._updates.subscribe_batches(calls.take_batch)
        return calls

    def _is_staff(self) -> bool:
        me = self.school.me.value
        return me is not None and any(one.role in {"teacher", "admin"} for one in me.grants)

    # --------------------------------------------------------------------------------- the parts

    @property
    def connection(self) -> Observable[Connection]:
        """Where the sync stands."""
        return self._sync.connection

    @property
    def reminders(self) -> Observable[PollReminder | None]:
        """The reminder that came last."""
        return self._polls.due

    @property
    def composer(self) -> Composer:
        """Everything that goes out."""
        return self._messages.composer

    @property
    def media(self) -> MediaLibrary:
        """Files behind `mxc://` addresses."""
        return self._messages.media

    # -------------------------------------------------------------------------------------- life

    async def start(self) -> None:
        """Show what is stored, then begin to sync."""
        self._take_saving(await self._store.setting(SAVING) is True)
        await self._bound_cache()
        self.rooms.load(await self._store.rooms())
        await self.folders.load()
        await self.keywords.load()
        await self._messages.start()
        if self._calls is not None:
            await self._calls.start_up()
        await self.school.load()
        await self.people.load_ignored()
        await self.people.load_visibility()
        self._tasks.start(self._run(), name="sync")
        self._tasks.start(self.people.keep_own_presence(), name="own presence")
        self._tasks.start(self.people.keep_others_presence(), name="presence")
        self._tasks.start(self._snapshots.keep(), name="snapshot")
        self._tasks.start(every_minute(self._clock, self.rooms, self._polls), name="minute")
        self._tasks.start(watch_sleep(self._clock, self.wake), name="sleep watch")
        if self.profile.value.kind is ProfileKind.SCHOOL:
            self._tasks.start(keep_policy(self._clock, self.school), name="policy")
            self._tasks.start(keep_reminding(self._clock, self.school), name="reminder")
        stop = self.connection.subscribe(self._on_connection)
        self._forget.append(stop)

    async def close(self) -> None:
        """End the tasks, then HTTP, then the database."""
        hang_up = (self._calls.aclose,) if self._calls is not None else ()
        steps = (
            self._messages.aclose,
            self._tasks.aclose,
            self._api.aclose,
            self._snapshots.finish,
        )
        for step in (*hang_up, *steps):
            try:
                await step()
            except AppError as error:  # a full disk must not keep a session from ending
                _log.warning("not everything was written at the end: %s", error)
        await self._store.close()

    async def _run(self) -> None:
        reason = await self._sync.run()
        self._parts.on_stop(reason)

    # ----------------------------------------------------------------------------------- actions

    async def open_timeline(self, room_id: RoomId, at: EventId | None = None) -> Timeline:
        """Open a chat from the cache alone."""
        self._sync.open_rooms = (room_id,)
        return await self._messages.open_timeline(room_id, at)

    async def save_traffic(self, saving: bool) -> None:
        """Save traffic from now on, or no more."""
        await self._store.put_setting(SAVING, saving)
        self._take_saving(saving)
        await self.people.say_presence()

    def _take_saving(self, saving: bool) -> None:
        self._sync.saving = self.people.saving = saving
        self.saving.set(saving)

    async def setting(self, key: str) -> Any:
        """Return a setting of this profile on this computer."""
        return await self._store.setting(key)

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting of this profile."""
        await self._store.put_setting(key, value)

    async def keep_picture(self, data: bytes) -> None:
        """Keep the picture of the next start, unless somebody else may be the next one here."""
        if not self.profile.value.shared_computer:
            await self._store.save_snapshot(data)

    def set_active(self, active: bool) -> None:
        """The window shows this profile and the person is there."""
        if active != self._active:
            self._active = self.people.active = active
            self._tasks.start(self.people.say_presence())
        self._messages.set_active(active)

    def wake(self) -> None:
        """The PC woke up or the network came back: try now."""
        self._sync.wake()

    # ------------------------------------------------------------------------------ housekeeping

    def _on_applied(self, applied: Applied) -> None:
        self._snapshots.due |= bool(applied.rooms or applied.gone)
        if self._calls is not None:
            for room_id in applied.gone:
                self._calls.forget_room(room_id)
        if IGNORED in applied.account_data:
            self._tasks.start(self.people.load_ignored(), name="ignored")
        if PUSH_RULES in applied.account_data:
            self._tasks.start(self.keywords.load(), name="keywords")
        if FOLDERS in applied.account_data:
            self._tasks.start(self.folders.load(), name="folders")
        if LAST_SEEN in applied.account_data:
            self._tasks.start(self.people.load_visibility(), name="visibility")
        looked_at = self._messages.open_room if self._active else None
        for notification in notifications_of(
            applied,
            profile_id=self.profile.value.id,
            room=self.rooms.get,
            looked_at=looked_at,
        ):
            self._parts.notifications.publish(notification)
        archived = [one.room_id for one in applied.notify if self._is_archived(one.room_id)]
        if archived:
            self._tasks.start(self.rooms.unarchive(archived))

    def _is_archived(self, room_id: RoomId) -> bool:
        room = self.rooms.get(room_id)
        return room is not None and room.archived

    def _on_connection(self, connection: Connection) -> None:
        if connection.phase is ConnectionPhase.LIVE:
            while self._forget:
                self._forget.pop()()
            self._tasks.start(self._refresh_profile(), name="profile")
            self._tasks.start(self._fill_previews(), name="previews")
            if self.profile.value.kind is ProfileKind.SCHOOL:
                self._tasks.start(self._refresh_school(), name="school")

    async def _fill_previews(self) -> None:
        if await fill_previews(self.rooms, self._store, self._api):
            self._updates.publish(await self._store.refresh_rooms())

    async def _refresh_school(self) -> None:
        try:
            await self.school.refresh()
            await self.school.consents.refresh()
            await self.school.second_step.refresh()
        except AppError as error:
            _log.info("the school service did not say who I am: %s", error)

    async def _refresh_profile(self) -> None:
        """Take over my own name and picture from the server."""
        known = self.profile.value
        try:
            person = await self._api.profile(known.user_id)
        except AppError as error:
            _log.info("own profile not read: %s", error)
            return
        changed = replace(known, name=person.name, avatar=person.avatar)
        self.profile.set(changed)
        await save_profile(self._store, changed)
        self._snapshots.due = True  # it is on the first paint of the next start
