"""Signing in through a real OpenID provider, as the browser and the person would."""

from urllib.parse import parse_qs, urlsplit

import pytest

from app.domain.errors import Forbidden
from app.net.login import LoginClient
from tests.helpers.oidc import OpenIdProvider, browse
from tests.helpers.school import Homeserver

REDIRECT = "http://127.0.0.1:9/parta"


async def test_the_browser_brings_a_token_that_signs_in_once(
    login: LoginClient, sso_school: Homeserver, openid_provider: OpenIdProvider
) -> None:
    await openid_provider.next_person("marina", name="Марина")
    found = await login.discover(sso_school.url)
    assert "m.login.sso" in found.flows
    (provider, _name) = found.providers[0]

    url = login.sso_url(found.homeserver, provider, redirect_url=REDIRECT)
    end = await browse(url, until=REDIRECT)
    assert isinstance(end, str)
    (token,) = parse_qs(urlsplit(end).query)["loginToken"]

    there = await login.login_token(found.homeserver, token, device_id=None)
    assert there.user_id.startswith("@marina:") and there.tokens.refresh_token
    with pytest.raises(Forbidden) as late:
        await login.login_token(found.homeserver, token, device_id=None)
    assert "устарела" in str(late.value.user_text)
