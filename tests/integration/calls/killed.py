"""A program in a call, to be killed: signs in, calls, says so, and then is there."""

import asyncio
import sys
from pathlib import Path

from app.bootstrap import headless
from app.domain.ids import RoomId
from tests.helpers.settle import until


async def main(folder: str, url: str, user: str, password: str, room: str) -> None:
    """Call and stay until the end of this process."""
    profiles = await headless(Path(folder), lambda error: sys.exit(str(error)))
    server = await profiles.discover(url)
    await profiles.sign_in_password(server, user, password=password, shared_computer=False)
    session = profiles.sessions[0]
    await until(lambda: session.rooms.get(RoomId(room)), turns=6_000)
    assert session.calls is not None
    await session.calls.start(RoomId(room), video=False)
    print("in the call", flush=True)
    await asyncio.get_running_loop().create_future()


asyncio.run(main(*sys.argv[1:]))
