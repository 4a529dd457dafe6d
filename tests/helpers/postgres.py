"""A real PostgreSQL for tests, in a folder of its own, reached through a socket there.

Debian puts the programs under /usr/lib/postgresql; they refuse to run as root, so root starts them
as the system's `postgres`.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = shutil.which(name) or (str(found[-1]) if found else None)
    assert path is not None, f"{name} is missing: install postgresql (packaging/dev/system.py)"
    return path


class Postgres:
    """One server without TCP; `database` makes an empty database and gives its SQLAlchemy URL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._count = 0
        self._user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None

    def start(self) -> None:
        if self._user is not None:
            shutil.chown(self._folder, self._user)
        self._run(
            "initdb", "-D", self._data, "-U", "parta", "-E", "UTF8", "--no-sync", "-A", "trust"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync=off"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._data, "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    @property
    def folder(self) -> Path:
        """Where its socket is: the `host` of its databases."""
        return self._folder

    def database(self) -> str:
        name = self.database_name()
        return f"postgresql+psycopg2://parta@/{name}?host={self._folder}"

    def database_name(self) -> str:
        """Make an empty database, in the locale that Synapse asks for."""
        self._count += 1
        name = f"test{self._count}"
        fresh = ("--template=template0", "--locale=C", "--encoding=UTF8")
        self._run("createdb", "-h", self._folder, "-U", "parta", *fresh, name)
        return name

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [_program(program), *map(str, arguments)],
            user=self._user,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL for the whole test run."""
    # Not in pytest's folder, which is closed to the user that root lets it run as.
    folder = Path(tempfile.mkdtemp(prefix="parta-pg-"))
    folder.chmod(0o711)
    server = Postgres(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
