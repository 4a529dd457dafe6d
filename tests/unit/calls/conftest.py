"""Anna's calls."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.calls.world import World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = await World().start()
    yield world
    await world.stop()
