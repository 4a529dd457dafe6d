"""The icon beside the clock: what a click on it does, its menu, its count; panels that are late."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.domain.ids import EventId, ProfileId, RoomId
from app.services.facade.profiles import Notification
from app.ui.desktop.desktop import Desktop
from app.ui.desktop.tray import Tray, program_icon
from app.ui.preferences import Preferences, Settings
from app.ui.theme import Theme
from app.ui.window.main_window import MainWindow
from tests.helpers.fakes.moment import NOW
from tests.helpers.settle import until


class OnDesk:
    """A window on a desktop."""

    def __init__(self, theme: Theme) -> None:
        self.preferences = Preferences(None)
        self.window = MainWindow(self.preferences)
        self.desktop = Desktop(self.window, theme, self.preferences)

    def click(self) -> None:
        """On the icon."""
        self.desktop.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


@pytest.fixture
def desk(theme: Theme) -> Iterator[OnDesk]:
    made = OnDesk(theme)
    yield made
    made.desktop.close()


async def test_a_click_on_the_icon_shows_the_window_and_hides_it_when_in_use(desk: OnDesk) -> None:
    desk.click()
    assert desk.window.isVisible()
    await until(desk.window.isActiveWindow)
    desk.click()
    assert not desk.window.isVisible()


async def test_a_click_that_takes_the_focus_away_first_hides_the_window_too(
    desk: OnDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.desktop.desktop._JUST_MS", 60_000)
    desk.click()
    await until(desk.window.isActiveWindow)
    panel = QWidget()
    panel.show()
    panel.activateWindow()
    await until(lambda: not desk.window.isActiveWindow())
    desk.click()
    assert not desk.window.isVisible()


async def test_a_window_behind_another_comes_up(
    desk: OnDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.desktop.desktop._JUST_MS", 0)
    desk.click()
    await until(desk.window.isActiveWindow)
    other = QWidget()
    other.show()
    other.activateWindow()
    await until(lambda: not desk.window.isActiveWindow())
    desk.click()
    assert desk.window.isVisible()
    await until(desk.window.isActiveWindow)


def test_the_menu_of_the_icon_turns_notifications_off_and_on(desk: OnDesk) -> None:
    mute = next(one for one in desk.desktop.tray.icon.contextMenu().actions() if one.isCheckable())
    mute.trigger()
    assert not desk.preferences.now.notify
    desk.preferences.change(notify=True)
    assert not mute.isChecked()


async def test_started_hidden_without_a_tray_the_window_comes_in_the_end(
    desk: OnDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.desktop.desktop._PANEL_MS", 0)
    desk.desktop.begin_hidden()
    assert not desk.window.isVisible()
    await until(desk.window.isVisible)


def test_the_icon_is_drawn_in_the_sizes_of_panels_with_the_count_on_each(
    desk: OnDesk, theme: Theme
) -> None:
    assert not QApplication.windowIcon().isNull()
    desk.desktop.set_unread(150)
    icon = desk.desktop.tray.icon.icon()
    for size in (16, 22, 24, 48):
        shown = icon.pixmap(QSize(size, size), 1.0).toImage()
        assert shown == program_icon(theme, size=size, badge="99+").toImage()
        assert shown != program_icon(theme, size=size).toImage()
    desk.desktop.set_unread(0)
    plain = desk.desktop.tray.icon.icon().pixmap(QSize(22, 22), 1.0).toImage()
    assert plain == program_icon(theme, size=22).toImage()


class Deaf(QObject):
    """`Notes` where nobody shows any."""

    clicked = Signal(int, str)
    unheard = Signal(int)

    def show(self, number: int, title: str, text: str, *, msec: int) -> None:
        self.unheard.emit(number)


def test_where_nobody_shows_notifications_the_tray_does(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QWidget()
    tray = Tray(
        owner,
        theme,
        settings=lambda: Settings(sound=False),
        presenting=lambda: False,
        clock=lambda: NOW,
        notes=Deaf(),  # type: ignore[arg-type]
    )
    monkeypatch.setattr(tray, "is_available", lambda: True)
    opened: list[Notification] = []
    tray.opened.connect(opened.append)
    one = Notification(
        ProfileId("p"), RoomId("!r"), EventId("$e"), title="9Б", body="Даша: привет", sender=None
    )
    tray.notify(one)
    tray.icon.messageClicked.emit()
    assert opened == [one]
