"""The whole program with its call window in a call of ten: run by `benchmarks.calls`, not by hand.

Arguments: folder, server, user, password, room. Prints one JSON line when the first picture of
another person is painted, with when that was and when the button was pressed. A line of input that
is not empty asks for all of them in sight, which is answered by "ready", and the next one for a
line with the delays of pictures; the next one, or an empty one, ends it.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest

from app.bootstrap import Options, run
from app.domain.calls import Participant, Source
from app.domain.ids import RoomId
from app.services.facade.calls import Call
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
LOOKS = 3.0
"""Seconds that a person looks at the button before they press it; what gets ready, does."""


async def drive(screen: "Screen", profiles: "ProfileManager") -> None:
    """Sign in, open the chat, come into its call, look."""
    _, url, user, password, room = sys.argv[1:]
    room_id = RoomId(room)
    server = await profiles.discover(url)
    await profiles.sign_in_password(server, user, password=password, shared_computer=True)
    session = profiles.sessions[0]
    calls = session.calls
    assert calls is not None
    await until(lambda: session.rooms.get(room_id) and calls.offered.value, turns=12_000)
    page = screen.window.page
    assert page is not None
    await page.open(room_id)
    assert page.conversation is not None
    bar = page.conversation.running
    await until(bar.isVisible, turns=12_000)
    await asyncio.sleep(LOOKS)
    pressed = time.time()
    QTest.mouseClick(bar.join, Qt.MouseButton.LeftButton)
    center = page.center
    assert center is not None
    await until(lambda: center.window, turns=12_000)
    assert center.window is not None
    first = await _first_picture(center.window.stage)
    print(json.dumps({"pressed": pressed, "first": first}), flush=True)
    call = calls.current.value
    assert call is not None
    loop = asyncio.get_running_loop()
    if (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        await until(lambda: sum(map(_shows, call.participants)) == PEOPLE, turns=12_000)
        stage = await _all_in_sight(screen)
        print("ready", flush=True)
        await loop.run_in_executor(None, sys.stdin.readline)
        print(json.dumps(await _look(stage, call)), flush=True)
        await loop.run_in_executor(None, sys.stdin.readline)
    await call.leave()


async def _look(stage: "Stage", call: Call) -> dict[str, Any]:
    """Watch all the others for a while."""
    delays = []
    for _ in range(SAMPLES):
        await asyncio.sleep(EVERY)
        frame = next(iter(stage._feeds._images.values()))[1]
        delays.append((int(time.time() * TICKS) - number_in(frame) & 0xFFFF) / TICKS)
    tracks = {one.name: one.fps for one in (await call.stats()).tracks if one.fps > 0}
    seen = [tile for tile in stage.plan.tiles if tile.track.identity in tracks]
    return {"delays": delays, "pictures": len(seen), "per_second": sum(tracks.values())}


def _shows(one: Participant) -> bool:
    return Source.CAMERA in one.publishing


async def _first_picture(stage: "Stage") -> float:
    """When the picture of a person was painted on a stage that shows none yet."""
    painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    paint = stage.paintEvent

    def look(event: QPaintEvent) -> None:
        paint(event)
        shown = (tile for tile in stage.plan.tiles if event.region().intersects(tile.box))
        if not painted.done() and any(stage._feeds.image(tile.track) for tile in shown):
            painted.set_result(time.time())

    stage.paintEvent = look  # type: ignore[method-assign]
    return await painted


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
