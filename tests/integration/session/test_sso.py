"""Single sign-on end to end: our loopback address, a real homeserver, a real OpenID provider."""

import asyncio
import secrets

import httpx
import pytest

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
