"""A real homeserver for tests, started through `server.local`, and where people come from on it.

A test asks for `school` (Synapse with our module) or `personal_server` (a plain one), and for
`fresh_user`: every test has its own people, so nothing has to be cleaned up. There is no skipping:
without Synapse these tests fail.
"""

import hashlib
import hmac
import itertools
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

import server
from tests.helpers.matrix_user import PASSWORD, MatrixUser

_REPOSITORY = Path(server.__file__).resolve().parent.parent
_NO_LIMIT = {"per_second": 10_000, "burst_count": 10_000}

FAST: dict[str, Any] = {
    # Tests make people and rooms as fast as they can.
    "rc_message": _NO_LIMIT,
    "rc_registration": _NO_LIMIT,
    "rc_login": {"address": _NO_LIMIT, "account": _NO_LIMIT, "failed_attempts": _NO_LIMIT},
    "rc_joins": {"local": _NO_LIMIT, "remote": _NO_LIMIT},
    "rc_joins_per_room": _NO_LIMIT,
    "rc_invites": {"per_room": _NO_LIMIT, "per_user": _NO_LIMIT, "per_issuer": _NO_LIMIT},
    "rc_room_creation": _NO_LIMIT,
    "rc_presence": {"per_user": _NO_LIMIT},
}


class Homeserver:
    """One homeserver under its supervisor; its address and data outlive `stop` and `start`."""

    def __init__(
        self,
        data: Path,
        name: str,
        *,
        extra: Mapping[str, Any] | None = None,
        seed: str = "none",
        service: bool = False,
        more: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """`extra` are settings of Synapse, `more` those of `service` and `livekit`."""
        self.data = data
        self.name = name
        self._seed = seed
        self._service = service
        self.service_url = ""
        """Where the school service answers; '' where the test did not ask for it."""
        self.server_name = ""
        self.url = ""
        self._status_file = data.with_name(f"{data.name}-status.json")
        self._config = data.with_name(f"{data.name}-config.yaml")
        self._config.write_text(yaml.safe_dump(FAST | dict(extra or {})))
        self._more: list[str] = []
        for program, settings in (more or {}).items():
            path = data.with_name(f"{data.name}-{program}.yaml")
            path.write_text(yaml.safe_dump(settings))
            self._more += [f"--{program}-config", str(path)]
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._admin: MatrixUser | None = None

    # -------------------------------------------------------------------------------- life

    def start(self) -> None:
        """Start (or start again) and return when it answers."""
        self.launch()
        self.wait_ready()
        here = self.status()["servers"][self.name]
        self.url, self.server_name = here["url"], here["server_name"]
        self.service_url = here["service_url"]

    def launch(self) -> None:
        """Start and return at once."""
        assert self._supervisor is None, "it runs already"
        self._status_file.unlink(missing_ok=True)
        arguments = [
            *("--data", str(self.data), "--servers", self.name, "--fresh-seed-size", self._seed),
            *("--config", str(self._config), "--status-file", str(self._status_file)),
            *("--parent-pid", str(os.getpid())),
            "--service" if self._service else "--no-service",
            *self._more,
        ]
        with self.data.with_name(f"{self.data.name}-output.txt").open("ab") as output:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-m", "server.local", *arguments],
                cwd=_REPOSITORY,
                stdout=output,
                stderr=output,
            )

    @property
    def running(self) -> bool:
        """Whether it was started and nobody has stopped or killed its supervisor."""
        return self._supervisor is not None

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Take the whole homeserver away; clients get connection refused."""
        if self._supervisor is not None:
            self._supervisor.send_signal(by)
            assert self._supervisor.wait(30) == 0
            self._supervisor = None

    def kill_supervisor(self) -> None:
        """Kill the supervisor hard; its programs must notice by themselves."""
        assert self._supervisor is not None
        self._supervisor.kill()
        self._supervisor.wait()
        self._supervisor = None

    def kill(self) -> None:
        """Kill the homeserver process hard; its supervisor starts it again (`wait_ready`)."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        until(lambda: self.status()["programs"].get(self.name, {}).get("pid") != pid)

    def freeze(self) -> None:
        """Let the homeserver hang: connections open, no answers, until `thaw`."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen homeserver go on."""
        os.kill(self.pid, signal.SIGCONT)

    def wait_ready(self) -> None:
        """Return when the homeserver answers."""
        until(self._is_ready)

    def status(self) -> dict[str, Any]:
        """The supervisor's status file."""
        status: dict[str, Any] = json.loads(self._status_file.read_text(encoding="utf-8"))
        return status

    @property
    def pid(self) -> int:
        """Process id of Synapse."""
        pid: int = self.status()["programs"][self.name]["pid"]
        return pid

    def _is_ready(self) -> bool:
        process = self._supervisor
        assert process is not None
        if process.poll() is not None:
            output = self.data.with_name(f"{self.data.name}-output.txt").read_text()
            raise AssertionError(f"the school did not start:\n{output}")
        if not self._status_file.exists():
            return False
        status = self.status()
        program = status["programs"].get(self.name, {})
        return (status["state"], program.get("phase")) == ("ready", "ready")

    # ------------------------------------------------------------------------------ people

    async def new_user(
        self, name: str = "Человек", *, admin: bool = False, sign_in: bool = True
    ) -> "MatrixUser":
        """Make an account nobody else uses. Close it (`aclose`); the `fresh_user` fixture does."""
        localpart = f"u{next(self._numbers)}-{secrets.token_hex(4)}"
        user = MatrixUser(self, f"@{localpart}:{self.server_name}", name)
        nonce = (await user.call("GET", "/_synapse/admin/v1/register"))["nonce"]
        parts = (nonce, localpart, PASSWORD, "admin" if admin else "notadmin")
        mac = hmac.new(self._shared_secret, "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        body = {
            "nonce": nonce,
            "username": localpart,
            "password": PASSWORD,
            "admin": admin,
            "mac": mac,
            "displayname": name,
            "inhibit_login": True,
        }
        await user.call("POST", "/_synapse/admin/v1/register", json=body)
        if sign_in:
            await user.sign_in()
        return user

    async def admin_call(self, method: str, path: str, **more: Any) -> Any:
        """A request in the name of a server administrator (who is made at the first call)."""
        admin = await self.new_user("Администратор", admin=True)
        try:
            return await admin.call(method, path, **more)
        finally:
            await admin.aclose()

    async def set_role(self, user: "MatrixUser", role: str | None) -> None:
        """Let the school say who a person is: teacher, pupil, parent, staff, admin, bot."""
        await self.admin_call(
            "PUT", "/_synapse/client/parta/admin/roles", json={"roles": {user.user_id: role}}
        )

    @property
    def _shared_secret(self) -> bytes:
        state = json.loads((self.data / "school.json").read_text(encoding="utf-8"))
        secret: str = state["servers"][self.name]["shared_secret"]
        return secret.encode()


@contextmanager
def running(homeserver: Homeserver) -> Iterator[Homeserver]:
    """A homeserver that runs for as long as the block, even where it does not come up."""
    try:
        homeserver.start()
        yield homeserver
    finally:
        homeserver.stop()


def until(condition: Callable[[], object], *, seconds: float = 90) -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the homeserver did not get there in time"
        time.sleep(0.05)
