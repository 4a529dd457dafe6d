"""OAuth 2.0: whose server is used, what goes to it, and what its refusals mean."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.domain.errors import (
    AppError,
    BadReply,
    Forbidden,
    LoggedOut,
    Offline,
    ServerError,
    SoftLogout,
)
from app.domain.ids import DeviceId, UserId
from app.domain.network import NetworkSettings
from app.domain.oauth import OAuthAnswer, OAuthClient, OAuthRequest
from app.domain.profiles import Tokens
from app.net.auth_metadata import MOST_BYTES, read_metadata
from app.net.client import MatrixClient, open_client
from app.net.login import LoginClient
from tests.unit.net.conftest import Written, error, reply

ISSUER = "https://auth.test/"
GOOD: dict[str, Any] = {
    "issuer": ISSUER,
    "authorization_endpoint": "https://auth.test/authorize",
    "token_endpoint": "https://auth.test/token",
    "revocation_endpoint": "https://auth.test/revoke",
    "registration_endpoint": "https://auth.test/register",
    "response_types_supported": ["code"],
    "grant_types_supported": ["authorization_code", "refresh_token"],
    "response_modes_supported": ["query", "fragment"],
    "code_challenge_methods_supported": ["S256", "plain"],
    "prompt_values_supported": ["login", "create"],
    "account_management_uri": "https://auth.test/account",
    "account_management_actions_supported": ["org.matrix.device_delete"],
}
BACK = "http://127.0.0.1:5000/oauth"


class World:
    """A homeserver at hs.test and its OAuth server at auth.test; both keep what was asked."""

    def __init__(self) -> None:
        self.metadata: Any = dict(GOOD)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.bodies: list[Any] = []
        self.valid = "second"
        self.token: httpx.Response | Exception | None = None
        self.registered: httpx.Response | None = None
        self.device = "DEVICE"
        self.number = 1

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if request.url.host == "auth.test":
            assert "authorization" not in request.headers
            return self._auth(path, request.content)
        assert b"refresh" not in request.content, "a homeserver sees no refresh token"
        match path:
            case "/_matrix/client/v1/auth_metadata":
                answer = self.metadata
                return answer if isinstance(answer, httpx.Response) else reply(answer)
            case "/_matrix/client/versions":
                return reply({"versions": ["v1.15"]})
            case "/_matrix/client/v3/login":
                return reply({"flows": [{"type": "m.login.password"}]})
            case "/.well-known/matrix/client":
                return reply({})
        token = request.headers["authorization"].removeprefix("Bearer ")
        self.asked.append((f"use {token}", {}))
        if token != self.valid:
            return error(401, "M_UNKNOWN_TOKEN")
        return reply({"devices": [], "user_id": "@vera:hs.test", "device_id": self.device})

    def _auth(self, path: str, content: bytes) -> httpx.Response:
        if path == "/register":
            self.bodies.append(json.loads(content))
            return self.registered or reply({"client_id": "c1"}, 201)
        form = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        self.asked.append((path, form))
        if path == "/revoke":
            return httpx.Response(200)
        if isinstance(self.token, Exception):
            raise self.token
        return self.token or reply(_pair("second", "refresh-2"))

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def _pair(access: str, refresh: str | None = None, **more: Any) -> dict[str, Any]:
    pair = {"access_token": access, "token_type": "Bearer", "expires_in": 300} | more
    return pair | ({"refresh_token": refresh} if refresh else {})


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def login(world: World) -> AsyncIterator[LoginClient]:
    transport = httpx.MockTransport(world)
    client = LoginClient(NetworkSettings(), transport=transport, now=lambda: 1000.0)
    yield client
    await client.aclose()


@pytest.fixture
async def client(world: World) -> AsyncIterator[MatrixClient]:
    made = await open_client(
        "https://hs.test",
        UserId("@vera:hs.test"),
        DeviceId("DEVICE"),
        tokens=Tokens("first", "refresh-1", expires_at=2000.0),
        on_tokens=Written(),
        network=NetworkSettings(),
        oauth=OAuthClient(ISSUER, "c1"),
        transport=httpx.MockTransport(world),
        now=lambda: 1000.0,
    )
    yield made
    await made.aclose()


# ------------------------------------------------------------------------------------- metadata


async def test_the_server_that_signs_in_is_discovered(login: LoginClient) -> None:
    found = await login.discover("hs.test")
    assert found.oauth is not None and found.oauth.issuer == ISSUER
    assert found.oauth.prompts == {"login", "create"}


async def test_a_server_that_signs_in_itself_has_none(world: World, login: LoginClient) -> None:
    world.metadata = error(404, "M_UNRECOGNIZED")
    assert (await login.discover("hs.test")).oauth is None
    world.metadata = error(400, "M_UNRECOGNIZED")
    assert (await login.discover("hs.test")).oauth is None


_HOSTILE: list[Any] = [
    None,
    [],
    "https://auth.test/",
    {},
    *(GOOD | {name: bad} for name in GOOD if name.endswith("_endpoint") for bad in (
        None, 5, "", [], {}, "http://auth.test/x", "http://127.0.0.1:9/x", "https://localhost/x",
        "http://[::1]/x", "javascript:alert(1)", "file:///etc/passwd", "https://", "//auth.test/x",
        "https://u:p@auth.test/x", "https://auth.test/x#y", "https://auth.test\\@evil.test/",
        "https://auth.test/\n", "https://auth.test:99999/", "https://[::1", "https://авт.test/",
        "https://auth.test/" + "x" * 3000,
    )),
    *(GOOD | {"issuer": bad} for bad in (
        None, 5, "", "auth.test", "http://auth.test/", "https://auth.test/?a=b", ["https://a.b"],
        "http://localhost:8080/",
    )),
    *(GOOD | {name: bad} for name, bad in (
        ("response_types_supported", ["token"]),
        ("grant_types_supported", ["authorization_code"]),
        ("grant_types_supported", "authorization_code refresh_token"),
        ("response_modes_supported", ["fragment"]),
        ("code_challenge_methods_supported", ["plain"]),
        ("code_challenge_methods_supported", {"S256": True}),
        ("code_challenge_methods_supported", [["S256"]]),
    )),
    *({key: value for key, value in GOOD.items() if key != name} for name in GOOD
      if not name.startswith(("prompt", "account"))),
]  # fmt: skip


@pytest.mark.parametrize("said", _HOSTILE)
def test_metadata_that_must_not_be_used_is_refused(said: Any) -> None:
    with pytest.raises(BadReply):
        read_metadata(said)


async def test_bad_metadata_leaves_the_other_ways_in(world: World, login: LoginClient) -> None:
    broken = (httpx.Response(200, text="<html>"), httpx.Response(403), httpx.Response(502))
    for said in ({}, *broken):
        world.metadata = said
        found = await login.discover("hs.test")
        assert found.oauth is None and found.flows == {"m.login.password"}


async def test_huge_metadata_is_not_read_to_its_end(world: World, login: LoginClient) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield json.dumps(GOOD)[:-1].encode()
        while True:
            read += 65_536
            assert read <= 4 * MOST_BYTES
            yield b" " * 65_536

    world.metadata = httpx.Response(200, content=endless())
    assert (await login.discover("hs.test")).oauth is None
    assert read >= MOST_BYTES


def test_plain_http_is_for_a_homeserver_on_this_computer_alone() -> None:
    near = {key: value.replace("https://auth.test", "http://127.0.0.1:7") if isinstance(value, str)
            else value for key, value in GOOD.items()}  # fmt: skip
    assert read_metadata(near, here=True).token == "http://127.0.0.1:7/token"
    with pytest.raises(BadReply):
        read_metadata(near)
    with pytest.raises(BadReply):
        read_metadata(GOOD | {"token_endpoint": "http://auth.test/token"}, here=True)


@pytest.mark.parametrize("page", [None, 5, "javascript:x", "http://auth.test/a", "file:///x"])
def test_an_account_page_of_the_wrong_kind_is_not_opened(page: Any) -> None:
    server = read_metadata(GOOD | {"account_management_uri": page})
    assert server.page_for_devices((DeviceId("D"),)) == ""


@pytest.mark.parametrize(
    ("actions", "devices", "query"),
    [
        (["org.matrix.device_delete"], ["A&b"], "action=org.matrix.device_delete&device_id=A%26b"),
        (["org.matrix.session_end"], ["A"], "action=org.matrix.session_end&device_id=A"),
        (["org.matrix.devices_list"], ["A", "B"], "action=org.matrix.devices_list"),
        (["org.matrix.sessions_list"], [], "action=org.matrix.sessions_list"),
        (["org.matrix.profile"], ["A"], ""),
        ("org.matrix.device_delete", ["A"], ""),
        ([{}, None, 5], ["A"], ""),
    ],
)
def test_the_account_page_is_asked_for_what_it_can_do(
    actions: Any, devices: list[DeviceId], query: str
) -> None:
    server = read_metadata(GOOD | {"account_management_actions_supported": actions})
    assert urlsplit(server.page_for_devices(devices)).query == query


# ----------------------------------------------------------------------------------- signing in


async def _begin(login: LoginClient, *, device: str | None = None, afresh: bool = False):
    server = await login.oauth_server("https://hs.test")
    assert server is not None
    return await login.begin_oauth(
        server,
        state="s",
        redirect_url=BACK,
        device_id=DeviceId(device) if device is not None else None,
        afresh=afresh,
    )


def _query(request: OAuthRequest) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}


async def test_the_browser_is_sent_with_a_challenge_and_one_device(
    world: World, login: LoginClient
) -> None:
    request = await _begin(login)
    query = _query(request)
    assert request.url.startswith("https://auth.test/authorize?")
    assert query["scope"] == f"urn:matrix:client:api:* urn:matrix:client:device:{request.device_id}"
    assert len(request.device_id) >= 10 and request.device_id.isalpha()
    assert query["code_challenge"] != request.verifier and len(request.verifier) >= 43
    assert (query["redirect_uri"], query["state"], query["client_id"]) == (BACK, "s", "c1")
    assert "prompt" not in query
    (body,) = world.bodies
    assert body["redirect_uris"] == ["http://127.0.0.1/oauth"]
    assert (body["application_type"], body["token_endpoint_auth_method"]) == ("native", "none")
    again = await _begin(login, device="KEPT")
    assert again.device_id == "KEPT" and again.verifier != request.verifier
    assert "verifier" not in repr(again) and request.verifier not in repr(request)


async def test_a_shared_computer_asks_for_a_new_sign_in_where_that_can_be_asked(
    world: World, login: LoginClient
) -> None:
    assert _query(await _begin(login, afresh=True))["prompt"] == "login"
    world.metadata = GOOD | {"prompt_values_supported": ["create"]}
    assert "prompt" not in _query(await _begin(login, afresh=True))


@pytest.mark.parametrize("device", ["D urn:synapse:admin:*", 'D"', "Д", "", "x" * 300])
async def test_a_device_cannot_widen_the_scope(login: LoginClient, device: str) -> None:
    if not device:
        assert (await _begin(login, device=device)).device_id
        return
    with pytest.raises(BadReply):
        await _begin(login, device=device)


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_server_that_does_not_know_us_is_told_so(
    world: World, login: LoginClient, status: int
) -> None:
    world.registered = reply({"error": "invalid_client_metadata"}, status)
    with pytest.raises(Forbidden) as refused:
        await _begin(login)
    assert "не принимает Парту" in str(refused.value.user_text)


async def test_a_code_becomes_a_session(world: World, login: LoginClient) -> None:
    request = await _begin(login, device="DEVICE")
    signed_in = await login.finish_oauth("https://hs.test", request, OAuthAnswer("code-1"))
    assert signed_in.tokens == Tokens("second", "refresh-2", 1300.0)
    assert (signed_in.user_id, signed_in.device_id) == ("@vera:hs.test", "DEVICE")
    assert signed_in.oauth == OAuthClient(ISSUER, "c1")
    assert world.asked[0] == (
        "/token",
        {
            "grant_type": "authorization_code",
            "code": "code-1",
            "redirect_uri": BACK,
            "client_id": "c1",
            "code_verifier": request.verifier,
        },
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (OAuthAnswer(error="access_denied"), "отменён в браузере"),
        (OAuthAnswer(error="server_error"), "сообщила об ошибке"),
        (OAuthAnswer(), "сообщила об ошибке"),
        (OAuthAnswer("code", issuer="https://evil.test/"), "не тот сервер"),
        (OAuthAnswer(error="access_denied", issuer="https://auth.test"), "не тот сервер"),
    ],
)
async def test_an_answer_without_a_code_is_a_plain_sentence(
    world: World, login: LoginClient, answer: OAuthAnswer, words: str
) -> None:
    request = await _begin(login)
    with pytest.raises(Forbidden) as refused:
        await login.finish_oauth("https://hs.test", request, answer)
    assert words in str(refused.value.user_text)
    assert world.asked == [], "nothing is exchanged"


async def test_a_server_that_always_names_itself_must_do_so(
    world: World, login: LoginClient
) -> None:
    world.metadata = GOOD | {"authorization_response_iss_parameter_supported": True}
    request = await _begin(login, device="DEVICE")
    with pytest.raises(Forbidden, match="mixed up"):
        await login.finish_oauth("https://hs.test", request, OAuthAnswer("code"))
    await login.finish_oauth("https://hs.test", request, OAuthAnswer("code", issuer=ISSUER))


@pytest.mark.parametrize(
    "answer",
    [
        reply({"error": "invalid_grant"}, 400),
        reply({"access_token": "a", "expires_in": 5}),
        reply(_pair("a", token_type="mac")),
        reply({"token_type": "Bearer"}),
        reply(_pair("то\nкен")),
        reply([]),
        httpx.Response(200, text="<html>"),
    ],
)
async def test_a_useless_token_answer_ends_the_sign_in(
    world: World, login: LoginClient, answer: httpx.Response
) -> None:
    world.token = answer
    request = await _begin(login, device="DEVICE")
    with pytest.raises(AppError):
        await login.finish_oauth("https://hs.test", request, OAuthAnswer("code"))
    assert world.paths() == ["/token"]


async def test_tokens_that_do_not_fit_are_given_back(world: World, login: LoginClient) -> None:
    request = await _begin(login, device="DEVICE")
    world.device = "ANOTHER"
    with pytest.raises(BadReply):
        await login.finish_oauth("https://hs.test", request, OAuthAnswer("code"))
    assert world.paths() == ["/token", "use second", "/revoke"]
    world.device, world.valid = "DEVICE", "nothing"
    with pytest.raises(Forbidden) as refused:
        await login.finish_oauth("https://hs.test", request, OAuthAnswer("code"))
    assert "не дали доступа" in str(refused.value.user_text)
    assert world.asked[-1][1]["token"] == "refresh-2"


# ----------------------------------------------------------------------------------- staying in


async def test_a_refused_token_is_renewed_once_for_all(world: World, client: MatrixClient) -> None:
    """A delegating Synapse says nothing of a soft logout when a token has expired."""
    await asyncio.gather(*(client.devices() for _ in range(10)))
    assert world.paths().count("/token") == 1
    (form,) = [form for path, form in world.asked if path == "/token"]
    assert form == {"grant_type": "refresh_token", "refresh_token": "refresh-1", "client_id": "c1"}
    assert world.paths().count("use second") == 10


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply({"error": "invalid_grant"}, 400), SoftLogout),
        (reply({"error": "invalid_client"}, 401), SoftLogout),
        (httpx.Response(404), SoftLogout),
        (httpx.Response(503), ServerError),
        (httpx.Response(429), ServerError),
        (httpx.ConnectError("нет"), Offline),
        (reply(_pair("first")), BadReply),
        (httpx.Response(200, text="<html>"), BadReply),
    ],
)
async def test_only_a_refusal_ends_the_session_and_never_its_data(
    world: World, client: MatrixClient, answer: Any, kind: type[AppError]
) -> None:
    world.token = answer
    with pytest.raises(kind) as met:
        await client.devices()
    assert not isinstance(met.value, LoggedOut)
    assert isinstance(met.value, SoftLogout) == (kind is SoftLogout)


async def test_a_fresh_token_that_is_refused_keeps_the_data_too(
    world: World, client: MatrixClient
) -> None:
    world.valid = "nothing"
    with pytest.raises(SoftLogout):
        await client.devices()
    assert world.paths() == ["use first", "/token", "use second"]


@pytest.mark.parametrize(
    "metadata",
    [
        GOOD | {"issuer": "https://evil.test/"},
        error(404, "M_UNRECOGNIZED"),
        error(401, "M_UNKNOWN_TOKEN"),
    ],
)
async def test_a_refresh_token_goes_to_its_own_issuer_only(
    world: World, client: MatrixClient, metadata: Any
) -> None:
    world.metadata = metadata
    with pytest.raises(SoftLogout):
        await client.devices()
    assert world.paths() == ["use first"]


async def test_without_a_refresh_token_the_person_signs_in_again(world: World) -> None:
    client = await open_client(
        "https://hs.test",
        UserId("@vera:hs.test"),
        DeviceId("DEVICE"),
        tokens=Tokens("first"),
        on_tokens=Written(),
        network=NetworkSettings(),
        oauth=OAuthClient(ISSUER, "c1"),
        transport=httpx.MockTransport(world),
    )
    with pytest.raises(SoftLogout):
        await client.devices()
    await client.logout()
    assert world.asked[-1][1] == {
        "token": "first",
        "token_type_hint": "access_token",
        "client_id": "c1",
    }
    await client.aclose()


async def test_signing_out_revokes_and_asks_the_homeserver_for_nothing(
    world: World, client: MatrixClient
) -> None:
    await client.logout()
    assert world.asked == [
        (
            "/revoke",
            {"token": "refresh-1", "token_type_hint": "refresh_token", "client_id": "c1"},
        )
    ]


async def test_devices_are_signed_out_where_the_accounts_are(
    world: World, client: MatrixClient
) -> None:
    asked = await client.confirming_deletion((DeviceId("PHONE"),))
    assert asked is not None and asked.elsewhere and not asked.password
    assert asked.page.startswith("https://auth.test/account?action=org.matrix.device_delete")
    assert await client.deletion_confirmed((DeviceId("PHONE"),), asked), "it is not in the list"
    world.metadata = GOOD | {"account_management_uri": None}
    with pytest.raises(Forbidden) as refused:
        await client.confirming_deletion((DeviceId("PHONE"),))
    assert "на странице её сервера" in str(refused.value.user_text)
