"""People and devices: who was here when, asked only for those on the screen."""

import logging
from collections.abc import Sequence

from app.domain.account import IGNORED, LAST_SEEN, ignored_users, visibility, with_ignored
from app.domain.diff import Observable
from app.domain.errors import AppError
from app.domain.ids import RoomId, UserId
from app.domain.parse import local_part
from app.domain.people import LastSeen, Person, Visibility
from app.domain.server import Confirming, Device
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

_log = logging.getLogger(__name__)

OWN_EVERY = 25.0
"""Seconds; the server lets a person fall offline about 30 s after the last word."""
OTHERS_EVERY = 60.0
MOST_AT_ONCE = 30
HIDE_PRESENCE = "privacy.hide_presence"
"""Setting of the profile before it was account data: never say that I am here."""


class PeopleService:
    """Fulfils `facade.people.People`."""

    def __init__(self, api: MatrixApi, store: Store, *, clock: Clock) -> None:
        self._api, self._store, self._clock = api, store, clock
        self._seen: dict[UserId, Observable[LastSeen | None]] = {}
        self._online: dict[RoomId, Observable[int | None]] = {}
        self._asked: dict[UserId | RoomId, float] = {}
        self._said = False
        self.badges: Observable[int] = Observable(0)
        """Grows whenever somebody has got or lost a role."""
        self.ignored: Observable[frozenset[UserId]] = Observable(frozenset())
        """Whose messages I do not want."""
        self.visibility: Observable[Visibility] = Observable(Visibility.EXACT)
        """Who sees when I am here."""
        self.saving = False
        """Whether traffic is saved: nobody is told that I am here, and nobody is asked about."""
        self.active = False
        """Whether the person is at this window with this profile."""

    def last_seen(self, user_id: UserId) -> Observable[LastSeen | None]:
        """Return what is known of when a person was here; asked for while somebody listens."""
        return self._seen.setdefault(user_id, Observable(None))

    def online(self, room_id: RoomId) -> Observable[int | None]:
        """Return how many of a chat are here; asked for while somebody listens."""
        return self._online.setdefault(room_id, Observable(None))

    async def person(self, user_id: UserId) -> Person:
        """Return a person, asking the server about one that is not known here."""
        known = await self._store.person(user_id)
        if known.avatar is not None or known.name not in {user_id, local_part(user_id)}:
            return known
        try:
            return await self._api.profile(user_id)
        except AppError:
            return known

    async def load_ignored(self) -> None:
        """Take over whom I ignore, as last synced."""
        self.ignored.set(ignored_users(await self._store.account_data(IGNORED) or {}))

    async def ignore(self, user_id: UserId, *, ignored: bool) -> None:
        """Have the server send me nothing more of what somebody writes, or let it again."""
        before = await self._store.account_data(IGNORED) or {}
        content = with_ignored(before, user_id, ignored=ignored)
        await self._api.set_account_data(IGNORED, content)
        await self._store.put_account_data(IGNORED, content)
        await self.load_ignored()

    async def load_visibility(self) -> None:
        """Take over who sees when I am here, as last synced."""
        decided = visibility(await self._store.account_data(LAST_SEEN))
        if decided is None:
            hidden = await self._store.setting(HIDE_PRESENCE) is True
            decided = Visibility.NOBODY if hidden else Visibility.EXACT
        self.visibility.set(decided)

    async def set_visibility(self, chosen: Visibility) -> None:
        """Decide it, for all my devices."""
        content = {"visible": chosen.value}
        await self._api.set_account_data(LAST_SEEN, content)
        await self._store.put_account_data(LAST_SEEN, content)
        await self.load_visibility()
        await self.say_presence()

    async def devices(self) -> tuple[Device, ...]:
        """Return my devices."""
        return await self._api.devices()

    async def rename_device(self, device: Device, name: str) -> None:
        """Rename a device of mine."""
        await self._api.rename_device(device.device_id, name)

    async def confirming(self, devices: Sequence[Device]) -> Confirming | None:
        """How signing these out is confirmed, None where it is done; with none: what I can do."""
        return await self._api.confirming_deletion([one.device_id for one in devices])

    async def confirmed(self, devices: Sequence[Device], confirming: Confirming) -> bool:
        """Sign them out if the browser has confirmed it by now."""
        ids = [one.device_id for one in devices]
        return await self._api.deletion_confirmed(ids, confirming)

    async def sign_out_devices(
        self, devices: Sequence[Device], password: str, *, code: str = ""
    ) -> None:
        """Sign other devices of mine out."""
        ids = [one.device_id for one in devices]
        await self._api.delete_devices(ids, password=password, code=code)

    async def keep_own_presence(self) -> None:
        """Say that I am here while I am, and once that I am gone."""
        while True:
            await self.say_presence()
            await self._clock.sleep(OWN_EVERY)

    async def say_presence(self) -> None:
        """Tell the server whether I am here, unless it would tell more than the person wants."""
        try:
            here = self.active and not self.saving and await self._may_say()
            if not here and not self._said:
                return
            self._said = here
            await self._api.set_presence(here)
        except AppError as error:
            _log.debug("presence was not taken: %s", error)

    async def _may_say(self) -> bool:
        match self.visibility.value:
            case Visibility.EXACT:
                return True
            case Visibility.COARSE:
                return await self._api.tells_roughly()
            case Visibility.NOBODY:
                return False

    async def keep_others_presence(self) -> None:
        """Ask about the people that are looked at, oldest answer first."""
        while True:
            await self.refresh()
            await self._clock.sleep(2.0)

    async def refresh(self) -> None:
        """Ask about watched people whose answer is old; nobody is asked for twice a minute."""
        if not self.active or self.saving:
            return
        now = self._clock.monotonic()
        await self._refresh_online(now)
        watched = [user for user, seen in self._seen.items() if seen.watched]
        due = [user for user in watched if now - self._asked.get(user, -1e9) >= OTHERS_EVERY]
        due.sort(key=lambda user: self._asked.get(user, -1e9))
        asked = due[:MOST_AT_ONCE]
        if not asked:
            return
        self._asked |= dict.fromkeys(asked, now)
        try:
            told = await self._api.last_seen(asked)
        except AppError:
            told = {}
        for user_id in asked:
            self._seen[user_id].set(told.get(user_id))  # None: hidden from us, or not known now

    async def _refresh_online(self, now: float) -> None:
        for room_id, count in tuple(self._online.items()):
            if count.watched and now - self._asked.get(room_id, -1e9) >= OTHERS_EVERY:
                self._asked[room_id] = now
                try:
                    count.set(await self._api.online_count(room_id))
                except AppError:
                    count.set(None)
