"""A screenshot of a real display, X11 and Wayland, with Parta's window in it and without."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator

import pytest

from tests.helpers.wayland import SHOT, shared_wayland


@pytest.fixture
async def display() -> AsyncIterator[str]:
    """A screen of 800 × 600 of our own."""
    server = await asyncio.create_subprocess_exec(
        *("Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert server.stdout is not None
    yield f":{(await server.stdout.readline()).decode().strip()}"
    server.terminate()
    await server.wait()


async def _cut(session: dict[str, str], way: str) -> str:
    unset = {"WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.media.snipping", way),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=kept | session,
    )
    said, trouble = await program.communicate()
    assert program.returncode == 0, trouble.decode()
    return said.decode().strip()


async def test_the_part_that_was_dragged_over_is_cut_with_the_window_or_without(
    display: str,
) -> None:
    session = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    assert await _cut(session, "hide") == "200 100 #ff0000 True"
    assert await _cut(session, "keep") == "200 100 #0000ff True"


async def test_in_a_wayland_session_the_desktop_gives_the_picture_and_keeps_no_file() -> None:
    desktop = await asyncio.to_thread(shared_wayland)
    session = desktop.env | {"QT_QPA_PLATFORM": "wayland"}
    assert await _cut(session, "hide") == "200 100 #ff0000 True"
    assert await _cut(session, "keep") == "200 100 #0000ff True"
    assert not SHOT.exists()
