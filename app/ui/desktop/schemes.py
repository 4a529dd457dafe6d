"""Who opens `parta:` and `matrix:` links: this program, registered for this person alone.

An installer registers for everybody; what stands here is for a program that was only unpacked or
runs from source, and for the switch in the settings. Another program's `matrix:` is left to it.
"""

import contextlib
import logging
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.ui.desktop.links import SCHEMES
from app.ui.desktop.mimeapps import ADDED, CACHE, DEFAULT, REMOVED, MimeApps
from app.ui.desktop.starting import SystemSwitch, exec_line

_log = logging.getLogger(__name__)
INSTALLED = "app.parta.Parta.desktop"
"""The entry that an installer brings."""
OWN = "app.parta.Parta.links.desktop"
"""The entry that we write; not in the menu, and never over an installed one."""
_OURS = frozenset({INSTALLED, OWN})
_CLASSES = r"Software\Classes"


@dataclass(frozen=True, slots=True)
class XdgPlaces:
    """Folders of the XDG base directory specification."""

    config: Path
    data: Path
    shared: tuple[Path, ...]

    @classmethod
    def of_environment(cls) -> "XdgPlaces":
        """Return those of this process."""
        given, home = os.environ.get, Path.home()
        shared = given("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        return cls(
            Path(given("XDG_CONFIG_HOME") or home / ".config"),
            Path(given("XDG_DATA_HOME") or home / ".local/share"),
            tuple(Path(one) for one in shared.split(":") if one),
        )

    def applications(self) -> Iterator[Path]:
        """Return where desktop entries lie, the person's own first."""
        yield from (folder / "applications" for folder in (self.data, *self.shared))


class DesktopSchemes:
    """A desktop entry, and its name in `mimeapps.list`."""

    def __init__(self, command: Sequence[str], places: XdgPlaces) -> None:
        self._command, self._places = command, places
        self._entry = places.data / "applications" / OWN
        self._apps = places.config / "mimeapps.list"

    def is_possible(self) -> bool:
        """Whether this system can."""
        return True

    def is_on(self) -> bool:
        """Whether links come to us."""
        return MimeApps(self._apps).get(DEFAULT, _type("parta"))[:1] == (self._id(),)

    def set(self, on: bool) -> bool:
        """Register, or take it back."""
        try:
            if on and not self._is_installed():
                self._write_entry()
            else:
                self._entry.unlink(missing_ok=True)
            self._tell(on)
        except OSError as error:
            _log.info("links not registered: %s", error)
            return False
        return True

    def _id(self) -> str:
        return INSTALLED if self._is_installed() else OWN

    def _is_installed(self) -> bool:
        """Whether the entry of an installer starts this very program."""
        for folder in self._places.applications():
            started = _started_by(folder / INSTALLED)
            if started is not None and len(self._command) == 1:
                return started == Path(self._command[0]).resolve()
        return False

    def _write_entry(self) -> None:
        types = "".join(f"{_type(scheme)};" for scheme in SCHEMES)
        text = (
            "[Desktop Entry]\nType=Application\nName=Parta\nName[ru]=Парта\nNoDisplay=true\n"
            f"Exec={exec_line(self._command, '%u')}\nIcon=app.parta.Parta\nMimeType={types}\n"
        )
        if self._entry.is_file() and self._entry.read_text(encoding="utf-8") == text:
            return
        self._entry.parent.mkdir(parents=True, exist_ok=True)
        self._entry.write_text(text, encoding="utf-8")

    def _tell(self, on: bool) -> None:
        apps, mine = MimeApps(self._apps), self._id()
        before = apps.text
        for scheme in SCHEMES:
            kind = _type(scheme)
            others = tuple(one for one in apps.get(DEFAULT, kind) if one not in _OURS)
            wanted = on and not (scheme == "matrix" and self._has_another(apps, kind))
            apps.put(DEFAULT, kind, (mine, *others) if wanted else others)
            removed = tuple(one for one in apps.get(REMOVED, kind) if one not in _OURS)
            refused = not on and mine == INSTALLED
            apps.put(REMOVED, kind, (*removed, mine) if refused else removed)
        if apps.text != before:
            apps.save()

    def _has_another(self, mine: MimeApps, kind: str) -> bool:
        """Whether another program that is there opens such links."""
        named = [*mine.get(DEFAULT, kind), *mine.get(ADDED, kind)]
        for folder in self._places.applications():
            named += MimeApps(folder / "mimeinfo.cache").get(CACHE, kind)
            named += MimeApps(folder / "mimeapps.list").get(DEFAULT, kind)
        folders = tuple(self._places.applications())
        return any(
            (folder / one).is_file() for one in named if one not in _OURS for folder in folders
        )


