"""How fast a chat of 20,000 messages opens and scrolls, over a timeline in memory.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.conversation_scroll [--rows 20000]

Prints: open → painted; every frame of scrolling back 1,000 messages by wheel steps (120 points a
frame) and by pages, with pages of 50 rows coming in on the way.
"""

import argparse
import asyncio
import json
import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app.services.tasks import TaskScope
from app.ui.conversation.view import MessageView
from app.ui.qt.images import ImageLoader
from app.ui.style import dress
from app.ui.theme import Theme, font_families
from tests.helpers.fakes.timeline import FakeTimeline, many_items

SIZE = (900, 760)


def _report(error: BaseException) -> None:
    raise error


def _paint(view: MessageView, canvas: QPixmap) -> None:
    view.viewport().render(canvas)


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _frames(
    name: str, times: list[float], cpu: list[float] | None = None
) -> dict[str, float | str | int]:
    line: dict[str, float | str | int] = {
        "what": name,
        "frames": len(times),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(_quantile(times, 0.95), 2),
        "p99_ms": round(_quantile(times, 0.99), 2),
        "max_ms": round(max(times), 2),
    }
    if cpu:
        line |= {"cpu_p99_ms": round(_quantile(cpu, 0.99), 2), "cpu_max_ms": round(max(cpu), 2)}
    return line


async def _scroll(
    view: MessageView, canvas: QPixmap, step: float, rows: int
) -> tuple[list[float], list[float]]:
    """Scroll back until `rows` more rows have gone by; wall and CPU time of each frame.

    On a busy machine the wall time is that of the others, too; the CPU time is ours alone.
    """
    times: list[float] = []
    busy: list[float] = []
    start_key = view.stretch.items[view.stretch.placed[0].unit.start].key
    while True:
        begun, begun_cpu = time.perf_counter(), time.thread_time()
        view.scroll_by(-step)
        _paint(view, canvas)
        await asyncio.sleep(0)  # pages come in here: their cost is part of the frame
        times.append((time.perf_counter() - begun) * 1000)
        busy.append((time.thread_time() - begun_cpu) * 1000)
        first = view.stretch.placed[0].unit.start
        origin = view.stretch.index(start_key) or 0
        if origin - first >= rows or first == 0:
            return times, busy


async def measure(rows: int) -> list[dict[str, float | str | int]]:
    """Run everything; one line per measurement."""
    theme = Theme()
    images = ImageLoader(theme)
    tasks = TaskScope(_report)
    view = MessageView(theme, images, tasks)
    dress(view, theme)
    view.resize(*SIZE)
    view.show()
    canvas = QPixmap(*SIZE)
    canvas.fill()
    items = many_items(rows)
    warm = FakeTimeline(items[:60])
    view.set_timeline(warm)
    _paint(view, canvas)
    results: list[dict[str, float | str | int]] = []
    opens: list[float] = []
    for round_ in range(7):
        loaded = FakeTimeline(items[-60 - round_ :], hidden_before=items[: -60 - round_])
        begun = time.perf_counter()
        view.set_timeline(loaded)
        _paint(view, canvas)
        opens.append((time.perf_counter() - begun) * 1000)
    results.append(_frames("open a chat, 60 rows from the cache → painted", opens))
    opens.clear()
    for _ in range(3):
        whole = FakeTimeline(items)
        begun = time.perf_counter()
        view.set_timeline(whole)
        _paint(view, canvas)
        opens.append((time.perf_counter() - begun) * 1000)
    results.append(_frames(f"open with all {rows} rows loaded → painted", opens))
    times, busy = await _scroll(view, canvas, 120, 1000)
    results.append(_frames("scroll back 1,000 rows, 120 points a frame, all loaded", times, busy))
    view.set_timeline(FakeTimeline(items[-60:], hidden_before=items[:-60]))
    _paint(view, canvas)
    times, busy = await _scroll(view, canvas, 120, 1000)
    results.append(_frames("scroll back 1,000 rows, 120 points a frame, pages of 50", times, busy))
    view.set_timeline(FakeTimeline(items[-60:], hidden_before=items[:-60]))
    _paint(view, canvas)
    times, busy = await _scroll(view, canvas, 700, 1000)
    results.append(_frames("scroll back 1,000 rows by pages of 700 points", times, busy))
    view.set_timeline(None)
    return results


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    rows = parser.parse_args().rows
    QApplication.setStyle("Fusion")
    app = QApplication([])
    font_families()
    for line in asyncio.run(measure(rows)):
        print(json.dumps(line, ensure_ascii=False))
    app.quit()


if __name__ == "__main__":
    main()
