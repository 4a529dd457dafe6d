"""Who opens links: registered for this person, others' choices left alone, taken back whole."""

import shlex
import shutil
import sys
import types
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.ui.application import Screen
from app.ui.desktop.schemes import INSTALLED, OWN, DesktopSchemes, RegistrySchemes, XdgPlaces
from app.ui.desktop.single_instance import FileLinks
from app.ui.desktop.starting import exec_line
from app.ui.preferences import Preferences
from app.ui.window.main_window import MainWindow

PARTA, MATRIX = "x-scheme-handler/parta", "x-scheme-handler/matrix"


class Desk:
    """A person's folders on a Linux desktop."""

    def __init__(self, folder: Path) -> None:
        self.places = XdgPlaces(folder / "config", folder / "data", (folder / "usr",))
        self.apps = folder / "config/mimeapps.list"
        self.entry = folder / "data/applications" / OWN
        self.system = folder / "usr/applications"
        self.system.mkdir(parents=True)

    def schemes(self, *command: str) -> DesktopSchemes:
        return DesktopSchemes(command or ("/opt/p/python", "/opt/p/app"), self.places)

    def install(self, name: str, program: str, *types: str) -> None:
        """What a package brings."""
        (self.system / name).write_text(f"[Desktop Entry]\nExec={program} %u\n")
        cache = self.system / "mimeinfo.cache"
        lines = [] if cache.exists() else ["[MIME Cache]"]
        lines += [f"{one}={name};" for one in types]
        with cache.open("a") as file:
            file.write("\n".join(lines) + "\n")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_program_that_nobody_installed_registers_itself_and_takes_it_back(desk: Desk) -> None:
    links = desk.schemes()
    assert not links.is_on()
    assert links.set(True)
    assert links.is_on()
    assert "Exec=/opt/p/python /opt/p/app %u\n" in desk.entry.read_text()
    assert "NoDisplay=true" in desk.entry.read_text()
    assert desk.apps.read_text().splitlines()[0] == "[Default Applications]"
    assert f"{PARTA}={OWN};" in desk.apps.read_text()
    assert f"{MATRIX}={OWN};" in desk.apps.read_text()
    assert links.set(False)
    assert not links.is_on()
    assert not desk.entry.exists()
    assert OWN not in desk.apps.read_text()


def test_what_others_wrote_stays(desk: Desk) -> None:
    desk.apps.parent.mkdir()
    said = "# мой список\n[Added Associations]\ntext/plain=a.desktop;\n\n[Default Applications]\n"
    desk.apps.write_text(said + "text/html=b.desktop;\n")
    desk.schemes().set(True)
    desk.schemes().set(False)
    assert desk.apps.read_text() == said + "text/html=b.desktop;\n"


def test_another_programs_matrix_links_stay_with_it(desk: Desk) -> None:
    desk.install("other.desktop", "/bin/sh", MATRIX)
    desk.schemes().set(True)
    assert MATRIX not in desk.apps.read_text()
    (desk.system / "other.desktop").unlink()  # it is gone, its line in the cache is not
    desk.schemes().set(True)
    assert f"{MATRIX}={OWN};" in desk.apps.read_text()


def test_an_installed_program_writes_no_entry_of_its_own(desk: Desk) -> None:
    program = shutil.which("sh")
    assert program is not None
    desk.schemes().set(True)  # a run from source, some day before
    desk.install(INSTALLED, program, PARTA)
    links = desk.schemes(str(Path(program).resolve()))
    links.set(True)
    assert links.is_on()
    assert not desk.entry.exists()
    links.set(False)
    assert f"[Removed Associations]\n{MATRIX}={INSTALLED};\n{PARTA}={INSTALLED};" in (
        desk.apps.read_text()
    )
    links.set(True)
    assert "Removed Associations]\nx-" not in desk.apps.read_text()


def test_a_folder_that_cannot_be_written_is_said_not_raised(desk: Desk) -> None:
    (desk.places.data).write_text("не папка")
    assert not desk.schemes().set(True)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("/opt/parta", "/opt/parta"),
        ("/мои/parta", "/мои/parta"),
        ("/my apps/parta", '"/my apps/parta"'),
        ('/a"b$', '"/a\\\\"b\\\\$"'),
        ("/100%", '"/100%%"'),
    ],
)
def test_the_command_is_quoted_as_the_specification_asks(part: str, word: str) -> None:
    assert exec_line([part], "%u") == f"{word} %u"


