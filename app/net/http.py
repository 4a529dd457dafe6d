"""One request to one server: connections, proxy, certificates, bounds, errors."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from app import __version__
from app.domain.errors import BadReply, NetworkError, ProxyError, TlsError, UserText
from app.domain.network import NetworkSettings, ProxyMode
from app.net import wire
from app.net.error import connection_error, error_of

T = TypeVar("T")
Content = bytes | Callable[[], AsyncIterator[bytes]] | None
"""A body: bytes, or what makes a fresh stream for each try."""

MAX_JSON = 64 * 1024 * 1024
"""Bytes of a JSON reply, unpacked; the largest real one (a sync of 2,000 chats) takes 5 MB."""
BIG = 64 * 1024
"""Replies over this many bytes are parsed off the UI thread."""
_TIMEOUT = httpx.Timeout(30.0, connect=10.0, pool=60.0)
_LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=8, keepalive_expiry=55.0)


@dataclass(frozen=True, slots=True)
class Call:
    """A request as data. `repeatable`: doing it twice does no harm, so a dead line is retried."""

    method: str
    path: str
    content: Content = None
    params: Mapping[str, str] | None = None
    headers: Mapping[str, str] | None = None
    timeout: float | None = None
    """Seconds to wait for the reply, where 30 are not right."""
    repeatable: bool = True
    most: int = MAX_JSON
    """Bytes of JSON that are read at most."""


class Http:
    """The connections to one homeserver. Knows no tokens: the caller adds them to the headers."""

    def __init__(self, base_url: str, client: httpx.AsyncClient) -> None:
        self.base_url = base_url.rstrip("/")
        self._client = client

    async def json(self, call: Call, parse: Callable[[Any], T], *, token: str | None = None) -> T:
        """Make the request and return what `parse` makes of the reply's JSON.

        `parse` runs in a thread for a long reply and raises BadReply for what it cannot use.
        """
        async with self.stream(call, token=token) as response:
            body = await read_body(response, call.most)
        if len(body) > BIG:
            return await asyncio.to_thread(lambda: parse(wire.loads(body)))
        return parse(wire.loads(body))

    @asynccontextmanager
    async def stream(
        self, call: Call, *, token: str | None = None
    ) -> AsyncIterator[httpx.Response]:
        """Give a good reply (2xx) with its body unread; anything else is raised as its error."""
        response = await self._open(call, token)
        try:
            if not response.is_success:
                raise await _failure(response)
            yield response
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise _no_reply(error) from error
        finally:
            await response.aclose()

    async def aclose(self) -> None:
        """Close the connections; requests under way end with an error."""
        await self._client.aclose()

    async def _open(self, call: Call, token: str | None) -> httpx.Response:
        tries = 2 if call.repeatable else 1
        while True:
            tries -= 1
            request = self._request(call, token)
            try:
                return await self._client.send(request, stream=True)
            except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
                # Most often a kept connection that the server had just closed.
                if not tries:
                    raise connection_error(error) from error
            except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError) as error:
                raise _no_reply(error) from error
            except RuntimeError as error:
                if self._client.is_closed:
                    raise NetworkError("the client is closed") from error
                raise

    def _request(self, call: Call, token: str | None) -> httpx.Request:
        headers = dict(call.headers or {})
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        content = call.content() if callable(call.content) else call.content
        if isinstance(content, bytes) and "Content-Type" not in headers:
            headers["Content-Type"] = "application/json"
        timeout: Any = httpx.USE_CLIENT_DEFAULT
        if call.timeout is not None:
            timeout = httpx.Timeout(call.timeout, connect=10.0, pool=60.0)
        url = call.path if "://" in call.path[:8] else self.base_url + call.path
        try:
            return self._client.build_request(
                call.method,
                url,
                content=content,
                # An empty mapping would erase the query that the address has already.
                params=dict(call.params) if call.params else None,
                headers=headers,
                timeout=timeout,
            )
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise BadReply(f"address: {type(error).__name__}") from error


async def read_body(response: httpx.Response, limit: int) -> bytes:
    """Return the whole body, unpacked; BadReply over `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > limit:
            raise BadReply(f"reply over {limit} bytes")
        parts.append(part)
    return b"".join(parts)


async def open_http(
    base_url: str,
    settings: NetworkSettings,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Http:
    """Make an `Http`. The TLS context is read in a thread: it takes a tenth of a second."""
    # httpx logs whole addresses, room ids and all, at INFO.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    proxy = proxy_for(base_url, settings)
    context = await asyncio.to_thread(tls_context, settings.extra_ca_file)
    client = httpx.AsyncClient(
        verify=context,
        proxy=None if transport else proxy,
        trust_env=False,
        timeout=_TIMEOUT,
        limits=_LIMITS,
        headers={"User-Agent": f"Parta/{__version__}", "Accept": "application/json"},
        transport=transport,
    )
    return Http(base_url, client)


@asynccontextmanager
async def lent_http(
    base_url: str,
    settings: NetworkSettings,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncIterator[Http]:
    """Open connections to a server for a moment: it is asked too seldom to keep them."""
    http = await open_http(base_url, settings, transport=transport)
    try:
        yield http
    finally:
        await http.aclose()


def is_loopback(host: str) -> bool:
    """Whether a host name means this computer: the only place where plain HTTP is allowed."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def tls_context(extra_ca_file: str) -> ssl.SSLContext:
    """Trust what the system trusts, and what is in this PEM file. Reads files. Raises TlsError."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if extra_ca_file:
        try:
            context.load_verify_locations(cafile=extra_ca_file)
        except (OSError, ssl.SSLError) as error:
            raise TlsError(
                "extra certificate file",
                user_text=UserText(
                    "Файл с дополнительным сертификатом не читается. Выберите другой в настройках."
                ),
            ) from error
    return context


def proxy_for(base_url: str, settings: NetworkSettings) -> httpx.Proxy | None:
    """Return the proxy for this server; this computer itself is always reached directly."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if settings.proxy is ProxyMode.NONE or is_loopback(host):
        return None
    if settings.proxy is ProxyMode.EXPLICIT:
        url = settings.proxy_url.strip()
    else:
        known = {} if proxy_bypass(host) else getproxies()
        url = known.get(parts.scheme) or known.get("all") or ""
    if not url:
        return None
    auth = (settings.proxy_user, settings.proxy_password) if settings.proxy_user else None
    try:
        return httpx.Proxy(url if "://" in url else f"http://{url}", auth=auth)
    except (ValueError, httpx.InvalidURL) as error:
        raise ProxyError(
            "address of the proxy", user_text=UserText("Адрес прокси-сервера записан неверно.")
        ) from error


async def _failure(response: httpx.Response) -> Exception:
    body: object = None
    with suppress(BadReply):  # an error page of a web server: the status says enough
        body = wire.loads(await read_body(response, 1024 * 1024))
    return error_of(response.status_code, body, response.headers)


def _no_reply(error: Exception) -> Exception:
    if isinstance(error, httpx.HTTPError | httpx.InvalidURL | OSError):
        return connection_error(error)
    return BadReply(type(error).__name__)
