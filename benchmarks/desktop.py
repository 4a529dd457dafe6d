"""A screen of our own (Xvfb) to measure programs by what they paint, Parta and peers alike.

`first_match` answers "when did this part of the screen first look as it did in the end": the time
from the start of a process until its list was there, with no help from the process itself.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage

WIDTH, HEIGHT = 1440, 860


@dataclass
class Shot:
    """One look at the screen; `at` is monotonic seconds, taken before the grab."""

    at: float
    picture: QImage


@dataclass
class Screen:
    """An X server of ours and this process' connection to it."""

    display: str
    application: QGuiApplication

    def grab(self) -> Shot:
        """Return the whole screen as it is."""
        at = time.monotonic()
        picture = self.application.primaryScreen().grabWindow(0).toImage()
        return Shot(at, picture.convertToFormat(QImage.Format.Format_RGB32))

    def watch(self, seconds: float, every: float = 0.004) -> list[Shot]:
        """Return looks at the screen for a while; equal neighbours are kept once."""
        shots: list[Shot] = []
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            shot = self.grab()
            if not shots or shots[-1].picture != shot.picture:
                shots.append(shot)
            self.application.sendPostedEvents()
            time.sleep(every)
        return shots


@contextlib.contextmanager
def screen() -> Iterator[Screen]:
    """Start Xvfb on a free display and connect to it; one per process, for Qt allows one."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        raise SystemExit("Xvfb is needed: apt-get install xvfb")
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            xvfb,
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    number = ""
    while not number.endswith("\n"):  # closing the pipe before the newline kills the server
        number += os.read(read, 16).decode()
    os.close(read)
    number = number.strip()
    os.environ["DISPLAY"] = f":{number}"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    application = QGuiApplication(["measure"])
    try:
        yield Screen(f":{number}", application)
    finally:
        application.quit()
        del application
        server.terminate()
        server.wait()


def first_match(shots: list[Shot], final: QImage, area: QRect, *, tolerance: int = 0) -> float:
    """Return when `area` first looked as in `final` (monotonic seconds).

    `tolerance` is how many of the compared pixels (every third in both ways) may differ.
    """
    wanted = final.copy(area)
    for shot in shots:
        if _difference(shot.picture.copy(area), wanted, limit=tolerance) <= tolerance:
            return shot.at
    raise RuntimeError("the screen never looked as it did in the end")


def _difference(one: QImage, two: QImage, *, limit: int) -> int:
    if one == two:
        return 0
    count = 0
    for y in range(0, one.height(), 3):
        for x in range(0, one.width(), 3):
            if one.pixel(x, y) != two.pixel(x, y):
                count += 1
                if count > limit:
                    return count
    return count


@contextlib.contextmanager
def running(
    command: list[str], *, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a process group of its own and end the whole group afterwards.

    Python may keep what it compiled, as it does for everybody who starts a program twice.
    """
    variables = {**os.environ, **(environment or {})}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command,
        env=variables,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def memory_pss(pid: int) -> float:
    """Return the proportional set size of a process tree in MB."""
    parent = psutil.Process(pid)
    total = 0
    for process in [parent, *parent.children(recursive=True)]:
        with contextlib.suppress(psutil.Error, FileNotFoundError):
            total += process.memory_full_info().pss
    return total / 1e6


def cpu_share(pid: int, seconds: float) -> float:
    """Return the share of one core a process tree takes over a while, in percent."""

    def used() -> float:
        parent = psutil.Process(pid)
        times = [p.cpu_times() for p in [parent, *parent.children(recursive=True)]]
        return sum(t.user + t.system for t in times)

    before, started = used(), time.monotonic()
    time.sleep(seconds)
    return 100 * (used() - before) / (time.monotonic() - started)


def until(condition: Callable[[], bool], seconds: float, what: str) -> float:
    """Poll until the condition holds; return how long it took; say `what` did not come."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if condition():
            return time.monotonic() - started
        time.sleep(0.005)
    raise TimeoutError(what)
