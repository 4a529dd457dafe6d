"""Notifications over D-Bus: a bus of the test's own, and a desktop on it that shows them."""

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QProcessEnvironment
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.ids import EventId, ProfileId, RoomId
from app.services.facade.profiles import Notification
from app.ui.desktop.hand_over import PERMISSION
from app.ui.desktop.notes import Notes
from app.ui.desktop.tray import Tray, program_icon
from app.ui.preferences import Settings
from app.ui.theme import Theme
from tests.helpers.bus import bus_command
from tests.helpers.fakes.moment import NOW
from tests.helpers.school import until as until_now
from tests.helpers.settle import until

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Shower:
    """A desktop that shows notifications: answers calls and says what was clicked."""

    def __init__(self) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self._bus: DBusConnection = open_dbus_connection("SESSION")
        self._bus.send_and_get_reply(message_bus.RequestName(_NAME))
        self._address = DBusAddress(_PATH, interface=_NAME)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def click(self, number: int, permission: str = "") -> None:
        """The person clicks."""
        if permission:
            self._tell("ActivationToken", number, permission)
        self._tell("ActionInvoked", number, "default")

    def babble(self) -> None:
        """Say what makes no sense."""
        self._bus.send(new_signal(self._address, "ActionInvoked", "s", ("вздор",)))

    def close(self) -> None:
        """It is gone."""
        self._bus.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def _tell(self, what: str, number: int, word: str) -> None:
        self._bus.send(new_signal(self._address, what, "us", (number, word)))

    def _run(self) -> None:
        while True:
            try:
                asked = self._bus.receive()
            except OSError:
                self._bus.close()
                return
            if asked.header.message_type is not MessageType.method_call:
                continue
            if asked.header.fields[HeaderFields.member] == "GetCapabilities":
                self._bus.send(new_method_return(asked, "as", (["actions", "body-markup"],)))
            else:
                self._bus.send(new_method_return(asked, "u", (len(self.shown) + 41,)))
                self.shown.append(asked.body)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    assert shutil.which("dbus-daemon"), "dbus-daemon is missing: ./check installs it"
    address = f"unix:path={tmp_path / 'bus'}"
    with subprocess.Popen(bus_command(tmp_path, address)) as one:
        until_now((tmp_path / "bus").exists)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield
        one.terminate()


def note(text: str) -> Notification:
    return Notification(
        ProfileId("p"),
        RoomId("!r"),
        EventId(f"${text}"),
        title="9Б · класс",
        body=text,
        sender=None,
    )


@pytest.mark.usefixtures("bus")
async def test_a_click_leads_to_its_own_message_and_brings_the_permission_to_come_up(
    theme: Theme,
) -> None:
    desktop = Shower()
    notes, owner = Notes(), QWidget()
    tray = Tray(
        owner,
        theme,
        settings=lambda: Settings(sound=False),
        presenting=lambda: False,
        clock=lambda: NOW,
        notes=notes,
    )
    opened: list[tuple[Notification, str]] = []

    def open_one(one: Notification) -> None:
        permission = QProcessEnvironment.systemEnvironment().value(PERMISSION, "")
        opened.append((one, permission))

    tray.opened.connect(open_one)
    first, second = note("Даша: <b>привет</b> & пока"), note("Олег: привет")
    tray.notify(first)
    tray.notify(second)
    await until(lambda: len(desktop.shown) == 2)
    name, _, icon, title, body, actions, hints, msec = desktop.shown[0]
    assert (name, icon, title) == ("Парта", "app.parta.Parta", "9Б · класс")
    assert body == "Даша: &lt;b&gt;привет&lt;/b&gt; &amp; пока"
    assert actions == ["default", ""]
    assert hints["desktop-entry"] == ("s", "app.parta.Parta")
    assert msec > 0
    desktop.babble()
    desktop.click(7)  # another program's
    desktop.click(41, "token-9")
    await until(lambda: opened)
    assert opened == [(first, "token-9")]
    os.unsetenv(PERMISSION)
    notes.close()
    assert not notes._thread.is_alive()
    desktop.close()


@pytest.mark.usefixtures("bus")
async def test_where_nobody_shows_notifications_nothing_happens_until_somebody_does() -> None:
    notes = Notes()
    unheard: list[int] = []
    notes.unheard.connect(unheard.append)
    notes.show(1, "Парта", "раз", msec=1000)
    notes.show(2, "Парта", "два", msec=1000)
    await until(lambda: unheard == [1, 2])
    desktop = Shower()
    notes.show(3, "Парта", "три", msec=1000)
    await until(lambda: desktop.shown)
    assert [one[4] for one in desktop.shown] == ["три"]
    assert unheard == [1, 2]
    notes.close()
    desktop.close()


@pytest.mark.usefixtures("bus")
async def test_the_icon_goes_with_them_where_the_system_does_not_know_it(theme: Theme) -> None:
    desktop = Shower()
    picture = program_icon(theme, size=20).toImage()
    notes = Notes(picture=picture)
    notes.show(1, "Парта", "раз", msec=1000)
    await until(lambda: desktop.shown)
    kind, (width, height, line, _, bits, samples, data) = desktop.shown[0][6]["image-data"]
    assert (kind, width, height, bits, samples) == ("(iiibiiay)", 20, 20, 8, 4)
    told = QImage(data, width, height, line, QImage.Format.Format_RGBA8888)
    assert told.pixelColor(10, 3) == picture.pixelColor(10, 3)
    notes.close()
    desktop.close()


async def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    notes = Notes()
    notes.show(1, "Парта", "раз", msec=1000)
    await until(lambda: not notes._thread.is_alive())
    notes.show(2, "Парта", "два", msec=1000)
    notes.close()
