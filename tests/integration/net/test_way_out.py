"""The way out of a school's network: a proxy with a password, a certificate of its own."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.errors import BadReply, Offline, ProxyError, TlsError
from app.domain.network import NetworkSettings, ProxyMode
from app.net.api import fields
from app.net.http import Call, open_http
from app.net.way import open_way
from tests.helpers.authority import Authority
from tests.helpers.proxy import lead

ALLOWED = "Basic " + base64.b64encode("вера:секрет".encode()).decode()
JSON = b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{"ok":true}'
DENIED = b"HTTP/1.1 407 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Listener:
    """Answers each request with JSON; as a proxy, only to those who know the password.

    Asked for a way, the proxy opens it to the port that is asked for, on this computer.
    """

    def __init__(self, *, proxy: bool) -> None:
        self.proxy = proxy
        self.asked: list[str] = []
        self.serving: set[asyncio.Task[None] | None] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.add(asyncio.current_task())
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(head.split("\r\n")[0])
            denied = self.proxy and ALLOWED not in head
            if head.startswith("CONNECT") and not denied:
                await lead(head, reader, writer)
                return
            writer.write(DENIED if denied else JSON)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(
    *, proxy: bool = False, tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Listener, int]]:
    listener = Listener(proxy=proxy)
    server = await asyncio.start_server(listener.serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield listener, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
        for task in filter(None, listener.serving):
            task.cancel()
        await asyncio.gather(*filter(None, listener.serving), return_exceptions=True)
        await asyncio.sleep(0)  # what was closed is let go of in the next turn


async def ask(base_url: str, settings: NetworkSettings) -> bool:
    http = await open_http(base_url, settings)
    try:
        return bool((await http.json(Call("GET", "/x"), fields))["ok"])
    finally:
        await http.aclose()


def explicit(port: int, password: str = "секрет") -> NetworkSettings:
    return NetworkSettings(ProxyMode.EXPLICIT, f"127.0.0.1:{port}", "вера", password)


async def test_a_proxy_with_a_password_lets_through() -> None:
    async with listening(proxy=True) as (proxy, port):
        assert await ask("http://hs.test", explicit(port))
        assert proxy.asked == ["GET http://hs.test/x HTTP/1.1"]


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_that_refuses_is_named_as_such(scheme: str) -> None:
    async with listening(proxy=True) as (_, port):
        with pytest.raises(ProxyError):
            await ask(f"{scheme}://hs.test", explicit(port, "не тот"))


async def test_the_systems_proxy_is_used_and_its_exceptions_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with listening(proxy=True) as (proxy, port):
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "inside.test")
        with pytest.raises(ProxyError):
            await ask("http://hs.test", NetworkSettings())
        with pytest.raises(Offline):
            await ask("http://inside.test", NetworkSettings())
        with pytest.raises(Offline):
            await ask("http://hs.test", NetworkSettings(ProxyMode.NONE))
        assert len(proxy.asked) == 1


async def test_this_computer_is_reached_without_the_proxy() -> None:
    async with listening(proxy=True) as (proxy, proxy_port), listening() as (_, port):
        assert await ask(f"http://127.0.0.1:{port}", explicit(proxy_port))
        assert proxy.asked == []


async def test_a_broken_proxy_address_says_so() -> None:
    with pytest.raises(ProxyError):
        await ask("http://hs.test", NetworkSettings(ProxyMode.EXPLICIT, "socks9://[нет"))


def certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Школа")])
    now = datetime.now(UTC)
    issued = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "ca.pem", folder / "key.pem"
    public.write_bytes(issued.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


async def test_a_schools_own_certificate_needs_its_file(tmp_path: Path) -> None:
    public, private = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    async with listening(tls=context) as (_, port):
        url = f"https://localhost:{port}"
        with pytest.raises(TlsError):
            await ask(url, NetworkSettings())
        assert await ask(url, NetworkSettings(extra_ca_file=str(public)))


async def test_a_certificate_file_that_is_none_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "x.pem"
    broken.write_text("не сертификат")
    for path in (broken, tmp_path / "missing.pem"):
        with pytest.raises(TlsError) as refused:
            await ask("https://localhost:1", NetworkSettings(extra_ca_file=str(path)))
        assert "Файл" in str(refused.value.user_text)


async def say_hello(port: int, settings: NetworkSettings) -> str:
    """Ask in words of one's own, over a way; the first line that comes back."""
    reader, writer = await open_way("school.test", port, settings)
    writer.write(b"GET /hello HTTP/1.1\r\n\r\n")
    line = await reader.readline()
    writer.close()
    return line.decode().strip()


@pytest.fixture
def school(tmp_path: Path) -> tuple[ssl.SSLContext, str]:
    """What a server with a certificate of the school's own shows, and the file to trust it by."""
    authority = Authority(tmp_path, "school.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    return context, str(authority.ca)


async def test_a_way_leads_through_the_proxy_and_trusts_the_schools_own(
    school: tuple[ssl.SSLContext, str],
) -> None:
    context, ca = school
    async with listening(tls=context) as (server, port), listening(proxy=True) as (proxy, way):
        settings = replace(explicit(way), extra_ca_file=ca)
        assert await say_hello(port, settings) == "HTTP/1.1 200 OK"
        assert proxy.asked == [f"CONNECT school.test:{port} HTTP/1.1"]
        assert server.asked == ["GET /hello HTTP/1.1"]
        with pytest.raises(TlsError):
            await open_way("школа.test", port, settings)
        assert proxy.asked[-1] == f"CONNECT xn--80atdl2c.test:{port} HTTP/1.1"
        with pytest.raises(TlsError):
            await say_hello(port, explicit(way))
        with pytest.raises(ProxyError):
            await say_hello(port, replace(explicit(way, "не тот"), extra_ca_file=ca))


async def test_a_way_that_does_not_begin_says_so() -> None:
    for name in ("x" * 64 + ".test", "\udc80.test"):
        with pytest.raises(BadReply):
            await open_way(name, 1, NetworkSettings(ProxyMode.NONE))
    async with listening(proxy=True) as (_, way):
        with pytest.raises(Offline):
            await say_hello(1, replace(explicit(way), proxy_url="127.0.0.1:1"))
        with pytest.raises(ProxyError):
            await say_hello(1, explicit(way))
