"""The picture of the start: equal to the list that takes its place, and used only where it fits."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

import app
from app.bootstrap import show_picture
from app.ui.application import Screen
from app.ui.preferences import Preferences
from app.ui.window.main_window import MainWindow
from app.ui.window.portrait import PortraitKeeper, snapshots_of
from app.ui.window.start_picture import mark, unpack
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.rooms import room
from tests.helpers.settle import turns
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]


def keeper(live: Live) -> PortraitKeeper:
    found = live.screen.window.findChild(PortraitKeeper)
    assert found is not None
    return found


def kept(live: Live) -> bytes:
    return live.profiles.sessions[0].picture


def picture_of(live: Live) -> QImage:
    found = unpack(kept(live), mark(live.screen.preferences, 1.0), 1.0)
    assert found is not None
    return found


def seen(window: MainWindow) -> QImage:
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    window.render(image)
    return image


async def test_the_list_that_comes_is_equal_to_its_picture(
    start: Start, qapp: QApplication
) -> None:
    live = start()
    await turns()
    page = live.screen.window.page
    assert page is not None
    page.chats.search.setText("уро")  # what the person does meanwhile is not on the picture
    await keeper(live).renew()
    following = Screen(qapp, MainWindow(live.screen.preferences))
    following.window.resize(live.screen.window.size())
    following.show_snapshot(snapshots_of(live.profiles))
    assert seen(following.window) == picture_of(live)
    following.detach()


async def test_a_picture_is_drawn_anew_only_where_something_changed(start: Start) -> None:
    live = start()
    await turns()
    await keeper(live).renew()
    live.profiles.sessions[0].picture = b""
    await keeper(live).renew()
    assert kept(live) == b""
    live.profiles.sessions[0].rooms.put(room("Новый чат"))
    await keeper(live).renew()
    assert not picture_of(live).isNull()


async def test_the_unseen_window_it_was_drawn_with_hears_of_no_look_any_more(
    start: Start, qapp: QApplication
) -> None:
    live = start()
    await turns()
    await keeper(live).renew()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page = live.screen.window.page
    assert page is not None
    page.theme.set_look(dark=not page.theme.dark, scale=2.0)  # an error in a slot fails the test
    assert live.screen.window.rail.theme is page.theme


async def test_leaving_keeps_the_list_as_it_is_then(start: Start) -> None:
    live = start()
    await turns()
    await live.screen.leave()
    assert not live.screen.window.isVisible()
    assert picture_of(live).size() == live.screen.window.size()


async def test_a_shared_computer_keeps_no_picture(start: Start) -> None:
    profiles = FakeProfiles()
    session = profiles.sessions[0]
    session.profile.set(replace(session.profile.value, shared_computer=True))
    live = start(profiles)
    await turns()
    await keeper(live).renew()
    assert session.picture == b""


def usual() -> Preferences:
    preferences = Preferences(None)
    preferences.change(seen_version=app.__version__)
    return preferences


def at_next_start(window: MainWindow, data: bytes) -> MainWindow:
    window.resize(900, 600)
    show_picture(window, data)
    return window


@pytest.fixture
async def data(start: Start) -> bytes:
    live = start()
    await turns()
    live.screen.window.resize(900, 600)
    await keeper(live).renew()
    return kept(live)


async def test_the_next_start_shows_it_before_there_is_anything_else(data: bytes) -> None:
    window = at_next_start(MainWindow(usual()), data)
    assert window.isVisible()
    assert not window.findChildren(QWidget)
    picture = unpack(data, mark(window.preferences, 1.0), 1.0)
    assert seen(window) == picture
    window.drop_picture()
    assert seen(window) != picture
    window.deleteLater()


@pytest.mark.parametrize("change", [{"text_size": 150}, {"language": "en"}, {"list_width": 400}])
async def test_another_look_does_not_show_it(data: bytes, change: dict[str, object]) -> None:
    preferences = usual()
    preferences.change(**change)
    window = at_next_start(MainWindow(preferences), data)
    assert not window.isVisible()
    window.deleteLater()


async def test_another_size_or_broken_bytes_do_not_show_it(data: bytes) -> None:
    window = MainWindow(usual())
    window.resize(QSize(1000, 700))
    show_picture(window, data)
    assert not window.isVisible()
    for broken in (data[:32], data[:400], b"", data + b"more", data[:32] + bytes(8)):
        assert not at_next_start(window, broken).isVisible()
    window.deleteLater()


def test_no_profile_no_picture(qapp: QApplication, tmp_path: Path) -> None:
    window = MainWindow(Preferences(tmp_path / "preferences.json"))
    show_picture(window, b"")
    assert not window.isVisible()
    window.deleteLater()
