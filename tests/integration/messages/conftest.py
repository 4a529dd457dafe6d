from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from app.domain.profiles import Tokens
from tests.helpers.matrix_user import MatrixUser
from tests.integration.messages.messenger import Messenger

Enter = Callable[[MatrixUser], Awaitable[Messenger]]


@pytest.fixture
async def enter(tmp_path: Path) -> AsyncIterator[Enter]:
    """`await enter(user)` gives our program for a person, live."""
    running: list[Messenger] = []

    async def make(user: MatrixUser) -> Messenger:
        messenger = Messenger(
            tmp_path / user.localpart,
            url=user.server.url,
            user_id=user.user_id,
            device_id=user.device_id,
            tokens=Tokens(user.access_token, user.refresh_token),
        )
        await messenger.start()
        running.append(messenger)
        await messenger.live()
        return messenger

    yield make
    for messenger in running:
        await messenger.stop()
