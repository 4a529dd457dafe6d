"""The embedded school for the tour: a child process with data of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

START_SECONDS = 240.0


class EmbeddedSchool:
    """Started before the app; `stop` and `start` again for the offline picture."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._status = data.parent / "school-status.json"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> dict[str, Any]:
        """Start it; returns its status once everything answers."""
        self._status.unlink(missing_ok=True)
        command = [sys.executable, "-m", "server.local", "--data", str(self.data)]
        command += ["--status-file", str(self._status), "--parent-pid", str(os.getpid())]
        self._process = subprocess.Popen(command, start_new_session=True)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise RuntimeError("the embedded school ended")
            if self._status.is_file():
                status: dict[str, Any] = json.loads(self._status.read_text("utf-8"))
                if status["state"] == "ready":
                    return status
            signal.sigtimedwait([], 0.1)
        raise RuntimeError("the embedded school does not start")

    def stop(self) -> None:
        """Stop it cleanly."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
