"""Starting with the system: a .desktop file, a registry value, or a launch agent."""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from app.ui.desktop.starting import SystemSwitch, exec_line

_log = logging.getLogger(__name__)
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class FileAutostart:
    """A file that makes the desktop start Parta: XDG autostart or a macOS launch agent."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def is_possible(self) -> bool:
        """Whether this system can."""
        return True

    def is_on(self) -> bool:
        """Whether the file is there."""
        return self._path.exists()

    def set(self, on: bool) -> bool:
        """Write or remove the file."""
        try:
            if on:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(self._text, encoding="utf-8")
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.info("autostart not changed: %s", error)
            return False
        return True


class RegistryAutostart:
    """A value under the current user's Run key."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = " ".join(f'"{part}"' for part in command)

    def is_possible(self) -> bool:
        """Whether this system can."""
        return True

    def is_on(self) -> bool:
        """Whether the value is there."""
        import winreg  # type: ignore[import-not-found, unused-ignore]  # Windows only

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:  # type: ignore[attr-defined, unused-ignore]
                winreg.QueryValueEx(key, "Parta")  # type: ignore[attr-defined, unused-ignore]
        except OSError:
            return False
        return True

    def set(self, on: bool) -> bool:
        """Write or remove the value."""
        import winreg

        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:  # type: ignore[attr-defined, unused-ignore]
                if on:
                    winreg.SetValueEx(key, "Parta", 0, winreg.REG_SZ, self._command)  # type: ignore[attr-defined, unused-ignore]
                elif self.is_on():
                    winreg.DeleteValue(key, "Parta")  # type: ignore[attr-defined, unused-ignore]
        except OSError as error:
            _log.info("autostart not changed: %s", error)
            return False
        return True


def desktop_entry(command: Sequence[str]) -> str:
    """Return an XDG autostart entry; Parta starts hidden in the tray."""
    run = exec_line([*command, "--hidden"])
    return (
        "[Desktop Entry]\nType=Application\nName=Parta\nName[ru]=Парта\n"
        f"Exec={run}\nIcon=app.parta.Parta\nX-GNOME-Autostart-enabled=true\n"
    )


def launch_agent(command: Sequence[str]) -> str:
    """Return a macOS launch agent."""
    arguments = "".join(f"<string>{escape(part)}</string>" for part in [*command, "--hidden"])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
        "<key>Label</key><string>app.parta.Parta</string>"
        f"<key>ProgramArguments</key><array>{arguments}</array>"
        "<key>RunAtLoad</key><true/></dict></plist>\n"
    )


def autostart(command: Sequence[str]) -> SystemSwitch:
    """Return the way of this system to start with `command`."""
    if sys.platform == "win32":
        return RegistryAutostart([*command, "--hidden"])
    if sys.platform == "darwin":
        path = Path.home() / "Library/LaunchAgents/app.parta.Parta.plist"
        return FileAutostart(path, launch_agent(command))
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return FileAutostart(config / "autostart/app.parta.Parta.desktop", desktop_entry(command))
