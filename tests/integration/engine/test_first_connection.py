"""The first connection of a process goes wrong, then comes about after all: both are heard."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.helpers.call import soon_so
from tests.helpers.proxy import HERE, carry
from tests.helpers.pulse import Pulse
from tests.helpers.sfu import Sfu
from tests.integration.engine.conftest import Person

NO_WAY_THROUGH_A_PROXY = {"HTTP_PROXY": f"http://{HERE}:1"}
VERA, OLEG = 440.0, 660.0
"""What each of them says."""


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Pulse]:
    """Speakers and microphone of the newcomer."""
    pulse = Pulse(tmp_path / "pulse")
    yield pulse
    pulse.stop()


@asynccontextmanager
async def newcomer(ear: Pulse, url: str, token: str) -> AsyncIterator[None]:
    """Somebody in a process of its own."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.helpers.listener", url, token),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | ear.env | NO_WAY_THROUGH_A_PROXY,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    try:
        assert (await program.stdout.readline()).decode() == "connected\n"
        yield
    finally:
        program.stdin.close()
        await program.wait()
    assert program.returncode == 0


@asynccontextmanager
async def stumbling(sfu: Sfu) -> AsyncIterator[str]:
    """An address of the media server that hangs up on who calls first."""
    calls = 0

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            there, back = await asyncio.open_connection(HERE, urlsplit(sfu.url).port)
            await asyncio.gather(carry(reader, back), carry(there, writer))
        writer.close()

    async with await asyncio.start_server(take, HERE, 0) as server:
        yield f"ws://{HERE}:{server.sockets[0].getsockname()[1]}"
    assert calls > 1


async def test_livekit_gets_in_at_its_second_try(pulse: Pulse, ear: Pulse, sfu: Sfu) -> None:
    vera = Person("vera")
    await vera.enter(sfu)
    await vera.link.set_microphone(True)
    pulse.say(VERA)
    ear.say(OLEG)

    async def both_are_heard() -> bool:
        heard = await asyncio.gather(
            asyncio.to_thread(ear.share, VERA, 1), asyncio.to_thread(pulse.share, OLEG, 1)
        )
        return min(heard) >= 0.9

    async with stumbling(sfu) as url, newcomer(ear, url, sfu.token("oleg")):
        await soon_so(both_are_heard, times=30)
    await vera.engine.aclose()
