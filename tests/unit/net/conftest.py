"""A homeserver made of a function, and clients of it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from app.domain.ids import DeviceId, UserId
from app.domain.network import NetworkSettings
from app.domain.profiles import Tokens
from app.net.client import MatrixClient, open_client

Answer = Callable[[httpx.Request], httpx.Response]
ClientOf = Callable[..., Awaitable[MatrixClient]]


class Written:
    """The token pairs that were written, in order."""

    def __init__(self) -> None:
        self.pairs: list[Tokens] = []

    async def __call__(self, tokens: Tokens) -> None:
        self.pairs.append(tokens)


def reply(value: Any, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, content=json.dumps(value).encode(), headers=headers)


def error(status: int, errcode: str, **more: Any) -> httpx.Response:
    return reply({"errcode": errcode, "error": "тайна"} | more, status)


@pytest.fixture
async def client_of() -> AsyncIterator[ClientOf]:
    """`await client_of(answer)`: our client of a server that answers with a function."""
    opened: list[MatrixClient] = []

    async def make(
        answer: Answer,
        *,
        tokens: Tokens | None = None,
        on_tokens: Any = None,
        now: Callable[[], float] = lambda: 1000.0,
    ) -> MatrixClient:
        client = await open_client(
            "https://hs.test",
            UserId("@вера:школа"),
            DeviceId("D"),
            tokens=tokens or Tokens("first", "refresh-1", expires_at=2000.0),
            on_tokens=on_tokens or Written(),
            network=NetworkSettings(),
            transport=httpx.MockTransport(answer),
            now=now,
        )
        opened.append(client)
        return client

    yield make
    for client in opened:
        await client.aclose()
