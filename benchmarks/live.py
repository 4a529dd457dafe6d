"""What a person waits for, in the running program against a real homeserver, each in one run.

    python -m benchmarks.live --server URL --data DIR --teller USER [--sign-in USER …] [--runs 7]

DIR holds two profiles (`benchmarks.table.prepare`; the first with the chat of 20,000 messages).
Prints medians: profile switch, opening the big chat, paging back, key press → echo, message of
another person → painted beside a bare client's time, and first sign-in → list painted. "Painted" is
when the paint event of the widget that shows it has been handled.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from queue import Queue
from typing import Any

import httpx

from benchmarks.desktop import screen
from benchmarks.table.keys import environment
from benchmarks.table.prepare import BIG, PASSWORD

SYNC = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"
V3 = "/_matrix/client/v3"


def _print(what: str, seconds: Iterable[float], more: str = "") -> None:
    each = sorted(one * 1000 for one in seconds)
    tail = each[min(int(len(each) * 0.99), len(each) - 1)]
    median = statistics.median(each)
    print(
        f"{what}: median {median:.1f} ms, p99 {tail:.1f}, worst {each[-1]:.1f} (of {len(each)})"
        f"{more}",
        flush=True,
    )


class Acts:
    """The program in a process of its own, doing one act a line."""

    def __init__(self, data: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "benchmarks.table.acts", "--data", str(data), *arguments]
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **environment(data)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, act: str, /, **given: Any) -> Any:
        """Do an act; its answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        print(json.dumps({"do": act, **given}), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def end(self) -> None:
        """Let it quit."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)


class BareClient(threading.Thread):
    """A sliding-sync long poll and nothing else: when does the event reach any client at all."""

    def __init__(self, server: str, token: str) -> None:
        super().__init__(daemon=True)
        self.seen: Queue[tuple[str, float]] = Queue()
        self._http = httpx.Client(
            base_url=server, headers={"Authorization": f"Bearer {token}"}, timeout=60
        )

    def run(self) -> None:
        """Poll for ever; told of each body with the time of its arrival."""
        pos = ""
        body = {"lists": {"all": {"ranges": [[0, 19]], "timeline_limit": 1, "required_state": []}}}
        while True:
            query = f"?timeout=30000&pos={pos}" if pos else ""
            reply = self._http.post(SYNC + query, json=body).json()
            at = time.monotonic()
            pos = reply["pos"]
            for room in reply.get("rooms", {}).values():
                for event in room.get("timeline", ()):
                    self.seen.put((event.get("content", {}).get("body", ""), at))

    def when(self, words: str) -> float:
        """Return when a body arrived."""
        while True:
            body, at = self.seen.get(timeout=60)
            if body == words:
                return at


def _login(server: str, user: str) -> tuple[str, str]:
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user},
        "password": PASSWORD,
    }
    reply = httpx.post(f"{server}{V3}/login", json=body, timeout=60).raise_for_status().json()
    return reply["access_token"], reply["user_id"]


def remote(acts: Acts, server: str, teller: str, viewer: str, runs: int) -> None:
    """A message of another person, from the request to the paint, beside a bare client."""
    token, _ = _login(server, teller)
    bare = BareClient(server, _login(server, viewer)[0])
    bare.start()
    room = acts.do("room")
    http = httpx.Client(base_url=server, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    ours, theirs = [], []
    for number in range(runs + 2):
        words = f"мерка {time.time_ns()}"
        acts.do("expect", words=words)
        began = time.monotonic()
        path = f"{V3}/rooms/{room}/send/m.room.message/{time.time_ns()}"
        http.put(path, json={"msgtype": "m.text", "body": words}).raise_for_status()
        painted = acts.do("painted")
        if number > 1:  # the first ones warm connections up
            ours.append(painted - began)
            theirs.append(bare.when(words) - began)
    ratio = statistics.median(ours) / statistics.median(theirs)
    _print("bare client: send → event there", theirs)
    _print("remote send → painted", ours, f", {ratio:.2f} × the bare client")


def sign_in(server: str, user: str, runs: int) -> None:
    """From Enter on the password to the painted list, each on a fresh folder."""
    taken = []
    chats = 0
    for _ in range(runs):
        folder = Path(tempfile.mkdtemp(prefix="parta-live-"))
        acts = Acts(folder)
        try:
            seconds, chats = acts.do("sign_in", server=server, user=user, password=PASSWORD)
            taken.append(seconds)
        finally:
            acts.end()
            shutil.rmtree(folder)
    _print(f"first sign-in → list painted, {user} ({chats} rows)", taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teller", required=True, help="who writes into the big chat")
    parser.add_argument("--viewer", required=True, help="the first profile's account")
    parser.add_argument("--sign-in", nargs="*", default=[])
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    with screen():
        acts = Acts(given.data)
        acts.do("live")
        _print("profile switch, click → painted", acts.do("switch", times=given.runs * 3))
        _print("open the big chat, click → painted", acts.do("open", name=BIG, times=given.runs))
        for step in (120, 700):
            times = acts.do("back", rows=1000, step=step)
            _print(f"page back 1,000 rows by {step} px, each frame", times)
        _print("key press → letter painted", acts.do("letters", times=given.runs * 4))
        _print("Enter → echo painted", acts.do("echoes", times=given.runs))
        remote(acts, given.server, given.teller, given.viewer, given.runs)
        acts.end()
        for user in given.sign_in:
            sign_in(given.server, user, given.runs)


if __name__ == "__main__":
    main()
