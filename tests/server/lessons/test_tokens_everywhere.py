"""Call tokens as a browser's client gets them, from the school and from the personal homeserver."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.call import Device, claims, soon
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver, running
from tests.server.lessons.conftest import ClassRoom, require_livekit

TRANSPORTS = "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports"


@dataclass
class Person:
    """Somebody with an account and no school."""

    matrix: MatrixUser

    @property
    def user_id(self) -> str:
        return self.matrix.user_id


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """A personal homeserver with calls and without a school service."""
    require_livekit()
    with running(Homeserver(tmp_path_factory.mktemp("home") / "home", "personal")) as homeserver:
        yield homeserver


@pytest.fixture
async def people(home: Homeserver) -> AsyncIterator[list[MatrixUser]]:
    made = [await home.new_user(name) for name in ("Вера", "Олег", "Чужой")]
    yield made
    for user in made:
        await user.aclose()


async def test_at_home_whoever_is_in_the_room_is_in_its_call(
    home: Homeserver, people: list[MatrixUser]
) -> None:
    vera, oleg, stranger = people
    room = await vera.create_room("Семья", members=(oleg,))
    told = await vera.call("GET", TRANSPORTS)
    base = told["rtc_transports"][0]["livekit_service_url"].removesuffix("/livekit/jwt")
    assert base == home.url
    devices = [Device(Person(one)) for one in (vera, oleg)]  # type: ignore[arg-type]
    for device in devices:
        await device.join(room, base=base)
    await devices[0].publish("microphone")
    await devices[1].publish("screen_share")
    await soon(lambda: devices[1].gets(devices[0]) == {"microphone"})
    await soon(lambda: devices[0].gets(devices[1]) == {"screen_share"})
    outside = await Device(Person(stranger)).ask(room, base=base)  # type: ignore[arg-type]
    assert (outside.status_code, outside.json()["errcode"]) == (403, "M_FORBIDDEN")
    await oleg.leave(room)
    left = await Device(Person(oleg)).ask(room, base=base)  # type: ignore[arg-type]
    assert left.status_code == 403
    for device in devices:
        await device.leave()


async def test_at_home_a_token_of_the_account_is_needed_and_a_whole_request(
    home: Homeserver, people: list[MatrixUser]
) -> None:
    vera, oleg, _ = people
    room = await vera.create_room("Семья", members=(oleg,))
    path = f"{CLIENT}/user/{quote(vera.user_id)}/openid/request_token"
    openid = await vera.call("POST", path, json={})
    member = {"id": "m", "claimed_user_id": vera.user_id, "claimed_device_id": "D"}
    body: dict[str, Any] = {
        "room_id": room,
        "slot_id": "m.call#ROOM",
        "openid_token": openid,
        "member": member,
    }
    url = "/livekit/jwt/get_token"
    good = await vera.call("POST", url, json=body)
    assert claims(good["jwt"])["video"]["canPublish"]
    wrong = [
        (401, {"openid_token": openid | {"access_token": "made-up"}}),
        (401, {"openid_token": openid | {"matrix_server_name": "elsewhere"}}),
        (401, {"member": member | {"claimed_user_id": oleg.user_id}}),
        (400, {"member": None}),
        (400, {"slot_id": "other"}),
    ]
    for status, change in wrong:
        answer = await vera.request("POST", url, json=body | change)
        assert answer.status_code == status, answer.text
    assert (await vera.request("GET", "/livekit/jwt/healthz")).status_code == 200
    assert (await vera.request("POST", "/livekit/jwt/else", json={})).status_code == 404
    preflight = await vera.request("OPTIONS", url)
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"


async def test_the_school_tells_where_its_tokens_are_and_browsers_may_ask(
    klass: ClassRoom,
) -> None:
    vera = klass["vera"].matrix
    told = await vera.call("GET", TRANSPORTS)
    url = told["rtc_transports"][0]["livekit_service_url"]
    assert url == f"{klass.school.homeserver.service_url}/livekit/jwt"
    http = vera._http
    preflight = await http.options(f"{url}/sfu/get", headers={"Origin": "https://call.example"})
    assert preflight.is_success
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    assert (await http.get(f"{url}/healthz")).status_code == 200
    for body in (b"", b"{", b"[]", b'{"room": 5}'):
        answer = await http.post(f"{url}/sfu/get", content=body)
        assert (answer.status_code, answer.json()["errcode"]) == (400, "M_BAD_JSON")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
