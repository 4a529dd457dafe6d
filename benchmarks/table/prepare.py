"""Signs measured accounts in and fills their caches, as weeks of use would.

`python -m benchmarks.table.prepare --data DIR --server URL --user NAME … [--big EVENTS]`
"""

import argparse
import asyncio
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.table.keys import environment

_log = logging.getLogger(__name__)

PASSWORD = "school-pass-1"
BIG = "Общешкольный чат"


async def _until(is_so: Callable[[], object], what: str, seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(what)
        await asyncio.sleep(0.05)


async def prepare(data: Path, server: str, users: list[str], *, big: int) -> None:
    """Sign in, wait until everything is there, read the big chat back."""
    from app import bootstrap
    from app.domain.profiles import ConnectionPhase
    from app.services.secrets import KeyringSecrets

    def on_error(error: BaseException) -> None:
        _log.error("%r", error)

    manager = await bootstrap.headless(data, on_error, keyring=KeyringSecrets())
    try:
        found = await manager.discover(server)
        ids = [session.profile.value.user_id for session in manager.sessions]
        for user in users:
            if any(known.startswith(f"@{user}:") for known in ids):
                continue
            await manager.sign_in_password(found, user, password=PASSWORD, shared_computer=False)
        for session in manager.sessions:
            connection = session.connection
            await _until(
                lambda c=connection: c.value.phase is ConnectionPhase.LIVE,  # type: ignore[misc]
                "everything is synced",
            )
            print(session.profile.value.user_id, len(session.rooms.observe()), "chats", flush=True)
        if big:
            session = manager.sessions[0]
            room = next(room for room in session.rooms.observe() if room.name == BIG)
            timeline = await session.open_timeline(room.room_id)
            pages = 0
            while pages * 100 < big and not timeline.at_start.value:
                await timeline.older(100)
                pages += 1
            print("big chat:", pages, "pages of 100", flush=True)
            timeline.close()
    finally:
        await manager.aclose()


def main() -> None:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--user", action="append", required=True)
    parser.add_argument("--big", type=int, default=0)
    given = parser.parse_args()
    os.environ.update(environment(given.data))
    asyncio.run(prepare(given.data, given.server, given.user, big=given.big))


if __name__ == "__main__":
    main()
