"""Choosing microphone, speakers and camera while one talks."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.calls import DeviceKind, Devices
from app.services.facade.calls import Calls
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme


def kind_words(kind: DeviceKind) -> str:
    """Return «Микрофон», «Динамики», «Камера»."""
    match kind:
        case DeviceKind.MICROPHONE:
            return tr("Микрофон")
        case DeviceKind.SPEAKER:
            return tr("Динамики")
        case DeviceKind.CAMERA:
            return tr("Камера")


def none_words(kind: DeviceKind) -> str:
    """Return what stands where there is no device."""
    match kind:
        case DeviceKind.MICROPHONE:
            return tr("Микрофон не найден")
        case DeviceKind.SPEAKER:
            return tr("Динамики не найдены")
        case DeviceKind.CAMERA:
            return tr("Камера не найдена")


def device_menu(host: QWidget, theme: Theme, calls: Calls, tasks: Starter) -> QMenu:
    """Return a menu of all devices by kind, the used ones marked; and the way to the check."""
    menu = QMenu(host)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.setAccessibleName(tr("Устройства"))
    devices = calls.devices.value
    for kind in DeviceKind:
        menu.addSection(kind_words(kind))
        _fill(menu, devices, kind, calls, tasks=tasks)
    menu.addSeparator()
    check = menu.addAction(tr("Проверить звук и камеру…"))

    def open_check() -> None:
        from app.ui.calls.check import check_devices

        tasks.start(check_devices(host, theme, calls, tasks))

    check.triggered.connect(open_check)
    return menu


def _fill(menu: QMenu, devices: Devices, kind: DeviceKind, calls: Calls, *, tasks: Starter) -> None:
    found = devices.of(kind)
    if not found:
        menu.addAction(none_words(kind)).setEnabled(False)
        return
    group = QActionGroup(menu)
    chosen = devices.chosen.get(kind)
    choices = [(None, tr("Как в системе")), *((one.id, one.name) for one in found)]
    known = chosen in {one.id for one in found}
    for device_id, name in choices:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(device_id == chosen if known else device_id is None)
        group.addAction(action)
        action.triggered.connect(
            lambda _=False, picked=device_id: tasks.start(calls.choose_device(kind, picked))
        )
