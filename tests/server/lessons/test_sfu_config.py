"""The SFU takes every configuration we write: unknown words would stop its start."""

import asyncio
import os
from pathlib import Path

import pytest
import yaml

from server.local.ports import HOST, choose_port
from server.local.services import answers
from server.service.calls.livekit_config import SfuNode, Turn, livekit_config
from server.service.calls.sfu import Sfu
from server.service.calls.tokens import LiveKitKeys
from tests.helpers.call import RawDevice, soon_so
from tests.server.lessons.conftest import require_livekit

KEYS = LiveKitKeys("parta", "s" * 40)


@pytest.mark.parametrize("turn", [False, True], ids=["loopback", "turn over tls"])
async def test_the_sfu_starts_with_it_and_makes_no_room_for_a_client(
    tmp_path: Path, turn: bool
) -> None:
    require_livekit()
    node = SfuNode(choose_port(0), choose_port(0), choose_port(0), HOST, bind=(HOST,))
    relay = Turn("turn.school.example", choose_port(0), choose_port(0)) if turn else None
    config = livekit_config(node, KEYS, webhooks=("http://127.0.0.1:9/hook",), turn=relay)
    assert "google" not in yaml.safe_dump(dict(config))
    path = tmp_path / "livekit.yaml"
    path.write_text(yaml.safe_dump(dict(config)))
    process = await asyncio.create_subprocess_exec(
        os.environ["PARTA_LIVEKIT"],
        "--config",
        str(path),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    sfu = Sfu(f"http://{HOST}:{node.port}", KEYS)
    try:
        await soon_so(lambda: answers(node.port, "/"))
        await sfu.open_room("r", "told")
        await sfu.open_room("r", "told again")
        assert await sfu.told("r") == "told"
        assert await sfu.told("nowhere") is None
        assert await sfu.participants("nowhere") == ()
        await sfu.close_room("nowhere")
        stranger = RawDevice(f"ws://{HOST}:{node.port}", "")
        assert await stranger.connect() == 401
        await stranger.aclose()
    finally:
        await sfu.aclose()
        process.kill()
        await process.wait()
