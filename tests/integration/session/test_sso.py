"""Single sign-on end to end: our loopback address, a real homeserver, a real OpenID provider."""

import asyncio
import re
import secrets
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.domain.errors import Forbidden
from tests.helpers.matrix_user import CLIENT
from tests.helpers.oidc import IDP_ID, OpenIdProvider, browse
from tests.helpers.school import Homeserver
from tests.integration.session.conftest import Program, live


async def test_the_browser_comes_back_signed_in(
    program: Program, sso_school: Homeserver, openid_provider: OpenIdProvider
) -> None:
    sub = f"vera{secrets.token_hex(4)}"
    await openid_provider.next_person(sub, name="Вера")
    server = await program.profiles.discover(sso_school.url)
    assert (f"oidc-{IDP_ID}", "Школьный вход") in server.providers
    pages: list[asyncio.Task[httpx.Response | str]] = []

    def open_browser(url: str) -> None:
        pages.append(asyncio.ensure_future(browse(url)))

    await program.profiles.sign_in_sso(
        server, f"oidc-{IDP_ID}", shared_computer=False, open_browser=open_browser
    )

    session = program.session()
    await live(session)
    assert session.profile.value.user_id == f"@{sub}:{sso_school.server_name}"
    page = await pages[0]
    assert isinstance(page, httpx.Response) and "Можно вернуться в Парту" in page.text


async def test_giving_up_closes_the_address(program: Program, sso_school: Homeserver) -> None:
    server = await program.profiles.discover(sso_school.url)
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    entering = asyncio.ensure_future(
        program.profiles.sign_in_sso(
            server, f"oidc-{IDP_ID}", shared_computer=False, open_browser=opened.set_result
        )
    )
    address = httpx.URL(await opened).params["redirectUrl"]
    async with httpx.AsyncClient(trust_env=False) as http:
        stranger = await http.get(httpx.URL(address).copy_with(path="/"))
        assert stranger.status_code == 404
        entering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await entering
        with pytest.raises(httpx.ConnectError):
            await http.get(address)


async def test_another_device_is_signed_out_by_the_provider_and_by_its_owner_alone(
    program: Program, sso_school: Homeserver, openid_provider: OpenIdProvider
) -> None:
    sub, foreign = f"vera{secrets.token_hex(4)}", f"oleg{secrets.token_hex(4)}"
    await openid_provider.next_person(sub, name="Вера")
    telephone = await _another_device(sso_school)
    server = await program.profiles.discover(sso_school.url)
    pages: list[asyncio.Task[httpx.Response | str]] = []
    await program.profiles.sign_in_sso(
        server,
        f"oidc-{IDP_ID}",
        shared_computer=False,
        open_browser=lambda url: pages.append(asyncio.ensure_future(browse(url))),
    )
    session = program.session()
    await live(session)
    await pages[0]
    ways = await session.people.confirming(())
    assert ways is not None and not ways.password and ways.page
    others = [one for one in await session.people.devices() if not one.current]
    assert [one.device_id for one in others] == [telephone]
    asked = await session.people.confirming(others)
    assert asked is not None
    assert not await session.people.confirmed(others, asked), "nobody has confirmed anything"
    await openid_provider.next_person(foreign, name="Олег")
    await _confirm(asked.page)
    with pytest.raises(Forbidden) as other:
        await session.people.confirmed(others, asked)
    assert "другой человек" in str(other.value.user_text)
    asked = await session.people.confirming(others)
    assert asked is not None
    await openid_provider.next_person(sub, name="Вера")
    await _confirm(asked.page)
    assert await session.people.confirmed(others, asked)
    assert [one.current for one in await session.people.devices()] == [True]


async def _another_device(school: Homeserver) -> str:
    nowhere = "http://127.0.0.1:9/callback"
    start = f"{school.url}{CLIENT}/login/sso/redirect/oidc-{IDP_ID}?redirectUrl={nowhere}"
    end = await browse(start, until=nowhere)
    assert isinstance(end, str), end.text
    (token,) = parse_qs(urlsplit(end).query)["loginToken"]
    async with httpx.AsyncClient(base_url=school.url, trust_env=False) as http:
        body = {"type": "m.login.token", "token": token}
        return str((await http.post(f"{CLIENT}/login", json=body)).json()["device_id"])


async def _confirm(page: str) -> None:
    """Press the one button of the homeserver's page and go through the provider."""
    cookies: dict[str, str] = {}
    shown = await browse(page, cookies=cookies)
    assert isinstance(shown, httpx.Response)
    link = re.search(r'href="(https?://[^"]+)"', shown.text)
    assert link, shown.text
    await browse(unescape(link[1]), cookies=cookies)
