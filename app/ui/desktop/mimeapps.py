"""`mimeapps.list`: which program opens what on a freedesktop system; the lines of others stay.

https://specifications.freedesktop.org/mime-apps-spec
"""

from collections.abc import Sequence
from pathlib import Path

DEFAULT = "Default Applications"
ADDED = "Added Associations"
REMOVED = "Removed Associations"
CACHE = "MIME Cache"


class MimeApps:
    """One such file, or a `mimeinfo.cache`, which has the same form."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            self._lines = []

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self._lines) + "\n"

    def get(self, section: str, key: str) -> tuple[str, ...]:
        """Return the desktop ids under a key."""
        at = self._find(section, key)
        if at is None:
            return ()
        return tuple(one for one in self._lines[at].partition("=")[2].split(";") if one.strip())

    def put(self, section: str, key: str, ids: Sequence[str]) -> None:
        """Set the desktop ids of a key; none remove it."""
        line = f"{key}={';'.join(ids)};"
        at = self._find(section, key)
        if at is not None:
            self._lines[at : at + 1] = [line] if ids else []
        elif ids:
            head = f"[{section}]"
            if head not in self._lines:
                self._lines += [head] if not self._lines else ["", head]
            self._lines.insert(self._lines.index(head) + 1, line)

    def save(self) -> None:
        """Write the file, whole or not at all."""
        path = self._path.resolve()  # people link it to where they keep such files
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.write_text(self.text, encoding="utf-8")
        beside.replace(path)

    def _find(self, section: str, key: str) -> int | None:
        inside = ""
        for at, line in enumerate(self._lines):
            if line.startswith("["):
                inside = line.strip().strip("[]")
            elif inside == section and line.partition("=")[0].strip() == key:
                return at
        return None
