"""OAuth 2.0 of Matrix end to end: the program, a Synapse that delegates, a real OAuth server."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.domain.errors import AppError, Forbidden
from app.domain.ids import DeviceId
from app.domain.network import NetworkSettings
from app.domain.oauth import OAuthAnswer, OAuthClient
from app.domain.profiles import ConnectionPhase, StopReason
from app.net.login import LoginClient
from app.services.keys import Keys, entry_name, unpack
from app.services.session import Session
from tests.helpers.matrix_user import CLIENT
from tests.helpers.oidc import OpenIdProvider, browse
from tests.helpers.school import Homeserver
from tests.integration.session.conftest import Program, live, soon


class Person:
    """Somebody at the OAuth server, and the system browser in front of them."""

    def __init__(self, program: Program, home: Homeserver, provider: OpenIdProvider) -> None:
        self.program, self.home, self.provider = program, home, provider
        self.sub = f"vera{secrets.token_hex(4)}"
        self.addresses: list[str] = []
        self.pages: list[asyncio.Task[httpx.Response | str]] = []

    def browser(self, url: str) -> None:
        self.addresses.append(url)
        self.pages.append(asyncio.ensure_future(browse(url)))

    async def enter(self, *, shared: bool = False) -> Session:
        await self.provider.next_person(self.sub, name="Вера")
        server = await self.program.profiles.discover(self.home.url)
        there = await self.program.profiles.sign_in_oauth(
            server, shared_computer=shared, open_browser=self.browser
        )
        session = self.program.session(there)
        await live(session)
        return session

    async def keys(self, session: Session) -> Keys:
        packed = await self.program.keyring.load(entry_name(session.profile.value.id))
        keys = unpack(packed or "")
        assert keys is not None
        return keys

    async def revoked(self) -> int:
        """How many tokens clients have revoked so far."""
        return len((await self.provider.seen())["revoked"])

    async def last_page(self) -> str:
        page = await self.pages[-1]
        assert isinstance(page, httpx.Response)
        return page.text

    async def asks(self, token: str, path: str = f"{CLIENT}/account/whoami") -> int:
        """Status that the homeserver answers a token with."""
        async with httpx.AsyncClient(trust_env=False) as http:
            headers = {"Authorization": f"Bearer {token}"}
            return (await http.get(self.home.url + path, headers=headers)).status_code


@pytest.fixture
async def vera(
    program: Program, oauth_home: Homeserver, openid_provider: OpenIdProvider
) -> AsyncIterator[Person]:
    await openid_provider.let_tokens_live(300)
    yield Person(program, oauth_home, openid_provider)
    await openid_provider.let_tokens_live(300)


def _query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


async def test_the_browser_signs_in_and_a_restart_keeps_the_session(vera: Person) -> None:
    server = await vera.program.profiles.discover(vera.home.url)
    assert server.oauth is not None and server.oauth.issuer == vera.provider.issuer

    session = await vera.enter()

    profile = session.profile.value
    assert profile.user_id == f"@{vera.sub}:{vera.home.server_name}"
    assert "Можно вернуться в Парту" in await vera.last_page()
    asked = _query(vera.addresses[0])
    assert asked["scope"].split() == [
        "urn:matrix:client:api:*",
        f"urn:matrix:client:device:{profile.device_id}",
    ]
    assert (asked["code_challenge_method"], asked["response_mode"]) == ("S256", "query")
    client = (await vera.provider.seen())["clients"][-1]
    assert client["redirect_uris"] == ["http://127.0.0.1/oauth"], "any port will do"
    assert client["token_endpoint_auth_method"] == "none"
    keys = await vera.keys(session)
    assert keys.oauth == OAuthClient(vera.provider.issuer, client["client_id"])
    assert keys.tokens.refresh_token and keys.tokens.expires_at

    await vera.program.restart()

    again = vera.program.session()
    await live(again)
    assert again.profile.value.device_id == profile.device_id


async def test_a_token_about_to_expire_is_renewed_and_written(vera: Person) -> None:
    await vera.provider.let_tokens_live(2)
    session = await vera.enter()
    first = await vera.keys(session)
    renewed = (await vera.provider.seen())["renewed"]

    async def is_renewed() -> bool:
        await asyncio.gather(*(session.people.devices() for _ in range(4)))
        return (await vera.keys(session)).tokens.access_token != first.tokens.access_token

    async with asyncio.timeout(60):
        while not await is_renewed():
            pass
    await vera.provider.let_tokens_live(300)
    now = await vera.keys(session)
    assert now.tokens.refresh_token != first.tokens.refresh_token
    assert now.oauth == first.oauth
    assert (await vera.provider.seen())["renewed"] > renewed
    assert session.connection.value.phase is ConnectionPhase.LIVE
    await vera.program.restart()
    await live(vera.program.session())


async def test_a_token_that_expires_without_a_word_costs_nothing(vera: Person) -> None:
    """Synapse refuses an expired token of a delegated server as it refuses a revoked one."""
    await vera.provider.let_tokens_live(2, silent=True)
    session = await vera.enter()
    first = await vera.keys(session)
    assert first.tokens.expires_at is None

    async with asyncio.timeout(60):
        while await vera.asks(first.tokens.access_token) == 200:
            pass
    await vera.provider.let_tokens_live(300)
    assert [device.current for device in await session.people.devices()] == [True]

    assert (await vera.keys(session)).tokens.access_token != first.tokens.access_token
    assert session.connection.value.stop is StopReason.NONE


async def test_a_revoked_session_asks_to_sign_in_again_and_loses_nothing(vera: Person) -> None:
    session = await vera.enter()
    before = session.profile.value
    await session.put_setting("что-то своё", 14)

    await vera.provider.end_sessions(vera.sub)

    session.wake()
    await soon(lambda: session.connection.value.stop is not StopReason.NONE)
    assert session.connection.value.stop is StopReason.SOFT_LOGOUT
    stranger, revoked = f"oleg{secrets.token_hex(4)}", await vera.revoked()
    await vera.provider.next_person(stranger, name="Олег")
    with pytest.raises(AppError, match="another user"):
        await vera.program.profiles.sign_in_again_sso(before.id, open_browser=vera.browser)
    assert await vera.revoked() == revoked + 1, "what the stranger signed in is taken back"
    await vera.provider.next_person(vera.sub, name="Вера")
    await vera.program.profiles.sign_in_again_sso(before.id, open_browser=vera.browser)
    again = vera.program.session(before.id)
    await live(again)
    assert again.profile.value.device_id == before.device_id
    assert await again.setting("что-то своё") == 14
    assert vera.program.errors == []


async def test_signing_out_revokes_the_tokens(vera: Person) -> None:
    session = await vera.enter()
    keys = await vera.keys(session)
    assert await vera.asks(keys.tokens.access_token) == 200
    revoked = await vera.revoked()

    await vera.program.profiles.sign_out(session.profile.value.id)

    assert (await vera.provider.seen())["revoked"][revoked:] == ["RefreshToken"]
    assert await vera.asks(keys.tokens.access_token) == 401
    assert await vera.program.keyring.load(entry_name(session.profile.value.id)) is None


async def test_a_shared_computer_asks_anew_and_keeps_nothing(vera: Person) -> None:
    session = await vera.enter(shared=True)
    assert _query(vera.addresses[-1])["prompt"] == "login"
    assert await vera.program.keyring.load(entry_name(session.profile.value.id)) is None
    await vera.program.restart()
    assert not list(vera.program.profiles.sessions)
    assert not [path for path in vera.program.data.rglob("*") if path.suffix == ".db"]


async def test_refusing_consent_is_a_plain_sentence(vera: Person) -> None:
    server = await vera.program.profiles.discover(vera.home.url)
    await vera.provider.next_person(vera.sub, deny=True)
    with pytest.raises(Forbidden) as refused:
        await vera.program.profiles.sign_in_oauth(
            server, shared_computer=False, open_browser=vera.browser
        )
    assert str(refused.value.user_text).startswith("Вход отменён в браузере.")
    assert "Вход не выполнен" in await vera.last_page()
    assert not list(vera.program.profiles.sessions)


async def test_an_answer_with_a_wrong_state_is_told_so_and_ends_nothing(vera: Person) -> None:
    server = await vera.program.profiles.discover(vera.home.url)
    await vera.provider.next_person(vera.sub, name="Вера")
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    entering = asyncio.ensure_future(
        vera.program.profiles.sign_in_oauth(
            server, shared_computer=False, open_browser=opened.set_result
        )
    )
    address = await opened
    back = _query(address)["redirect_uri"]
    async with httpx.AsyncClient(trust_env=False) as http:
        forged = await http.get(back, params={"code": "чужой", "state": "выдуманное"})
    assert forged.status_code == 404
    assert "открыта не из Парты или устарела" in forged.text
    assert not entering.done(), "somebody else's page ends no sign-in"

    vera.browser(address)
    await entering
    await live(vera.program.session())


async def test_another_device_is_signed_out_at_the_page_of_the_account(vera: Person) -> None:
    session = await vera.enter()
    telephone = f"PHONE{secrets.token_hex(4)}"
    await _another_device(vera, telephone)
    others = [one for one in await session.people.devices() if not one.current]
    assert [one.device_id for one in others] == [telephone]

    asked = await session.people.confirming(others)

    assert asked is not None and asked.elsewhere and not asked.password
    assert asked.page.startswith(f"{vera.provider.issuer}/account?")
    assert _query(asked.page) == {"action": "org.matrix.device_delete", "device_id": telephone}
    assert not await session.people.confirmed(others, asked), "nobody was on the page"
    await vera.provider.end_sessions(vera.sub, device=telephone)
    assert await session.people.confirmed(others, asked)


async def _another_device(vera: Person, device: str) -> None:
    """Sign in once more, as a program elsewhere would."""
    nowhere, login = "http://127.0.0.1:9/oauth", LoginClient(NetworkSettings())
    server = await login.oauth_server(vera.home.url)
    assert server is not None
    request = await login.begin_oauth(
        server, state="one", redirect_url=nowhere, device_id=DeviceId(device), afresh=False
    )
    end = await browse(request.url, until=nowhere)
    assert isinstance(end, str), end.text
    back = _query(end)
    answer = OAuthAnswer(back["code"], issuer=back["iss"])
    signed_in = await login.finish_oauth(vera.home.url, request, answer)
    assert signed_in.device_id == device
    await login.aclose()
