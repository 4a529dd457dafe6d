"""What the supervisor tells the world: lines for people, a status file for programs."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from server.local.folder import write_json
from server.local.services import ServicePhase

_PHASE_TEXT = {
    ServicePhase.STARTING: "запускается…",
    ServicePhase.READY: "работает",
    ServicePhase.DOWN: "остановился, запускаю снова",
}


@dataclass(frozen=True, slots=True)
class ServerReport:
    """A homeserver as clients reach it; `service_url` is the school service's, '' without one."""

    name: str
    url: str
    server_name: str
    title: str
    service_url: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demo, plainly public."""

    server: str
    user: str
    password: str
    name: str


class Reporter:
    """Prints progress and keeps the status file true."""

    def __init__(
        self, *, json_lines: bool, status_file: Path | None, logins: tuple[Login, ...]
    ) -> None:
        self._json_lines = json_lines
        self._status_file = status_file
        self._state = "starting"
        self._message = ""
        self._servers: dict[str, dict[str, Any]] = {}
        self._programs: dict[str, dict[str, Any]] = {}
        self._logins = logins
        self._progress: dict[str, tuple[int, int]] = {}
        self._percent = 0

    def server(self, server: ServerReport) -> None:
        """A homeserver has its address."""
        self._servers[server.name] = asdict(server)

    def phase(self, name: str, title: str, phase: ServicePhase, pid: int | None) -> None:
        """A program has changed its state."""
        self._programs[name] = {"phase": phase.value, "pid": pid}
        where = f": {self._servers[name]['url']}" if name in self._servers else ""
        tail = where if phase is ServicePhase.READY else ""
        self._tell(f"{title} {_PHASE_TEXT[phase]}{tail}")

    def progress(self, name: str, done: int, total: int) -> None:
        """Seeding goes on; one line in a terminal, every tenth part elsewhere."""
        self._progress[name] = (done, total)
        percent = 100 * sum(d for d, _ in self._progress.values())
        percent //= max(1, sum(t for _, t in self._progress.values()))
        if percent <= self._percent:
            return
        line = f"Наполняю демонстрационную школу: {percent} %"
        if sys.stdout.isatty() and not self._json_lines:
            print(line, end="\n" if percent == 100 else "\r", flush=True)
        elif percent // 10 > self._percent // 10:
            self._tell(line)
        self._percent = percent

    def ready(self) -> None:
        """Everything answers and is filled."""
        self._state = "ready"
        self._tell("Школа готова.")
        if not self._json_lines:
            for login in self._logins:
                print(
                    f"  {self._servers[login.server]['url']} — логин {login.user}, "
                    f"пароль {login.password} ({login.name})",
                    flush=True,
                )

    def stopping(self) -> None:
        """The end was asked for."""
        self._state = "stopping"
        self._tell("Останавливаю…")

    def stopped(self) -> None:
        """Nothing of ours runs any more."""
        self._state = "stopped"
        self._programs.clear()
        self._tell("Остановлено.")

    def failed(self, sentence: str) -> None:
        """It cannot go on; `sentence` is for people."""
        self._state = "failed"
        self._message = sentence
        self._programs.clear()
        if not self._json_lines:
            print(sentence, file=sys.stderr, flush=True)
        self._save()

    def _tell(self, line: str) -> None:
        self._message = line
        if not self._json_lines:
            print(line, flush=True)
        self._save()

    def _save(self) -> None:
        status = {
            "state": self._state,
            "message": self._message,
            "pid": os.getpid(),
            "servers": self._servers,
            "programs": self._programs,
            "logins": [asdict(login) for login in self._logins],
        }
        if self._json_lines:
            print(json.dumps(status, ensure_ascii=False), flush=True)
        if self._status_file is not None:
            write_json(self._status_file, status)
