"""What the packages hold, made from a stand-in for the frozen program.

Freezing takes minutes and is done by hand before a release (docs/packaging.md); everything after it
is the same here: the real dpkg-deb, rpmbuild, wixl.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from app import __version__
from app.ui.desktop.schemes import INSTALLED, DesktopSchemes, XdgPlaces

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from bundle import is_wanted  # noqa: E402

ENTRY = "usr/share/applications/app.parta.Parta.desktop"
LIBRARY = "libparta-own.so.1"


def ask(*command: str | Path, **variables: str) -> str:
    """What a program says; it must succeed."""
    done = subprocess.run(
        command, env=os.environ | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as PyInstaller leaves it: a real executable that says its version, a library."""
    folder = tmp_path_factory.mktemp("frozen") / "parta"
    (folder / "_internal").mkdir(parents=True)
    echo = shutil.which("echo")
    assert echo is not None
    shutil.copy(Path(echo).resolve(), folder / "parta")
    shutil.copy(folder / "parta", folder / "_internal" / LIBRARY)
    shutil.copy(folder / "parta", folder / "parta.exe")
    (folder / "_internal/LICENSE").write_text("AGPL")
    return folder


def build(kind: str, program: Path, out: Path) -> Path:
    ask(sys.executable, ROOT / "packaging/build.py", kind, "--program", program, "--out", out)
    (made,) = (one for one in out.iterdir() if one.is_file())
    return made


def test_a_debian_package_holds_program_menu_links_icon_and_asks_for_its_libraries(
    program: Path, tmp_path: Path
) -> None:
    made = build("deb", program, tmp_path)
    assert made.name.startswith(f"parta_{__version__}_")
    fields = ask("dpkg-deb", "--field", made)
    depends = next(one for one in fields.splitlines() if one.startswith("Depends:"))
    assert "libc6 (>=" in depends
    assert "libportaudio2" in depends
    recommends = next(one for one in fields.splitlines() if one.startswith("Recommends:"))
    assert "xdg-desktop-portal" in recommends
    assert "libpipewire-0.3-0" in recommends
    root = tmp_path / "root"
    ask("dpkg-deb", "--extract", made, root)
    assert (root / "usr/bin/parta").readlink() == Path("../lib/parta/parta")
    assert (root / "usr/lib/parta/parta").stat().st_mode & 0o777 == 0o755
    assert ask(root / "usr/bin/parta", "parta:") == "parta:\n"
    ask("desktop-file-validate", root / ENTRY)
    assert "x-scheme-handler/parta;" in (root / ENTRY).read_text("utf-8")
    about = (root / "usr/share/metainfo/app.parta.Parta.metainfo.xml").read_text("utf-8")
    assert f'<release version="{__version__}" date="' in about
    assert (root / "usr/share/icons/hicolor/scalable/apps/app.parta.Parta.svg").is_file()
    listed = ask("dpkg-deb", "--contents", made)
    assert all(line.split()[1] == "root/root" for line in listed.splitlines())
    sums = ask("dpkg-deb", "--info", made, "md5sums")
    assert "usr/lib/parta/parta\n" in sums


def test_an_rpm_package_asks_for_the_systems_libraries_and_not_for_its_own(
    program: Path, tmp_path: Path
) -> None:
    made = build("rpm", program, tmp_path)
    wanted = ask("rpm", "-qp", "--requires", made)
    assert "libc.so.6" in wanted
    assert "libportaudio.so.2" in wanted
    assert LIBRARY not in wanted
    listed = ask("rpm", "-qpl", made).splitlines()
    assert {"/usr/bin/parta", "/usr/lib/parta/parta", f"/{ENTRY}"} <= set(listed)


