"""The whole program with its call window in a call of ten: run by `benchmarks.calls`, not by hand.

Arguments: folder, server, user, password, room. Prints one JSON line when the first picture of
another person is there and one with the delays of pictures after each line of input.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import Options, run
from app.domain.calls import Participant, Source, VideoFrame, VideoTrack
from app.domain.ids import RoomId
from app.ui.calls.plan import Arrangement
from benchmarks.calls_crowd import TICKS
from tests.helpers.marker import number_in
from tests.helpers.settle import until

if TYPE_CHECKING:
    from app.services.profiles import ProfileManager
    from app.ui.application import Screen
    from app.ui.calls.stage import Stage

SAMPLES, EVERY = 60, 0.2
PEOPLE = 9


async def drive(screen: "Screen", profiles: "ProfileManager") -> None:
    """Sign in, call, look."""
    _, url, user, password, room = sys.argv[1:]
    room_id = RoomId(room)
    server = await profiles.discover(url)
    await profiles.sign_in_password(server, user, password=password, shared_computer=True)
    session = profiles.sessions[0]
    calls = session.calls
    assert calls is not None
    await until(lambda: session.rooms.get(room_id) and calls.offered.value, turns=12_000)
    asked = time.time()
    starting = asyncio.ensure_future(calls.start(room_id, video=False))
    await until(lambda: calls.current.value, turns=12_000)
    call = calls.current.value
    assert call is not None

    def who_shows() -> list[Participant]:
        return [one for one in call.participants if Source.CAMERA in one.publishing]

    await until(who_shows, turns=12_000)
    feed = call.watch(VideoTrack(who_shows()[0].identity, Source.CAMERA), 640, 360)
    frames: list[VideoFrame] = []

    def comes() -> bool:
        frames.extend(one for one in (feed.take(),) if one is not None)
        return bool(frames)

    await until(comes, turns=12_000)
    feed.close()
    print(json.dumps({"asked": asked, "first": time.time()}), flush=True)
    await starting
    await until(lambda: len(who_shows()) == PEOPLE, turns=12_000)
    stage = await _all_in_sight(screen)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.readline)
    delays = []
    for _ in range(SAMPLES):
        await asyncio.sleep(EVERY)
        frame = next(iter(stage._feeds._images.values()))[1]
        delays.append((int(time.time() * TICKS) - number_in(frame) & 0xFFFF) / TICKS)
    tracks = {one.name: one.fps for one in (await call.stats()).tracks if one.fps > 0}
    seen = [tile for tile in stage.plan.tiles if tile.track.identity in tracks]
    told = {"delays": delays, "pictures": len(seen), "per_second": sum(tracks.values())}
    print(json.dumps(told), flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    await call.leave()


async def _all_in_sight(screen: "Screen") -> "Stage":
    """Show everybody at once, in a window as large as the browser's, as Element Call does."""
    page = screen.window.page
    assert page is not None
    center = page.center
    assert center is not None
    await until(lambda: center.window, turns=12_000)
    window = center.window
    assert window is not None
    window.resize(1280, 720)
    window.stage.set_arrangement(Arrangement.GRID)
    stage = window.stage

    def pictures() -> int:
        tracks = [tile.track for tile in stage.plan.tiles]
        return sum(stage._feeds.image(track) is not None for track in tracks)

    await until(lambda: pictures() == PEOPLE, turns=12_000)
    return stage


if __name__ == "__main__":
    raise SystemExit(run(Options(data=Path(sys.argv[1])), drive))
