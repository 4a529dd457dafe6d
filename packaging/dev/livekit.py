"""livekit-server: on PATH, built before, or built now with Go."""

import os
import shutil
import subprocess
from pathlib import Path

from environment import BUILD, say

VERSION = "v1.13.5"
# Pinned: other tags carry a `replace` in go.mod, and `go install` refuses those.
PACKAGE = f"github.com/livekit/livekit-server/cmd/server@{VERSION}"


def find_livekit(*, build: bool = True) -> Path | None:
    """Return the program, or None where it is not there and cannot be built."""
    found = shutil.which("livekit-server")
    if found:
        return Path(found)
    name = "livekit-server.exe" if os.name == "nt" else "livekit-server"
    built = BUILD / "tools" / VERSION / name
    if built.is_file():
        return built
    go = shutil.which("go")
    if not build or go is None:
        return None
    say("Собираю livekit-server (один раз, несколько минут)…")
    target = built.parent
    target.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [go, "install", PACKAGE],
        env={**os.environ, "GOBIN": str(target), "GOFLAGS": "-mod=mod"},
        check=False,
    )
    made = target / ("server.exe" if os.name == "nt" else "server")
    if done.returncode or not made.is_file():
        return None
    made.rename(built)
    return built