def test_an_archive_installs_for_one_person_who_then_gets_the_links(
    program: Path, tmp_path: Path
) -> None:
    made = build("tar", program, tmp_path / "out")
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path, filter="tar")
    (unpacked,) = tmp_path.glob("parta-*")
    home = tmp_path / "дом"
    data = home / ".local/share"
    where = {"HOME": str(home), "XDG_DATA_HOME": str(data)}
    ask(unpacked / "install.sh", **where)
    ask(unpacked / "install.sh", **where)  # a newer version over an older one
    assert ask(home / ".local/bin/parta", "parta:") == "parta:\n"
    ask("desktop-file-validate", data / "applications" / INSTALLED)
    places = XdgPlaces(home / ".config", data, ())
    links = DesktopSchemes([str(home / ".local/lib/parta/parta")], places)
    assert links.set(True)
    assert INSTALLED in (home / ".config/mimeapps.list").read_text()
    ask(unpacked / "install.sh", "--remove", **where)
    assert not (home / ".local/lib/parta").exists()
    assert not (data / "applications" / INSTALLED).exists()


def test_a_windows_installer_is_for_the_whole_computer(program: Path, tmp_path: Path) -> None:
    made = build("msi", program, tmp_path)

    def table(name: str) -> str:
        return ask("msiinfo", "export", made, name)

    assert "ALLUSERS\t1\n" in table("Property")
    assert f"ProductVersion\t{__version__}" in table("Property")
    registry = table("Registry")
    assert "2\tSoftware\\Classes\\parta\tURL Protocol\t\tLinks" in registry
    assert '\\parta\\shell\\open\\command\t\t"[INSTALLDIR]parta.exe" -- "%1"\tLinks' in registry
    assert "[INSTALLDIR]parta.exe" in table("Shortcut")
    assert "INSTALLDIR\tProgramFiles64Folder\tParta" in table("Directory")
    assert LIBRARY in table("File")
    assert "WIX_UPGRADE_DETECTED" in table("Upgrade")
    assert ask("msiinfo", "suminfo", made).count("x64;") == 1


def test_without_a_windows_program_there_is_no_windows_installer(tmp_path: Path) -> None:
    (tmp_path / "parta").mkdir()
    command = [sys.executable, ROOT / "packaging/build.py", "msi", "--program", tmp_path / "parta"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "parta.exe" in done.stderr


def test_the_description_for_shops_of_programs_is_valid(program: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    ask("dpkg-deb", "--extract", build("deb", program, tmp_path), root)
    folder = root / "usr/share/metainfo"
    ask(
        "appstreamcli",
        "validate",
        "--no-net",
        "--no-color",
        folder / "app.parta.Parta.metainfo.xml",
    )


@pytest.mark.parametrize(
    ("destination", "source", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/env/site-packages/x", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", "/env/site-packages/x", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "/env/site-packages/x", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "/env/site-packages/x", False),
        ("PySide6/plugins/platforms/qwindows.dll", "C:\\env\\x", True),
        ("PySide6/plugins/platforms/qdirect2d.dll", "C:\\env\\x", False),
        ("PySide6/opengl32sw.dll", "C:\\env\\x", False),
        ("PySide6/translations/qtbase_ru.qm", "C:\\env\\x", True),
        ("PySide6/translations/qt_es.qm", "C:\\env\\x", False),
        ("_sounddevice_data/portaudio-binaries/libportaudio64bit.dll", "C:\\env\\x", True),
        ("_sounddevice_data/portaudio-binaries/libportaudio32bit.dll", "C:\\env\\x", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", "/env/site-packages/x", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", "/env/site-packages/x", False),
        ("PySide6/Qt/translations/qtbase_ru.qm", "/env/site-packages/x", True),
        ("PySide6/Qt/translations/qtbase_en.qm", "/env/site-packages/x", True),
        ("PySide6/Qt/translations/qtbase_de.qm", "/env/site-packages/x", False),
        ("PySide6/Qt/translations/qt_ru.qm", "/env/site-packages/x", False),
        ("resources/translations/parta_en.qm", "/build/x", True),
        ("resources/translations/parta_en.ts", "/source/x", False),
        ("resources/fonts/GolosText-Bold.ttf", "/source/x", True),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", True),
        ("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0", False),
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", False),
        ("libGL.so.1", "/usr/lib/x86_64-linux-gnu/libGL.so.1", False),
        ("av.libs/libx264.so.165", "/usr/lib/python3/site-packages/av.libs/libx264.so", True),
    ],
)
def test_what_is_taken_along(destination: str, source: str, wanted: bool) -> None:
    assert is_wanted(destination, source) is wanted
