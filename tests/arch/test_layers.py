"""The layers of the architecture hold (contracts in pyproject.toml)."""

import subprocess
import sys

from tests.arch.source import ROOT


def test_import_contracts_are_kept():
    code = "from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_first_paint_needs_no_heavy_library():
    """What stands before the first paint must not import HTTP, database, media or keyring."""
    heavy = [
        "httpx",
        "sqlalchemy",
        "av",
        "sounddevice",
        "PIL",
        "numpy",
        "keyring",
        "markdown_it",
        "livekit",
    ]
    code = (
        "import sys, app.ui.application, app.bootstrap\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr[-2000:]
