"""How long a word takes from a mouth to an ear: the program beside Element Call 0.26 in Chromium.

Four people in one call on one server: two with the program's engine, two with Element Call, each at
a sound server of their own. One of each speaks in turn, in bursts of a tone; what the microphone
gets and what both listeners' speakers play is recorded on one clock, so that each burst tells its
delay. Prints JSON; nonzero where the program's delay is over 1.2 of Element Call's.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.calls import places_of
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.pulse import RATE, Pulse
from tests.helpers.school import Homeserver
from tests.interop.browser import Browser

BAR = 1.2
HERTZ, BURST, EVERY = 1_000.0, 0.12, 1.2
"""Of the tone; seconds of one burst, and from one to the next."""
STEP = RATE // 200
"""Samples of five milliseconds: how exact a beginning is."""
SETTLE = 4.0
PIECE = RATE // 100 * 2
"""Bytes of ten milliseconds."""


class Tape:
    """What a sound server plays to one of its outputs, from now on; `beginnings` after `stop`."""

    def __init__(self, pulse: Pulse, sink: str) -> None:
        self._env, self._sink = os.environ | pulse.env, sink
        self._sound = bytearray()
        self._begun = float("inf")
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Record."""
        self._process = await asyncio.create_subprocess_exec(
            *("parec", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"),
            *(f"--device={self._sink}.monitor", "--latency-msec=10"),
            stdout=asyncio.subprocess.PIPE,
            env=self._env,
        )
        self._reading = asyncio.create_task(self._read(self._process))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while piece := await process.stdout.read(PIECE):
            self._sound += piece
            # A piece comes late when the computer is busy, but never early.
            self._begun = min(self._begun, time.monotonic() - len(self._sound) / 2 / RATE)

    async def stop(self) -> None:
        """Record no more."""
        assert self._process is not None
        self._process.terminate()
        await self._process.wait()

    def beginnings(self) -> list[float]:
        """When each burst begins, on this computer's clock."""
        whole = len(self._sound) // 2 // STEP * STEP
        sound = np.frombuffer(bytes(self._sound[: whole * 2]), np.int16).astype(np.float64)
        loud = loudness(sound.reshape(-1, STEP))
        bound = 0.3 * float(np.quantile(loud, 1 - 0.5 * BURST / EVERY))
        steps = np.flatnonzero(loud > bound)
        first = np.diff(steps, prepend=-RATE) * STEP / RATE > EVERY / 2
        return [self._begun + float(step) * STEP / RATE for step in steps[first]]


def loudness(steps: NDArray[Any]) -> NDArray[Any]:
    """How much of the tone is in each step."""
    wave = np.exp(-2j * np.pi * HERTZ / RATE * np.arange(STEP))
    loud: NDArray[Any] = np.abs(steps @ wave) / STEP
    return loud


def delays(said: list[float], heard: list[float]) -> list[float]:
    """Milliseconds from each burst that was said to the one that was heard next."""
    found = []
    for at in said:
        later = [one for one in heard if at < one < at + EVERY]
        found += [(later[0] - at) * 1000] if later else []
    return found


def write_bursts(path: Path, seconds: float) -> Path:
    """Bursts whose edges are soft, so that none of them clicks."""
    when = np.arange(int(EVERY * RATE)) / RATE
    edge = np.clip(np.minimum(when, BURST - when) / 0.005, 0, 1)
    one = (np.sin(2 * np.pi * HERTZ * when) * edge * 16_000).astype(np.int16)
    path.write_bytes(np.tile(one, int(seconds / EVERY)).tobytes())
    return path


async def turn(talker: Pulse, ears: dict[str, Pulse], bursts: Path) -> dict[str, Any]:
    """Let one speak; what each listener's delays were."""
    tapes = {name: Tape(ear, "speakers") for name, ear in ears.items()}
    mouth = Tape(talker, "air")
    for one in (mouth, *tapes.values()):
        await one.start()
    speaking = await asyncio.create_subprocess_exec(
        *("pacat", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"),
        *("--device=air", str(bursts)),
        env=os.environ | talker.env,
    )
    await speaking.wait()
    await asyncio.sleep(1)
    for one in (mouth, *tapes.values()):
        await one.stop()
    said = mouth.beginnings()
    figures = {}
    for name, tape in tapes.items():
        found = delays(said, tape.beginnings())
        assert len(found) > len(said) / 2, f"{name} heard {len(found)} of {len(said)}"
        nine = statistics.quantiles(found, n=10)
        figures[name] = {
            "median_ms": round(statistics.median(found)),
            "p90_ms": round(nine[-1]),
            "heard": f"{len(found)} of {len(said)}",
        }
    return figures


@asynccontextmanager
async def with_the_program(ticket: tuple[str, str], pulse: Pulse) -> AsyncIterator[None]:
    """Somebody with the program's engine in the call."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.helpers.listener", *ticket),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | pulse.env,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    assert (await program.stdout.readline()).decode() == "connected\n"
    yield
    program.stdin.close()
    await program.wait()


@asynccontextmanager
async def with_element_call(user: MatrixUser, room: str, pulse: Pulse) -> AsyncIterator[None]:
    """Somebody with Element Call in the call."""
    browser = await Browser.start_at(pulse, "node")
    await browser.join(user, room)
    yield
    await browser.stop()


async def measure(folder: Path, seconds: float) -> dict[str, Any]:
    """Delays of both talkers at both listeners."""
    server = Homeserver(folder / "personal", "personal")
    server.start()
    names = ("program_1", "program_2", "element_call_1", "element_call_2")
    pulses = {name: Pulse(folder / name) for name in names}
    bursts = write_bursts(folder / "bursts.raw", seconds)
    try:
        users = [await server.new_user(name) for name in names]
        room = await users[0].create_room(members=tuple(users[1:]), preset="trusted_private_chat")
        tickets = await places_of(users[:2], room)
        async with AsyncExitStack() as stack:
            for ticket, name in zip(tickets, names[:2], strict=True):
                await stack.enter_async_context(with_the_program(ticket, pulses[name]))
            for user, name in zip(users[2:], names[2:], strict=True):
                await stack.enter_async_context(with_element_call(user, room, pulses[name]))
            await asyncio.sleep(SETTLE)
            ears = {name: pulses[f"{name}_2"] for name in ("program", "element_call")}
            return {name: await turn(pulses[f"{name}_1"], ears, bursts) for name in ears}
    finally:
        server.stop()
        for one in pulses.values():
            one.stop()


async def main() -> int:
    """Measure so often; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    runs = []
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory(prefix="ear-") as folder:
            runs.append(await measure(Path(folder), options.seconds))
        print(json.dumps(runs[-1]), file=sys.stderr)
    medians = {
        f"{talker} → {ear}": statistics.median(one[talker][ear]["median_ms"] for one in runs)
        for talker in runs[0]
        for ear in runs[0][talker]
    }
    ratio = medians["program → program"] / medians["element_call → element_call"]
    report = {"runs": runs, "medians_ms": medians, "ratio": round(ratio, 2)}
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return int(ratio > BAR)


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
