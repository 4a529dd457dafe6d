"""The settings: every change counts at once and lands where it is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.errors import Offline
from app.domain.managed import CACHE_SETTING, Managed
from app.domain.network import ProxyMode
from app.domain.people import Visibility
from app.ui.desktop.autostart import FileAutostart
from app.ui.preferences import Mode
from app.ui.qt.dialogs import Sheet
from app.ui.settings.computer import LookPage, NotificationsPage
from app.ui.settings.dialog import SettingsSheet
from app.ui.settings.profile import (
    PRIVATE_RECEIPTS,
    DevicesPage,
    NetworkPage,
    PrivacyPage,
    StoragePage,
)
from tests.helpers.settle import turns, until
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]


def _open(live: Live, tmp_path: Path) -> SettingsSheet:
    page = live.screen.window.page
    assert page is not None
    sheet = SettingsSheet(
        live.screen.window, page.theme, live.screen.preferences, profiles=live.profiles,
        session=live.profiles.sessions[0], tasks=live.tasks,
        autostart=FileAutostart(tmp_path / "a.desktop", ""),
        links=FileAutostart(tmp_path / "links.desktop", ""),
    )  # fmt: skip
    sheet.open()
    return sheet


def _find(sheet: SettingsSheet, kind: type[Any]) -> Any:
    return sheet.findChild(kind)


async def test_dark_and_text_size_are_seen_at_once(start: Start, tmp_path: Path) -> None:
    live = start()
    look = _find(_open(live, tmp_path), LookPage)
    look.mode.setCurrentIndex(2)
    look.mode.activated.emit(2)
    assert live.screen.preferences.now.mode is Mode.DARK
    page = live.screen.window.page
    assert page is not None
    assert page.theme.dark
    look.text_size.setValue(150)
    assert page.theme.scale == 1.5


async def test_nothing_is_cut_off_at_double_size_in_a_small_window(
    start: Start, tmp_path: Path
) -> None:
    live = start()
    live.screen.window.resize(1024, 700)
    live.screen.preferences.change(text_size=200)
    sheet = _open(live, tmp_path)
    area, inner = sheet.pages.parentWidget().parentWidget(), sheet.pages.parentWidget()
    sheet.place()
    await turns()
    assert inner.minimumSizeHint().width() <= area.width()
    assert [sheet.list.item(row).text() for row in range(2)] == ["", ""]
    assert sheet.list.item(1).toolTip() == "Уведомления"
    sheet.reject()
    live.screen.preferences.change(text_size=100)
    sheet = _open(live, tmp_path)
    sheet.place()
    assert sheet.list.item(1).text() == "Уведомления"
    sheet.reject()


async def test_notifications_are_kept(start: Start, tmp_path: Path) -> None:
    live = start()
    page = _find(_open(live, tmp_path), NotificationsPage)
    page.hidden.click()
    page.quiet.click()
    now = live.screen.preferences.now
    assert now.hidden_text
    assert now.quiet


async def test_privacy_and_storage_belong_to_the_profile(start: Start, tmp_path: Path) -> None:
    live = start()
    sheet = _open(live, tmp_path)
    session = live.profiles.sessions[0]
    privacy, storage = _find(sheet, PrivacyPage), _find(sheet, StoragePage)
    await until(lambda: hasattr(privacy, "receipts") and hasattr(storage, "cap"))
    privacy.receipts.click()
    storage.cap.activated.emit(0)
    await until(lambda: len(session.settings) >= 2)
    assert session.settings[PRIVATE_RECEIPTS] is True
    assert session.settings[CACHE_SETTING] == 256
    people = session.people
    assert [privacy.presence.itemData(n) for n in range(3)] == list(Visibility)
    privacy.presence.activated.emit(1)
    await until(lambda: people.visibility.value is Visibility.COARSE)
    people.error = Offline()
    privacy.presence.setCurrentIndex(2)
    privacy.presence.activated.emit(2)
    await until(lambda: privacy.presence.currentIndex() == 1)
    assert people.visibility.value is Visibility.COARSE, "what the server did not take is not shown"


async def test_other_devices_are_signed_out_with_the_password(start: Start, tmp_path: Path) -> None:
    live = start()
    sheet = _open(live, tmp_path)
    devices = _find(sheet, DevicesPage)
    await until(lambda: devices._others)
    devices.out_all.click()

    def ask() -> Any:
        sheets = live.screen.window.findChildren(Sheet)
        return next((s for s in sheets if s is not sheet and s.isVisible()), None)

    await until(ask)
    await until(ask().out.isEnabled)
    ask().password.setText("пароль")
    ask().out.click()
    calls = live.profiles.sessions[0].people.calls
    await until(lambda: ("sign_out_devices", ("PHONE",), "пароль") in calls)


async def test_an_own_proxy_asks_for_its_address(start: Start, tmp_path: Path) -> None:
    live = start()
    network = _find(_open(live, tmp_path), NetworkPage)
    network.proxy.activated.emit(2)
    network.address.setText("http://proxy:3128")
    network.address.editingFinished.emit()
    await until(lambda: live.profiles.network_settings.proxy_url == "http://proxy:3128")
    assert live.profiles.network_settings.proxy is ProxyMode.EXPLICIT


async def test_saving_traffic_is_for_every_profile_of_the_computer(
    start: Start, tmp_path: Path
) -> None:
    live = start()
    page = _find(_open(live, tmp_path), NetworkPage)
    page.saving.click()
    await until(lambda: all(session.saving.value for session in live.profiles.sessions))
    window_page = live.screen.window.page
    assert window_page is not None
    assert "экономия трафика" in window_page.chats.header.state.accessibleName()
    page.saving.click()
    await until(lambda: not any(session.saving.value for session in live.profiles.sessions))


async def test_what_the_administrator_decided_cannot_be_changed(
    start: Start, tmp_path: Path
) -> None:
    live = start()
    managed = Managed(proxy=ProxyMode.NONE, extra_ca_file="/school.pem", cache_mb=512)
    live.profiles.managed = live.profiles.sessions[0].managed = managed
    sheet = _open(live, tmp_path)
    network, storage = _find(sheet, NetworkPage), _find(sheet, StoragePage)
    assert not network.proxy.isEnabled() and not network.certificate.isEnabled()
    assert not network.decided.isHidden()
    await until(lambda: hasattr(storage, "cap"))
    assert storage.cap.count() == 2
