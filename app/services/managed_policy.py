"""Where the decisions of whoever runs the computers are read from: a file, or Windows' registry.

Only an administrator writes there, so nobody has to be asked whether they are genuine.
"""

import json
import sys
from pathlib import Path
from typing import Any

from app.domain.managed import FREE, UNREADABLE, Managed, read_managed

PLACE = Path("/etc/parta/policy.json")
MAC_PLACE = Path("/Library/Application Support/Parta/policy.json")
REGISTRY = r"Software\Policies\Parta"
_MOST = 1 << 20


def managed_policy() -> Managed:
    """Return what is decided for this computer; blocking, a small file."""
    if sys.platform == "win32":
        return read_managed(_registry())
    return from_file(MAC_PLACE if sys.platform == "darwin" else PLACE)


def from_file(path: Path) -> Managed:
    """Return what a policy file decides; one that cannot be read is not passed over."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_MOST).decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return FREE
    except (OSError, ValueError, RecursionError):
        return UNREADABLE
    return read_managed(said) if isinstance(said, dict) else UNREADABLE


def _registry() -> dict[str, Any]:
    """Return the values of the policy key; numbers stand for true and false."""
    import winreg  # type: ignore[import-not-found, unused-ignore]  # Windows only

    found: dict[str, Any] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY) as key:  # type: ignore[attr-defined, unused-ignore]
            count = winreg.QueryInfoKey(key)[1]  # type: ignore[attr-defined, unused-ignore]
            for number in range(count):
                name, value, _ = winreg.EnumValue(key, number)  # type: ignore[attr-defined, unused-ignore]
                found[name] = value
    except OSError:
        return found
    return found
