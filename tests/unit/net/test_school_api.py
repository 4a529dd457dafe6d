"""The school service: found, signed in to, asked, and every way it can say no."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.errors import (
    BadReply,
    Forbidden,
    LoggedOut,
    NotFound,
    Offline,
    ServerError,
    SoftLogout,
)
from tests.unit.net.conftest import ClientOf, reply

SERVICE = "https://school.test:8090"
SENTENCE = "Это дневник другого ребёнка: он вам не виден."


class World:
    """A homeserver and a service in one function; `answers` are the service's, in order."""

    def __init__(self, *answers: httpx.Response | Exception, service: Any = SERVICE) -> None:
        self.answers = list(answers)
        self.service = service
        self.asked: list[httpx.Request] = []
        self.sessions = 0
        self.expires = 4_000_000_000.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/.well-known/matrix/client":
            return reply({"app.parta.school": {"name": "Школа", "service_url": self.service}})
        if path.endswith("/openid/request_token"):
            return reply({"access_token": "open", "matrix_server_name": "hs.test"})
        self.asked.append(request)
        if path == "/v1/session":
            self.sessions += 1
            ends = datetime.fromtimestamp(self.expires, UTC).isoformat()
            return reply({"token": f"s{self.sessions}", "expires_at": ends}, 201)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def problem(status: int, code: str, text: str = SENTENCE) -> httpx.Response:
    return reply({"code": code, "text": text, "fields": []}, status)


async def test_it_signs_in_once_and_the_matrix_token_stays_at_home(client_of: ClientOf) -> None:
    world = World(reply([1]), reply([2]))
    school = (await client_of(world)).school
    assert [await school.get("/v1/diary/children"), await school.get("/v1/me")] == [[1], [2]]
    assert world.sessions == 1
    assert all(str(one.url).startswith(SERVICE) for one in world.asked)
    tokens = [one.headers.get("authorization") for one in world.asked]
    assert tokens == [None, "Bearer s1", "Bearer s1"]
    assert json.loads(world.asked[0].content)["access_token"] == "open"


async def test_ids_are_encoded(client_of: ClientOf) -> None:
    world = World(reply({}))
    await (await client_of(world)).school.get("/v1/diary/children/{}/week", "п/1?x=..")
    assert world.asked[-1].url.raw_path == b"/v1/diary/children/%D0%BF%2F1%3Fx%3D../week"


async def test_a_session_that_ended_is_begun_again_once(client_of: ClientOf) -> None:
    world = World(problem(401, "session_over"), reply([1]))
    assert await (await client_of(world)).school.get("/v1/me") == [1]
    assert world.sessions == 2
    world.answers = [problem(401, "session_over", "Вход устарел."), problem(401, "session_over")]
    with pytest.raises(ServerError) as ended:
        await (await client_of(world)).school.get("/v1/me")
    assert not isinstance(ended.value, SoftLogout | LoggedOut), "the profile's own data must stay"


async def test_files_go_and_come_though_the_session_had_ended(
    client_of: ClientOf, tmp_path: Path
) -> None:
    """A school's computer whose clock is an hour late thinks the old session is a good one."""
    over = problem(401, "session_over")
    file, target = tmp_path / "список.csv", tmp_path / "target"
    file.write_bytes(b"1" * 100)
    world = World()
    school = (await client_of(world)).school
    world.answers = [over, reply({"id": 1})]
    assert await school.upload("/v1/proof", field="proof", source=file) == {"id": 1}
    world.answers = [over, reply({"id": 2})]
    sent = school.send_file("/v1/files", file, params={}, progress=lambda *_: None)
    assert await sent == {"id": 2}
    assert world.asked[-1].content == b"1" * 100
    world.answers = [over, reply({"id": 3})]
    assert await school.send_files("/v1/uploads", [("a.csv", file)], {}) == {"id": 3}
    world.answers = [over, httpx.Response(200, content=b"PDF")]
    await school.download("/v1/sheet", target=target)
    assert target.read_bytes() == b"PDF"
    world.answers = [over, httpx.Response(200, content=b"PDF 2")]
    await school.download_made("/v1/sheet", body={}, target=target)
    assert target.read_bytes() == b"PDF 2"
    assert world.sessions == 6


async def test_a_session_is_renewed_before_it_ends(client_of: ClientOf) -> None:
    world = World(reply([1]), reply([2]))
    world.expires = 1030.0  # the test's clock stands at 1000
    school = (await client_of(world)).school
    await school.get("/v1/me")
    await school.get("/v1/me")
    assert world.sessions == 2


@pytest.mark.parametrize(
    ("status", "kind"), [(403, Forbidden), (404, NotFound), (409, ServerError), (503, ServerError)]
)
async def test_its_sentences_are_shown(
    client_of: ClientOf, status: int, kind: type[ServerError]
) -> None:
    world = World(problem(status, "diary_not_yours"))
    with pytest.raises(kind) as refused:
        await (await client_of(world)).school.get("/v1/diary/children/{}/week", "x")
    assert str(refused.value.user_text) == SENTENCE
    assert refused.value.errcode == "diary_not_yours"
    assert SENTENCE not in str(refused.value), "what is logged says nothing private"


async def test_a_sentence_with_tricks_is_made_safe(client_of: ClientOf) -> None:
    world = World(problem(403, "x", "а\u202eб{boom}\x00" + "ы" * 5000))
    with pytest.raises(Forbidden) as refused:
        await (await client_of(world)).school.get("/v1/me")
    shown = str(refused.value.user_text)
    assert shown.startswith("аб{boom}ы")
    assert len(shown) <= 400


@pytest.mark.parametrize(
    "service", [None, 5, "", "http://evil.test", "ftp://x", "https://user@evil.test", {}]
)
async def test_without_a_usable_address_there_is_no_service(
    client_of: ClientOf, service: Any
) -> None:
    with pytest.raises(NotFound):
        await (await client_of(World(service=service))).school.get("/v1/me")


async def test_away_is_offline_and_nonsense_is_a_bad_reply(client_of: ClientOf) -> None:
    away = World(httpx.ConnectError("x"), httpx.ConnectError("x"))
    with pytest.raises(Offline):
        await (await client_of(away)).school.get("/v1/me")
    with pytest.raises(BadReply):
        await (await client_of(World(httpx.Response(200, text="<html>")))).school.get("/v1/me")


async def test_a_file_arrives_whole_or_not_at_all(client_of: ClientOf, tmp_path: Any) -> None:
    target = tmp_path / "task.txt"
    world = World(httpx.Response(200, content=b"data"), problem(404, "not_found"))
    school = (await client_of(world)).school
    await school.download("/v1/files/{}", "1", target=target)
    assert target.read_bytes() == b"data"
    with pytest.raises(NotFound):
        await school.download("/v1/files/{}", "2", target=tmp_path / "other.txt")
    assert [one.name for one in tmp_path.iterdir()] == ["task.txt"]


async def test_an_answer_without_a_body_is_none(client_of: ClientOf) -> None:
    world = World(httpx.Response(204), httpx.Response(204))
    school = (await client_of(world)).school
    assert await school.put("/v1/read") is None
    await school.delete("/v1/link")
