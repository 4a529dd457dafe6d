"""What a call costs the screen's thread: nine moving pictures in a lesson of thirty.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.call_window [--seconds 10] [--tiles 9]

The whole call window runs on the program's own loop over synthetic pictures of 640x360 in I420, as
they come. Prints for 15 and 30 pictures a second, in the grid and with one large picture: what a
frame takes (fetching, fitting, painting; wall and CPU of the thread), how often one was
painted, the share of a core, and how late a timer of 10 ms came meanwhile, which is what a person
feels as a stutter.
"""

import argparse
import asyncio
import json
import os
import statistics
import time
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.domain.calls import VideoFrame, VideoTrack
from app.media.engine.frames import Feed
from app.ui.calls import window as call_window
from app.ui.calls.plan import Arrangement
from app.ui.calls.stage import Stage
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme, font_families
from tests.helpers.fakes.calls import FakeCalls, make_lesson
from tests.helpers.fakes.session import FakeSession

BEAT = 0.010
WIDTH, HEIGHT = 640, 360


class Received(Feed):
    """A feed of pictures that come by the clock."""

    PICTURES = tuple(
        SimpleNamespace(
            width=WIDTH, height=HEIGHT, turns=0, data=bytes([luma]) * (WIDTH * HEIGHT * 3 // 2)
        )
        for luma in range(64, 192)
    )

    def __init__(self, track: VideoTrack, width: int, height: int, *, fps: float) -> None:
        super().__init__(track, width, height, changed=lambda _: None)
        self._fps, self._number = fps, 0

    def take(self) -> VideoFrame | None:
        """The newest picture, once."""
        number = int(time.perf_counter() * self._fps)
        if number != self._number:
            self._number = number
            self.put(self.PICTURES[number % len(self.PICTURES)])  # type: ignore[arg-type]
        return super().take()


class Timed(Stage):
    """Notes what every frame took."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self._fetching = (0.0, 0.0)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def _on_tick(self) -> None:
        begun, cpu = time.perf_counter(), time.thread_time()
        super()._on_tick()
        self._fetching = (time.perf_counter() - begun, time.thread_time() - cpu)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """Qt: as the stage, with a watch."""
        begun, cpu = time.perf_counter(), time.thread_time()
        super().paintEvent(event)
        wall, busy = self._fetching
        self._fetching = (0.0, 0.0)
        self.wall.append((wall + time.perf_counter() - begun) * 1000)
        self.cpu.append((busy + time.thread_time() - cpu) * 1000)


def quantile(values: list[float], share: float) -> float:
    """Return the value below which a share of all lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


async def measure(
    fps: float, arrangement: Arrangement, *, tiles: int, seconds: float, size: tuple[int, int]
) -> dict[str, object]:
    """Run one lesson and return its figures."""
    theme = Theme()
    call = make_lesson(count=29, cameras=tiles, fps=fps)
    seen: dict[VideoTrack, Received] = {}

    def watch(track: VideoTrack, width: int, height: int) -> Received:
        seen[track] = Received(track, width, height, fps=fps)
        return seen[track]

    call.watch = watch  # type: ignore[method-assign, assignment]
    window = call_window.CallWindow(FakeSession(), FakeCalls(), call, theme, ImageLoader(theme))
    window.resize(*size)
    window.stage.set_arrangement(arrangement)
    window.show()
    stage = window.stage
    assert isinstance(stage, Timed)
    await asyncio.sleep(1.0)
    stage.wall.clear()
    stage.cpu.clear()
    late = []
    begun, busy = time.perf_counter(), time.thread_time()
    while time.perf_counter() - begun < seconds:
        before = time.perf_counter()
        await asyncio.sleep(BEAT)
        late.append((time.perf_counter() - before - BEAT) * 1000)
    length = time.perf_counter() - begun
    share = (time.thread_time() - busy) / length
    moving = sum(1 for tile in stage.plan.tiles if tile.track in seen)
    line = {
        "pictures_per_second": fps,
        "arrangement": arrangement.value,
        "moving_tiles": moving,
        "painted_per_second": round(len(stage.wall) / length, 1),
        "frame_p50_ms": round(statistics.median(stage.wall), 2),
        "frame_p99_ms": round(quantile(stage.wall, 0.99), 2),
        "frame_cpu_p50_ms": round(statistics.median(stage.cpu), 2),
        "frame_cpu_p99_ms": round(quantile(stage.cpu, 0.99), 2),
        "late_p99_ms": round(quantile(late, 0.99), 2),
        "core_percent": round(100 * share, 1),
    }
    window.finish()
    return line


async def run(seconds: float, tiles: int) -> None:
    """Measure all of them."""
    for arrangement in (Arrangement.GRID, Arrangement.SPEAKER):
        for fps in (15, 30):
            line = await measure(fps, arrangement, tiles=tiles, seconds=seconds, size=(1280, 760))
            print(json.dumps(line, ensure_ascii=False), flush=True)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--tiles", type=int, default=9)
    given = parser.parse_args()
    qt = QApplication([])
    qt.setStyle("Fusion")
    font_families()
    call_window.Stage = Timed  # type: ignore[misc]
    with qasync.QEventLoop(qt) as loop:
        loop.run_until_complete(run(given.seconds, given.tiles))


if __name__ == "__main__":
    main()
