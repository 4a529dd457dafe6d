"""A keyring in a file, for measuring: named in PYTHON_KEYRING_BACKEND, the program is unchanged."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

VARIABLE = "PARTA_BENCH_KEYS"


def environment(data: Path) -> dict[str, str]:
    """Return what makes a process keep its keys beside the data it measures."""
    return {
        "PYTHON_KEYRING_BACKEND": f"{__name__}.FileKeyring",
        VARIABLE: str(data / "bench-keys.json"),
    }


class FileKeyring(KeyringBackend):
    """Values in one JSON file; nothing here is worth a secret."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        """Return the value, or None."""
        value: str | None = self._values().get(f"{service}/{username}")
        return value

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a value."""
        self._write({**self._values(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a value."""
        values = self._values()
        values.pop(f"{service}/{username}", None)
        self._write(values)

    def _values(self) -> dict[str, str]:
        try:
            values: dict[str, str] = json.loads(self._path().read_text("utf-8"))
            return values
        except FileNotFoundError:
            return {}

    def _write(self, values: dict[str, str]) -> None:
        self._path().parent.mkdir(parents=True, exist_ok=True)
        self._path().write_text(json.dumps(values), encoding="utf-8")

    def _path(self) -> Path:
        return Path(os.environ[VARIABLE])
