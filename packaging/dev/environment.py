"""Make the Python environment from a lock file with hashes; standard library only.

A stamp in the environment says which lock it was made from, so that a second start costs nothing.
"""

import hashlib
import io
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BUILD = ROOT / "build"


for _stream in (sys.stdout, sys.stderr):
    # In a file or a pipe Windows would take a code page that lacks some of what we say; our
    # children write UTF-8 there too (`environment`).
    if isinstance(_stream, io.TextIOWrapper):
        _stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def fail(text: str) -> None:
    """Print why it cannot go on, and stop."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(1)


def python(folder: Path = VENV) -> Path:
    """Return the environment's interpreter."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _digest(locks: tuple[str, ...]) -> str:
    text = "".join((ROOT / "requirements" / f"{lock}.txt").read_text("utf-8") for lock in locks)
    return hashlib.sha256(f"{sys.version_info[:2]}{text}".encode()).hexdigest()


def ensure_environment(*locks: str, folder: Path = VENV) -> Path:
    """Make or update the environment so that it holds the named locks; return its Python.

    "dev" holds everything of "app" and "server".
    """
    wanted = _digest(locks)
    stamps = [folder / f"parta-{name}.stamp" for name in ("-".join(locks), "dev")]
    made = {stamp.name: stamp.read_text() for stamp in stamps if stamp.is_file()}
    if made.get(stamps[0].name) == wanted or made.get("parta-dev.stamp") == _digest(("dev",)):
        return python(folder)
    if not python(folder).is_file():
        say("Создаю окружение Python…")
        try:
            venv.create(folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError):
            fail(
                "Не удалось создать окружение Python. "
                "На Debian, Ubuntu и Astra: sudo apt-get install python3-venv"
            )
    for lock in locks:
        say(f"Ставлю библиотеки ({lock})… в первый раз это несколько минут")
        command = [python(folder), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--require-hashes", "--no-deps", "-r", ROOT / "requirements" / f"{lock}.txt"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            fail("Библиотеки не установились: проверьте сеть и прокси (pip пишет причину выше).")
    stamps[0].write_text(wanted)
    return python(folder)


def environment(**extra: str) -> dict[str, str]:
    """Return the variables for a child process of ours."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **extra}
