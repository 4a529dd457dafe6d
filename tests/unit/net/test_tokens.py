"""The pair is refreshed once, written before it is used, and never lost."""

import asyncio
import json

import httpx
import pytest

from app.domain.errors import Offline, SecretsError, SoftLogout
from app.domain.profiles import Tokens
from tests.unit.net.conftest import ClientOf, Written, error, reply


class Server:
    """Takes `valid` as the access token and hands out numbered pairs."""

    def __init__(self) -> None:
        self.valid = "second"
        self.log: list[str] = []
        self.refusal: httpx.Response | Exception | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/refresh"):
            assert "authorization" not in request.headers
            self.log.append("refresh " + json.loads(request.content)["refresh_token"])
            if isinstance(self.refusal, Exception):
                raise self.refusal
            return self.refusal or reply(
                {"access_token": "second", "refresh_token": "refresh-2", "expires_in_ms": 60_000}
            )
        token = request.headers["authorization"].removeprefix("Bearer ")
        self.log.append(f"use {token}")
        if token != self.valid:
            return error(401, "M_UNKNOWN_TOKEN", soft_logout=True)
        return reply({"devices": []})


async def test_many_requests_share_one_refresh(client_of: ClientOf) -> None:
    server, written = Server(), Written()
    client = await client_of(server, on_tokens=written)

    await asyncio.gather(*(client.devices() for _ in range(10)))

    assert server.log.count("refresh refresh-1") == 1
    assert server.log.count("use second") == 10
    assert written.pairs == [Tokens("second", "refresh-2", 1060.0)]


async def test_a_token_known_to_be_old_is_not_tried(client_of: ClientOf) -> None:
    server = Server()
    client = await client_of(server, now=lambda: 2000.0)
    await client.devices()
    assert server.log == ["refresh refresh-1", "use second"]


async def test_the_new_pair_is_written_before_it_is_used(client_of: ClientOf) -> None:
    server = Server()

    async def write(tokens: Tokens) -> None:
        server.log.append(f"write {tokens.access_token}")

    client = await client_of(server, on_tokens=write)
    await client.devices()
    assert server.log == ["use first", "refresh refresh-1", "write second", "use second"]


async def test_a_pair_that_cannot_be_written_is_not_used(client_of: ClientOf) -> None:
    server = Server()

    async def write(_: Tokens) -> None:
        raise SecretsError

    client = await client_of(server, on_tokens=write)
    with pytest.raises(SecretsError):
        await client.devices()
    assert "use second" not in server.log


@pytest.mark.parametrize(
    "refusal",
    [
        error(403, "M_FORBIDDEN"),
        error(401, "M_UNKNOWN_TOKEN", soft_logout=False),
        error(401, "M_UNKNOWN_TOKEN", soft_logout=True),
        error(404, "M_UNRECOGNIZED"),
    ],
)
async def test_a_spent_refresh_token_keeps_the_data(client_of: ClientOf, refusal) -> None:
    server = Server()
    server.refusal = refusal
    client = await client_of(server)
    with pytest.raises(SoftLogout):
        await client.devices()


async def test_a_refresh_that_finds_no_network_is_tried_again_later(client_of: ClientOf) -> None:
    server = Server()
    server.refusal = httpx.ConnectError("нет")
    client = await client_of(server)
    with pytest.raises(Offline):
        await client.devices()
    server.refusal = None
    await client.devices()


async def test_without_a_refresh_token_the_session_ends_softly(client_of: ClientOf) -> None:
    client = await client_of(Server(), tokens=Tokens("first"))
    with pytest.raises(SoftLogout):
        await client.devices()


async def test_cancelling_the_caller_does_not_lose_the_pair(client_of: ClientOf) -> None:
    begun, go = asyncio.Event(), asyncio.Event()
    written = Written()

    async def write(tokens: Tokens) -> None:
        begun.set()
        await go.wait()
        await written(tokens)

    client = await client_of(Server(), on_tokens=write)
    caller = asyncio.ensure_future(client.devices())
    await begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go.set()
    await client.aclose()
    assert [pair.access_token for pair in written.pairs] == ["second"]


def test_tokens_do_not_show_themselves() -> None:
    assert "тайна" not in repr(Tokens("тайна", "тайна"))
