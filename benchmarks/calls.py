"""A call of ten: the program beside Element Call 0.26 in Chromium, same server, same pictures.

Nine people publish 640 × 360 at 15 frames and one of them sound. First the program joins (the whole
of it, with its window, offscreen), then Element Call in headless Chromium. Of both: seconds from
taking the place in the room to the first picture, age of the picture that is shown (pictures carry
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
from benchmarks.calls_program import EVERY, SAMPLES
from tests.helpers.call import Device, soon_so
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.pulse import shared_pulse
from tests.helpers.school import Homeserver
from tests.helpers.service_school import Member
from tests.interop.browser import Browser

PEOPLE = 9
BARS = {"cpu": 0.7, "memory": 0.7, "join": 1.0, "delay": 1.2}
"""The program's share of what Element Call takes, at most."""


async def main() -> int:
    """Measure both, in turn; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1, help="medians of so many are judged")
    runs = parser.parse_args().runs
    programs: list[dict[str, float]] = []
    browsers: list[dict[str, float]] = []
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
        for run in range(runs):
            programs.append(await _program(folder / f"{run}", vera, room))
            browsers.append(await _element_call(folder, oleg, room))
            print(json.dumps([programs[-1], browsers[-1]]), file=sys.stderr)
    finally:
        if crowd is not None:
            crowd.terminate()
            await crowd.wait()
        server.stop()
    program, element = _medians(programs), _medians(browsers)
    for one in (program, element):
        one["cpu_ms_a_picture"] = round(1000 * one["cpu"] / one["per_second"], 2)
    ratios = {name: round(program[name] / element[name], 2) for name in (*BARS, "cpu_ms_a_picture")}
    print(json.dumps({"program": program, "element_call": element, "ratios": ratios}, indent=1))
    return int(any(ratios[name] > bar for name, bar in BARS.items()))


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


async def _program(folder: Path, vera: MatrixUser, room: str) -> dict[str, float]:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.calls_program", str(folder / "program")),
        *(vera.server.url, vera.localpart, vera.password, room),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    first = (await _line(program))["first"]
    join = first - await _joined(vera, room)
    await asyncio.sleep(5)
    before = _use(program.pid)
    await _tell(program, "")
    seen = await _line(program)
    figures = _figures(before, _use(program.pid), join, seen["delays"])
    figures["pictures"] = seen["pictures"]
    figures["per_second"] = round(seen["per_second"])
    await _tell(program, "")
    await asyncio.wait_for(program.wait(), 60)
    return figures


async def _element_call(folder: Path, oleg: MatrixUser, room: str) -> dict[str, float]:
    browser = await Browser.start("node", folder, hertz=880)
    await browser.join(oleg, room)

    async def somebody_is_seen() -> bool:
        return any(one["name"] != oleg.name for one in await browser.seen(oleg))

    await soon_so(somebody_is_seen)
    join = time.time() - await _joined(oleg, room)
    await browser.do("press", name=oleg.user_id, id="incall_videomute")
    await asyncio.sleep(5)
    before, pictures = _use(browser.pid, skip_root=True), await browser.painted(oleg)
    delays = []
    for _ in range(SAMPLES):
        await asyncio.sleep(EVERY)
        for one in (await browser.seen(oleg))[:1]:
            shown_at = int(one["at"] / 1000 * TICKS)
            delays.append((shown_at - one["number"] & 0xFFFF) / TICKS)
    after, more = _use(browser.pid, skip_root=True), await browser.painted(oleg) - pictures
    figures = _figures(before, after, join, delays)
    figures["pictures"] = len(await browser.seen(oleg))
    figures["per_second"] = round(more / (after[0] - before[0]))
    await browser.do("press", name=oleg.user_id, id="incall_leave")
    await browser.stop()
    return figures


def _medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in runs) for name in runs[0]}


async def _joined(user: MatrixUser, room: str) -> float:
    """When somebody took their place in the call, by the server's clock."""
    path = f"{CLIENT}/rooms/{quote(room)}/state"
    for event in await user.call("GET", path):
        own = event["sender"] == user.user_id and event["content"].get("application")
        if event["type"] == "org.matrix.msc3401.call.member" and own:
            return float(event["origin_server_ts"]) / 1000
    raise AssertionError("nobody joined")


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


def _figures(before: Use, after: Use, join: float, delays: list[float]) -> dict[str, float]:
    real = [one for one in delays if one < 20]
    return {
        "join": round(join, 2),
        "delay": round(statistics.median(real), 3),
        "cpu": round((after[1] - before[1]) / (after[0] - before[0]), 3),
        "memory": round(after[2]),
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
