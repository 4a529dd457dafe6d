"""The embedded school as one thing: its homeservers, the school service, LiveKit when there is one;
started together, kept alive, stopped together.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import server
from server.local.folder import Folder, ServerState
from server.local.homeserver_config import LOCK, HomeserverSpec, prepare_ground, write_config
from server.local.livekit import calls_link, livekit_service
from server.local.ports import HOST, choose_port
from server.local.report import Reporter, ServerReport
from server.local.school_service import school_service, service_link
from server.local.services import Service, ServicePhase, ServiceSpec


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A homeserver that answers, as the seeder sees it; `service_url` is '' without a service."""

    name: str
    url: str
    server_name: str
    title: str
    shared_secret: str
    seeder_token: str
    service_url: str = ""


Seed = Callable[[RunningServer, Callable[[int, int], None]], Awaitable[None]]
"""Fills a fresh homeserver; told (done, all) as it goes."""


@dataclass(frozen=True, slots=True)
class School:
    """What to run. `seed` is called for a homeserver that is started for the first time.

    With `service` the homeserver that has a title gets the school service beside it. `more` are
    settings on top of ours, for `service` and `livekit`.
    """

    homeservers: tuple[HomeserverSpec, ...]
    seed: Seed | None = None
    livekit: Path | None = None
    service: bool = False
    more: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Supervisor:
    """Runs a `School` in a data folder until cancelled."""

    def __init__(self, school: School, folder: Folder, reporter: Reporter) -> None:
        self._school = school
        self._folder = folder
        self._reporter = reporter
        self._programs: dict[str, tuple[Service, Callable[[], ServiceSpec]]] = {}

    async def run(self) -> None:
        """Start everything, seed what is new, keep it running.

        Raises:
            FolderError: a database is damaged.
            ServiceFailed: a program does not start.
        """
        # First the ground: whoever was there last may still hold the port.
        for spec in self._school.homeservers:
            state = self._folder.server(spec.name)
            prepare_ground(self._folder.path / spec.name, state)
            if self._has_service(spec) and not state.settled:
                # What the service knew of a homeserver that begins again is worth nothing.
                for part in (self._folder.path / "service").glob("service.db*"):
                    part.unlink()
        if self._school.service:
            self._take_port("service")
        if self._school.livekit is not None:
            self._take_port("livekit")
        for spec in self._school.homeservers:
            self._take_port(spec.name)
        homeservers = {
            spec: self._program(spec.name, partial(self._homeserver_service, spec))
            for spec in self._school.homeservers
        }
        services = [*homeservers.values()]
        if self._school.livekit is not None:
            spec_of = partial(self._livekit_spec, self._school.livekit)
            services.append(self._program("livekit", spec_of))
        async with asyncio.TaskGroup() as group:
            for service in services:
                group.create_task(service.run())
            if self._school.service:
                # It is asked for while its homeserver is filled; it waits for it by itself.
                services.append(self._program("service", self._service_spec))
                group.create_task(services[-1].run())
            async with asyncio.TaskGroup() as settling:
                for spec, service in homeservers.items():
                    settling.create_task(self._settle(spec, service))
            for service in services:
                await service.ready()
            self._reporter.ready()

    def _program(self, name: str, make: Callable[[], ServiceSpec]) -> Service:
        service = Service(make(), self._on_phase)
        self._programs[name] = (service, make)
        return service

    def _take_port(self, name: str, *, fresh: bool = False) -> None:
        """Remember a free port for a program: the one it had, if that is to be had."""
        state = self._folder.server(name)
        port = choose_port(0 if fresh else state.port)
        self._folder.set_server(name, replace(state, port=port))

    def _homeserver_service(self, spec: HomeserverSpec) -> ServiceSpec:
        state = self._folder.server(spec.name)
        seeding = self._school.seed is not None and not state.settled
        root = self._folder.path / spec.name
        link = service_link(self._folder.server("service")) if self._has_service(spec) else None
        calls = calls_link(self._folder.server("livekit")) if self._school.livekit else None
        told = replace(spec, seeder=seeding, service=link, calls=calls)
        config = write_config(root, told, state)
        service_url = link.url if link else ""
        self._reporter.server(
            ServerReport(spec.name, _url(state), spec.server_name, spec.title, service_url)
        )
        how = _FOR_SEEDING if seeding else ()
        return ServiceSpec(
            name=spec.name,
            title=f"Сервер «{spec.title or spec.server_name}»",
            argv=(
                *(sys.executable, "-m", "server.local.run_homeserver", str(os.getpid())),
                *("--lock", str(root / LOCK), *how, "-c", str(config)),
            ),
            log=root / "console.log",
            port=state.port,
            health="/health",
            env={"PYTHONPATH": _import_path()},
            anew=partial(self._anew, spec.name),
        )

    def _has_service(self, spec: HomeserverSpec) -> bool:
        return self._school.service and bool(spec.title)

    def _livekit_spec(self, binary: Path) -> ServiceSpec:
        return livekit_service(
            binary,
            self._folder.path / "livekit",
            self._folder.server("livekit"),
            webhooks=self._webhooks(),
            more=self._school.more.get("livekit", {}),
            anew=partial(self._anew, "livekit"),
        )

    def _webhooks(self) -> tuple[str, ...]:
        if not self._school.service:
            return ()
        return (f"{service_link(self._folder.server('service')).url}/livekit/webhook",)

    def _service_spec(self) -> ServiceSpec:
        school = next(spec for spec in self._school.homeservers if self._has_service(spec))
        return school_service(
            self._folder.path / "service",
            school,
            self._folder.server("service"),
            homeserver=self._folder.server(school.name),
            livekit=self._folder.server("livekit") if self._school.livekit else None,
            demo=self._school.seed is not None,
            more=self._school.more.get("service", {}),
            env={"PYTHONPATH": _import_path()},
            anew=partial(self._anew, "service"),
        )

    def _anew(self, name: str) -> ServiceSpec:
        """Run a program that did not start on a fresh port, and tell those who talk to it."""
        self._take_port(name, fresh=True)
        for other, (service, make) in self._programs.items():
            if other in self._talk_to(name):
                service.replace(make())
        return self._programs[name][1]()

    def _talk_to(self, name: str) -> frozenset[str]:
        """The programs that have a program's address in their settings."""
        homeservers = self._school.homeservers
        if name == "livekit":
            plain = (spec.name for spec in homeservers if not self._has_service(spec))
            return frozenset({"service", *plain})
        if name == "service":
            served = (spec.name for spec in homeservers if self._has_service(spec))
            return frozenset({"livekit", *served})
        return frozenset({"service"})

    def _on_phase(self, service: Service, phase: ServicePhase) -> None:
        self._reporter.phase(service.spec.name, service.spec.title, phase, service.pid)

    async def _settle(self, spec: HomeserverSpec, service: Service) -> None:
        await service.ready()
        state = self._folder.server(spec.name)
        if state.settled:
            return
        if self._school.seed is not None:
            if self._school.service:
                await self._programs["service"][0].ready()
            link = service_link(self._folder.server("service")) if self._has_service(spec) else None
            running = RunningServer(
                name=spec.name,
                url=_url(state),
                server_name=spec.server_name,
                title=spec.title,
                shared_secret=state.shared_secret,
                seeder_token=state.seeder_token,
                service_url=link.url if link else "",
            )
            await self._school.seed(
                running, lambda done, total: self._reporter.progress(spec.name, done, total)
            )
        state = replace(state, settled=True)
        self._folder.set_server(spec.name, state)
        if self._school.seed is not None:
            # From now on without the seeder's rights, and with the clock as it is.
            service.replace(self._homeserver_service(spec))
            if self._has_service(spec):
                # Begun anew it does what is due, with everybody there: the week's report.
                self._programs["service"][0].replace(self._service_spec())


_FOR_SEEDING = ("--synchronous", "OFF", "--days-ago", "46")


def _url(state: ServerState) -> str:
    return f"http://{HOST}:{state.port}"


def _import_path() -> str:
    # Our module must be importable by Synapse wherever we were started from.
    here = str(Path(server.__file__).resolve().parent.parent)
    with contextlib.suppress(KeyError):
        return os.pathsep.join((here, os.environ["PYTHONPATH"]))
    return here
