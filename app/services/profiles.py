"""All profiles of this computer: signing in and out, which one is shown."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.diff import Observable, ObservableList
from app.domain.directory import SchoolsPage
from app.domain.errors import AppError, LoggedOut, NoKeyring, StoreError, UserText, WrongKey
from app.domain.identities import ProfileChoice
from app.domain.ids import ProfileId
from app.domain.managed import FREE, Managed
from app.domain.network import NetworkSettings
from app.domain.profiles import Profile, ProfileKind, StopReason, Tokens, profile_id
from app.domain.server import DiscoveredServer, SignedIn
from app.services import keys as keyring_entries
from app.services.calls.slot import CallSlot
from app.services.facade.profiles import Notification
from app.services.facade.session import Session as SessionFacade
from app.services.keys import Keys
from app.services.network_settings import NETWORK, pack, unpack
from app.services.notifications import Notifications
from app.services.ports.login import LoginApi
from app.services.ports.secrets import Secrets
from app.services.profile_book import (
    Book,
    Entry,
    folder_of,
    read_book,
    remove_folder,
    sweep,
    write_book,
)
from app.services.secrets import MemorySecrets
from app.services.session import PROFILE_SETTING, Session, SessionParts, save_profile
from app.services.sso import OpenBrowser, by_oauth, by_sso
from app.services.tasks import TaskScope
from app.services.workshop import Workshop

__all__ = ["ProfileManager", "Workshop"]

_log = logging.getLogger(__name__)

OTHER_SERVER = UserText("На этом компьютере входят только в свою школу: так решил администратор.")
NO_PERSONAL = UserText("Личный профиль на этом компьютере не открыть: так решил администратор.")

MEND_EVERY = 60.0
"""Seconds between two tries to open a damaged cache anew."""
LOGOUT_SECONDS = 10.0
"""How long the server may take to hear that we sign out."""


class ProfileManager:
    """Fulfils `facade.profiles.Profiles`."""

    def __init__(
        self,
        data: Path,
        workshop: Workshop,
        *,
        network: NetworkSettings | None = None,
        managed: Managed = FREE,
    ) -> None:
        self._data, self._workshop = data, workshop
        self.managed = managed
        self._book = read_book(data)
        self._secrets: Secrets | None = None
        self._choosing = asyncio.Lock()
        self._mended: dict[ProfileId, float] = {}
        self._memory = MemorySecrets()
        self._sessions: dict[ProfileId, Session] = {}
        self._keys: dict[ProfileId, Keys] = {}
        self._set_network(network or NetworkSettings())
        self._login: LoginApi | None = None
        self._tasks = TaskScope(workshop.on_error)
        self._leaving = TaskScope(lambda error: _log.info("signing out ended early: %s", error))
        self._goodbyes: set[asyncio.Task[None]] = set()
        self._notifications = Notifications()
        self.call_slot = CallSlot()
        self.sessions: ObservableList[SessionFacade] = ObservableList()
        self.active: Observable[ProfileId | None] = Observable(self._book.active)

    def notifications(self, listener: Callable[[Notification], None]) -> Callable[[], None]:
        """Subscribe to notifications of all profiles."""
        return self._notifications.subscribe(listener)

    # ---------------------------------------------------------------------------- start and end

    async def start(self) -> None:
        """Bring back every profile that was signed in; one that cannot be does not stop others."""
        sweep(self._data, self._book)
        try:
            await self._read_network()
        except AppError as error:
            _log.warning("no secrets, so no profiles for now: %s", error)
            self._workshop.on_error(error)
        else:
            for entry in () if self.managed.shared_computer else self._book.entries:
                try:
                    await self._restore(entry)
                except AppError as error:
                    _log.warning("profile %s does not open: %s", entry.id, error)
                    self._workshop.on_error(error)
        if self.active.value not in self._sessions:
            self.active.set(next(iter(self._sessions), None))
        self._show()

    async def _read_network(self) -> None:
        """Learn how the network is reached: a proxy is needed for the first sign-in too."""
        if self._book.entries:
            secrets = await self._open_secrets()
        elif self._book.storage == "keyring":
            secrets = self._workshop.keyring
        else:
            return  # nobody is asked for a passphrase before there is something behind it
        try:
            kept = unpack(await secrets.load(NETWORK)) or self._network
            self._set_network(kept)
        except AppError as error:
            if self._book.entries:
                raise
            _log.info("no network settings: %s", error)

    async def aclose(self) -> None:
        """Close every session; profiles of a shared computer leave nothing behind."""
        await self._tasks.aclose()
        if self._goodbyes:  # quitting right after signing out must not leave keys or files behind
            await asyncio.wait(self._goodbyes)
        if self._login is not None:
            await self._login.aclose()
        for session in tuple(self._sessions.values()):
            await session.close()
            profile = session.profile.value
            if profile.shared_computer:
                remove_folder(folder_of(self._data, profile.id, shared=True))
        self._sessions.clear()
        if self._workshop.media is not None:
            await self._workshop.media.aclose()

    async def _restore(self, entry: Entry) -> None:
        secrets = await self._open_secrets()
        packed = await secrets.load(keyring_entries.entry_name(entry.id))
        keys = keyring_entries.unpack(packed) if packed else None
        if keys is None:
            _log.warning("profile %s has no keys any more", entry.id)
            return
        blank = Profile(
            entry.id, keys.user_id, keys.device_id, keys.homeserver, entry.kind, title="", name=""
        )
        await self._open_session(blank, keys)

    # --------------------------------------------------------------------------------- signing in

    @property
    def finds_schools(self) -> bool:
        """Whether schools can be looked for by name."""
        return bool(self._workshop.directories)

    async def find_schools(
        self, query: str, *, more: Mapping[str, int] | None = None
    ) -> SchoolsPage:
        """Find schools by name in the directories this program was given."""
        directories = self._workshop.directories
        return await self._login_api().find_schools(directories, query, more=more)

    async def discover(self, address: str) -> DiscoveredServer:
        """Find out what a school address or server name offers."""
        server = await self._login_api().discover(address)
        self._judge(server)
        return server

    def _judge(self, server: DiscoveredServer) -> None:
        """Refuse a server that is not for this computer."""
        if not self.managed.may_use(server.homeserver, server.server_name):
            raise AppError("another server", user_text=OTHER_SERVER)
        if not self.managed.personal_profile and not server.is_school:
            raise AppError("a personal server", user_text=NO_PERSONAL)

    async def sign_in_password(
        self,
        server: DiscoveredServer,
        user: str,
        *,
        password: str,
        shared_computer: bool,
        code: str = "",
    ) -> ProfileId:
        """Sign in with a password, and the code of a second step."""
        shared_computer = await self._ready_to_keep(server, shared_computer)
        signed_in = await self._login_api().login_password(
            server.homeserver, user, password=password, device_id=None, code=code
        )
        return await self._welcome(server, signed_in, shared_computer=shared_computer)

    async def sign_in_card(
        self, server: DiscoveredServer, code: str, *, shared_computer: bool
    ) -> ProfileId:
        """Sign in with the code of a printed card."""
        shared_computer = await self._ready_to_keep(server, shared_computer)
        signed_in = await self._login_api().login_card(server.homeserver, code, device_id=None)
        return await self._welcome(server, signed_in, shared_computer=shared_computer)

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
        """Sign in with the register's password; profiles where one has to be picked first."""
        shared_computer = await self._ready_to_keep(server, shared_computer)
        proved = await self._login_api().prove_gradebook(
            server.service_url,
            register,
            login=login,
            password=password,
            person=person,
            code=code,
        )
        if not isinstance(proved, str):
            return proved
        signed_in = await self._login_api().login_ticket(server.homeserver, proved, device_id=None)
        await self._welcome(server, signed_in, shared_computer=shared_computer)
        return ()

    async def sign_in_sso(
        self,
        server: DiscoveredServer,
        provider: str,
        *,
        shared_computer: bool,
        open_browser: OpenBrowser,
    ) -> ProfileId:
        """Sign in through the system browser."""
        shared_computer = await self._ready_to_keep(server, shared_computer)
        signed_in = await by_sso(
            self._login_api(),
            server.homeserver,
            provider,
            open_browser=open_browser,
            device_id=None,
            say=self._workshop.say,
        )
        return await self._welcome(server, signed_in, shared_computer=shared_computer)

    async def sign_in_oauth(
        self, server: DiscoveredServer, *, shared_computer: bool, open_browser: OpenBrowser
    ) -> ProfileId:
        """Sign in at the server's OAuth server, through the system browser."""
        assert server.oauth is not None
        shared_computer = await self._ready_to_keep(server, shared_computer)
        signed_in = await by_oauth(
            self._login_api(),
            server.homeserver,
            server.oauth,
            open_browser=open_browser,
            device_id=None,
            # The browser of a shared computer may still remember the person before.
            afresh=shared_computer,
            say=self._workshop.say,
        )
        return await self._welcome(server, signed_in, shared_computer=shared_computer)

    async def _ready_to_keep(self, server: DiscoveredServer, shared_computer: bool) -> bool:
        """Ask where secrets go before there are any, so that no device is made in vain.

        Returns whether the computer is shared, by the person's word or by that of its owner.
        """
        self._judge(server)
        shared = shared_computer or self.managed.shared_computer
        if not shared:
            await self._open_secrets()
        return shared

    async def sign_in_again(self, profile_id: ProfileId, password: str, *, code: str = "") -> None:
        """Get a new token for the same device after a soft logout; the cache stays."""
        keys = self._keys[profile_id]
        signed_in = await self._login_api().login_password(
            keys.homeserver,
            keys.user_id,
            password=password,
            device_id=keys.device_id,
            code=code,
        )
        await self._go_on(profile_id, signed_in)

    async def sign_in_again_sso(self, profile_id: ProfileId, *, open_browser: OpenBrowser) -> None:
        """The same through the system browser; the server asks which way if it has several."""
        keys, login = self._keys[profile_id], self._login_api()
        server = await login.oauth_server(keys.homeserver)
        if server is not None:
            signed_in = await by_oauth(
                login,
                keys.homeserver,
                server,
                open_browser=open_browser,
                device_id=keys.device_id,
                afresh=False,
                say=self._workshop.say,
            )
        else:
            signed_in = await by_sso(
                login,
                keys.homeserver,
                "",
                open_browser=open_browser,
                device_id=keys.device_id,
                say=self._workshop.say,
            )
        await self._go_on(profile_id, signed_in)

    async def _go_on(self, profile_id: ProfileId, signed_in: SignedIn) -> None:
        """Put a session with new tokens in the place of the one that ended."""
        keys = self._keys[profile_id]
        profile = self._sessions[profile_id].profile.value
        if signed_in.user_id != keys.user_id:
            await self._discard(signed_in)
            raise AppError("another user", user_text=UserText("Это другая учётная запись."))
        keys = replace(keys, tokens=signed_in.tokens, oauth=signed_in.oauth)
        # The session goes first: a refresh under way must not write its pair over the new one.
        await self._sessions[profile_id].close()
        await self._save_keys(profile_id, keys, shared=profile.shared_computer)
        await self._open_again(profile)

    async def _open_again(self, profile: Profile) -> None:
        """Put a fresh session in the place of a closed one."""
        try:
            await self._open_session(profile, self._keys[profile.id])
        except BaseException:
            self._sessions.pop(profile.id, None)
            raise
        finally:
            self._show()

    async def _welcome(
        self, server: DiscoveredServer, signed_in: SignedIn, *, shared_computer: bool
    ) -> ProfileId:
        this = profile_id(signed_in.user_id)
        if this in self._sessions:
            await self._discard(signed_in)
            raise AppError("already here", user_text=UserText("Этот профиль уже открыт в Парте."))
        if not shared_computer and await self._open_secrets() is self._memory:
            shared_computer = True  # keys that end with the program: so does what they open
        school = server.is_school
        profile = Profile(
            this,
            signed_in.user_id,
            signed_in.device_id,
            signed_in.homeserver,
            ProfileKind.SCHOOL if school else ProfileKind.PERSONAL,
            title=_title(server),
            name=signed_in.user_id.partition(":")[0].removeprefix("@"),
            shared_computer=shared_computer,
        )
        keys = Keys(
            signed_in.user_id,
            signed_in.device_id,
            signed_in.homeserver,
            keyring_entries.new_database_key(),
            signed_in.tokens,
            signed_in.oauth,
        )
        try:
            await self._save_keys(this, keys, shared=shared_computer)
            remove_folder(folder_of(self._data, this, shared=shared_computer))
            await self._open_session(profile, keys)
        except BaseException:
            await self._forget(this, shared=shared_computer)
            await self._discard(signed_in)
            raise
        if not shared_computer:
            self._write(self._book.with_entry(Entry(this, profile.kind)))
        self._show()
        self.active.set(this)
        return this

    async def _discard(self, signed_in: SignedIn) -> None:
        """Take back a sign-in that came to nothing, so that no device is left on the server."""

        async def nowhere(_: Tokens) -> None:
            return

        try:
            api = await self._workshop.open_api(
                signed_in.homeserver,
                signed_in.user_id,
                signed_in.device_id,
                tokens=signed_in.tokens,
                on_tokens=nowhere,
                network=self._network,
                oauth=signed_in.oauth,
            )
            try:
                async with asyncio.timeout(LOGOUT_SECONDS):
                    await api.logout()
            finally:
                await api.aclose()
        except (AppError, TimeoutError) as error:
            _log.info("a spare device stays on the server: %s", error)

    # -------------------------------------------------------------------------------- signing out

    async def sign_out(self, profile_id: ProfileId) -> None:
        """Sign out and remove everything of the profile from this computer."""
        session = self._sessions.pop(profile_id, None)
        if session is None:
            return
        self._show()
        if self.active.value == profile_id:
            self.active.set(next(iter(self._sessions), None))
        self._write(self._book.without(profile_id))
        goodbye = self._leaving.start(self._leave(profile_id, session))
        self._goodbyes.add(goodbye)
        goodbye.add_done_callback(self._goodbyes.discard)
        await asyncio.shield(goodbye)  # who asked may go away with the window

    async def _leave(self, profile_id: ProfileId, session: Session) -> None:
        profile = session.profile.value
        await session.close()
        keys = self._keys[profile_id]  # read late: closing waits for a refresh under way
        await self._forget(profile_id, shared=profile.shared_computer)
        if session.connection.value.stop is not StopReason.LOGGED_OUT:
            await self._log_out(profile, keys)

    async def _forget(self, profile_id: ProfileId, *, shared: bool) -> None:
        """Remove the keys and the files of a profile; without its key a file is noise."""
        self._keys.pop(profile_id, None)
        remove_folder(folder_of(self._data, profile_id, shared=shared))
        try:
            secrets = self._memory if shared else await self._open_secrets()
            await secrets.delete(keyring_entries.entry_name(profile_id))
        except AppError as error:
            _log.warning("keys of profile %s stay in the keyring: %s", profile_id, error)

    async def _log_out(self, profile: Profile, keys: Keys) -> None:
        await self._discard(
            SignedIn(
                profile.user_id, profile.device_id, profile.homeserver, keys.tokens, keys.oauth
            )
        )

    def _on_stop(self, profile_id: ProfileId, reason: StopReason) -> None:
        if reason is StopReason.LOGGED_OUT:
            self._workshop.on_error(LoggedOut("removed elsewhere"))
            self._tasks.start(self.sign_out(profile_id))
        elif reason is StopReason.STORE:
            self._tasks.start(self._mend(profile_id))

    async def _mend(self, profile_id: ProfileId) -> None:
        """Open a cache anew that failed: a damaged file is set aside, what is unsent is kept."""
        now = self._workshop.clock.monotonic()
        if now - self._mended.get(profile_id, -MEND_EVERY) < MEND_EVERY:
            return  # it does not help: the page of the stopped profile says so
        self._mended[profile_id] = now
        session = self._sessions[profile_id]
        await session.close()
        _log.warning("the cache of profile %s is opened anew", profile_id)
        await self._open_again(session.profile.value)

    # ------------------------------------------------------------------------------------ the rail

    def activate(self, profile_id: ProfileId) -> None:
        """Show this profile."""
        if profile_id in self._sessions:
            self.active.set(profile_id)
            if any(entry.id == profile_id for entry in self._book.entries):
                self._write(replace(self._book, active=profile_id))

    async def reorder(self, profile_ids: Sequence[ProfileId]) -> None:
        """Give the profiles a new order on the rail."""
        place = {one: number for number, one in enumerate(profile_ids)}
        last = len(place)
        self._sessions = dict(
            sorted(self._sessions.items(), key=lambda item: place.get(item[0], last))
        )
        entries = sorted(self._book.entries, key=lambda entry: place.get(entry.id, last))
        self._write(replace(self._book, entries=tuple(entries)))
        self._show()

    def _show(self) -> None:
        self.sessions.reset(tuple(self._sessions.values()))
        self.sessions.commit()

    def _write(self, book: Book) -> None:
        self._book = book
        write_book(self._data, book)

    # ------------------------------------------------------------------------------------ network

    def network(self) -> NetworkSettings:
        """Return how this computer reaches the network."""
        return self._network

    async def set_network(self, settings: NetworkSettings) -> None:
        """Reach the network another way: every session connects anew."""
        self._set_network(settings)
        await (await self._open_secrets()).save(NETWORK, pack(settings))
        if self._login is not None:
            await self._login.aclose()
            self._login = None
        for session in tuple(self._sessions.values()):
            await session.close()
            await self._open_again(session.profile.value)

    def _set_network(self, settings: NetworkSettings) -> None:
        self._network = self.managed.over(settings)
        if self._workshop.media is not None:
            self._workshop.media.set_network(self._network)

    def _login_api(self) -> LoginApi:
        if self._login is None:
            self._login = self._workshop.make_login(self._network)
        return self._login

    # ----------------------------------------------------------------------------------- sessions

    async def _open_session(self, profile: Profile, keys: Keys) -> None:
        shared = profile.shared_computer
        folder = folder_of(self._data, profile.id, shared=shared)
        folder.mkdir(parents=True, exist_ok=True)
        store = await self._workshop.open_store(folder, keys.database_key, user_id=keys.user_id)
        try:
            if profile.title:
                await save_profile(store, profile)
            else:
                profile = with_saved(profile, await store.setting(PROFILE_SETTING))

            async def on_tokens(tokens: Tokens) -> None:
                known = self._keys.get(profile.id, keys)
                await self._save_keys(profile.id, replace(known, tokens=tokens), shared=shared)

            self._keys[profile.id] = keys
            api = await self._workshop.open_api(
                keys.homeserver,
                keys.user_id,
                keys.device_id,
                tokens=keys.tokens,
                on_tokens=on_tokens,
                network=self._network,
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
                notifications=self._notifications,
                on_error=self._workshop.on_error,
                on_stop=lambda reason: self._on_stop(profile.id, reason),
                media=self._workshop.media,
                slot=self.call_slot,
                log_file=self._workshop.log_file,
                managed=self.managed,
            ),
        )
        try:
            await session.start()
        except BaseException:
            await session.close()
            raise
        self._sessions[profile.id] = session

    # ------------------------------------------------------------------------------------ secrets

    async def _save_keys(self, profile_id: ProfileId, keys: Keys, *, shared: bool) -> None:
        secrets = self._memory if shared else await self._open_secrets()
        await secrets.save(keyring_entries.entry_name(profile_id), keyring_entries.pack(keys))
        self._keys[profile_id] = keys

    async def _open_secrets(self) -> Secrets:
        """Return where secrets are; where there is no keyring, the person chooses once."""
        async with self._choosing:
            if self._secrets is None:
                self._secrets = await self._find_secrets()
            return self._secrets

    async def _find_secrets(self) -> Secrets:
        if self._book.storage == "keyring":
            try:
                await self._workshop.keyring.load("probe")
                return self._workshop.keyring
            except NoKeyring:
                _log.info("no keyring on this computer")
        while True:
            passphrase = await self._workshop.choose_storage()
            if passphrase is None:
                return self._memory
            try:
                vault = await self._workshop.open_vault(self._data, passphrase)
            except WrongKey as error:
                self._workshop.on_error(_not_that_passphrase(error))
                continue
            self._write(replace(self._book, storage="vault"))
            return vault


def _not_that_passphrase(error: StoreError) -> AppError:
    return AppError(str(error), user_text=UserText("Пароль хранилища не подходит."))


def with_saved(profile: Profile, saved: Any) -> Profile:
    """Return the profile with the name and title its encrypted file holds."""
    if not isinstance(saved, dict):
        return replace(profile, title=profile.user_id, name=profile.user_id)
    return replace(
        profile,
        title=str(saved.get("title", "")),
        name=str(saved.get("name", "")),
        avatar=saved.get("avatar"),
    )


def _title(server: DiscoveredServer) -> str:
    """Return what heads the chat list: the school's name, or «Личное»."""
    if server.is_school:
        return server.title or server.server_name
    return "Личное"
