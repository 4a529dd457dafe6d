"""The data folder of the embedded school: what is in it, and whether it can be trusted.

`school.json` is written before anything else and replaced in one step, so its absence from a folder
that is not empty means: this folder is not ours, or somebody damaged it. Nothing is ever deleted.
"""

import json
import os
import secrets
import sqlite3
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO

from server.local.locks import try_lock

FORMAT = 1
_STATE = "school.json"
_LOCK = "lock"


class FolderError(Exception):
    """The folder cannot be used; the text is one sentence for the person who started us."""


@dataclass(frozen=True, slots=True)
class ServerState:
    """What is remembered of one homeserver.

    `settled`: its first start, seeding included, came to its end. Before that nobody was told that
    the server exists, so what is in its database is ours to make again.
    """

    port: int = 0
    signing_key: str = ""
    shared_secret: str = ""
    macaroon_secret: str = ""
    form_secret: str = ""
    seeder_token: str = ""
    settled: bool = False

    @staticmethod
    def new() -> "ServerState":
        """Fresh secrets, no port yet."""
        return ServerState(
            signing_key=secrets.token_hex(32),
            shared_secret=secrets.token_urlsafe(32),
            macaroon_secret=secrets.token_urlsafe(32),
            form_secret=secrets.token_urlsafe(32),
            seeder_token=secrets.token_urlsafe(32),
        )


@dataclass(frozen=True, slots=True)
class FolderState:
    """Everything in school.json."""

    servers: dict[str, ServerState] = field(default_factory=dict)
    format: int = FORMAT


class Folder:
    """An opened and locked data folder."""

    def __init__(self, path: Path, state: FolderState, lock: IO[bytes]) -> None:
        self.path = path
        self.state = state
        self._lock = lock

    def server(self, name: str) -> ServerState:
        """What is known of a homeserver; a new one gets its secrets now."""
        if name not in self.state.servers:
            self.set_server(name, ServerState.new())
        return self.state.servers[name]

    def set_server(self, name: str, server: ServerState) -> None:
        """Remember a homeserver, on disk before returning."""
        self.state = replace(self.state, servers={**self.state.servers, name: server})
        write_json(self.path / _STATE, asdict(self.state))

    def close(self) -> None:
        """Let another supervisor have the folder."""
        self._lock.close()


def open_folder(path: Path) -> Folder:
    """Open or make a data folder.

    Raises:
        FolderError: it is damaged, newer than this program, foreign or in use.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()) and not (path / _STATE).exists():
            raise FolderError(
                f"В папке «{path}» нет файла {_STATE}: она повреждена или создана другой "
                "программой. Укажите пустую папку или верните файл из копии."
            )
        state = _read_state(path / _STATE) if (path / _STATE).exists() else None
        lock = _locked(path)
        if state is None:
            state = FolderState()
            write_json(path / _STATE, asdict(state))
    except OSError as error:
        raise FolderError(
            f"Папкой «{path}» нельзя пользоваться: {error.strerror or error}."
        ) from error
    path.chmod(0o700)
    return Folder(path, state, lock)


def check_database(path: Path) -> None:
    """Refuse a damaged SQLite file with a sentence; a missing file is fine.

    Raises:
        FolderError: SQLite does not accept the file.
    """
    if not path.exists():
        return
    try:
        database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            database.close()
    except sqlite3.DatabaseError as error:
        raise FolderError(_damaged(path, str(error))) from error
    if verdict != "ok":
        raise FolderError(_damaged(path, verdict))


def write_json(path: Path, value: object) -> None:
    """Replace a file in one step: either the old or the new content survives a crash."""
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(value, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.chmod(0o600)
    draft.replace(path)


def _damaged(path: Path, reason: str) -> str:
    return (
        f"Файл базы «{path}» повреждён ({reason}). Ничего не удалено: верните папку из копии "
        "или укажите другую."
    )


def _read_state(path: Path) -> FolderState:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["format"] > FORMAT:
            raise FolderError(
                f"Папка «{path.parent}» создана более новой версией Парты: обновите программу "
                "или укажите другую папку."
            )
        servers = {name: ServerState(**server) for name, server in raw["servers"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FolderError(
            f"Файл «{path}» повреждён и не читается. Ничего не удалено: верните его из копии "
            "или укажите другую папку."
        ) from error
    return FolderState(servers=servers)


def _locked(path: Path) -> IO[bytes]:
    lock = try_lock(path / _LOCK)
    if lock is None:
        raise FolderError(f"Школа в папке «{path}» уже запущена.")
    return lock