class FakeWinreg(types.ModuleType):
    """Windows' registry as a dict; HKEY_CLASSES_ROOT shows the user's classes as Windows does."""

    HKEY_CURRENT_USER, HKEY_CLASSES_ROOT, REG_SZ = "HKCU", "HKCR", 1

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, str]] = {}

    def _path(self, root: str, path: str) -> str:
        return rf"HKCU\Software\Classes\{path}" if root == "HKCR" else rf"{root}\{path}"

    class _Key:
        def __init__(self, values: dict[str, str]) -> None:
            self.values = values

        def __enter__(self) -> "FakeWinreg._Key":
            return self

        def __exit__(self, *_: object) -> None:
            return

    def OpenKey(self, root: str, path: str) -> _Key:
        if self._path(root, path) not in self.keys:
            raise FileNotFoundError(path)
        return self._Key(self.keys[self._path(root, path)])

    def CreateKey(self, root: str, path: str) -> _Key:
        return self._Key(self.keys.setdefault(self._path(root, path), {}))

    def SetValueEx(self, key: _Key, name: str, _: int, kind: int, value: str) -> None:
        assert kind == self.REG_SZ
        key.values[name] = value

    def QueryValueEx(self, key: _Key, name: str) -> tuple[str, int]:
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def DeleteKey(self, root: str, path: str) -> None:
        whole = self._path(root, path)
        assert not any(one.startswith(whole + "\\") for one in self.keys), "it has keys below"
        self.keys.pop(whole, None)


@pytest.fixture
def winreg(monkeypatch: pytest.MonkeyPatch) -> FakeWinreg:
    made = FakeWinreg()
    monkeypatch.setitem(sys.modules, "winreg", made)
    return made


def test_windows_registers_both_schemes_and_takes_them_back(winreg: FakeWinreg) -> None:
    links = RegistrySchemes([r"C:\Program Files\Parta\parta.exe"])
    assert not links.is_on()
    assert links.set(True)
    assert links.is_on()
    top = r"HKCU\Software\Classes\parta"
    assert winreg.keys[top] == {"": "URL:parta", "URL Protocol": ""}
    assert winreg.keys[top + r"\shell\open\command"] == {
        "": r'"C:\Program Files\Parta\parta.exe" -- "%1"'
    }
    assert r"HKCU\Software\Classes\matrix\shell\open\command" in winreg.keys
    assert links.set(False)
    assert [one for one in winreg.keys if one.startswith(top)] == []


def test_windows_own_view_of_both_registrations_is_not_waited_for(
    winreg: FakeWinreg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(winreg, "_path", lambda root, path: rf"{root}\{path}")  # as Wine has it
    links = RegistrySchemes(["parta.exe"])
    assert links.set(True) and links.is_on()
    assert links.set(False) and not links.is_on()
    winreg.keys[r"HKCR\parta\shell\open\command"] = {"": '"parta.exe" -- "%1"'}
    assert links.is_on(), "an installer registered it for everybody"


@pytest.mark.parametrize("link", ["parta://open", 'parta:x" --data "//evil/share'])
def test_a_link_on_windows_brings_no_options_of_its_own(winreg: FakeWinreg, link: str) -> None:
    RegistrySchemes(["parta.exe", "--data", r"D:\Мои данные"]).set(True)
    line = winreg.keys[r"HKCU\Software\Classes\parta\shell\open\command"][""]
    words = shlex.split(line.replace("\\", "\\\\").replace("%1", link))
    options = words[: words.index("--")]
    assert options == ["parta.exe", "--data", r"D:\Мои данные"]


def test_windows_leaves_another_programs_matrix_links(winreg: FakeWinreg) -> None:
    other = r"HKCU\Software\Classes\matrix\shell\open\command"
    winreg.keys[other] = {"": "element.exe"}
    links = RegistrySchemes(["parta.exe"])
    links.set(True)
    links.set(False)
    assert winreg.keys == {other: {"": "element.exe"}}


def test_links_come_by_an_event_on_macos(qapp: QCoreApplication) -> None:
    links = FileLinks(qapp)
    opened: list[str] = []
    links.opened.connect(opened.append)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("matrix:u/a:b")))
    qapp.removeEventFilter(links)
    assert opened == ["matrix:u/a:b"]


async def test_the_program_takes_links_unless_the_person_said_no(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(desk.places.data))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk.places.config))
    screen = Screen(qapp, MainWindow(Preferences(None)), command=["/opt/p/python"])
    screen.preferences.change(links=False)
    await screen.take_links()
    assert not desk.entry.exists()
    screen.preferences.change(links=True)
    await screen.take_links()
    assert desk.entry.exists()
    screen.detach()
