"""What the UI sees of all profiles of this computer: signing in and out, notifications."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.diff import Observable, ObservableList
from app.domain.directory import SchoolsPage
from app.domain.identities import ProfileChoice
from app.domain.ids import EventId, ProfileId, RoomId
from app.domain.managed import Managed
from app.domain.network import NetworkSettings
from app.domain.people import Person
from app.domain.server import DiscoveredServer
from app.services.facade.session import Session


@dataclass(frozen=True, slots=True)
class Notification:
    """A notification to show. `hidden` asks for one without text (the person's setting)."""

    profile_id: ProfileId
    room_id: RoomId | None
    """None for a word from the diary."""
    event_id: EventId | None
    title: str
    body: str
    sender: Person | None
    silent: bool = False


class StorageChoice(Protocol):
    """Asks the person where secrets go when there is no keyring."""

    async def __call__(self) -> "str | None":
        """A passphrase to protect them with, or None to keep them in memory only."""


class Profiles(Protocol):
    """All profiles: which are signed in, which is shown."""

    sessions: ObservableList[Session]
    active: Observable[ProfileId | None]
    managed: Managed
    """What is decided for this computer."""

    def notifications(self, listener: Callable[[Notification], None], /) -> Callable[[], None]:
        """Subscribe to notifications; returns the way to unsubscribe."""

    @property
    def finds_schools(self) -> bool:
        """Whether schools can be looked for by name."""

    async def find_schools(
        self, query: str, *, more: Mapping[str, int] | None = None
    ) -> SchoolsPage:
        """Schools by name; with `more` of a page, those that follow it."""

    async def discover(self, address: str) -> DiscoveredServer:
        """What a school address or server name offers."""

    async def sign_in_password(
        self,
        server: DiscoveredServer,
        user: str,
        *,
        password: str,
        shared_computer: bool,
        code: str = "",
    ) -> ProfileId:
        """Sign in and start the session; the new profile becomes active.

        Raises:
            SecondStepNeeded: the password was right; it has to come again with a code.
        """

    async def sign_in_card(
        self, server: DiscoveredServer, code: str, *, shared_computer: bool
    ) -> ProfileId:
        """Sign in with the code of a printed card."""

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

    async def sign_in_sso(
        self,
        server: DiscoveredServer,
        provider: str,
        *,
        shared_computer: bool,
        open_browser: Callable[[str], Awaitable[None] | None],
    ) -> ProfileId:
        """Single sign-on through the system browser; cancelling the task gives up."""

    async def sign_in_oauth(
        self,
        server: DiscoveredServer,
        *,
        shared_computer: bool,
        open_browser: Callable[[str], Awaitable[None] | None],
    ) -> ProfileId:
        """The same where `server.oauth` signs people in."""

    async def sign_out(self, profile_id: ProfileId) -> None:
        """Sign out and remove everything of the profile from this computer."""

    async def sign_in_again(self, profile_id: ProfileId, password: str, *, code: str = "") -> None:
        """After a soft logout: a new token for the same device; the cache stays."""

    async def sign_in_again_sso(
        self, profile_id: ProfileId, *, open_browser: Callable[[str], Awaitable[None] | None]
    ) -> None:
        """The same through the system browser, for accounts without a password."""

    def activate(self, profile_id: ProfileId) -> None:
        """Show this profile."""

    async def reorder(self, profile_ids: Sequence[ProfileId]) -> None:
        """New order on the rail."""

    def network(self) -> NetworkSettings:
        """How this computer reaches the network."""

    async def set_network(self, settings: NetworkSettings) -> None:
        """Use and keep other network settings; the password goes to the keyring."""
