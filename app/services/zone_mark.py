"""Windows is told which files came from others: it asks before it runs one, Office opens it safely.

Browsers do the same: a stream beside the file's content that names the zone of the Internet, and
nothing of where it came from. https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc,
«Zone.Identifier Stream Name».
"""

import contextlib
import sys
from pathlib import Path

_STREAM = ":Zone.Identifier"
_INTERNET = b"[ZoneTransfer]\r\nZoneId=3\r\n"


def mark_foreign(path: Path) -> None:
    """Mark a file that somebody else sent; nothing where the system or its disk knows no marks."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):  # FAT and shares of other systems have no streams
            Path(f"{path}{_STREAM}").write_bytes(_INTERNET)
