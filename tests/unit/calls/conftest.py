"""Anna's calls."""

from collections.abc import AsyncIterator

import pytest

from app.services.tasks import TaskScope
from tests.unit.calls.world import World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = await World().start()
    yield world
    await world.stop()


@pytest.fixture
async def tasks() -> AsyncIterator[TaskScope]:
    errors: list[BaseException] = []
    scope = TaskScope(errors.append)
    yield scope
    await scope.aclose()
    assert errors == []
