"""The nginx site in front of a real homeserver: what it lets through and what not."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from server.deploy.proxy import Site, SiteRefused, proxy_site
from server.local.ports import choose_port
from tests.helpers.matrix_user import CLIENT
from tests.helpers.school import Homeserver, until
from tests.server.policy.conftest import Guarded

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") or "nginx"
MAIN = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/*.site;
}}
"""


def write(folder: Path, *sites: Site) -> Path:
    for number, site in enumerate(sites):
        (folder / f"{number}.site").write_text(proxy_site(site))
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder))
    return main


@pytest.fixture(scope="module")
def proxy(
    guarded_server: Homeserver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """nginx before the homeserver, once as a school has it and once without encryption."""
    folder = tmp_path_factory.mktemp("nginx")
    homeserver = urlsplit(guarded_server.url).netloc
    nowhere = f"127.0.0.1:{choose_port(0)}"
    urls, sites = {}, []
    for name, to_device in (("school", True), ("plain", False)):
        port = choose_port(0)
        urls[name] = f"http://127.0.0.1:{port}"
        sites.append(
            Site(
                f"{name}.example", homeserver, nowhere, nowhere, f"127.0.0.1:{port}",
                administrators=("192.0.2.0/24",), to_device=to_device,
            )
        )  # fmt: skip
    processes = []
    for number, site in enumerate(sites):
        part = folder / str(number)
        part.mkdir()
        command = [NGINX, "-p", str(part), "-c", str(write(part, site))]
        processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
    try:
        for url in urls.values():
            until(lambda url=url: _answers(url), seconds=20)
        yield urls
    finally:
        for process in processes:
            process.terminate()
            process.wait(20)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/", trust_env=False).status_code == 404
    except httpx.TransportError:
        return False


SHUT = [
    ("GET", "/_synapse/admin/v2/users", 403),
    ("GET", "/_synapse/admin/v1/register", 403),
    ("PUT", "/_synapse/client/parta/admin/roster", 403),
    ("PUT", "/_synapse/client/parta/admin/roles", 403),
    ("GET", "//_synapse//admin/v2/users", 403),
    ("GET", "/_matrix/client/../../_synapse/admin/v2/users", 403),
    ("GET", "/_matrix/client/v3/%2e%2e/%2e%2e/%2e%2e/_synapse/admin/v2/users", 403),
    ("GET", "/_matrix/client/v3/..%2f..%2f..%2f_synapse%2fadmin/v2/users", 403),
    ("GET", "/_synapse/client/parta/unread/../admin/roster", 403),
    ("GET", "/_synapse/%61dmin/v2/users", 403),
    ("POST", "/_matrix/client/v3/register", 403),
    ("POST", "/_matrix/client/v3/register/email/requestToken", 403),
    ("POST", "/_matrix/client/v3/account/3pid/email/requestToken", 403),
    ("POST", "/_matrix/client/v3/account/password/email/requestToken", 403),
    ("GET", "/_matrix/client/v3/admin/whois/@a:b", 403),
    ("GET", "/_matrix/client/v3/publicRooms", 403),
    ("POST", "/_matrix/client/v3/pushers/set", 403),
    ("GET", "/_matrix/federation/v1/version", 404),
    ("GET", "/_matrix/key/v2/server", 404),
    ("GET", "/_matrix/media/v3/download/school/abc", 404),
    ("GET", "/_matrix/media/r0/thumbnail/school/abc", 404),
    ("GET", "/_matrix/media/v3/preview_url?url=x", 404),
    ("GET", "/_synapse/replication/x", 404),
    ("GET", "/_synapse/metrics", 404),
    ("POST", "/livekit/webhook", 404),
    ("POST", "/twirp/livekit.RoomService/ListRooms", 404),
    ("GET", "/_SYNAPSE/admin/v2/users", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), SHUT)
async def test_what_is_shut(
    proxy: dict[str, str], guarded: Guarded, method: str, path: str, status: int
) -> None:
    port = urlsplit(proxy["school"]).port
    token = guarded["service"].access_token
    # By hand: an HTTP library would tidy the address up before it is sent.
    head = f"{method} {path} HTTP/1.1\r\nHost: school.example\r\nConnection: close\r\n"
    more = f"Authorization: Bearer {token}\r\nX-Forwarded-For: 192.0.2.5\r\nContent-Length: 0\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(f"{head}{more}\r\n".encode())
        answer = line.makefile("rb").readline()
    assert int(answer.split()[1]) == status, answer


async def test_a_day_goes_through(proxy: dict[str, str], guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    headers = {"Authorization": f"Bearer {vera.access_token}"}
    async with httpx.AsyncClient(
        base_url=proxy["school"], headers=headers, trust_env=False, timeout=60
    ) as http:
        sent = await http.put(
            f"{CLIENT}/rooms/{quote(room)}/send/m.room.message/through",
            json={"msgtype": "m.text", "body": "через прокси"},
        )
        up = await http.post("/_matrix/media/v3/upload", content=b"cat")
        uri = up.json()["content_uri"].removeprefix("mxc://")
        down = await http.get(f"/_matrix/client/v1/media/download/{uri}")
        unread = await http.get("/_synapse/client/parta/unread")
        found = await http.get("/.well-known/matrix/client")
        sync = await http.post(
            "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync",
            json={"conn_id": "a", "lists": {}},
        )
    assert {one.status_code for one in (sent, up, down, unread, found, sync)} == {200}
    assert down.content == b"cat"


async def test_keys_go_between_devices_only_where_the_school_wants_it(
    proxy: dict[str, str], guarded: Guarded
) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    await vera.create_room("Кружок", members=(artem,))
    body = {"messages": {artem.user_id: {"*": {"hello": 1}}}}
    headers = {"Authorization": f"Bearer {vera.access_token}"}
    async with httpx.AsyncClient(headers=headers, trust_env=False, timeout=60) as http:
        for path in ("v3/sendToDevice/m.x/1", "r0/sendToDevice/m.x/2", "v3/sendToDevice%2Fm.x/3"):
            shut = await http.put(f"{proxy['plain']}/_matrix/client/{path}", json=body)
            assert shut.status_code == 403, path
            assert "app.parta" not in shut.text
        open_ = await http.put(f"{proxy['school']}{CLIENT}/sendToDevice/m.x/1", json=body)
        assert open_.status_code == 200, open_.text


def test_the_site_with_a_certificate_is_one_that_nginx_takes(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=school.example", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    site = Site("school.example", "127.0.0.1:8008", "127.0.0.1:8010", "127.0.0.1:7880",
                certificate=certificate, key=key, administrators=("10.0.0.0/8", "::1"))  # fmt: skip
    done = subprocess.run(
        [NGINX, "-t", "-p", str(tmp_path), "-c", str(write(tmp_path, site))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("change", [
    {"name": "school; }"}, {"name": ""}, {"homeserver": "127.0.0.1"}, {"service": "x:1; #"},
    {"administrators": ("all",)}, {"listen": "443 default_server"}, {"key": Path("/a b")},
    {"certificate": Path("/a.pem")},
])  # fmt: skip
def test_nothing_strange_gets_into_the_file(change: dict[str, object]) -> None:
    site = {
        "name": "a.example", "homeserver": "h:1", "service": "s:2", "livekit": "l:3",
    }  # fmt: skip
    with pytest.raises(SiteRefused):
        Site(**site | change)
