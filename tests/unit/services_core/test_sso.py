"""The loopback address takes what belongs to its own sign-in, and nothing else."""

import asyncio

import httpx
import pytest

from app.domain.oauth import OAuthAnswer
from app.services.sso import LoopbackCatcher, answer_to, login_token


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({"state": ["s"], "code": ["c"]}, OAuthAnswer("c")),
        (
            {"state": ["s"], "code": ["c"], "iss": ["https://a/"]},
            OAuthAnswer("c", "", "https://a/"),
        ),
        ({"state": ["s"], "error": ["access_denied"]}, OAuthAnswer(error="access_denied")),
        ({"state": ["s"], "error": ["x"], "code": ["c"]}, OAuthAnswer(error="x")),
        ({"state": ["другое"], "code": ["c"]}, None),
        ({"state": ["s", "s"], "code": ["c"]}, None),
        ({"state": ["s"], "code": ["c", "d"]}, None),
        ({"code": ["c"]}, None),
        ({"state": ["s"]}, None),
        ({}, None),
    ],
)
def test_only_the_answer_to_this_request_is_taken(
    query: dict[str, list[str]], answer: OAuthAnswer | None
) -> None:
    came = answer_to("s")(query)
    assert (came and came[0]) == answer
    if came is not None:
        assert came[1] == bool(came[0].code)


async def test_strange_requests_are_answered_and_end_nothing() -> None:
    async with LoopbackCatcher("/oauth", answer_to("s")) as catcher:
        waiting = asyncio.ensure_future(catcher.brought())
        async with httpx.AsyncClient(trust_env=False) as http:
            back = catcher.redirect_url
            for url in (back, f"{back}?state=x&code=c", f"{back}?{'a=1&' * 60}state=s&code=c"):
                page = await http.get(url)
                assert page.status_code == 404 and "Вернитесь в Парту" in page.text
            assert (await http.post(f"{back}?state=s&code=c")).status_code == 404
            assert b"404" in await _raw(back, b"GET /\xff?state=s&code=c HTTP/1.1\r\n\r\n")
            assert not waiting.done()
            refused = await http.get(f"{back}?state=s&error=access_denied")
            assert "Вход не выполнен" in refused.text
        assert await waiting == OAuthAnswer(error="access_denied")


async def _raw(address: str, request: bytes) -> bytes:
    url = httpx.URL(address)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(request)
    answer = await reader.read()
    writer.close()
    return answer


def test_a_login_token_stands_there_once() -> None:
    assert login_token({"loginToken": ["t"]}) == ("t", True)
    assert login_token({"loginToken": ["t", "u"]}) is None
    assert login_token({}) is None


async def test_the_page_speaks_the_language_of_the_person() -> None:
    async with LoopbackCatcher(
        "/back", login_token, lambda text: f"<{text.source[:5]}>"
    ) as catcher:
        async with httpx.AsyncClient(trust_env=False) as http:
            page = await http.get(f"{catcher.redirect_url}?loginToken=t")
        assert "&lt;Вход &gt;" in page.text and "&lt;Можно&gt;" in page.text
        assert await catcher.brought() == "t"
