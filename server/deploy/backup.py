"""One file with everything a school must not lose, and an installation made from it again.

In it: both databases (`pg_dump`, each in one snapshot), the media, the service's files with the key
of its secrets, the configuration with its keys. A list of checksums comes first; restoring checks
every one before anything is touched, and goes into empty databases and folders only.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

from server.deploy.check import database_arguments
from server.deploy.plan import Plan
from server.service.settings import Settings

FORMAT = 1
_LIST = "parta-backup.json"
_CHUNK = 1 << 20


class BackupRefused(Exception):
    """It cannot be done; the text is a sentence for whoever asked, nothing was changed."""


@dataclass(frozen=True, slots=True)
class _Database:
    """A PostgreSQL database as its own tools are told of it."""

    name: str
    host: str
    port: str
    user: str
    password: str

    def run(self, program: str, *arguments: str) -> None:
        environment = {**os.environ, "PGPASSWORD": self.password}
        where = ["-h", self.host, "-p", self.port, "-U", self.user, "-w"]
        done = subprocess.run(
            [program, *where, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["?"])[-1]
            raise BackupRefused(f"{program}, база «{self.name}»: {last}")

    def is_empty(self) -> bool:
        query = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        where = ["-h", self.host, "-p", self.port, "-U", self.user, "-w"]
        done = subprocess.run(
            ["psql", *where, "-d", self.name, "-At", "-c", query],
            env={**os.environ, "PGPASSWORD": self.password},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupRefused(f"База «{self.name}» не отвечает: {done.stderr.strip()}")
        return done.stdout.strip() == "0"


def back_up(folder: Path, plan: Plan, target: Path) -> int:
    """Write the backup of a running installation; gives its size in bytes.

    Raises:
        BackupRefused: a database does not answer, or the disk is full.
    """
    part = target.with_name(f"{target.name}.part")
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        dumps = Path(name)
        for database in _databases(folder).values():
            database.run(
                "pg_dump", "-Fc", "-f", str(dumps / f"{database.name}.dump"), database.name
            )
        names = {key: f"{one.name}.dump" for key, one in _databases(folder).items()}
        sources = [*_files(dumps, "databases"), *_files(folder, "config")]
        sources += [*_files(plan.data / "media", "media")]
        sources += [*_files(plan.data / "service", "service")]
        try:
            part.touch(mode=0o600)
            with tarfile.open(part, "w") as tar:
                _write_list(tar, sources, names)
                for path, inside in sources:
                    tar.add(path, inside, recursive=False)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise BackupRefused(f"Копия не записана: {error.strerror}.") from error
    part.replace(target)
    return target.stat().st_size


def restore(archive: Path, folder: Path, plan: Plan) -> None:
    """Make an installation from a backup: databases, files; `folder` has the new configuration.

    The plan may name other machines than the one that was backed up; secrets and keys are those of
    the backup, so `make` has to be run again afterwards.

    Raises:
        BackupRefused: the file is damaged, or what it would fill is not empty.
    """
    with tempfile.TemporaryDirectory(dir=archive.parent) as name:
        unpacked = Path(name)
        listed = _unpack(archive, unpacked)
        databases = _databases(folder)
        for database in databases.values():
            if not database.is_empty():
                raise BackupRefused(f"База «{database.name}» не пуста: восстановление её затрёт.")
        for kept in ("media", "service"):
            if any((plan.data / kept).rglob("*")):
                raise BackupRefused(f"Папка «{plan.data / kept}» не пуста.")
        for key, database in databases.items():
            dump = unpacked / "databases" / listed["databases"][key]
            database.run(
                "pg_restore", "--no-owner", "--exit-on-error", "-d", database.name, str(dump)
            )
        for kept in ("media", "service"):
            source = unpacked / kept
            if source.is_dir():
                target = plan.data / kept
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.is_dir():
                    target.rmdir()
                source.rename(target)
        for secret in ("secrets.yaml", "signing.key"):
            kept_file = folder / secret
            kept_file.write_bytes((unpacked / "config" / secret).read_bytes())
            kept_file.chmod(0o600)


def _databases(folder: Path) -> dict[str, _Database]:
    synapse = database_arguments(folder)
    service: URL = make_url(Settings.read(folder / "service.yaml").database_url.get_secret_value())
    query = service.query
    return {
        "homeserver": _Database(
            str(synapse["dbname"]),
            str(synapse["host"]),
            str(synapse["port"]),
            str(synapse["user"]),
            str(synapse.get("password", "")),
        ),
        "service": _Database(
            service.database or "",
            str(query.get("host", service.host or "")),
            str(query.get("port", service.port or 5432)),
            service.username or "",
            service.password or "",
        ),
    }


def _files(folder: Path, inside: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, f"{inside}/{path.relative_to(folder).as_posix()}"


def _write_list(
    tar: tarfile.TarFile, sources: list[tuple[Path, str]], databases: dict[str, str]
) -> None:
    listed = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(),
        "databases": databases,
        "files": {inside: _digest(path) for path, inside in sources},
    }
    content = json.dumps(listed, indent=1).encode()
    entry = tarfile.TarInfo(_LIST)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _unpack(archive: Path, target: Path) -> Any:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
        listed = json.loads((target / _LIST).read_text(encoding="utf-8"))
        wanted = dict(listed["files"])
        known = listed["format"] == FORMAT
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BackupRefused("Это не копия школы, или файл повреждён.") from error
    if not known:
        raise BackupRefused("Эта копия сделана другой версией Парты.")
    for inside, digest in wanted.items():
        path = target / inside
        if not path.is_file() or _digest(path) != digest:
            raise BackupRefused(f"Копия повреждена: «{inside}» не тот, что был записан.")
    return listed


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
