"""Somebody far away, behind a bad line: each story is a file that runs in a network of its own."""

from pathlib import Path

import pytest

from tests.helpers.line import in_own_network

HERE = Path(__file__).parent


@pytest.mark.parametrize("story", ["line", "lesson", "relay"])
async def test_far_away(story: str) -> None:
    await in_own_network(HERE / f"{story}.py")
