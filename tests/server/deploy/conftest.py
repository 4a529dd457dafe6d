"""Installations on loopback, made from a plan as an administrator would and run without systemd."""

import itertools
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import yaml

from server.deploy.check import nginx_around
from server.local.ports import HOST, choose_port
from tests.helpers.postgres import Postgres, postgres
from tests.helpers.redis import redis_port
from tests.helpers.school import Homeserver, until

__all__ = ["postgres", "redis_port"]

_PATIENCE = 240.0


class Reached(Homeserver):
    """A homeserver that somebody else runs."""

    def __init__(self, url: str, server_name: str, secret: str) -> None:
        self.name, self.url, self.server_name = "school", url, server_name
        self._secret = secret
        self._numbers = itertools.count(1)

    @property
    def _shared_secret(self) -> bytes:
        return self._secret.encode()


class Installation:
    """One school by its plan; `start` runs the programs of its units."""

    def __init__(self, root: Path, postgres: Postgres, redis_port: int, *, size: str) -> None:
        root.mkdir(parents=True)
        self.root, self.folder, self.data = root, root / "etc", root / "data"
        self.plan_file = root / "plan.yaml"
        self._programs: list[subprocess.Popen[bytes]] = []
        first = choose_port(0)
        ports = {
            name: choose_port(0) for name in ("homeserver", "replication", "persister", "service")
        }
        self.site = f"http://{HOST}:{choose_port(0)}"
        self.plan: dict[str, Any] = {
            "school": {
                "name": "Школа № 14, Самара",
                "server_name": "school14.example",
                "address": "127.0.0.1",
            },
            "size": size,
            "data": str(self.data),
            "database": {
                "host": str(postgres.folder),
                "user": "parta",
                "homeserver": postgres.database_name(),
                "service": postgres.database_name(),
            },
            "redis": {"host": HOST, "port": redis_port},
            "readers": 2,
            "ports": {**ports, "readers": first, "site": int(self.site.rpartition(":")[2])},
        }
        self.plan_file.write_text(yaml.safe_dump(self.plan, allow_unicode=True))

    def deploy(self, command: str, *more: str) -> int:
        """`python -m server.deploy COMMAND PLAN --out FOLDER …`; `said` is what it printed."""
        arguments = [command, str(self.plan_file), "--out", str(self.folder), *more]
        done = subprocess.run(
            [sys.executable, "-m", "server.deploy", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = done.stdout + done.stderr
        return done.returncode

    def start(self) -> None:
        """Start what the units start, and nginx; return when people can sign in."""
        self.data.mkdir(exist_ok=True)
        units = sorted((self.folder / "systemd").glob("*.service"))
        # The others stand `After=` it, and it tells systemd when it is ready.
        units.sort(key=lambda unit: unit.stem != "parta-homeserver")
        for unit in units:
            (line,) = (one for one in unit.read_text().splitlines() if one.startswith("ExecStart="))
            self._run(line.removeprefix("ExecStart=").split(), unit.stem)
            if unit.stem == "parta-homeserver":
                self._wait("/health", f"http://{HOST}:{self.plan['ports']['homeserver']}")
        nginx = self.root / "nginx.conf"
        nginx.write_text(
            f"pid {self.root}/nginx.pid;\ndaemon off;\nerror_log {self.root}/nginx.log;\n"
            f"{nginx_around(self.folder)}"
        )
        self._run(["/usr/sbin/nginx", "-c", str(nginx)], "nginx")
        for path in ("/_matrix/client/versions", "/v1/openapi.json"):
            self._wait(path)
        for port in (*self._readers, self.plan["ports"]["service"]):
            self._wait("/health", f"http://{HOST}:{port}")

    def stop(self) -> None:
        """End every program."""
        for program in self._programs:
            program.terminate()
        for program in self._programs:
            program.wait(30)
        self._programs.clear()

    @property
    def homeserver(self) -> Reached:
        """The school as its people reach it: through the site."""
        secrets = yaml.safe_load((self.folder / "secrets.yaml").read_text())
        name: str = self.plan["school"]["server_name"]
        return Reached(self.site, name, secrets["registration_shared_secret"])

    @property
    def readers(self) -> tuple[str, ...]:
        """Synapse's readers, each by itself."""
        return tuple(f"http://{HOST}:{port}" for port in self._readers)

    @property
    def _readers(self) -> tuple[int, ...]:
        first: int = self.plan["ports"]["readers"]
        return (first, first + 1) if self.plan["size"] == "several" else ()

    def _run(self, command: list[str], name: str) -> None:
        with (self.root / f"{name}.log").open("ab") as log:
            self._programs.append(
                subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            )

    def _wait(self, path: str, base: str = "") -> None:
        with httpx.Client(base_url=base or self.site, timeout=5, verify=False) as http:

            def answers() -> bool:
                for program in self._programs:
                    assert program.poll() is None, f"{program.args} ended; see {self.root}"
                try:
                    return http.get(path).status_code == 200
                except httpx.HTTPError:
                    return False

            until(answers, seconds=_PATIENCE)
