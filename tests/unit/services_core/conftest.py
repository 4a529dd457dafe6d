from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.services_core.world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    world = await World(tmp_path / "profile").start()
    yield world
    await world.stop()
