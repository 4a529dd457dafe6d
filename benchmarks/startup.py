"""Warm start → chat list painted, memory and CPU when idle; everything in one run, by picture.

`python -m benchmarks.startup --runs 7 50=DIR 500=DIR 2000=DIR` (folders made by
`benchmarks.table.prepare`) prints medians, and the ratio to an empty PySide6 window. With
`--nheko NAME=DIR` (made by `benchmarks.table.nheko`) nheko starts in turn with the others; its
time ends at its first rows, ours when the rows look as they stay.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtGui import QImage

from benchmarks.desktop import Screen, cpu_share, memory_pss, running, screen
from benchmarks.table import nheko
from benchmarks.table.keys import environment

AREA = (170, 125, 120, 500)
"""The words of the rows: left of the times, right of the pictures, which come later."""
EVERY, WATCH = 0.015, 2.5
STEP = 5
SAME = 0.05
"""Share of compared points that may still change (a preview, a badge)."""


def _difference(one: QImage, two: QImage) -> float:
    points = [(x, y) for y in range(0, one.height(), STEP) for x in range(0, one.width(), STEP)]
    return sum(one.pixel(*at) != two.pixel(*at) for at in points) / len(points)


def painted_after(on: Screen, command: list[str], variables: dict[str, str]) -> float:
    """Return the seconds from the start of a process until the rows look as they stay."""
    shots: list[tuple[float, QImage]] = []
    started = time.monotonic()
    with running(command, environment=variables, cwd=Path.cwd()):
        while time.monotonic() - started < WATCH:
            at = time.monotonic() - started
            seen = on.application.primaryScreen().grabWindow(0, *AREA).toImage()
            if not shots or seen != shots[-1][1]:
                shots.append((at, seen))
            time.sleep(EVERY)
    final = shots[-1][1]
    return next(at for at, seen in shots if _difference(seen, final) <= SAME)


def nheko_painted_after(on: Screen, command: list[str], variables: dict[str, str]) -> float:
    """Return the seconds from the start of nheko until its first rows."""
    started, found = time.monotonic(), None
    with running(command, environment=variables, cwd=Path.cwd()):
        while (at := time.monotonic() - started) < WATCH:
            seen = on.application.primaryScreen().grabWindow(0, *nheko.AREA).toImage()
            if found is None and nheko.has_rows(seen):
                found = at
            time.sleep(EVERY)
    if found is None:
        raise RuntimeError("nheko showed no rows")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--warm", type=float, default=10.0, help="seconds to catch up with news")
    parser.add_argument("--idle", type=float, default=30.0, help="seconds before memory and CPU")
    parser.add_argument("--nheko", nargs="*", default=[], metavar="NAME=DIR")
    parser.add_argument("data", nargs="+", metavar="NAME=DIR")
    options = parser.parse_args()
    empty = "empty window"
    commands: dict[str, tuple[list[str], dict[str, str]]] = {
        empty: ([sys.executable, "-m", "benchmarks.table.empty_window"], {})
    }
    for one in options.data:
        name, _, folder = one.partition("=")
        data = Path(folder)
        commands[name] = ([sys.executable, "-m", "app", "--data", folder], environment(data))
    peers = set()
    for one in options.nheko:
        name, _, folder = one.partition("=")
        commands[name] = (["nheko"], nheko.environment(Path(folder)))
        peers.add(name)
    times: dict[str, list[float]] = {name: [] for name in commands}
    with screen() as on:
        for command, variables in commands.values():
            with running(command, environment=variables, cwd=Path.cwd()):
                time.sleep(options.warm)
        for _ in range(options.runs):
            for name, (command, variables) in commands.items():
                measure = nheko_painted_after if name in peers else painted_after
                times[name].append(measure(on, command, variables))
        base = statistics.median(times[empty])
        for name, taken in times.items():
            median = statistics.median(taken)
            each = " ".join(f"{one:.2f}" for one in sorted(taken))
            print(f"{name}: {median:.3f} s, {median / base:.2f} × empty   ({each})", flush=True)
        for name, (command, variables) in commands.items():
            with running(command, environment=variables, cwd=Path.cwd()) as process:
                time.sleep(options.idle)
                memory = memory_pss(process.pid)
                share = cpu_share(process.pid, options.idle)
            print(f"{name}: {memory:.0f} MB PSS, {share:.2f} % CPU idle", flush=True)


if __name__ == "__main__":
    main()
