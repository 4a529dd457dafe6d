"""From what a person types to a homeserver."""

from typing import Any

import httpx
import pytest

from app.domain.errors import AppError, BadReply, Offline
from app.domain.network import NetworkSettings
from app.net.address import base_url, origin_of
from app.net.login import LoginClient
from tests.unit.net.conftest import error, reply


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("school14.ru", "https://school14.ru"),
        ("  School14.RU/ ", "https://school14.ru"),
        ("https://school14.ru/login?a=b", "https://school14.ru"),
        ("http://school14.ru", "https://school14.ru"),
        ("school14.ru:8448", "https://school14.ru:8448"),
        ("школа14.рф", "https://xn--14-6kc7avm6d.xn--p1ai"),
        ("127.0.0.1:8008", "http://127.0.0.1:8008"),
        ("http://localhost:8008/", "http://localhost:8008"),
        ("[::1]:8008", "http://[::1]:8008"),
        ("http://192.168.0.5:8008", "https://192.168.0.5:8008"),
        ("@vera:school14.ru", "https://school14.ru"),
        ("https://matrix.to/#/#7b:school14.ru", "https://school14.ru"),
        ("https://matrix.to/#/%237b%3Aschool14.ru?via=x.ru", "https://x.ru"),
        ("https://matrix.to/#/!opaque?via=school14.ru", "https://school14.ru"),
        ("matrix:r/7b:school14.ru", "https://school14.ru"),
        ("parta://join?hs=https%3A%2F%2Fschool14.ru&t=1", "https://school14.ru"),
    ],
)
def test_every_spelling_leads_to_the_server(typed: str, base: str) -> None:
    if "14.рф" in typed:
        base = "https://" + "школа14.рф".encode("idna").decode()
    assert origin_of(typed).base == base


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "https://", "Школа № 14", "a b.ru", "ftp://a.ru", "a.ru:99999", "@вера", "x" * 3000,
     "parta://join", "https://matrix.to/#/!opaque", "[::1", "a..ru", "%00", "\ud800.ru"],
)  # fmt: skip
def test_what_is_no_address_says_so(typed: str) -> None:
    with pytest.raises(AppError) as refused:
        origin_of(typed)
    assert "адрес" in str(refused.value.user_text)


@pytest.mark.parametrize(
    "value",
    [None, 5, "", "ftp://a", "http://a.ru", "https://", "https://u:p@a.ru", "https://a?b", "//a"],
)
def test_a_well_known_address_of_the_wrong_kind_is_not_used(value: Any) -> None:
    assert base_url(value) is None


class Web:
    """Several hosts; every path that is not set answers 404."""

    def __init__(self, **pages: Any) -> None:
        self.pages: dict[str, Any] = {
            "hs.school.ru/_matrix/client/versions": {"versions": ["v1.11"]},
            "hs.school.ru/_matrix/client/v3/login": {
                "flows": [
                    {"type": "m.login.password"},
                    {
                        "type": "m.login.sso",
                        "identity_providers": [{"id": "oidc-a", "name": "ЭЖД"}, {"id": 5}],
                    },
                ]
            },
        }

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https"
        page = self.pages.get(request.url.host + request.url.path)
        if page is None:
            return error(404, "M_UNRECOGNIZED")
        if isinstance(page, Exception):
            raise page
        return page if isinstance(page, httpx.Response) else reply(page)


WELL_KNOWN = "school.ru/.well-known/matrix/client"


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
async def login(web: Web):
    client = LoginClient(NetworkSettings(), transport=httpx.MockTransport(web))
    yield client
    await client.aclose()


async def test_a_school_is_found_with_its_name_and_ways_in(web: Web, login: LoginClient) -> None:
    web.pages[WELL_KNOWN] = {
        "m.homeserver": {"base_url": "https://hs.school.ru/"},
        "app.parta.school": {"name": "Школа № 14\u202e"},
    }
    found = await login.discover("school.ru")
    assert (found.homeserver, found.server_name) == ("https://hs.school.ru", "school.ru")
    assert (found.title, found.is_school) == ("Школа № 14", True)
    assert found.flows == {"m.login.password", "m.login.sso"}
    assert found.providers == (("oidc-a", "ЭЖД"),)


async def test_without_a_well_known_the_address_itself_is_tried(login: LoginClient) -> None:
    found = await login.discover("hs.school.ru")
    assert (found.homeserver, found.title, found.is_school) == (
        "https://hs.school.ru",
        "hs.school.ru",
        False,
    )


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(200, text="<html>сайт школы</html>"),
        httpx.Response(500),
        [],
        {"m.homeserver": {"base_url": "http://hs.school.ru"}},
        {"m.homeserver": {"base_url": "javascript:x"}},
        {"m.homeserver": 5},
        {"m.homeserver": {"base_url": "https://nowhere.school.ru"}},
    ],
)
async def test_a_site_that_is_no_homeserver_says_so(web: Web, login: LoginClient, page) -> None:
    web.pages[WELL_KNOWN] = page
    with pytest.raises(BadReply) as refused:
        await login.discover("school.ru")
    assert "school.ru" in str(refused.value.user_text)


async def test_a_server_out_of_reach_is_named(web: Web, login: LoginClient) -> None:
    web.pages[WELL_KNOWN] = httpx.ConnectError("нет")
    web.pages["school.ru/_matrix/client/versions"] = httpx.ConnectError("нет")
    with pytest.raises(Offline) as refused:
        await login.discover("school.ru")
    assert "school.ru" in str(refused.value.user_text)


async def test_single_sign_on_goes_to_the_chosen_provider(login: LoginClient) -> None:
    url = login.sso_url("https://a.ru", "oidc/а", redirect_url="http://127.0.0.1:5/cb?x=1")
    assert url == (
        "https://a.ru/_matrix/client/v3/login/sso/redirect/oidc%2F%D0%B0"
        "?redirectUrl=http%3A%2F%2F127.0.0.1%3A5%2Fcb%3Fx%3D1"
    )
