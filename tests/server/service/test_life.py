"""The service as a program of the embedded school: announced, restarted, moved to a free port."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx

from server.local.ports import choose_port
from server.local.services import Service, ServicePhase, ServiceSpec
from tests.helpers.school import Homeserver, until
from tests.helpers.service_school import ServiceSchool


def test_clients_learn_its_address_from_the_homeserver(service_server: Homeserver) -> None:
    known = httpx.get(service_server.url + "/.well-known/matrix/client").json()
    told = known["app.parta.school"]
    assert told["name"] and told["service_url"] == service_server.service_url
    assert httpx.get(told["service_url"] + "/health").json() == {"ready": True}


async def test_killed_it_comes_back_with_its_sessions(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher")
    server = service_school.homeserver
    pid = server.status()["programs"]["service"]["pid"]
    os.kill(pid, signal.SIGKILL)

    def back() -> bool:
        program = server.status()["programs"]["service"]
        return program["pid"] != pid and program["phase"] == "ready"

    until(back)
    assert (await vera.ok("GET", "/v1/me"))["user_id"] == vera.user_id


async def test_a_program_whose_port_was_taken_meanwhile_starts_on_another(tmp_path: Path) -> None:
    ports = [choose_port(0), choose_port(0)]

    def spec(port: int) -> ServiceSpec:
        return ServiceSpec(
            name="files",
            title="Файлы",
            argv=(sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)),
            log=tmp_path / "log.txt",
            port=port,
            health="/",
            anew=lambda: spec(ports[1]),
        )

    phases: list[tuple[int, ServicePhase]] = []
    taken = await asyncio.start_server(lambda _r, writer: writer.close(), "127.0.0.1", ports[0])
    async with taken:
        service = Service(spec(ports[0]), lambda one, phase: phases.append((one.spec.port, phase)))
        running = asyncio.ensure_future(service.run())
        await asyncio.wait_for(service.ready(), 30)
        running.cancel()
        await asyncio.wait([running])
    assert phases[-1] == (ports[1], ServicePhase.READY)
