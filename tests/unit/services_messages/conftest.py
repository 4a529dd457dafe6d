import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.unit.services_messages.world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    world = await World(tmp_path).start()
    yield world
    await world.stop()
