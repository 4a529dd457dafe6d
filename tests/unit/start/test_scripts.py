"""What `run` and `check` say, wherever they are started."""

import os
import subprocess
import sys
from pathlib import Path

import app

DEV = Path(app.__file__).resolve().parents[1] / "packaging/dev"


def python(code: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    start = f"import sys; sys.path.insert(0, {str(DEV)!r}); {code}"
    environment = {**os.environ, **variables}
    return subprocess.run(
        [sys.executable, "-c", start], capture_output=True, env=environment, check=False
    )


def test_in_a_file_it_is_utf_8_whatever_the_system_would_take() -> None:
    old = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1251"}
    done = python('import environment; environment.say("▸ Школа № 14")', **old)
    assert done.stdout.decode("utf-8").split() == ["▸", "Школа", "№", "14"]
    assert done.returncode == 0, done.stderr


def test_on_windows_there_is_the_app_alone() -> None:
    for words in ("", "--school", "--tour"):
        done = python(
            f"import os, run; os.name = 'nt'; sys.argv[1:] = {words.split()!r}; run.main()",
            DISPLAY=":0",
        )
        assert done.returncode == 1
        assert "run.bat --connect" in done.stderr.decode("utf-8")
