"""Links, one instance, notifications, autostart, preferences."""

import asyncio
import ctypes
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QProcessEnvironment
from PySide6.QtWidgets import QWidget

from app.domain.ids import EventId, ProfileId, RoomId
from app.services.facade.profiles import Notification
from app.ui.desktop.autostart import FileAutostart, desktop_entry, launch_agent
from app.ui.desktop.hand_over import PERMISSION, hand_over
from app.ui.desktop.links import JoinLink, Link, OpenLink, PersonLink, RoomLink, parse_link
from app.ui.desktop.single_instance import Doorbell
from app.ui.desktop.starting import program
from app.ui.desktop.tray import Tray, is_quiet, words_of
from app.ui.preferences import Mode, Preferences, Settings
from app.ui.theme import Theme
from tests.helpers.fakes.moment import NOW
from tests.helpers.settle import until

_NOTE = Notification(
    ProfileId("p"), RoomId("!r"), EventId("$e"), title="9Б · класс", body="Даша: привет",
    sender=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("matrix:u/vera:school14.example", PersonLink("@vera:school14.example")),  # type: ignore[arg-type]
        ("matrix:r/class:school14.example", RoomLink(RoomId("#class:school14.example"))),
        ("matrix:roomid/abc/e/def?via=x", RoomLink(RoomId("!abc"), EventId("$def"), ("x",))),
        ("matrix:r/abc?via=1&via=2&via=3&via=4", RoomLink(RoomId("#abc"), None, ("1", "2", "3"))),
        ("http://Matrix.to/#/%23a:x?via=x", RoomLink(RoomId("#a:x"), None, ("x",))),
        ("https://matrix.to/#/@a:x\u202e", None),
        ("matrix:u/" + "a" * 300, None),
        ("https://matrix.to/#/!abc:x/$def", RoomLink(RoomId("!abc:x"), EventId("$def"))),
        ("parta://room/%21abc/%24def", RoomLink(RoomId("!abc"), EventId("$def"))),
        ("parta://join/school14.example/j/3f2", JoinLink("school14.example/j/3f2")),
        ("parta://open?address=a.example&hs=b.example", OpenLink("a.example", "b.example")),
        ("parta://open", None),
        ("parta://unknown/x", None),
        ("matrix:", None),
        ("matrix:u/", None),
        ("https://evil.example/#/!abc", None),
        ("http://[::1", None),
        ("parta://room/" + "a" * 5000, None),
    ],
)
def test_links(url: str, link: Link | None) -> None:
    assert parse_link(url) == link


def _bell(folder: Path) -> str:
    """A place of the test's own: a socket in its folder; a pipe of Windows has no folder."""
    return f"parta-{os.getpid()}-{folder.name}" if os.name == "nt" else str(folder / "parta")


async def test_a_second_start_hands_its_link_to_the_first(tmp_path: Path) -> None:
    name = _bell(tmp_path)
    assert not await asyncio.to_thread(hand_over, name, "matrix:u/a:b")
    bell = Doorbell(name)
    rung: list[str] = []
    bell.rung.connect(rung.append)
    assert await asyncio.to_thread(hand_over, name, "matrix:u/a:b")
    await until(lambda: rung == ["matrix:u/a:b"])
    bell.close()


@pytest.mark.skipif(os.name == "nt", reason="the permission of a Wayland desktop")
async def test_a_second_start_hands_over_that_the_first_may_come_to_the_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = _bell(tmp_path)
    bell = Doorbell(name)
    rung: list[tuple[str, str]] = []

    def note(link: str) -> None:
        rung.append((link, QProcessEnvironment.systemEnvironment().value(PERMISSION, "")))

    bell.rung.connect(note)
    monkeypatch.setenv(PERMISSION, "sway-17")
    assert await asyncio.to_thread(hand_over, name, "")
    monkeypatch.delenv(PERMISSION)
    await until(lambda: rung == [("", "sway-17")])
    os.unsetenv(PERMISSION)
    assert await asyncio.to_thread(hand_over, name, "matrix:u/a:b")
    await until(lambda: rung[1:] == [("matrix:u/a:b", "")])
    bell.close()


