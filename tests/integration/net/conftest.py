"""A client of ours for a person of the test's own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from app.domain.ids import DeviceId
from app.domain.network import NetworkSettings
from app.domain.profiles import Tokens
from app.net.client import MatrixClient, open_client
from app.net.login import LoginClient
from tests.helpers.matrix_user import MatrixUser

NETWORK = NetworkSettings()


@dataclass
class Written:
    """The token pairs that were written, in order."""

    pairs: list[Tokens] = field(default_factory=list)

    async def __call__(self, tokens: Tokens) -> None:
        self.pairs.append(tokens)


SignIn = Callable[..., Awaitable[MatrixClient]]


@pytest.fixture
async def login() -> AsyncIterator[LoginClient]:
    client = LoginClient(NETWORK)
    yield client
    await client.aclose()


@pytest.fixture
async def sign_in(login: LoginClient) -> AsyncIterator[SignIn]:
    """`await sign_in(user)` gives our client on a device of its own."""
    opened: list[MatrixClient] = []

    async def enter(user: MatrixUser, *, device_id: str | None = None) -> MatrixClient:
        there = await login.login_password(
            user.server.url,
            user.localpart,
            password=user.password,
            device_id=DeviceId(device_id) if device_id else None,
        )
        client = await open_client(
            there.homeserver,
            there.user_id,
            there.device_id,
            tokens=there.tokens,
            on_tokens=Written(),
            network=NETWORK,
        )
        opened.append(client)
        return client

    yield enter
    for client in opened:
        await client.aclose()
