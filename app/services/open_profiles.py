"""The profiles that are signed in: their sessions in the order of the rail, and which is shown."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.diff import Observable, ObservableList
from app.domain.ids import ProfileId
from app.domain.managed import Managed
from app.domain.profiles import Profile, StopReason, Tokens
from app.services.calls.slot import CallSlot
from app.services.facade.session import Session as SessionFacade
from app.services.keys import Keys
from app.services.network_access import NetworkAccess
from app.services.notifications import Notifications
from app.services.profile_book import Entry, KeptBook, folder_of, remove_folder
from app.services.profile_keys import ProfileKeys
from app.services.saved_profile import save_profile, with_saved
from app.services.session import Session, SessionParts
from app.services.workshop import Workshop

_log = logging.getLogger(__name__)

MEND_EVERY = 60.0
"""Seconds between two tries to open a damaged cache anew."""


class OpenProfiles:
    """Opens, orders and closes sessions; `on_stop` hears of those that stop by themselves."""

    def __init__(
        self,
        data: Path,
        workshop: Workshop,
        *,
        book: KeptBook,
        keys: ProfileKeys,
        network: NetworkAccess,
        managed: Managed,
        on_stop: Callable[[ProfileId, StopReason], None],
    ) -> None:
        self._data, self._workshop = data, workshop
        self._book, self._keys, self._network = book, keys, network
        self._managed, self._on_stop = managed, on_stop
        self._sessions: dict[ProfileId, Session] = {}
        self._mended: dict[ProfileId, float] = {}
        self.notifications = Notifications()
        self._call_slot = CallSlot()
        self.sessions: ObservableList[SessionFacade] = ObservableList()
        self.active: Observable[ProfileId | None] = Observable(book.now.active)

    def __contains__(self, profile_id: ProfileId) -> bool:
        return profile_id in self._sessions

    def __getitem__(self, profile_id: ProfileId) -> Session:
        return self._sessions[profile_id]

    # ------------------------------------------------------------------------------------ opening

    async def restore(self, entry: Entry) -> None:
        """Open a profile of an earlier run; nothing happens where its keys are gone."""
        keys = await self._keys.load(entry.id)
        if keys is None:
            _log.warning("profile %s has no keys any more", entry.id)
            return
        blank = Profile(
            entry.id, keys.user_id, keys.device_id, keys.homeserver, entry.kind, title="", name=""
        )
        await self.open(blank, keys)

    async def open(self, profile: Profile, keys: Keys) -> None:
        """Start the session of a profile; one without a title gets what its file says."""
        shared = profile.shared_computer
        folder = folder_of(self._data, profile.id, shared=shared)
        folder.mkdir(parents=True, exist_ok=True)
        store = await self._workshop.open_store(folder, keys.database_key, user_id=keys.user_id)
        try:
            if profile.title:
                await save_profile(store, profile)
            else:
                profile = await with_saved(store, profile)

            async def on_tokens(tokens: Tokens) -> None:
                await self._keys.renew(profile.id, tokens, shared=shared)

            self._keys.hold(profile.id, keys)
            api = await self._workshop.open_api(
                keys.homeserver,
                keys.user_id,
                keys.device_id,
                tokens=keys.tokens,
                on_tokens=on_tokens,
                network=self._network.now,
                oauth=keys.oauth,
            )
        except BaseException:
            await store.close()
            raise
        session = Session(
            profile,
            SessionParts(
                api=api,
                store=store,
                tools=self._workshop.tools,
                clock=self._workshop.clock,
                workdir=folder / "outgoing",
                notifications=self.notifications,
                on_error=self._workshop.on_error,
                on_stop=lambda reason: self._on_stop(profile.id, reason),
                media=self._workshop.media,
                slot=self._call_slot,
                log_file=self._workshop.log_file,
                managed=self._managed,
            ),
        )
        try:
            await session.start()
        except BaseException:
            await session.close()
            raise
        self._sessions[profile.id] = session

    async def open_again(self, profile: Profile) -> None:
        """Put a fresh session in the place of a closed one."""
        try:
            await self.open(profile, self._keys.of(profile.id))
        except BaseException:
            self._sessions.pop(profile.id, None)
            raise
        finally:
            self.show()

    async def connect_anew(self) -> None:
        """Give every profile a fresh session: the network is reached another way."""
        for session in tuple(self._sessions.values()):
            await session.close()
            await self.open_again(session.profile.value)

    async def mend(self, profile_id: ProfileId) -> None:
        """Open a cache anew that failed: a damaged file is set aside, what is unsent is kept."""
        now = self._workshop.clock.monotonic()
        if now - self._mended.get(profile_id, -MEND_EVERY) < MEND_EVERY:
            return  # it does not help: the page of the stopped profile says so
        self._mended[profile_id] = now
        session = self._sessions[profile_id]
        await session.close()
        _log.warning("the cache of profile %s is opened anew", profile_id)
        await self.open_again(session.profile.value)

    # ------------------------------------------------------------------------------------ the rail

    def activate(self, profile_id: ProfileId) -> None:
        """Show this profile."""
        if profile_id in self._sessions:
            self.active.set(profile_id)
            if any(entry.id == profile_id for entry in self._book.now.entries):
                self._book.write(replace(self._book.now, active=profile_id))

    def reorder(self, profile_ids: Sequence[ProfileId]) -> None:
        """Give the profiles a new order on the rail."""
        place = {one: number for number, one in enumerate(profile_ids)}
        last = len(place)
        self._sessions = dict(
            sorted(self._sessions.items(), key=lambda item: place.get(item[0], last))
        )
        entries = sorted(self._book.now.entries, key=lambda entry: place.get(entry.id, last))
        self._book.write(replace(self._book.now, entries=tuple(entries)))
        self.show()

    def show(self) -> None:
        """Tell the screen which there are."""
        self.sessions.reset(tuple(self._sessions.values()))
        self.sessions.commit()

    def show_some(self) -> None:
        """Show another profile where the one that was shown is not here."""
        if self.active.value not in self._sessions:
            self.active.set(next(iter(self._sessions), None))

    def take_out(self, profile_id: ProfileId) -> Session | None:
        """Take a profile off the rail and out of the book; its session still has to be closed."""
        session = self._sessions.pop(profile_id, None)
        if session is not None:
            self.show()
            self.show_some()
            self._book.write(self._book.now.without(profile_id))
        return session

    async def aclose(self) -> None:
        """Close every session; profiles of a shared computer leave nothing behind."""
        for session in tuple(self._sessions.values()):
            await session.close()
            profile = session.profile.value
            if profile.shared_computer:
                remove_folder(folder_of(self._data, profile.id, shared=True))
        self._sessions.clear()
