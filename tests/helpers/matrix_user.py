"""A person on a real homeserver, acting through plain requests."""

import itertools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

if TYPE_CHECKING:
    from tests.helpers.school import Homeserver

CLIENT = "/_matrix/client/v3"
PASSWORD = "тайна-1"


@dataclass
class MatrixUser:
    """A person on a homeserver, acting through plain requests (the "other side" of a test)."""

    server: "Homeserver"
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
