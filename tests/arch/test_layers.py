"""The layers of the architecture hold (contracts in pyproject.toml)."""

import json
import os
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


BEFORE_THE_PICTURE = {
    "app",
    "app.aside",
    "app.bootstrap",
    "app.domain",
    "app.domain.errors",
    "app.domain.ids",
    "app.domain.managed",
    "app.domain.network",
    "app.domain.observable",
    "app.first_look",
    "app.services",
    "app.services.managed_policy",
    "app.ui",
    "app.ui.desktop",
    "app.ui.desktop.hand_over",
    "app.ui.preferences",
    "app.ui.qt",
    "app.ui.qt.first_paint",
    "app.ui.window",
    "app.ui.window.main_window",
    "app.ui.window.start_picture",
}
"""All of ours that a start loads before the picture of the list is on the screen."""
WHERE_NOTHING_IS_FORKED = {
    "app.domain.profiles",
    "app.services.keys",
    "app.services.profile_book",
    "app.services.secrets",
    "app.store",
    "app.store.keyed",
    "app.store.start_picture",
}
"""And what a thread beside it loads on the other systems."""


def test_the_picture_of_the_start_needs_a_handful_of_modules(tmp_path):
    """Whatever is loaded before it is time in which nothing is on the screen."""
    book = {"profiles": [{"id": "00000000000000aa", "kind": "school"}], "storage": "keyring"}
    (tmp_path / "profiles.json").write_text(json.dumps(book), "utf-8")
    code = (
        "import sys\n"
        "from app import bootstrap\n"
        "bootstrap._furnish = lambda *_: print(*sys.modules)\n"
        "kept = bootstrap.FirstLook.picture\n"
        "bootstrap.FirstLook.picture = lambda look: kept(look) or b'of another look'\n"
        f"bootstrap.main(['--data', {str(tmp_path)!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stdout.split())
    ours = {name for name in loaded if name.split(".")[0] == "app"}
    assert "app.ui.window.start_picture" in ours, done.stderr[-2000:]
    aside = set() if sys.platform == "linux" else WHERE_NOTHING_IS_FORKED
    assert ours <= BEFORE_THE_PICTURE | aside
    heavy = {"asyncio", "qasync", "httpx", "sqlalchemy", "sqlcipher3", "PySide6.QtNetwork"}
    assert not loaded & heavy
    assert aside or not loaded & {"keyring", "hashlib", "socket"}


def test_the_list_of_the_start_waits_for_no_loop_and_no_network(tmp_path):
    """Until the real list stands in the place of its picture, a click has to wait."""
    code = (
        "import os, sys\n"
        "from app import bootstrap\n"
        "from app.ui.qt import first_paint\n"
        "def paint_now(window):\n"
        "    print(*sys.modules, flush=True)\n"
        "    os._exit(0)\n"
        "first_paint.paint_now = paint_now\n"
        f"bootstrap.main(['--data', {str(tmp_path)!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stdout.split())
    assert "app.ui.chat_list.pane" in loaded, done.stderr[-2000:]
    assert not loaded & {"asyncio", "qasync", "PySide6.QtNetwork", "app.domain.events"}
