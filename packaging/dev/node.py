"""Node packages of the tests that meet foreign programs (OpenID provider, matrix-js-sdk)."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from environment import ROOT, say

PROJECTS = ("tests/helpers/oidc", "tests/interop")


def ensure_node() -> bool:
    """Install the locked packages; False where there is no Node or npm."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return False
    return all(_install(npm, ROOT / project) for project in PROJECTS if (ROOT / project).is_dir())


def _install(npm: str, folder: Path) -> bool:
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".parta.stamp"
    if stamp.is_file() and stamp.read_text() == wanted:
        return True
    say(f"Ставлю пакеты Node ({folder.name})…")
    command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=folder, check=False).returncode:
        return False
    stamp.write_text(wanted)
    return True
