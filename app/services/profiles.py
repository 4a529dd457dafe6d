"""All profiles of this computer: signing in and out, which one is shown."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.directory import SchoolsPage
from app.domain.errors import AppError, LoggedOut, UserText
from app.domain.identities import ProfileChoice
from app.domain.ids import ProfileId
from app.domain.managed import FREE, Managed
from app.domain.network import NetworkSettings
from app.domain.profiles import Profile, ProfileKind, StopReason, profile_id
from app.domain.server import DiscoveredServer, SignedIn
from app.services.facade.profiles import Notification
from app.services.keys import Keys, new_database_key
from app.services.network_access import NetworkAccess
from app.services.open_profiles import OpenProfiles
from app.services.profile_book import Entry, KeptBook, folder_of, remove_folder, sweep
from app.services.profile_keys import ProfileKeys
from app.services.sign_out import Leaving
from app.services.sso import OpenBrowser, by_oauth, by_sso
from app.services.tasks import TaskScope
from app.services.workshop import Workshop

_log = logging.getLogger(__name__)

OTHER_SERVER = UserText("На этом компьютере входят только в свою школу: так решил администратор.")
NO_PERSONAL = UserText("Личный профиль на этом компьютере не открыть: так решил администратор.")


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
        self._book = KeptBook(data)
        self._keys = ProfileKeys(data, workshop, self._book)
        self._network = NetworkAccess(workshop, managed, network or NetworkSettings())
        self._open = OpenProfiles(
            data,
            workshop,
            book=self._book,
            keys=self._keys,
            network=self._network,
            managed=managed,
            on_stop=self._on_stop,
        )
        self.sessions, self.active = self._open.sessions, self._open.active
        self._tasks = TaskScope(workshop.on_error)
        self._leaving = Leaving(data, workshop, keys=self._keys, network=self._network)

    def notifications(self, listener: Callable[[Notification], None]) -> Callable[[], None]:
        """Subscribe to notifications of all profiles."""
        return self._open.notifications.subscribe(listener)

    # ---------------------------------------------------------------------------- start and end

    async def start(self) -> None:
        """Bring back every profile that was signed in; one that cannot be does not stop others."""
        sweep(self._data, self._book.now)
        try:
            await self._network.read(self._keys, self._book)
        except AppError as error:
            _log.warning("no secrets, so no profiles for now: %s", error)
            self._workshop.on_error(error)
        else:
            for entry in () if self.managed.shared_computer else self._book.now.entries:
                try:
                    await self._open.restore(entry)
                except AppError as error:
                    _log.warning("profile %s does not open: %s", entry.id, error)
                    self._workshop.on_error(error)
        self._open.show_some()
        self._open.show()

    async def aclose(self) -> None:
        """Close every session; profiles of a shared computer leave nothing behind."""
        await self._tasks.aclose()
        await self._leaving.finished()
        await self._network.aclose()
        await self._open.aclose()
        if self._workshop.media is not None:
            await self._workshop.media.aclose()

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
        return await self._network.login().find_schools(directories, query, more=more)

    async def discover(self, address: str) -> DiscoveredServer:
        """Find out what a school address or server name offers."""
        server = await self._network.login().discover(address)
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
        signed_in = await self._network.login().login_password(
            server.homeserver, user, password=password, device_id=None, code=code
        )
        return await self._welcome(server, signed_in, shared_computer=shared_computer)

    async def sign_in_card(
        self, server: DiscoveredServer, code: str, *, shared_computer: bool
    ) -> ProfileId:
        """Sign in with the code of a printed card."""
        shared_computer = await self._ready_to_keep(server, shared_computer)
        signed_in = await self._network.login().login_card(server.homeserver, code, device_id=None)
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
        proved = await self._network.login().prove_gradebook(
            server.service_url,
            register,
            login=login,
            password=password,
            person=person,
            code=code,
        )
        if not isinstance(proved, str):
            return proved
        signed_in = await self._network.login().login_ticket(
            server.homeserver, proved, device_id=None
        )
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
            self._network.login(),
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
            self._network.login(),
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
            await self._keys.open()
        return shared

    async def sign_in_again(self, profile_id: ProfileId, password: str, *, code: str = "") -> None:
        """Get a new token for the same device after a soft logout; the cache stays."""
        keys = self._keys.of(profile_id)
        signed_in = await self._network.login().login_password(
            keys.homeserver,
            keys.user_id,
            password=password,
            device_id=keys.device_id,
            code=code,
        )
        await self._go_on(profile_id, signed_in)

    async def sign_in_again_sso(self, profile_id: ProfileId, *, open_browser: OpenBrowser) -> None:
        """The same through the system browser; the server asks which way if it has several."""
        keys, login = self._keys.of(profile_id), self._network.login()
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
        keys = self._keys.of(profile_id)
        profile = self._open[profile_id].profile.value
        if signed_in.user_id != keys.user_id:
            await self._leaving.discard(signed_in)
            raise AppError("another user", user_text=UserText("Это другая учётная запись."))
        keys = replace(keys, tokens=signed_in.tokens, oauth=signed_in.oauth)
        # The session goes first: a refresh under way must not write its pair over the new one.
        await self._open[profile_id].close()
        await self._keys.save(profile_id, keys, shared=profile.shared_computer)
        await self._open.open_again(profile)

    async def _welcome(
        self, server: DiscoveredServer, signed_in: SignedIn, *, shared_computer: bool
    ) -> ProfileId:
        this = profile_id(signed_in.user_id)
        if this in self._open:
            await self._leaving.discard(signed_in)
            raise AppError("already here", user_text=UserText("Этот профиль уже открыт в Парте."))
        if not shared_computer and await self._keys.end_with_the_program():
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
            new_database_key(),
            signed_in.tokens,
            signed_in.oauth,
        )
        try:
            await self._keys.save(this, keys, shared=shared_computer)
            remove_folder(folder_of(self._data, this, shared=shared_computer))
            await self._open.open(profile, keys)
        except BaseException:
            await self._leaving.forget(this, shared=shared_computer)
            await self._leaving.discard(signed_in)
            raise
        if not shared_computer:
            self._book.write(self._book.now.with_entry(Entry(this, profile.kind)))
        self._open.show()
        self.active.set(this)
        return this

    # -------------------------------------------------------------------------------- signing out

    async def sign_out(self, profile_id: ProfileId) -> None:
        """Sign out and remove everything of the profile from this computer."""
        session = self._open.take_out(profile_id)
        if session is not None:
            await self._leaving.leave(session)

    def _on_stop(self, profile_id: ProfileId, reason: StopReason) -> None:
        if reason is StopReason.LOGGED_OUT:
            self._workshop.on_error(LoggedOut("removed elsewhere"))
            self._tasks.start(self.sign_out(profile_id))
        elif reason is StopReason.STORE:
            self._tasks.start(self._open.mend(profile_id))

    # ------------------------------------------------------------------------------------ the rail

    def activate(self, profile_id: ProfileId) -> None:
        """Show this profile."""
        self._open.activate(profile_id)

    async def reorder(self, profile_ids: Sequence[ProfileId]) -> None:
        """Give the profiles a new order on the rail."""
        self._open.reorder(profile_ids)

    # ------------------------------------------------------------------------------------ network

    def network(self) -> NetworkSettings:
        """Return how this computer reaches the network."""
        return self._network.now

    async def set_network(self, settings: NetworkSettings) -> None:
        """Reach the network another way: every session connects anew."""
        await self._network.change(settings, self._keys)
        await self._open.connect_anew()


def _title(server: DiscoveredServer) -> str:
    """Return what heads the chat list: the school's name, or «Личное»."""
    if server.is_school:
        return server.title or server.server_name
    return "Личное"
