"""matrix-js-sdk in a Node process: commands go in, answers and what it sees come out."""

import asyncio
import itertools
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.helpers.matrix_user import MatrixUser

HERE = Path(__file__).parent
PATIENCE = 90.0
"""Seconds for an answer; the machine may be busy."""
LINE = 64 * 1024 * 1024
"""Longest line in bytes: a picture comes as one."""


class Talk:
    """A Node program that answers one JSON line with another; more lines may come by themselves."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._saw: list[dict[str, Any]] = []

    @staticmethod
    async def launch(
        node: str, program: str, env: Mapping[str, str] | None = None
    ) -> asyncio.subprocess.Process:
        """Start a program of this folder; `env` is beside the environment's."""
        return await asyncio.create_subprocess_exec(
            *(node, program),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=HERE,
            env=os.environ | dict(env or {}),
            limit=LINE,
        )

    @property
    def pid(self) -> int:
        """Process id of Node."""
        return self._process.pid

    async def do(self, command: str, **more: Any) -> Any:
        """Let it do something; gives its answer, fails with its error."""
        tag = next(self._numbers)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"tag": tag, "command": command, **more}).encode())
        self._process.stdin.write(b"\n")
        async with asyncio.timeout(PATIENCE):
            while (line := await self._read()).get("tag") != tag:
                pass
        assert "error" not in line, f"{command}: {line['error']}"
        return line.get("ok")

    async def stop(self) -> None:
        """End it."""
        if self._process.returncode is None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            async with asyncio.timeout(PATIENCE):
                await self._process.wait()

    async def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        text = await self._process.stdout.readline()
        assert text, "the program ended"
        line: dict[str, Any] = json.loads(text)
        if "event" in line:
            self._saw.append(line)
        return line


class Peer(Talk):
    """A person whose client is matrix-js-sdk."""

    def __init__(self, process: asyncio.subprocess.Process, user: MatrixUser) -> None:
        super().__init__(process)
        self.user = user

    @classmethod
    async def start(cls, node: str, user: MatrixUser) -> "Peer":
        """Start Node, sign in with the person's token, sync."""
        peer = cls(await cls.launch(node, "peer.mjs"), user)
        await peer.do(
            "start",
            homeserver=user.server.url,
            userId=user.user_id,
            token=user.access_token,
            deviceId=user.device_id,
        )
        return peer

    async def message(self, room: str, **content: Any) -> str:
        """Send a message of any content; gives its event id."""
        sent = await self.do("send", room=room, type="m.room.message", content=content)
        event_id: str = sent["event_id"]
        return event_id

    async def sees(self, is_it: Callable[[dict[str, Any]], object], what: str) -> dict[str, Any]:
        """Wait until it has seen such a thing (a line that `peer.mjs` says by itself)."""
        try:
            async with asyncio.timeout(PATIENCE):
                for seen in self._saw:
                    if is_it(seen):
                        return seen
                while not is_it(line := await self._read()):
                    pass
                return line
        except TimeoutError:
            raise AssertionError(f"matrix-js-sdk never saw {what}: {self._saw}") from None

    async def sees_body(self, body: str) -> dict[str, Any]:
        """Wait for a message with this text; gives the event."""
        return await self.sees(lambda seen: _body(seen) == body, body)


def _body(seen: dict[str, Any]) -> str:
    return str(seen.get("original", {}).get("body", "")) if seen["event"] == "timeline" else ""