async def test_on_windows_a_second_start_lets_the_first_come_to_the_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed: list[int] = []
    user = SimpleNamespace(AllowSetForegroundWindow=allowed.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    name = _bell(tmp_path)
    assert not await asyncio.to_thread(hand_over, name, "parta://open")
    assert allowed == [], "there is nobody to be let in front"
    bell = Doorbell(name)
    rung: list[str] = []
    bell.rung.connect(rung.append)
    assert await asyncio.to_thread(hand_over, name, "parta://open")
    await until(lambda: rung == ["parta://open"])
    assert allowed == [-1]
    bell.close()


def test_on_windows_the_system_starts_the_python_that_opens_no_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert program()[0] == str(tmp_path / "python.exe")
    (tmp_path / "pythonw.exe").touch()
    assert program()[0] == str(tmp_path / "pythonw.exe")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program() == [str(tmp_path / "python.exe")], "the installed program has its own way"


@pytest.mark.parametrize(
    ("start", "end", "quiet"),
    [
        ("22:00", "07:00", False), ("11:00", "12:00", True), ("11:45", "11:46", True),
        ("23:00", "11:46", True), ("11:46", "11:45", False), ("вздор", "12:00", False),
    ],
)  # fmt: skip
def test_quiet_hours_may_run_over_midnight(start: str, end: str, quiet: bool) -> None:
    settings = Settings(quiet=True, quiet_from=start, quiet_to=end)
    assert is_quiet(settings, NOW) is quiet  # 11:45 in Samara
    assert not is_quiet(replace(settings, quiet=False), NOW)


def test_hidden_text_says_neither_name_nor_words() -> None:
    assert words_of(_NOTE, Settings()) == ("9Б · класс", "Даша: привет")
    shown = " ".join(words_of(_NOTE, Settings(hidden_text=True)))
    assert "9Б" not in shown
    assert "Даша" not in shown


@pytest.mark.parametrize(
    ("settings", "presenting", "shown"),
    [
        (Settings(sound=False), False, True),
        (Settings(sound=False), True, False),
        (Settings(notify=False), False, False),
        (Settings(quiet=True, quiet_from="11:00", quiet_to="12:00"), False, False),
    ],
)
def test_a_notification_waits_for_its_time(
    theme: Theme, settings: Settings, presenting: bool, shown: bool
) -> None:
    owner = QWidget()
    tray = Tray(
        owner, theme, settings=lambda: settings, presenting=lambda: presenting, clock=lambda: NOW
    )
    assert tray.notify(_NOTE) is shown


def test_a_click_on_a_notification_leads_to_its_message(theme: Theme) -> None:
    owner = QWidget()
    tray = Tray(
        owner, theme, settings=lambda: Settings(sound=False), presenting=lambda: False,
        clock=lambda: NOW,
    )  # fmt: skip
    opened: list[Notification] = []
    tray.opened.connect(opened.append)
    tray.notify(_NOTE)
    tray.icon.messageClicked.emit()
    assert opened == [_NOTE]


def test_autostart_writes_and_removes_its_file(tmp_path: Path) -> None:
    made = FileAutostart(tmp_path / "autostart/p.desktop", desktop_entry(["/opt/my apps/parta"]))
    assert not made.is_on()
    assert made.set(True)
    assert made.is_on()
    assert 'Exec="/opt/my apps/parta" --hidden' in (tmp_path / "autostart/p.desktop").read_text(
        encoding="utf-8"
    )
    assert made.set(False)
    assert not made.is_on()


def test_a_launch_agent_escapes_its_path() -> None:
    assert "<string>/a&amp;b</string>" in launch_agent(["/a&b"])


def test_preferences_come_back(tmp_path: Path) -> None:
    path = tmp_path / "deep/preferences.json"
    Preferences(path).change(mode=Mode.DARK, text_size=150, language="en")
    assert Preferences(path).now == Settings(mode=Mode.DARK, text_size=150, language="en")


@pytest.mark.parametrize(
    "text",
    ["", "нет", "[]", '{"mode": 7, "text_size": "x"}', '{"text_size": 100000, "unknown": 1}'],
)
def test_broken_preferences_are_the_standard_ones(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    now = Preferences(path).now
    assert now.mode is Mode.SYSTEM
    assert 80 <= now.text_size <= 200


def test_only_changes_reach_the_file(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    preferences = Preferences(path)
    preferences.change(text_size=100)
    assert not path.exists()
    preferences.change(sound=False)
    assert json.loads(path.read_text(encoding="utf-8"))["sound"] is False
