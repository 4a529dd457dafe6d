"""Where the files that ship with the program are found, from source or from an installer."""

import sys
from pathlib import Path

_BUNDLED = getattr(sys, "_MEIPASS", None)
_ROOT = Path(_BUNDLED) if _BUNDLED else Path(__file__).resolve().parents[2]


def resource(relative: str) -> Path:
    """Return the path of a file under `resources/`."""
    return _ROOT / "resources" / relative
