"""Profiles without a network: signing in writes down how, and succeeds or fails as told."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from app.domain.diff import Observable, ObservableList
from app.domain.directory import SchoolsPage
from app.domain.errors import SecondStepNeeded
from app.domain.identities import ProfileChoice
from app.domain.ids import ProfileId
from app.domain.managed import FREE
from app.domain.network import NetworkSettings
from app.domain.profiles import Connection, ConnectionPhase, ProfileKind
from app.domain.server import DiscoveredServer
from app.services.facade.profiles import Notification
from tests.helpers.fakes.session import FakeSession

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
