"""A real homeserver for tests, started through `server.local`, and people on it.

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import yaml

import server

CLIENT = "/_matrix/client/v3"
PASSWORD = "тайна-1"
_REPOSITORY = Path(server.__file__).resolve().parent.parent
_NO_LIMIT = {"per_second": 10_000, "burst_count": 10_000}

FAST: dict[str, Any] = {
    # Tests make people and rooms as fast as they can; `limit_messages` gives a user real limits.
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
    ) -> None:
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

    async def limit_messages(self, user: "MatrixUser", *, per_second: int, burst: int) -> None:
        """Give one person a rate limit, so that 429 can be met."""
        await self.admin_call(
            "POST",
            f"/_synapse/admin/v1/users/{quote(user.user_id)}/override_ratelimit",
            json={"messages_per_second": per_second, "burst_count": burst},
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


@dataclass
class MatrixUser:
    """A person on a homeserver, acting through plain requests (the "other side" of a test)."""

    server: Homeserver
    user_id: str
    name: str
    password: str = PASSWORD
    access_token: str = ""
    refresh_token: str = ""
    device_id: str = ""
    asks_as: str = ""
    """Whom an application service acts for."""
    _txn: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._http = httpx.AsyncClient(timeout=60, verify=False, trust_env=False)

    @property
    def localpart(self) -> str:
        return self.user_id[1:].split(":")[0]

    def again(self) -> "MatrixUser":
        """The same device for another test: connections belong to one event loop."""
        user = MatrixUser(self.server, self.user_id, self.name)
        user.access_token, user.device_id = self.access_token, self.device_id
        return user

    async def sign_in(self) -> None:
        """`POST /login` with the password; a new device each time."""
        identifier = {"type": "m.id.user", "user": self.localpart}
        answer = await self.call(
            "POST",
            f"{CLIENT}/login",
            json={
                "type": "m.login.password",
                "identifier": identifier,
                "password": self.password,
                "refresh_token": True,
                "initial_device_display_name": "Проверка",
            },
        )
        self.access_token = answer["access_token"]
        self.refresh_token = answer["refresh_token"]
        self.device_id = answer["device_id"]

    async def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request as this person, whatever the answer."""
        headers = {"Authorization": f"Bearer {self.access_token}"} if self.access_token else {}
        headers |= more.pop("headers", {})
        if self.asks_as:
            more["params"] = {**more.get("params", {}), "user_id": self.asks_as}
        return await self._http.request(method, self.server.url + path, headers=headers, **more)

    async def call(self, method: str, path: str, **more: Any) -> Any:
        """One request as this person that must succeed; gives the JSON."""
        answer = await self.request(method, path, **more)
        assert answer.status_code == 200, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    async def create_room(
        self,
        name: str = "Чат",
        *,
        members: "tuple[MatrixUser, ...]" = (),
        direct: bool = False,
        kind: str | None = None,
        **more: Any,
    ) -> str:
        """A private room with `members` joined. `kind` writes our `app.parta.room` state."""
        state = list(more.pop("initial_state", []))
        if kind is not None:
            state.append({"type": "app.parta.room", "content": {"kind": kind, "managed": True}})
        body: dict[str, Any] = {
            "preset": "private_chat",
            "invite": [member.user_id for member in members],
            "is_direct": direct,
            "initial_state": state,
            **more,
        }
        if not direct:
            body["name"] = name
        room_id: str = (await self.call("POST", f"{CLIENT}/createRoom", json=body))["room_id"]
        for member in members:
            await member.join(room_id)
        if direct and members:
            path = f"{CLIENT}/user/{quote(self.user_id)}/account_data/m.direct"
            await self.call("PUT", path, json={members[0].user_id: [room_id]})
        return room_id

    async def invite(self, room_id: str, other: "MatrixUser") -> None:
        path = f"{CLIENT}/rooms/{quote(room_id)}/invite"
        await self.call("POST", path, json={"user_id": other.user_id})

    async def join(self, room_id: str) -> None:
        await self.call("POST", f"{CLIENT}/join/{quote(room_id)}", json={})

    async def leave(self, room_id: str) -> None:
        await self.call("POST", f"{CLIENT}/rooms/{quote(room_id)}/leave", json={})

    async def send(self, room_id: str, event_type: str, content: Mapping[str, Any]) -> str:
        """Send any event; gives its id."""
        path = f"{CLIENT}/rooms/{quote(room_id)}/send/{quote(event_type)}/{self._next_txn()}"
        event_id: str = (await self.call("PUT", path, json=content))["event_id"]
        return event_id

    async def text(self, room_id: str, body: str, **more: Any) -> str:
        """Send a text message; gives its id."""
        content = {"msgtype": "m.text", "body": body, **more}
        return await self.send(room_id, "m.room.message", content)

    async def reply(self, room_id: str, event_id: str, body: str) -> str:
        relation = {"m.in_reply_to": {"event_id": event_id}}
        return await self.text(room_id, body, **{"m.relates_to": relation})

    async def edit(self, room_id: str, event_id: str, body: str) -> str:
        return await self.text(
            room_id,
            f"* {body}",
            **{
                "m.new_content": {"msgtype": "m.text", "body": body},
                "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
            },
        )

    async def react(self, room_id: str, event_id: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.send(room_id, "m.reaction", {"m.relates_to": relation})

    async def redact(self, room_id: str, event_id: str) -> str:
        path = f"{CLIENT}/rooms/{quote(room_id)}/redact/{quote(event_id)}/{self._next_txn()}"
        redaction: str = (await self.call("PUT", path, json={}))["event_id"]
        return redaction

    async def read(self, room_id: str, event_id: str) -> None:
        """Public read receipt (and the fully-read marker)."""
        body = {"m.read": event_id, "m.fully_read": event_id}
        await self.call("POST", f"{CLIENT}/rooms/{quote(room_id)}/read_markers", json=body)

    async def typing(self, room_id: str, *, on: bool = True) -> None:
        path = f"{CLIENT}/rooms/{quote(room_id)}/typing/{quote(self.user_id)}"
        await self.call("PUT", path, json={"typing": on, "timeout": 30_000})

    async def state(
        self, room_id: str, event_type: str, content: Mapping[str, Any], *, key: str = ""
    ) -> str:
        """Set a state event; gives its id."""
        path = f"{CLIENT}/rooms/{quote(room_id)}/state/{quote(event_type)}/{quote(key)}"
        event_id: str = (await self.call("PUT", path, json=content))["event_id"]
        return event_id

    async def messages(self, room_id: str, *, limit: int = 100) -> list[dict[str, Any]]:
        """The newest events of a room, newest first."""
        path = f"{CLIENT}/rooms/{quote(room_id)}/messages"
        answer = await self.call("GET", path, params={"dir": "b", "limit": limit})
        chunk: list[dict[str, Any]] = answer["chunk"]
        return chunk

    async def upload(self, data: bytes, *, mime: str, name: str = "file") -> str:
        """Upload a file; gives its mxc address."""
        answer = await self.call(
            "POST",
            "/_matrix/media/v3/upload",
            params={"filename": name},
            content=data,
            headers={"Content-Type": mime},
        )
        uri: str = answer["content_uri"]
        return uri

    async def aclose(self) -> None:
        await self._http.aclose()

    def _next_txn(self) -> str:
        return f"t{next(self._txn)}-{secrets.token_hex(4)}"


def until(condition: Callable[[], object], *, seconds: float = 90) -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the homeserver did not get there in time"
        time.sleep(0.05)
