from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store.profile_store import ProfileStore
from tests.unit.store.world import World, open_store


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ProfileStore]:
    store = await open_store(tmp_path / "profile")
    yield store
    await store.close()
