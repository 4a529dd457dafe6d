"""Getting a feed: only over https, only from public addresses, only so much, only so many hops.

A name is resolved once and the connection goes to the very address that was judged, so that a name
which answers differently the second time gains nothing. Redirects are judged like first addresses.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_address, ip_network
from urllib.parse import urljoin, urlsplit

import httpx

from server.service.feeds.values import FeedRefused

MOST_BYTES = 2 * 1024 * 1024
_MOST_HOPS = 4
_SECONDS = 20.0
_TUNNELS = tuple(map(ip_network, ("::ffff:0:0/96", "64:ff9b::/32", "2002::/16", "2001::/32")))
"""IPv6 addresses that stand for IPv4 ones, of whatever kind."""
Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def fetch(
    url: str,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    look_up: Resolve = resolve,
) -> bytes:
    """Get what an address holds.

    Raises:
        FeedRefused: the address is not allowed, does not answer, or answers with too much.
    """
    try:
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(trust_env=False, transport=transport, timeout=_SECONDS) as http,
        ):
            for _ in range(_MOST_HOPS):
                body, url = await _ask(http, url, look_up)
                if body is not None:
                    return body
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, UnicodeError) as error:
        raise FeedRefused("Адрес не отвечает. Проверьте его.") from error
    raise FeedRefused("Адрес пересылает с места на место без конца.")


async def _ask(http: httpx.AsyncClient, url: str, look_up: Resolve) -> tuple[bytes | None, str]:
    """One hop: the body, or None and where to go on."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
    except ValueError:
        raise FeedRefused("Это не адрес.") from None
    if parts.scheme != "https" or not host or parts.username:
        raise FeedRefused("Адрес должен начинаться с https://")
    address = await _public(host, port, look_up)
    shown = f"[{address}]" if ":" in address else address
    target = httpx.URL(url).copy_with(host=shown, port=port)
    headers = {"Host": parts.netloc, "Accept": "*/*", "User-Agent": "Parta"}
    request = http.build_request("GET", target, headers=headers)
    request.extensions["sni_hostname"] = host
    answer = await http.send(request, stream=True, follow_redirects=False)
    try:
        if answer.is_redirect:
            return None, urljoin(url, answer.headers.get("Location", ""))
        if not answer.is_success:
            raise FeedRefused(f"Адрес отвечает ошибкой ({answer.status_code}).")
        body = bytearray()
        async for part in answer.aiter_bytes():
            body += part
            if len(body) > MOST_BYTES:
                raise FeedRefused("По этому адресу слишком много: больше 2 МБ.")
        return bytes(body), url
    finally:
        await answer.aclose()


async def _public(host: str, port: int, look_up: Resolve) -> str:
    found = await look_up(host, port)
    if not found:
        raise FeedRefused("Адрес не отвечает. Проверьте его.")
    for address in found:
        ip = ip_address(address.partition("%")[0])
        if not ip.is_global or ip.is_multicast or any(ip in one for one in _TUNNELS):
            raise FeedRefused("Этот адрес ведёт внутрь сети: такие не открываются.")
    return found[0]
