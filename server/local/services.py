"""One supervised program: start it, wait until it answers, start it again when it dies."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from server.local.lifeline import tie_to_parent
from server.local.ports import HOST

_START_SECONDS = 90.0
_STOP_SECONDS = 10.0
_BACK_OFF = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)
_STEADY_SECONDS = 60.0
"""A program that has run this long has earned a quick restart."""
_FIRST_ATTEMPTS = 3


class ServiceFailed(Exception):
    """A program does not come up at all; the text is a sentence for people."""


def merged(settings: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with others on top; parts of the top level that both have are joined."""
    both = {**settings, **more}
    for name, part in more.items():
        if isinstance(part, Mapping) and isinstance(settings.get(name), Mapping):
            both[name] = {**settings[name], **part}
    return both


class ServicePhase(Enum):
    """Where a program is in its life."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """A program to keep running. `health` is the path on `port` that answers 200 when it is up.

    `anew` says how to run it after a first start that failed, with fresh ports: another program may
    have taken one since it was chosen.
    """

    name: str
    title: str
    argv: tuple[str, ...]
    log: Path
    port: int
    health: str
    env: dict[str, str] = field(default_factory=dict)
    foreign: bool = False
    """Not a program of ours: it does not watch its parent, so the system must end it."""
    anew: Callable[[], "ServiceSpec"] | None = None


class Service:
    """Keeps one program alive until `stop`."""

    def __init__(
        self, spec: ServiceSpec, on_phase: Callable[["Service", ServicePhase], None]
    ) -> None:
        self.spec = spec
        self.phase = ServicePhase.DOWN
        self._on_phase = on_phase
        self._process: asyncio.subprocess.Process | None = None
        self._healthy = asyncio.Event()
        self._expected_end = False

    async def ready(self) -> None:
        """Return when the program answers."""
        await self._healthy.wait()

    def replace(self, spec: ServiceSpec) -> None:
        """Stop the program now and go on with another way to run it."""
        self.spec = spec
        self._healthy.clear()
        if self._process is not None and self._process.returncode is None:
            self._expected_end = True
            self._process.terminate()

    @property
    def pid(self) -> int | None:
        """Process id while the program runs."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    async def run(self) -> None:
        """Keep the program running until cancelled.

        Raises:
            ServiceFailed: it never came up, several times in a row.
        """
        failures, ready_once = 0, False
        try:
            while True:
                started = time.monotonic()
                self._enter(ServicePhase.STARTING)
                process = self._process = await self._spawn()
                if await self._wait_healthy(process):
                    ready_once = True
                    self._healthy.set()
                    self._enter(ServicePhase.READY)
                    await process.wait()
                    self._healthy.clear()
                if self._expected_end:
                    self._expected_end = False
                    continue
                if not ready_once:
                    self._start_differently(failures + 1)
                self._enter(ServicePhase.DOWN)
                failures = 0 if time.monotonic() - started > _STEADY_SECONDS else failures + 1
                await asyncio.sleep(_BACK_OFF[min(failures, len(_BACK_OFF) - 1)])
        finally:
            await self._stop()

    def _start_differently(self, failures: int) -> None:
        if failures >= _FIRST_ATTEMPTS:
            raise ServiceFailed(
                f"{self.spec.title} не запускается. Подробности в файле «{self.spec.log}»."
            )
        if self.spec.anew is not None:
            self.spec = self.spec.anew()

    def _enter(self, phase: ServicePhase) -> None:
        self.phase = phase
        self._on_phase(self, phase)

    async def _spawn(self) -> asyncio.subprocess.Process:
        with self.spec.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *self.spec.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | self.spec.env,
                # Ctrl+C in the terminal is for the supervisor, which stops its programs in order.
                start_new_session=sys.platform != "win32",
                preexec_fn=tie_to_parent() if self.spec.foreign else None,
            )

    async def _wait_healthy(self, process: asyncio.subprocess.Process) -> bool:
        deadline = time.monotonic() + _START_SECONDS
        while process.returncode is None and time.monotonic() < deadline:
            if await answers(self.spec.port, self.spec.health):
                return True
            await asyncio.sleep(0.05)
        if process.returncode is None:
            process.kill()
            await process.wait()
        return False

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
            try:
                await asyncio.wait_for(asyncio.shield(process.wait()), _STOP_SECONDS)
            except TimeoutError:
                process.kill()
                await process.wait()


async def answers(port: int, path: str) -> bool:
    """Whether a GET on the loopback port is answered with 200."""
    try:
        async with asyncio.timeout(2):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                request = f"GET {path} HTTP/1.0\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n"
                writer.write(request.encode())
                status = await reader.readline()
            finally:
                writer.close()
        return b" 200" in status
    except (OSError, TimeoutError):
        return False
