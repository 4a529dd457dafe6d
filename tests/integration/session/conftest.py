"""The program without a screen, signed in to real homeservers."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from app.domain.ids import ProfileId
from app.domain.profiles import ConnectionPhase
from app.net.client import open_client
from app.net.login import LoginClient
from app.services.clock import SystemClock
from app.services.facade.profiles import Notification
from app.services.facade.session import Session
from app.services.profiles import ProfileManager
from app.services.secrets import MemorySecrets
from app.services.workshop import Workshop
from app.store.profile_store import ProfileStore
from app.store.vault import Vault
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.settle import until
from tests.unit.services_messages.fakes import FakeTools


class Program:
    """One computer: a data folder and a keyring that outlive `restart`."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.keyring = MemorySecrets()
        self.directories: tuple[str, ...] = ()
        self.errors: list[BaseException] = []
        self.notified: list[Notification] = []

    async def start(self) -> None:
        async def memory_only() -> str | None:
            return None

        self.profiles = ProfileManager(
            self.data,
            Workshop(
                open_api=open_client,
                open_store=ProfileStore.open,
                make_login=LoginClient,
                open_vault=Vault.open,
                tools=FakeTools(),
                clock=SystemClock(),
                choose_storage=memory_only,
                on_error=self.errors.append,
                keyring=self.keyring,
                directories=self.directories,
            ),
        )
        self.profiles.notifications(self.notified.append)
        await self.profiles.start()

    async def stop(self) -> None:
        await self.profiles.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def sign_in(self, user: MatrixUser, *, shared: bool = False) -> Session:
        server = await self.profiles.discover(user.server.url)
        there = await self.profiles.sign_in_password(
            server, user.localpart, password=user.password, shared_computer=shared
        )
        return self.session(there)

    def session(self, profile_id: ProfileId | None = None) -> Session:
        wanted = profile_id or self.profiles.active.value
        return next(one for one in self.profiles.sessions if one.profile.value.id == wanted)

    def names(self, session: Session | None = None) -> list[str]:
        """The chats as the list shows them."""
        return [room.name for room in (session or self.session()).rooms.observe()]


async def soon(is_so: Callable[[], object]) -> None:
    """Wait for what a server does."""
    await until(is_so, turns=6_000)


async def live(session: Session) -> None:
    await soon(lambda: session.connection.value.phase is ConnectionPhase.LIVE)


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    program = Program(tmp_path / "data")
    await program.start()
    yield program
    await program.stop()
    assert program.errors == []
