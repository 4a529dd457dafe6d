"""The embedded school as a child process: started, waited for, stopped with us."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from environment import ROOT, environment, fail

START_SECONDS = 300


@contextlib.contextmanager
def embedded_school(python: Path, data: Path, **extra: str) -> Iterator[dict[str, Any]]:
    """Run the embedded school; yields its status (servers with addresses, logins)."""
    data.mkdir(parents=True, exist_ok=True)
    status_file = data.with_name(f"{data.name}-status.json")
    status_file.unlink(missing_ok=True)
    command = [python, "-m", "server.local", "--data", data, "--status-file", status_file]
    process = subprocess.Popen(
        [*command, "--parent-pid", str(os.getpid())],
        cwd=ROOT,
        env=environment(**extra),
        start_new_session=os.name != "nt",  # Ctrl+C is ours to pass on, once the app has ended
    )
    try:
        yield _ready(process, status_file)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _ready(process: subprocess.Popen[bytes], status_file: Path) -> dict[str, Any]:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(process.returncode or 1)
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            status: dict[str, Any] = json.loads(status_file.read_text("utf-8"))
            if status["state"] == "ready":
                return status
        time.sleep(0.1)
    fail("Школа не запустилась за отведённое время: причина в журналах в папке с данными.")
    raise AssertionError
