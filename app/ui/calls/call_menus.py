"""What opens over the bar of a call: devices, reactions, ways to end, and all without a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.calls import Pictures
from app.services.facade.calls import Calls
from app.services.tasks import TaskScope
from app.ui.qt.i18n import tr

if TYPE_CHECKING:
    from app.ui.calls.lesson.desk import LessonDesk
    from app.ui.calls.window import CallWindow


class CallMenus:
    """Each lies over the button it belongs to; the `desk` of a lesson has rows of its own."""

    def __init__(self, window: CallWindow, calls: Calls, tasks: TaskScope) -> None:
        self._window, self._calls, self._tasks = window, calls, tasks
        self.desk: LessonDesk | None = None

    def devices(self) -> None:
        """Choose microphone, camera and speakers."""
        from app.ui.calls.devices import device_menu

        window = self._window
        menu = device_menu(window, window.theme, self._calls, self._tasks)
        _open_over(window.bar.more, menu)

    def reactions(self) -> None:
        """Open the row of reactions."""
        from app.ui.calls.reactions import ReactionRow

        row = ReactionRow(self._window, self._window.theme, self._window.controls.react)
        row.show_over(self._window.bar.reaction)

    def more(self) -> None:
        """Everything that has no button of its own."""
        window = self._window
        menu = self._menu()
        if self.desk is not None:
            self.desk.fill(menu)
        off = window.call.pictures.value is Pictures.OFF
        pictures = tr("Показать видео") if off else tr("Только звук")
        full, small = "full_screen_maximize_20_regular", "picture_in_picture_20_regular"
        for icon, text, keys, act in (
            ("options_20_regular", tr("Устройства…"), "D", self.devices),
            ("pulse_20_regular", tr("Статистика связи"), "I", window.stats.toggle),
            ("video_off_24_filled", pictures, "A", window.controls.toggle_sound_only),
            (full, tr("Во весь экран"), "F11", window.toggle_full_screen),
            (small, tr("В маленькое окно"), "Ctrl+Shift+F", window.small_wanted.emit),
        ):
            action = menu.addAction(window.theme.qicon(icon), f"{text}\t{keys}")
            action.triggered.connect(lambda _=False, run=act: run())
        _open_over(window.bar.more, menu)

    def end(self) -> None:
        """Leave; who leads a lesson is asked whether for all."""
        theme, controls = self._window.theme, self._window.controls
        if self.desk is None or not self.desk.leads:
            controls.leave()
            return
        menu = self._menu()
        leave = menu.addAction(theme.qicon("sign_out_20_regular"), tr("Выйти с урока"))
        leave.triggered.connect(controls.leave)
        icon = theme.qicon("call_end_20_filled", theme.colors.danger)
        everybody = menu.addAction(icon, tr("Завершить урок для всех…"))
        everybody.triggered.connect(controls.end_for_all)
        _open_over(self._window.bar.end, menu)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _open_over(button: QWidget, menu: QMenu) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
