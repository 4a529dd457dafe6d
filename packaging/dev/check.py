"""`./check`: set everything up and run every check; the first failure stops it.

./check                 everything; parts that cannot be had here are named and left out
./check --require-all   the same, but a part that cannot be had is a failure (CI)
./check --fast          format, lint, types, layers and the tests without servers

On Windows (`check.bat`) as with `--fast`, and without packages of other systems.
"""

import argparse
import os
import subprocess
import time

from environment import ROOT, ensure_environment, environment, fail, say
from livekit import find_livekit
from node import ensure_node
from system import ensure_system

STATIC = {
    "формат": ["-m", "ruff", "format", "--check", "."],
    "линтер": ["-m", "ruff", "check", "."],
    "типы": ["-m", "mypy"],
}
WITHOUT_SERVERS = ["tests/arch", "tests/unit", "tests/ui"]
PACKAGES = ["tests/packaging"]
WITH_SERVERS = ["tests/integration", "tests/server"]
ALONE = ["tests/interop", "tests/e2e"]
"""Whole programs and browsers in calls with each other: one test has the machine for itself."""

WINDOWS = os.name == "nt"


def main() -> int:
    """Run the checks; return the exit code."""
    parser = argparse.ArgumentParser(prog="./check", description=__doc__)
    parser.add_argument("--require-all", action="store_true", help="missing parts are failures")
    parser.add_argument("--fast", action="store_true", help="no servers")
    options = parser.parse_args()
    if WINDOWS:
        _lacking("Synapse и сборка пакетов: их нет для Windows", options.require_all)
    ensure_system(checks=True)
    python = ensure_environment("dev")
    extra = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    if options.require_all:
        extra["PARTA_REQUIRE_ALL"] = "1"
    with_servers = not options.fast and not WINDOWS
    if with_servers:
        if not ensure_node():
            _lacking("Node и npm (проверки с чужими программами)", options.require_all)
            extra["PARTA_WITHOUT_NODE"] = "1"
        livekit = find_livekit()
        if livekit is None:
            _lacking("livekit-server (нужен Go)", options.require_all)
        else:
            extra["PARTA_LIVEKIT"] = str(livekit)
    groups = [(WITHOUT_SERVERS if WINDOWS else [*WITHOUT_SERVERS, *PACKAGES], 2)]
    if with_servers:
        groups += [(WITH_SERVERS, 2), (ALONE, 1)]
    steps = {name: ["-W", "ignore", *command] for name, command in STATIC.items()}
    for group, workers in groups:
        there = [path for path in group if (ROOT / path).is_dir()]
        steps[f"тесты: {', '.join(there)}"] = [
            *("-m", "pytest", "-q", "-n", str(workers), "--dist", "loadfile"),
            *("-p", "no:cacheprovider", *there),
        ]
    for name, command in steps.items():
        say(f"▸ {name}")
        started = time.monotonic()
        done = subprocess.run([python, *command], cwd=ROOT, env=environment(**extra), check=False)
        if done.returncode:
            fail(f"✗ {name}: не прошло")
        say(f"  готово за {time.monotonic() - started:.0f} с")
    return 0


def _lacking(what: str, required: bool) -> None:
    if required:
        fail(f"Нет обязательной части: {what}")
    say(f"Пропускаю: нет {what}")


if __name__ == "__main__":
    raise SystemExit(main())
