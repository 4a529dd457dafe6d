"""`./run`: set everything up, start the embedded school, open the app.

./run                   the embedded school and the app on it
./run --tour            the real app offscreen through every main screen; pictures in build/tour/
./run --connect HOST    the app alone, for a school of your own
./run --school          the embedded school alone, until Ctrl+C
./run --data DIR        keep everything in DIR instead of build/demo

On Windows (`run.bat`) the app alone: Synapse, the school's server, is not made for it.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from environment import BUILD, ROOT, ensure_environment, environment, fail, say
from livekit import find_livekit
from school import embedded_school
from system import ensure_system


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="./run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--tour", action="store_true", help="drive the app offscreen, take pictures"
    )
    parser.add_argument("--connect", metavar="HOST", help="only the app, on this school")
    parser.add_argument("--school", action="store_true", help="only the embedded school")
    parser.add_argument("--data", type=Path, default=BUILD / "demo", help="data folder")
    return parser.parse_known_args()


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    """Run what the arguments ask for; return the exit code."""
    options, rest = _arguments()
    if not options.tour and not options.school and not _has_display():
        fail(
            "Здесь нет экрана, поэтому окно открыть негде. "
            "Запустите ./run --tour: приложение пройдёт по всем экранам, "
            "а снимки лягут в build/tour/."
        )
    if os.name == "nt" and not options.connect:
        fail(
            "Учебная школа в Windows не запускается: сервера Synapse для неё нет. "
            "Приложение запустится со школой на другом компьютере или в WSL: "
            "run.bat --connect АДРЕС."
        )
    ensure_system()
    if options.connect:
        python = ensure_environment("app")
        command = [python, "-m", "app", "--connect", options.connect, *rest]
        return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode
    python = ensure_environment("app", "server")
    livekit = find_livekit()
    if livekit is None:
        say("livekit-server не найден и собрать его нечем (нужен Go): звонков пока не будет.")
    extra = {"PARTA_LIVEKIT": str(livekit)} if livekit else {}
    if options.tour:
        command = [python, "-m", "tests.tour", "--out", BUILD / "tour", *rest]
        return subprocess.run(command, cwd=ROOT, env=environment(**extra), check=False).returncode
    try:
        if options.school:
            command = [python, "-m", "server.local", "--data", options.data / "school", *rest]
            variables = environment(**extra)
            return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
        with embedded_school(python, options.data / "school", **extra) as status:
            address = status["servers"]["school"]["url"]
            command = [python, "-m", "app", "--data", options.data / "app"]
            command += ["--take-links", "--connect", address, *rest]
            known = environment(PARTA_DIRECTORIES=status["servers"]["school"]["service_url"])
            return subprocess.run(command, cwd=ROOT, env=known, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
