"""How the system starts Parta: the command, and what autostart and links have in common."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import app

_PLAIN = re.compile(r"[\w@+=:,./-]+")


class SystemSwitch(Protocol):
    """Something that the system does for Parta, to be turned on and off."""

    def is_possible(self) -> bool:
        """Whether this system can."""

    def is_on(self) -> bool:
        """Whether it does."""

    def set(self, on: bool) -> bool:
        """Change it; False where the system refused."""


def program() -> list[str]:
    """Return the command that starts this program, from any folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [_without_console(), str(Path(app.__file__).resolve().parent)]


def _without_console() -> str:
    """Windows has two Pythons: for one of them it opens a console window."""
    beside = Path(sys.executable).with_name("pythonw.exe")
    return str(beside) if sys.platform == "win32" and beside.is_file() else sys.executable


def exec_line(command: Sequence[str], *fields: str) -> str:
    """Return the `Exec` of a desktop entry; `fields` are its `%` codes.

    Quotes stand only where they must: `xdg-open` without a desktop splits at spaces and keeps them.
    """
    return " ".join([*(_word(part) for part in command), *fields])


def _word(part: str) -> str:
    if not _PLAIN.fullmatch(part):
        for char in ("\\", '"', "`", "$"):
            part = part.replace(char, "\\" + char)
        # The value of a key is unescaped once before the quotes are read.
        part = '"' + part.replace("\\", "\\\\") + '"'
    return part.replace("%", "%%")
