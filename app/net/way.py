"""A way to a server for what is not ours to send: the same certificates and proxy as all else."""

import asyncio
import ssl
from base64 import b64encode

import httpx

from app.domain.errors import BadReply, ProxyError
from app.domain.network import NetworkSettings
from app.net.error import connection_error
from app.net.http import proxy_for, tls_context

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
PATIENCE = 15.0
"""Seconds for the whole way."""


async def open_way(host: str, port: int, settings: NetworkSettings) -> Streams:
    """Connect with TLS. Raises NetworkError, by name what is wrong on the way, or BadReply."""
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadReply("no name of a server") from error
    proxy = proxy_for(f"https://{host}", settings)
    context = await asyncio.to_thread(tls_context, settings.extra_ca_file)
    try:
        async with asyncio.timeout(PATIENCE):
            if proxy is None:
                return await asyncio.open_connection(name, port, ssl=context)
            return await _through(proxy, name, port, context)
    except OSError as error:  # refusals of TLS and timeouts are among them
        raise connection_error(error) from error


async def _through(proxy: httpx.Proxy, host: str, port: int, context: ssl.SSLContext) -> Streams:
    secure = proxy.url.scheme == "https"
    there = proxy.url.port or (443 if secure else 80)
    reader, writer = await asyncio.open_connection(
        proxy.url.host, there, ssl=context if secure else None
    )
    try:
        writer.write(_request(proxy, f"{host}:{port}"))
        head = await reader.readuntil(b"\r\n\r\n")
        status = head.split(b" ", 2)[1]
        if not status.startswith(b"2"):
            raise ProxyError(status.decode("ascii", "replace")[:3])
        await writer.start_tls(context, server_hostname=host)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, IndexError) as error:
        writer.close()
        raise ProxyError(type(error).__name__) from error
    except BaseException:
        writer.close()
        raise
    return reader, writer


def _request(proxy: httpx.Proxy, target: str) -> bytes:
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if proxy.raw_auth is not None:
        known = b64encode(b":".join(proxy.raw_auth)).decode("ascii")
        lines.append(f"Proxy-Authorization: Basic {known}")
    return "\r\n".join([*lines, "", ""]).encode("ascii")
