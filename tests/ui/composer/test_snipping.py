"""Choosing a part of the screen, and how it comes to the send sheet."""

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.calls import Source
from app.domain.errors import MediaError
from app.media.screenshots import Grab, Shot
from app.ui.composer import snipping
from app.ui.composer.bar import ComposerBar
from app.ui.composer.snipping import SnipPane, matched, parted
from app.ui.dialogs.files import FilesSheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.calls import FakeCalls, make_call
from tests.helpers.fakes.rooms import school_rooms
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, demo_items
from tests.helpers.school_window import host, until

__all__ = ["host"]

RED, BLUE = b"\x00\x00\xff\x00", b"\xff\x00\x00\x00"


def shot(left: int = 0, top: int = 0, *, wide: int = 400, high: int = 300) -> Shot:
    """Its left half is red, its right half blue."""
    row = RED * (wide // 2) + BLUE * (wide // 2)
    return Shot(left, top, wide, high, row * high)


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> SnipPane:
    """A screen of 400 × 300 pixels shown at 200 × 150: 200 % scaling."""
    pane = SnipPane(theme, shot())
    qtbot.addWidget(pane)
    pane.resize(200, 150)
    pane.show()
    return pane


def colour(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    found = image.pixelColor(x, y)
    return found.red(), found.green(), found.blue()


def drag(pane: SnipPane, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(pane, (start + end) / 2)
    QTest.mouseMove(pane, end)
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=end)


def test_what_is_dragged_over_is_cut_out_in_the_pixels_of_the_screen(pane: SnipPane) -> None:
    cut: list[QImage] = []
    pane.chosen.connect(cut.append)
    drag(pane, QPoint(119, 99), QPoint(80, 50))  # from right below to left above
    (image,) = cut
    assert (image.width(), image.height()) == (80, 100)
    assert colour(image, 5, 5) == (255, 0, 0)
    assert colour(image, 75, 5) == (0, 0, 255)


def test_enter_takes_the_whole_and_a_click_takes_nothing(pane: SnipPane) -> None:
    cut: list[QImage] = []
    pane.chosen.connect(cut.append)
    QTest.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert cut == []
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert (cut[0].width(), cut[0].height()) == (400, 300)


def test_arrows_choose_move_and_size(pane: SnipPane) -> None:
    cut: list[QImage] = []
    pane.chosen.connect(cut.append)
    QTest.keyClick(pane, Qt.Key.Key_Right)
    begun = QRect(pane.choice)
    assert begun.size() == pane.size() / 2
    QTest.keyClick(pane, Qt.Key.Key_Right)
    QTest.keyClick(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert pane.choice == begun.translated(10, 0).adjusted(0, 0, 0, 10)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert (cut[0].width(), cut[0].height()) == (200, 170)


@pytest.mark.parametrize("leave", ["escape", "right button"])
def test_one_can_think_better_of_it(pane: SnipPane, leave: str) -> None:
    left: list[bool] = []
    pane.left.connect(lambda: left.append(True))
    if leave == "escape":
        QTest.keyClick(pane, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(pane, Qt.MouseButton.RightButton)
    assert left == [True]


def test_every_screen_shows_its_own_picture() -> None:
    shots = [shot(1920, 0), shot(0, 0), shot(0, 1080)]
    places = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720), QRect(0, 1080, 1920, 1080)]
    assert matched(places, shots) == [1, 0, 2]


def test_a_picture_of_all_screens_is_cut_into_one_for_each() -> None:
    whole = shot(wide=600, high=300)  # at 200 %: red up to 300, blue from there
    places = [QRect(-100, 0, 150, 150), QRect(50, 0, 150, 100)]
    left, right = parted(places, whole)
    assert (left.left, left.width, left.height) == (-100, 300, 300)
    assert (right.left, right.width, right.height) == (50, 300, 200)
    assert left.data == RED * 300 * 300
    assert right.data == BLUE * 300 * 200


# ------------------------------------------------------------------------------ from the composer


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, session: FakeSession, host: QWidget) -> ComposerBar:
    made = ComposerBar(session, theme, ImageLoader(theme))
    made.setParent(host)
    made.setGeometry(0, 600, 700, 100)
    made.show()
    made.set_room(school_rooms()[0], FakeTimeline(demo_items()))
    return made


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A screen that is always there; whether the window was to hide, each time."""
    asked: list[bool] = []

    async def snip(window: QWidget, theme: Theme, *, hide: bool) -> QImage | None:
        asked.append(hide)
        image = QImage(30, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        return image

    monkeypatch.setattr(snipping, "snip", snip)
    return asked


async def test_a_screenshot_comes_to_the_send_sheet_like_a_pasted_picture(
    bar: ComposerBar, hidden: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[QImage] = []
    monkeypatch.setattr(bar.enclosures, "add_image", given.append)
    for count, text in enumerate(("Снимок экрана", "Снимок вместе с Партой"), 1):
        bar.attach.click()
        menu = next(one for one in bar.findChildren(QMenu) if one.isVisible())
        next(one for one in menu.actions() if one.text() == text).trigger()
        menu.close()
        await until(lambda count=count: len(given) == count)
    assert hidden == [True, False]
    assert given[0].size().width() == 30


async def test_a_picture_that_is_not_sent_leaves_nothing_on_the_disk(
    bar: ComposerBar, host: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def left() -> list[Path]:
        return list(tmp_path.iterdir())

    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    bar.enclosures.add_image(image)
    await until(lambda: host.findChild(FilesSheet))
    assert left()
    sheet = host.findChild(FilesSheet)
    assert sheet is not None
    await until(lambda: sheet.rows[0].look)
    sheet.reject()
    await until(lambda: not left())


async def test_nothing_hides_while_the_screen_is_shown_to_others(
    bar: ComposerBar, session: FakeSession, hidden: list[bool]
) -> None:
    calls = FakeCalls()
    call = make_call()
    calls.current.set(call)
    session.calls = calls
    bar.enclosures.snip(hide=True)
    await until(lambda: len(hidden) == 1)
    own = call.participants[0]
    call.change(own.identity, publishing=own.publishing | {Source.SCREEN})
    bar.enclosures.snip(hide=True)
    await until(lambda: len(hidden) == 2)
    assert hidden == [True, False]


async def test_on_wayland_without_a_portal_a_sentence_says_what_to_do_instead(
    bar: ComposerBar, host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(MediaError):
        Grab().take()
    bar.enclosures.snip(hide=False)
    await until(lambda: host.findChild(QWidget, "toast"))
    toast = host.findChild(QWidget, "toast")
    assert toast is not None
    assert "Ctrl+V" in toast.accessibleName()
    assert host.isVisible()
