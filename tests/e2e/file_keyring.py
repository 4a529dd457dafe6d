"""A keyring in a file of the test, so that a killed program finds its keys at the next start."""

import json
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    """Values in a JSON file."""

    priority = 1.0

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def entries(self) -> dict[str, str]:
        """Everything in it."""
        found: dict[str, str] = {}
        if self._path.is_file():
            found = json.loads(self._path.read_text("utf-8"))
        return found

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self.entries() | {f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self.entries()
        entries.pop(f"{service}/{username}", None)
        self._write(entries)

    def _write(self, entries: dict[str, str]) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(entries), "utf-8")
        fresh.replace(self._path)
