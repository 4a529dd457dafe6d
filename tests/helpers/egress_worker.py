"""A worker that speaks to a real livekit-server as LiveKit Egress does, without a browser.

It is Go, because the protocol between them is (psrpc over Redis), and takes the versions of its
modules from livekit-server's own module, which Go has where livekit-server was built from it.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILM = b"a film of the worker"
_SOURCE = Path(__file__).with_name("egress_worker_go") / "main.go"


def build_worker(folder: Path, *, livekit: str) -> Path | None:
    """Build it into a folder; None where Go or livekit-server's module is not here."""
    go, module = shutil.which("go"), _module(livekit)
    if go is None or module is None:
        return None
    for name in ("go.mod", "go.sum"):
        text = (module / name).read_text(encoding="utf-8")
        (folder / name).write_text(re.sub(r"(?m)^module .*$", "module worker", text))
    shutil.copy(_SOURCE, folder)
    program = folder / "egress-worker"
    command = [go, "build", "-mod=mod", "-buildvcs=false", "-o", str(program), "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return program


@contextmanager
def running_worker(program: Path, redis: str) -> Iterator[None]:
    """Run it for as long as the block; it takes recordings from the first moment on."""
    command = [str(program), redis]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            process.terminate()


def _module(livekit: str) -> Path | None:
    go = shutil.which("go")
    if go is None:
        return None
    version = subprocess.run([livekit, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+\.\d+", version.stdout)
    cache = subprocess.run([go, "env", "GOMODCACHE"], capture_output=True, text=True, check=False)
    if found is None:
        return None
    module = f"github.com/livekit/livekit-server@v{found[0]}"
    path = Path(cache.stdout.strip()) / module
    return path if path.is_dir() else None
