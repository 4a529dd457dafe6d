"""Single sign-on against a real OpenID provider, as the app goes through it."""

from urllib.parse import parse_qs, urlsplit

import httpx

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.oidc import IDP_ID, OpenIdProvider, browse
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser

REDIRECT = "http://127.0.0.1:9/callback"


async def test_the_school_offers_single_sign_on_beside_the_password(
    sso_school: Homeserver, fresh_user: FreshUser
) -> None:
    person = await fresh_user(on=sso_school, sign_in=False)
    flows = {flow["type"]: flow for flow in (await person.call("GET", f"{CLIENT}/login"))["flows"]}
    assert {"m.login.password", "m.login.sso", "m.login.token"} <= flows.keys()
    (provider,) = flows["m.login.sso"]["identity_providers"]
    assert (provider["id"], provider["name"]) == (f"oidc-{IDP_ID}", "Школьный вход")


async def test_signing_in_at_the_provider_ends_with_a_session(
    sso_school: Homeserver, openid_provider: OpenIdProvider
) -> None:
    await openid_provider.next_person("elena", name="Елена Крылова")
    token = await _login_token(sso_school)
    elena = MatrixUser(sso_school, f"@elena:{sso_school.server_name}", "Елена")
    try:
        body = {"type": "m.login.token", "token": token, "refresh_token": True}
        session = await elena.call("POST", f"{CLIENT}/login", json=body)
        assert session["user_id"] == elena.user_id
        assert {"refresh_token", "expires_in_ms"} <= session.keys()
        elena.access_token = session["access_token"]
        profile = await elena.call("GET", f"{CLIENT}/profile/{elena.user_id}/displayname")
        assert profile == {"displayname": "Елена Крылова"}
        again = await elena.request("POST", f"{CLIENT}/login", json=body)
        assert again.status_code == 403, "a login token works once"
    finally:
        await elena.aclose()


async def test_pressing_cancel_at_the_provider_gives_no_token(
    sso_school: Homeserver, openid_provider: OpenIdProvider
) -> None:
    await openid_provider.next_person("elena", deny=True)
    page = await browse(_start(sso_school), until=REDIRECT)
    assert isinstance(page, httpx.Response)
    assert "access_denied" in page.text


def _start(homeserver: Homeserver) -> str:
    path = f"{CLIENT}/login/sso/redirect/oidc-{IDP_ID}"
    return f"{homeserver.url}{path}?redirectUrl={REDIRECT}"


async def _login_token(homeserver: Homeserver) -> str:
    end = await browse(_start(homeserver), until=REDIRECT)
    assert isinstance(end, str), end.text
    (token,) = parse_qs(urlsplit(end).query)["loginToken"]
    return token
