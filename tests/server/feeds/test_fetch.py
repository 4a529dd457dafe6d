"""The server goes only where the operator sent it, never inside its own network."""

from collections.abc import Callable

import httpx
import pytest

from server.service.feeds.fetch import MOST_BYTES, fetch
from server.service.feeds.values import FeedRefused

PUBLIC = "93.184.216.34"
Answer = Callable[[httpx.Request], httpx.Response]


class Net:
    """Names with addresses, and hosts that answer; `asked` are the requests that went out."""

    def __init__(self, answer: Answer, **names: list[str]) -> None:
        self.names = {"school.ru": [PUBLIC]} | names
        self.asked: list[httpx.Request] = []
        self._answer = answer

    async def look_up(self, host: str, port: int) -> list[str]:
        return self.names.get(host, [host] if host[0].isdigit() or ":" in host else [])

    async def get(self, url: str) -> bytes:
        def answer(request: httpx.Request) -> httpx.Response:
            self.asked.append(request)
            return self._answer(request)

        return await fetch(url, transport=httpx.MockTransport(answer), look_up=self.look_up)


def there(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=b"calendar")


async def test_the_connection_goes_to_the_address_that_was_judged() -> None:
    net = Net(there)
    assert await net.get("https://school.ru/events.ics?a=1") == b"calendar"
    (request,) = net.asked
    assert (request.url.host, request.url.path) == (PUBLIC, "/events.ics")
    assert request.headers["Host"] == "school.ru"
    assert request.extensions["sni_hostname"] == "school.ru", "the certificate is the name's"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
     "64:ff9b:1::1", "2002:a00:1::1"],
)  # fmt: skip
async def test_nothing_inside_is_asked(address: str) -> None:
    net = Net(there, inside=[address])
    for url in ("https://inside/a.ics", f"https://{'inside' if ':' in address else address}/"):
        with pytest.raises(FeedRefused, match="внутрь сети"):
            await net.get(url)
    both = Net(there, two=[PUBLIC, address])
    with pytest.raises(FeedRefused, match="внутрь сети"):
        await both.get("https://two/")
    assert net.asked == both.asked == []


@pytest.mark.parametrize(
    "url",
    ["http://school.ru/", "ftp://school.ru/", "file:///etc/passwd", "https://", "https://u:p@school.ru/",
     "https://school.ru:99999/", "школа"],
)  # fmt: skip
async def test_only_https_is_spoken(url: str) -> None:
    net = Net(there)
    with pytest.raises(FeedRefused):
        await net.get(url)
    assert net.asked == []


async def test_redirects_are_judged_like_first_addresses() -> None:
    def move(to: str) -> Net:
        return Net(
            lambda request: (
                httpx.Response(302, headers={"Location": to})
                if request.url.path == "/"
                else there(request)
            ),
            inside=["10.0.0.1"],
        )

    assert await move("/new.ics").get("https://school.ru/") == b"calendar"
    for to in ("http://school.ru/new", "https://inside/new", "file:///etc/passwd", ""):
        net = move(to)
        with pytest.raises(FeedRefused):
            await net.get("https://school.ru/")
        assert {request.url.host for request in net.asked} == {PUBLIC}


async def test_too_much_errors_and_silence_are_sentences() -> None:
    big = Net(lambda _: httpx.Response(200, content=b"x" * (MOST_BYTES + 1)))
    with pytest.raises(FeedRefused, match="2 МБ"):
        await big.get("https://school.ru/")
    with pytest.raises(FeedRefused, match="404"):
        await Net(lambda _: httpx.Response(404)).get("https://school.ru/")

    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no", request=request)

    with pytest.raises(FeedRefused, match="не отвечает"):
        await Net(silent).get("https://school.ru/")
    with pytest.raises(FeedRefused, match="не отвечает"):
        await Net(there).get("https://nowhere/")
