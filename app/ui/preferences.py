"""What belongs to this computer and not to a profile: look, language, start, window size.

A small JSON file, read before the first paint. Nothing in it says who uses the program.
"""

import json
import logging
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from app.domain.observable import Observable, Unsubscribe

_log = logging.getLogger(__name__)


class Mode(Enum):
    """Light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The values; `text_size` is in percent, `quiet_from` and `quiet_to` are "HH:MM"."""

    mode: Mode = Mode.SYSTEM
    text_size: int = 100
    language: str = "ru"
    notify: bool = True
    hidden_text: bool = False
    sound: bool = True
    quiet: bool = False
    quiet_from: str = "22:00"
    quiet_to: str = "07:00"
    autostart: bool = False
    links: bool = True
    """The system hands `parta:` and `matrix:` links to this program."""
    close_to_tray: bool = True
    list_width: int = 336
    school_place: str = ""
    """Which place of the section «Школа» was shown last."""
    seen_version: str = ""
    """Whose news were shown last; '' before the first start."""
    geometry: str = ""
    """Base64 of `QWidget.saveGeometry`."""


class Preferences:
    """The settings of this computer; written at once, whole, through a temporary file."""

    def __init__(self, path: Path | None, *, language: str = "") -> None:
        """`language` counts until the person has chosen one."""
        self._path = path
        first = Settings(language=language) if language else Settings()
        self._values: Observable[Settings] = Observable(_read(path, first))

    @property
    def now(self) -> Settings:
        """The values now."""
        return self._values.value

    def subscribe(self, listener: Callable[[Settings], None]) -> Unsubscribe:
        """Call `listener` now and at every change."""
        return self._values.subscribe(listener)

    def change(self, **values: Any) -> None:
        """Set some values, keep the others."""
        before = self._values.value
        after = replace(before, **values)
        if after == before:
            return
        self._values.set(after)
        if self._path is not None:
            try:
                _write(self._path, after)
            except OSError as error:
                _log.info("preferences not written: %s", error)


def _read(path: Path | None, first: Settings) -> Settings:
    if path is None:
        return first
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return first
    if not isinstance(loaded, dict):
        return first
    standard = asdict(Settings())
    known = {
        name: value
        for name, value in loaded.items()
        if name in standard and name != "mode" and type(value) is type(standard[name])
    }
    size = known.get("text_size", 100)
    known["text_size"] = min(max(size, 80), 200)
    modes = {mode.value: mode for mode in Mode}
    return Settings(mode=modes.get(str(loaded.get("mode")), Mode.SYSTEM), **known)


def _write(path: Path, values: Settings) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(values) | {"mode": values.mode.value}, ensure_ascii=False, indent=1)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105 - atomic on every system
