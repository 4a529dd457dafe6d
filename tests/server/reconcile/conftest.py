"""A homeserver of its own for the reconciler's tests: they kill it and count its events."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver, running
from tests.server.reconcile.hand import Hand


@pytest.fixture(scope="session")
def rosters_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    with running(
        Homeserver(tmp_path_factory.mktemp("reconcile") / "school", "school")
    ) as homeserver:
        yield homeserver


@pytest.fixture
async def bot(rosters_server: Homeserver) -> AsyncIterator[MatrixUser]:
    """A school of its own: a fresh bot sees only the rooms it made."""
    user = await rosters_server.new_user("Школа", admin=True)
    yield user
    await user.aclose()


@pytest.fixture
async def hand(rosters_server: Homeserver, bot: MatrixUser) -> AsyncIterator[Hand]:
    hand = Hand(rosters_server, bot, prefix=f"{bot.localpart}-")
    yield hand
    await hand.aclose()
