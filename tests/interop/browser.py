"""Element Call in a headless Chromium, with a camera and a microphone that can be recognised."""

import shutil
import wave
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np

from app.media.engine.camera import to_i420
from tests.helpers.marker import NUMBERED
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.pulse import Pulse
from tests.interop.peer import Talk

WIDTH, HEIGHT, PICTURES = 640, 360, 96
"""The browser's camera shows the numbers 0 … 95, over and over."""


class Browser(Talk):
    """Chromium; each person in it is a page of their own."""

    @classmethod
    async def start(cls, node: str, folder: Path, *, hertz: float) -> "Browser":
        """Start Chromium with a camera that shows numbers and a microphone that hears a tone."""
        browser = cls(await cls.launch(node, "element_call/browser.mjs"))
        await browser.do(
            "start",
            executable=_chromium(),
            video=str(write_numbers(folder / "camera.y4m")),
            audio=str(write_tone(folder / "tone.wav", hertz)),
        )
        return browser

    @classmethod
    async def start_at(cls, pulse: Pulse, node: str) -> "Browser":
        """Start Chromium with this microphone and these speakers, and without a camera."""
        browser = cls(await cls.launch(node, "element_call/browser.mjs", pulse.env))
        await browser.do("start", executable=_chromium(), aloud=True)
        return browser

    async def join(self, user: MatrixUser, room: str, *, intent: str = "join_existing") -> None:
        """Enter the call of a room, or start it (`intent="start_call"`)."""
        await self._open(user, room, intent=intent, lobby=False)

    async def stand_before(self, user: MatrixUser, room: str) -> None:
        """Open the call of a room up to the button that enters it."""
        await self._open(user, room, intent="join_existing", lobby=True)

    async def enter(self, user: MatrixUser) -> tuple[float, float]:
        """Press that button; when it was pressed, and when somebody else was seen first."""
        pressed, first = await self.do("join", name=user.user_id)
        return pressed, first

    async def _open(self, user: MatrixUser, room: str, *, intent: str, lobby: bool) -> None:
        await self.do(
            "open",
            name=user.user_id,
            homeserver=user.server.url,
            token=user.access_token,
            userId=user.user_id,
            deviceId=user.device_id,
            room=room,
            intent=intent,
            lobby=lobby,
        )

    async def seen(self, user: MatrixUser) -> list[dict[str, Any]]:
        """The pictures on a person's page: who, what number, how large."""
        seen: list[dict[str, Any]] = await self.do("seen", name=user.user_id)
        return seen

    async def painted(self, user: MatrixUser) -> int:
        """How many pictures a person's page has shown so far."""
        return int(await self.do("painted", name=user.user_id))

    async def heard(self, user: MatrixUser) -> list[dict[str, Any]]:
        """The sounds that come to a person's page: strongest frequency and loudness in dB."""
        heard: list[dict[str, Any]] = await self.do("heard", name=user.user_id)
        return heard

    async def text(self, user: MatrixUser) -> str:
        """The words on a person's page."""
        return str(await self.do("text", name=user.user_id))


def _chromium() -> str:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "chromium is missing: ./check installs it"
    return chromium


def write_numbers(path: Path) -> Path:
    """Pictures with numbers as a file that Chromium takes for a camera."""
    with (
        av.open(NUMBERED.format(width=WIDTH, height=HEIGHT), format="lavfi") as source,
        path.open("wb") as target,
    ):
        target.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F30:1 Ip A1:1 C420jpeg\n".encode())
        for frame in islice(source.decode(video=0), PICTURES):
            target.write(b"FRAME\n" + to_i420(frame, WIDTH, HEIGHT))
    return path


def write_tone(path: Path, hertz: float) -> Path:
    """A second of a tone as a file that Chromium takes for a microphone."""
    when = np.arange(48_000) / 48_000
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(48_000)
        target.writeframes((np.sin(2 * np.pi * hertz * when) * 12_000).astype(np.int16).tobytes())
    return path