class RegistrySchemes:
    """Keys under the current user's classes; tried under Wine.

    https://learn.microsoft.com/windows/win32/shell/app-registration
    """

    def __init__(self, command: Sequence[str]) -> None:
        # Windows puts a link in as it is: one with a quotation mark would bring options of its own.
        self._command = " ".join([*(f'"{part}"' for part in command), "--", '"%1"'])

    def is_possible(self) -> bool:
        """Whether this system can."""
        return True

    def is_on(self) -> bool:
        """Whether links come to us."""
        return self._opener("parta") == self._command

    def set(self, on: bool) -> bool:
        """Register, or take it back."""
        try:
            for scheme in SCHEMES:
                if on and (scheme == "parta" or self._opener(scheme) in ("", self._command)):
                    self._register(scheme)
                elif not on and self._opener(scheme) == self._command:
                    self._remove(scheme)
        except OSError as error:
            _log.info("links not registered: %s", error)
            return False
        return True

    def _opener(self, scheme: str) -> str:
        """Return the command that opens a scheme, whoever registered it."""
        import winreg  # type: ignore[import-not-found, unused-ignore]  # Windows only

        below = rf"{scheme}\shell\open\command"
        places = (
            (winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{below}"),  # type: ignore[attr-defined, unused-ignore]
            (winreg.HKEY_CLASSES_ROOT, below),  # type: ignore[attr-defined, unused-ignore]
        )
        for top, path in places:  # Windows shows the first in the second too, Wine does not
            with contextlib.suppress(OSError), winreg.OpenKey(top, path) as key:  # type: ignore[attr-defined, unused-ignore]
                return str(winreg.QueryValueEx(key, "")[0])  # type: ignore[attr-defined, unused-ignore]
        return ""

    def _register(self, scheme: str) -> None:
        import winreg

        top = rf"{_CLASSES}\{scheme}"
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, top) as key:  # type: ignore[attr-defined, unused-ignore]
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, f"URL:{scheme}")  # type: ignore[attr-defined, unused-ignore]
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")  # type: ignore[attr-defined, unused-ignore]
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{top}\shell\open\command") as key:  # type: ignore[attr-defined, unused-ignore]
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, self._command)  # type: ignore[attr-defined, unused-ignore]

    def _remove(self, scheme: str) -> None:
        import winreg

        for below in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{scheme}{below}")  # type: ignore[attr-defined, unused-ignore]


class BundleSchemes:
    """macOS: the bundle's Info.plist says it; a program outside a bundle cannot."""

    def is_possible(self) -> bool:
        """Whether this system can."""
        return False

    def is_on(self) -> bool:
        """Whether links come to us."""
        return bool(getattr(sys, "frozen", False))

    def set(self, on: bool) -> bool:
        """There is nothing to change."""
        return on == self.is_on()


def schemes(command: Sequence[str]) -> SystemSwitch:
    """Return the way of this system to have links opened by `command`."""
    if sys.platform == "win32":
        return RegistrySchemes(command)
    if sys.platform == "darwin":
        return BundleSchemes()
    return DesktopSchemes(command, XdgPlaces.of_environment())


def _type(scheme: str) -> str:
    return f"x-scheme-handler/{scheme}"


def _started_by(entry: Path) -> Path | None:
    """Return the program that a desktop entry starts."""
    try:
        text = entry.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    line = next((one for one in text.splitlines() if one.startswith("Exec=")), "Exec=")
    first = line.removeprefix("Exec=").split(" ")[0].strip('"')
    found = shutil.which(first)
    return Path(found).resolve() if found else None
