"""A call of ten: the program beside Element Call 0.26 in Chromium, same server, same pictures.

Nine people publish 640 × 360 at 15 frames and one of them sound. First the program joins (the whole
of it, with its window, offscreen), then Element Call in headless Chromium, both with the microphone
alone. Of both: seconds from the press on the button that joins to the first picture of another
person (painted here, handed over to be shown there; each stamps both moments by itself), and as
`place` those from taking the place in the room; age of the picture that is shown (pictures carry
the clock), CPU and memory of the whole process tree, pictures decoded in a second by all tiles: on
a busy machine a browser saves time by leaving pictures out. Prints JSON with medians of the runs
(each of them on standard error); nonzero where a bar is missed.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from benchmarks.calls_crowd import TICKS
from benchmarks.calls_program import EVERY, LOOKS, SAMPLES
from tests.helpers.call import Device
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.pulse import shared_pulse
from tests.helpers.school import Homeserver
from tests.helpers.service_school import Member
from tests.helpers.settle import eventually
from tests.interop.browser import Browser

Figures = dict[str, float]
PEOPLE = 9
BARS = {"cpu": 0.7, "memory": 0.7, "join": 1.0, "delay": 1.2}
"""The program's share of what Element Call takes, at most."""


async def main() -> int:
    """Measure both, in turn; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1, help="medians of so many are judged")
    parser.add_argument("--joining", action="store_true", help="of the way in alone")
    asked = parser.parse_args()
    programs: list[Figures] = []
    browsers: list[Figures] = []
    crowd = None
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shared_pulse()
    folder = Path(tempfile.mkdtemp(prefix="parta-calls-"))
    server = Homeserver(folder / "personal", "personal")
    server.start()
    try:
        vera, oleg = await server.new_user("Вера"), await server.new_user("Олег")
        others = [await server.new_user(f"Ученик {number}") for number in range(PEOPLE)]
        room = await vera.create_room(members=(oleg, *others), preset="trusted_private_chat")
        crowd = await _crowd(others, room)
        for run in range(asked.runs):
            programs.append(await _program(folder / f"{run}", vera, room, more=not asked.joining))
            browsers.append(await _element_call(folder, oleg, room, more=not asked.joining))
            print(json.dumps([programs[-1], browsers[-1]]), file=sys.stderr)
    finally:
        if crowd is not None:
            crowd.terminate()
            await crowd.wait()
        server.stop()
    program, element = _medians(programs), _medians(browsers)
    ratios = {name: round(program[name] / element[name], 2) for name in program if element[name]}
    print(json.dumps({"program": program, "element_call": element, "ratios": ratios}, indent=1))
    return int(any(ratios.get(name, 0.0) > bar for name, bar in BARS.items()))


async def _crowd(people: list[MatrixUser], room: str) -> asyncio.subprocess.Process:
    """Nine others in the call; returns when they publish."""
    tickets = await places_of(people, room)
    crowd = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.calls_crowd"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    await _tell(crowd, json.dumps(tickets))
    await _line(crowd)
    return crowd


async def places_of(people: list[MatrixUser], room: str) -> list[tuple[str, str]]:
    """Give each a place in the call of a room; address and token of the media server for each."""
    tickets = []
    transports = await people[0].call(
        "GET", "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports"
    )
    base = transports["rtc_transports"][0]["livekit_service_url"].removesuffix("/livekit/jwt")
    for one in people:
        device = Device(Member(one, ""), one.device_id)
        ticket = await device.get_token(room, base=base)
        tickets.append((ticket["url"], ticket["jwt"]))
        await one.state(
            room,
            "org.matrix.msc3401.call.member",
            _place(one, f"{base}/livekit/jwt", room),
            key=f"_{one.user_id}_{one.device_id}_m.call",
        )
    return tickets


def _place(user: MatrixUser, service: str, room: str) -> dict[str, Any]:
    return {
        "application": "m.call",
        "call_id": "",
        "scope": "m.room",
        "device_id": user.device_id,
        "expires": 14_400_000,
        "m.call.intent": "video",
        "focus_active": {"type": "livekit", "focus_selection": "multi_sfu"},
        "foci_preferred": [
            {"type": "livekit", "livekit_service_url": service, "livekit_alias": room}
        ],
    }


async def _program(folder: Path, vera: MatrixUser, room: str, *, more: bool) -> Figures:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.calls_program", str(folder / "program")),
        *(vera.server.url, vera.localpart, vera.password, room),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    stamps = await _line(program)
    figures = _joining(stamps["pressed"], stamps["first"], await _joined(vera, room))
    if more:
        await _tell(program, "all")
        await _line(program)
        await asyncio.sleep(5)
        before = _use(program.pid)
        await _tell(program, "look")
        seen = await _line(program)
        figures |= _figures(before, _use(program.pid), seen["delays"], seen["per_second"])
        figures["pictures"] = seen["pictures"]
    await _tell(program, "")
    await asyncio.wait_for(program.wait(), 60)
    return figures


async def _element_call(folder: Path, oleg: MatrixUser, room: str, *, more: bool) -> Figures:
    browser = await Browser.start("node", folder, hertz=880)
    await browser.stand_before(oleg, room)
    await asyncio.sleep(LOOKS)  # before its devices are open the button switches both off
    await browser.do("press", name=oleg.user_id, id="incall_videomute")
    await asyncio.sleep(LOOKS)
    figures = _joining(*await browser.enter(oleg), await _joined(oleg, room))
    if more:
        await asyncio.sleep(5)
        before, pictures = _use(browser.pid, skip_root=True), await browser.painted(oleg)
        delays = []
        for _ in range(SAMPLES):
            await asyncio.sleep(EVERY)
            for one in (await browser.seen(oleg))[:1]:
                shown_at = int(one["at"] / 1000 * TICKS)
                delays.append((shown_at - one["number"] & 0xFFFF) / TICKS)
        after, painted = _use(browser.pid, skip_root=True), await browser.painted(oleg) - pictures
        figures |= _figures(before, after, delays, painted / (after[0] - before[0]))
        figures["pictures"] = len(await browser.seen(oleg))
    await browser.do("press", name=oleg.user_id, id="incall_leave")
    await browser.stop()
    return figures


def _medians(runs: list[Figures]) -> Figures:
    return {name: statistics.median(one[name] for one in runs) for name in runs[0]}


async def _joined(user: MatrixUser, room: str) -> float:
    """When somebody took their place in the call, by the server's clock."""

    async def places() -> list[float]:
        state = await user.call("GET", f"{CLIENT}/rooms/{quote(room)}/state")
        return [
            float(one["origin_server_ts"]) / 1000
            for one in state
            if one["type"] == "org.matrix.msc3401.call.member"
            and one["sender"] == user.user_id
            and one["content"].get("application")
        ]

    return (await eventually(places, bool))[0]


