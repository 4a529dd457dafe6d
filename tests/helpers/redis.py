"""A real Redis for tests, on a loopback port of its own, keeping nothing."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator

import pytest

from server.local.ports import HOST, choose_port


@pytest.fixture(scope="session")
def redis_port() -> Iterator[int]:
    """The port of a Redis for the whole test run."""
    program = shutil.which("redis-server")
    assert program is not None, "redis-server is missing: install it (packaging/dev/system.py)"
    port = choose_port(0)
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [program, "--port", str(port), "--bind", HOST, "--save", "", "--dir", folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield port
        finally:
            process.terminate()
            process.wait(20)
