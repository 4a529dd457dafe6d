"""A school that lets out nothing but TLS to port 443: calls get through by what `make` wrote.

nginx and livekit-server run with the generated files and certificates of an authority of the
school's own, which the settings of the far end name; the line lets TCP to 443 pass and nothing
else, or TCP to the school's proxy.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import yaml

from app.media.engine.engine import MediaEngine
from app.net.rtc import parse_relay
from app.net.way import open_way
from server.deploy.check import nginx_around
from server.deploy.make import make
from server.deploy.plan import Plan
from server.local.services import answers
from server.school_core.lessons import EVERYTHING
from server.service.calls.relay import relay_answer
from server.service.calls.sfu import Sfu
from server.service.calls.tokens import LiveKitKeys, entry_token
from server.service.settings import Settings
from tests.helpers.authority import Authority
from tests.helpers.call import soon_so
from tests.helpers.line import NEAR, Line
from tests.helpers.line_traffic import State
from tests.helpers.proxy import lead
from tests.helpers.pulse import Pulse, shared_pulse
from tests.server.lessons.conftest import require_livekit

SITE, RELAY, ROOM = "school.example", "turn.school.example", "lesson"
PROXY = 3128
TEACHER, PUPIL = 440.0, 660.0


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line.lay(own_loopback=True)
    yield line
    line.take_up()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, SITE, RELAY)


@pytest.fixture
async def keys(line: Line, authority: Authority, tmp_path: Path) -> AsyncIterator[LiveKitKeys]:
    """nginx and LiveKit of an installation; the room is open."""
    require_livekit()
    plan = {
        "school": {"name": "Школа", "server_name": SITE, "address": SITE},
        "calls": {"node_ip": NEAR, "turn_domain": RELAY},
        "certificate": str(authority.certificate),
        "key": str(authority.key),
    }
    etc = tmp_path / "etc"
    make(Plan.model_validate(plan), etc)
    main = tmp_path / "nginx.conf"
    head = (
        f"master_process off;\ndaemon off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/nginx.log;\n"
    )
    main.write_text(head + nginx_around(etc))
    with (tmp_path / "programs.log").open("ab") as log:
        programs = [
            await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log)
            for command in (
                (os.environ["PARTA_LIVEKIT"], "--config", str(etc / "livekit.yaml")),
                ("/usr/sbin/nginx", "-c", str(main)),
            )
        ]
    secret = yaml.safe_load((etc / "secrets.yaml").read_text())["livekit_secret"]
    keys = LiveKitKeys("parta", secret)
    await soon_so(lambda: answers(7880, "/"), times=60_000)
    sfu = Sfu("http://127.0.0.1:7880", keys)
    await sfu.open_room(ROOM)
    await sfu.aclose()
    yield keys
    for one in programs:
        one.terminate()
        await one.wait()


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Pulse]:
    """Speakers and microphone at the other end."""
    pulse = Pulse(tmp_path / "pulse")
    yield pulse
    pulse.stop()


def at_the_school_behind_a_proxy(line: Line, folder: Path) -> list[str]:
    """The other end, where the names of the school are known."""
    hosts = folder / "hosts"
    hosts.write_text(f"{NEAR} {SITE} {RELAY}\n")
    script = 'mount --bind "$0" /etc/hosts && exec "$@"'
    return line.far("unshare", "--mount", "sh", "-c", script, str(hosts))


@pytest.fixture
async def proxy(line: Line) -> AsyncIterator[list[str]]:
    """The school's proxy; what it was asked for."""
    asked: list[str] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head.split("\r\n")[0])
        await lead(head, reader, writer)
        writer.close()

    async with await asyncio.start_server(take, NEAR, PROXY):
        yield asked


@pytest.mark.parametrize("port", [443, PROXY], ids=["443 alone", "a proxy alone"])
async def test_a_call_through_one_port(
    line: Line,
    keys: LiveKitKeys,
    authority: Authority,
    ear: Pulse,
    proxy: list[str],
    tmp_path: Path,
    port: int,
) -> None:
    def token(name: str) -> str:
        return entry_token(keys, room=ROOM, identity=name, grant=EVERYTHING)

    pulse = shared_pulse()
    teacher = MediaEngine(open_way)
    link = await teacher.open_line(lambda _: None)
    await link.connect("ws://127.0.0.1:7880", token("teacher"))
    await link.set_microphone(True)
    pulse.say(TEACHER)
    ear.say(PUPIL)
    line.be(State(port=port))
    livekit = Settings.read(tmp_path / "etc" / "service.yaml").livekit
    assert livekit is not None
    told = parse_relay(relay_answer(livekit, "pupil"))
    assert told is not None
    relay = (told.host, str(told.port), told.name, told.key)
    program = (sys.executable, "-m", "tests.helpers.listener", f"wss://{SITE}", token("pupil"))
    network = ["--ca", str(authority.ca)]
    if port == PROXY:
        network += ["--proxy", f"http://{NEAR}:{PROXY}"]
    pupil = await asyncio.create_subprocess_exec(
        *(*at_the_school_behind_a_proxy(line, tmp_path), *program, "--relay", *relay, *network),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | ear.env,
    )
    assert pupil.stdin is not None
    assert pupil.stdout is not None
    try:
        assert (await pupil.stdout.readline()).decode() == "connected\n"

        async def both_are_heard() -> bool:
            heard = await asyncio.gather(
                asyncio.to_thread(ear.share, TEACHER, 1), asyncio.to_thread(pulse.share, PUPIL, 1)
            )
            return min(heard) >= 0.9

        await soon_so(both_are_heard, times=30)
        pupil.stdin.write(b"\n")
        assert (await pupil.stdout.readline()).decode() == "relay tcp\n"
        ways = {f"CONNECT {name}:443 HTTP/1.1" for name in (SITE, RELAY)}
        assert set(proxy) == (ways if port == PROXY else set())
    finally:
        pupil.stdin.close()
        await pupil.wait()
        pulse.hush()
        await teacher.aclose()