Use = tuple[float, float, float]


def _use(pid: int, *, skip_root: bool = False) -> Use:
    """(now, seconds of CPU, megabytes) of a process tree."""
    root = psutil.Process(pid)
    tree = root.children(recursive=True) if skip_root else [root, *root.children(recursive=True)]
    cpu = memory = 0.0
    for one in tree:
        with suppress(psutil.NoSuchProcess):  # a browser's helpers come and go
            times = one.cpu_times()
            cpu += times.user + times.system
            memory += one.memory_full_info().pss / 2**20
    return time.monotonic(), cpu, memory


def _joining(pressed: float, first: float, placed: float) -> Figures:
    """Seconds until the first picture, from the press and from taking the place."""
    return {"join": round(first - pressed, 3), "place": round(first - placed, 3)}


def _figures(before: Use, after: Use, delays: list[float], per_second: float) -> Figures:
    cpu = (after[1] - before[1]) / (after[0] - before[0])
    return {
        "delay": round(statistics.median(one for one in delays if one < 20), 3),
        "cpu": round(cpu, 3),
        "memory": round(after[2]),
        "per_second": round(per_second),
        "cpu_ms_a_picture": round(1000 * cpu / per_second, 2),
    }


async def _line(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout is not None
    while True:
        line = (await asyncio.wait_for(process.stdout.readline(), 180)).decode().strip()
        assert line, "it ended"
        if line == "ready":
            return line
        if line.startswith("{"):
            return json.loads(line)


async def _tell(process: asyncio.subprocess.Process, text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{text}\n".encode())
    await process.stdin.drain()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
