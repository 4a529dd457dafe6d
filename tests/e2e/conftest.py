"""A computer with the whole app on it; what went wrong is kept in build/e2e."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import server
from tests.e2e.file_keyring import FileKeyring
from tests.helpers.marker import marker_camera
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.pulse import shared_pulse
from tests.helpers.school_fixtures import (
    fresh_user,
    openid_provider,
    personal_server,
    school,
    sso_school,
)

__all__ = ["fresh_user", "openid_provider", "personal_server", "school", "sso_school"]

REPOSITORY = Path(server.__file__).resolve().parent.parent
KEPT = REPOSITORY / "build" / "e2e"
PATIENCE = 150.0
_NO_ENV: Mapping[str, str] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(400))


class Computer:
    """`start`, `do`, `quit`, `kill`: data and keyring stay. `at` stands before its command."""

    def __init__(
        self, folder: Path, name: str, *, at: Sequence[str] = (), env: Mapping[str, str] = _NO_ENV
    ) -> None:
        self.data, self._name = folder / "data", name
        self._at, self._env = tuple(at), dict(env)
        self._keyring_path = folder / "keyring.json"
        self.keyring = FileKeyring(self._keyring_path)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the app and wait until it lives."""
        KEPT.mkdir(parents=True, exist_ok=True)
        with (KEPT / f"{self._name}.stderr.txt").open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *(
                    *self._at,
                    sys.executable,
                    "-m",
                    "tests.e2e.app",
                    str(self.data),
                    str(self._keyring_path),
                ),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                cwd=REPOSITORY,
                env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | self._env,
                limit=16 * 1024 * 1024,
            )
        assert await self._answer() == "ready"

    async def do(self, what: str, **more: Any) -> Any:
        """Let the person do something; fails with a picture of the window."""
        self._write({"do": what, **more})
        try:
            return await self._answer()
        except AssertionError:
            self._write({"do": "picture", "path": str(KEPT / f"{self._name}.png")})
            await self._answer()
            raise

    async def look(self) -> Any:
        """What is on the screen."""
        return await self.do("look")

    async def sign_in(self, user: MatrixUser, **more: Any) -> None:
        """Sign in as a person would."""
        await self.do(
            "sign_in",
            address=user.server.url,
            user=user.localpart,
            password=user.password,
            **more,
        )

    async def quit(self) -> None:
        """End the app cleanly."""
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            process.stdin.close()
            async with asyncio.timeout(PATIENCE):
                assert await process.wait() == 0

    async def kill(self) -> None:
        """kill -9."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            await process.wait()

    async def restart(self) -> None:
        """Quit and start."""
        await self.quit()
        await self.start()

    def log(self) -> str:
        """The end of the app's log."""
        path = self.data / "log" / "parta.log"
        return path.read_text("utf-8")[-3000:] if path.is_file() else "(no log)"

    def _write(self, command: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")

    async def _answer(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        assert line, f"the app ended\n{self.log()}"
        answer = json.loads(line)
        assert "error" not in answer, f"{answer['error']}\n{self.log()}"
        return answer["ok"]


@pytest.fixture
async def computer(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Computer]:
    computer = Computer(tmp_path, request.node.name)
    await computer.start()
    yield computer
    await computer.kill()


@pytest.fixture
async def computers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> AsyncIterator[tuple[Computer, Computer]]:
    """Two, each with a microphone, speakers and a camera whose pictures are numbered."""
    monkeypatch.setenv("PARTA_CAMERA", marker_camera().id)
    shared_pulse()
    name = request.node.name
    pair = (Computer(tmp_path / "one", f"{name}-1"), Computer(tmp_path / "two", f"{name}-2"))
    for computer in pair:
        await computer.start()
    yield pair
    for computer in pair:
        await computer.kill()
