"""System libraries that wheels do not bring: found, installed where we may, else one command."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import fail, say

# soname or program → Debian package. What Qt's xcb platform, sound and the keyring want.
APP = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libportaudio.so.2": "libportaudio2",
}
CHECK = {
    "Xvfb": "xvfb",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus",
    "pdftotext": "poppler-utils",
    "nginx": "nginx",
    "openssl": "openssl",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
    "pg_ctlcluster": "postgresql",
    "redis-server": "redis-server",
    "ip": "iproute2",
    "unshare": "util-linux",
    "xdg-open": "xdg-utils",
    "gio": "libglib2.0-bin",
    "dpkg-shlibdeps": "dpkg-dev",
    "rpmbuild": "rpm",
    "wixl": "wixl",
    "msiinfo": "msitools",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "sway": "sway",
    "grim": "grim",
    "pipewire": "pipewire",
    "wireplumber": "wireplumber",
}
CHECK_FILES = {
    "/usr/lib/nginx/modules/ngx_stream_module.so": "libnginx-mod-stream",
    "/usr/libexec/xdg-desktop-portal": "xdg-desktop-portal",
    "/usr/libexec/xdg-desktop-portal-gtk": "xdg-desktop-portal-gtk",
    "/usr/libexec/xdg-desktop-portal-wlr": "xdg-desktop-portal-wlr",
}
"""What lies where no path for programs leads, in Debian."""
EMOJI_FONT = "fonts-noto-color-emoji"


def _has_library(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_program(name: str) -> bool:
    # Debian keeps daemons where ordinary users do not look.
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") is not None


def _has_emoji_font() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    found = subprocess.run([listing, ":lang=und-zsye"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def missing_packages(*, checks: bool) -> list[str]:
    """Return the Debian packages that are wanted and not there; nothing on other systems."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for soname, package in APP.items() if not _has_library(soname)]
    if checks:
        missing += [package for name, package in CHECK.items() if not _has_program(name)]
        missing += [package for name, package in CHECK_FILES.items() if not Path(name).exists()]
    if not _has_emoji_font():
        missing += [EMOJI_FONT] if shutil.which("fc-list") else ["fontconfig", EMOJI_FONT]
    return missing


def ensure_system(*, checks: bool = False) -> None:
    """Install what is missing where we may; else say the one command that does it."""
    missing = missing_packages(checks=checks)
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    said = f"sudo apt-get update && sudo {' '.join(install)}"
    if shutil.which("apt-get") is None:
        fail(
            "Не хватает системных библиотек. Названия для Debian: "
            f"{' '.join(missing)}. Поставьте их средствами вашей системы."
        )
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    say(f"Ставлю системные библиотеки: {' '.join(missing)}")
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        done = subprocess.run(
            [*prefix, *command], env=variables, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            fail(f"Не получилось поставить библиотеки. Выполните сами:\n  {said}")
