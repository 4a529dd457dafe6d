"""LiveKit's Egress API without an Egress: the same requests, answers, files and signed webhooks.

It stands before a real livekit-server: what is not about recording goes through to it. So a test
says what a recorder does, and when; tests/server/recordings/test_real_egress.py asks a real one.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import jwt
from google.protobuf.json_format import MessageToDict
from livekit import api

from server.local.ports import HOST

FILM = b"a film" * 1_000
_EGRESS = "/twirp/livekit.Egress/"
_KEY = "parta"


class EgressSimulator:
    """Runs from `start` to `stop`. With `slow`, a recording waits in its beginning for `go_on`."""

    def __init__(self, port: int) -> None:
        self.url = f"http://{HOST}:{port}"
        self.slow = False
        self.refuses = ""
        """A Twirp code with which every start is answered."""
        self.data = Path()
        """The school's folder, from which ports and secret are read once it runs."""
        self._infos: dict[str, api.EgressInfo] = {}
        self._http = httpx.Client(trust_env=False, timeout=30)
        handler = type("Handler", (_Handler,), {"simulator": self})
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)
        self._http.close()

    # ------------------------------------------------------------------------ what a test asks

    @property
    def all(self) -> list[api.EgressInfo]:
        """Every recording that was asked for, the first first."""
        return list(self._infos.values())

    def running(self, room: str) -> list[api.EgressInfo]:
        """Those of a room that go on."""
        on = (api.EgressStatus.EGRESS_STARTING, api.EgressStatus.EGRESS_ACTIVE)
        return [one for one in self.all if one.room_name == room and one.status in on]

    def forget(self) -> None:
        """Another test begins."""
        self._infos.clear()
        self.slow, self.refuses = False, ""

    def go_on(self, info: api.EgressInfo) -> None:
        """The recording runs."""
        info.status = api.EgressStatus.EGRESS_ACTIVE
        info.started_at = time.time_ns()
        self.tell("egress_updated", info)

    def end(self, info: api.EgressInfo, *, error: str = "", told: bool = True) -> None:
        """The recording is over: its file is there, or it broke off; `told`: with a webhook."""
        info.ended_at = time.time_ns()
        if error:
            info.status, info.error = api.EgressStatus.EGRESS_FAILED, error
        else:
            path = Path(info.room_composite.file_outputs[0].filepath)
            path.write_bytes(FILM)
            duration = info.ended_at - info.started_at
            info.file_results.add(filename=str(path), size=len(FILM), duration=duration)
            info.status = api.EgressStatus.EGRESS_COMPLETE
        if told:
            self.tell("egress_ended", info)

    def stray(self, room: str, path: Path) -> api.EgressInfo:
        """A recording that somebody else began."""
        output = api.EncodedFileOutput(filepath=str(path))
        return self._add(api.RoomCompositeEgressRequest(room_name=room, file_outputs=[output]))

    def tell(self, event: str, info: api.EgressInfo) -> None:
        """Send a webhook as LiveKit signs it."""
        body = json.dumps(
            {"event": event, "egressInfo": MessageToDict(info), "createdAt": str(int(time.time()))}
        ).encode()
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        now = int(time.time())
        claims = {"iss": _KEY, "nbf": now - 5, "exp": now + 300, "sha256": digest}
        token = jwt.encode(claims, self._state("livekit")["shared_secret"], algorithm="HS256")
        url = f"http://{HOST}:{self._state('service')['port']}/livekit/webhook"
        headers = {"Authorization": token, "Content-Type": "application/webhook+json"}
        self._http.post(url, content=body, headers=headers)

    # ------------------------------------------------------------------------ what LiveKit does

    def answer(self, method: str, body: bytes) -> tuple[int, bytes]:
        """One call of the Egress API by somebody who may record."""
        match method:
            case "StartRoomCompositeEgress" if self.refuses:
                return 503, _error(self.refuses)
            case "StartRoomCompositeEgress":
                info = self._add(api.RoomCompositeEgressRequest.FromString(body))
                if not self.slow:
                    threading.Thread(target=self.go_on, args=(info,), daemon=True).start()
                return 200, info.SerializeToString()
            case "ListEgress":
                asked = api.ListEgressRequest.FromString(body)
                on = (api.EgressStatus.EGRESS_STARTING, api.EgressStatus.EGRESS_ACTIVE)
                found = [
                    one
                    for one in self.all
                    if asked.room_name in ("", one.room_name)
                    and (not asked.active or one.status in on)
                ]
                return 200, api.ListEgressResponse(items=found).SerializeToString()
            case "StopEgress":
                info = self._infos[api.StopEgressRequest.FromString(body).egress_id]
                info.status = api.EgressStatus.EGRESS_ENDING
                threading.Thread(target=self.end, args=(info,), daemon=True).start()
                return 200, info.SerializeToString()
        return 404, _error("bad_route")

    def may_record(self, header: str) -> bool:
        """Whether a token may record, as LiveKit judges it."""
        try:
            secret = self._state("livekit")["shared_secret"]
            claims = jwt.decode(header.removeprefix("Bearer "), secret, algorithms=["HS256"])
        except jwt.PyJWTError:
            return False
        return claims.get("video", {}).get("roomRecord") is True

    def through(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes, str]:
        """What the real server says."""
        url = f"http://{HOST}:{self._state('livekit')['port']}{path}"
        answer = self._http.post(url, content=body, headers=headers)
        return answer.status_code, answer.content, answer.headers.get("Content-Type", "")

    def _add(self, request: api.RoomCompositeEgressRequest) -> api.EgressInfo:
        info = api.EgressInfo(
            egress_id=f"EG_{len(self._infos)}",
            room_name=request.room_name,
            status=api.EgressStatus.EGRESS_STARTING,
            room_composite=request,
        )
        self._infos[info.egress_id] = info
        return info

    def _state(self, program: str) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.data / "school.json").read_text())["servers"]
        found: dict[str, Any] = state[program]
        return found


class _Handler(BaseHTTPRequestHandler):
    simulator: EgressSimulator
    log_message: Callable[..., None] = lambda *_: None

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.path.startswith(_EGRESS):
            names = ("Authorization", "Content-Type")
            headers = {name: self.headers.get(name, "") for name in names}
            self._say(*self.simulator.through(self.path, body, headers))
        elif not self.simulator.may_record(self.headers.get("Authorization", "")):
            self._say(401, _error("unauthenticated"), "application/json")
        else:
            status, content = self.simulator.answer(self.path.removeprefix(_EGRESS), body)
            kind = "application/protobuf" if status == 200 else "application/json"
            self._say(status, content, kind)

    def _say(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _error(code: str) -> bytes:
    return json.dumps({"code": code, "msg": code}).encode()
