"""Before a call: does the microphone hear, does the camera see, do the speakers sound."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calls import DeviceKind, Devices, VideoFrame
from app.domain.errors import UserText
from app.services.facade.calls import Calls, DeviceCheck
from app.ui.calls.devices import kind_words, none_words
from app.ui.calls.feeds import image_of
from app.ui.calls.tile_paint import draw_picture, ground
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme

_FRAME_MS = 40


async def check_devices(parent: QWidget, theme: Theme, calls: Calls, tasks: Starter) -> None:
    """Open the devices, show what they give, let them go again."""
    check = await calls.check_devices()
    sheet = CheckSheet(parent, theme, calls, check=check)
    try:
        await opened(sheet)
    finally:
        await check.close()


class Meter(QWidget):
    """How loud the microphone is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.level = theme, 0.0
        self.setFixedHeight(theme.px(12))
        self.setAccessibleName(tr("Уровень микрофона"))

    def show_level(self, level: float) -> None:
        """Show a loudness, 0 … 1; it falls slowly."""
        level = min(max(level, 0.0), 1.0)
        self.level = max(level, self.level - 0.06)
        self.setAccessibleDescription(f"{round(self.level * 100)} %")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a bar of small blocks."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        blocks = max(self.width() // 10, 1)
        for place in range(blocks):
            share = place / blocks
            lit = colors.online if share < 0.8 else colors.warn
            painter.setBrush(lit if share < self.level else colors.surface2)
            painter.drawRoundedRect(QRectF(place * 10, 0, 7, self.height()), 2, 2)
        painter.end()


class Mirror(QWidget):
    """The camera's picture, as in a looking-glass."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image: QImage | None = None
        self._frame: VideoFrame | None = None
        self.setMinimumHeight(theme.px(220))
        self.setAccessibleName(tr("Изображение с камеры"))

    def show_frame(self, frame: VideoFrame) -> None:
        """Show a picture."""
        self._frame, self.image = frame, image_of(frame)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture, or words where there is none."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 14, 14)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), ground(Theme(self._theme.kind, dark=True)))
        if self.image is not None:
            draw_picture(painter, QRect(self.rect()), self.image, fill=True, mirror=True)
        else:
            painter.setPen(self._theme.colors.surface)
            painter.setFont(self._theme.font(FontRole.BODY))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Нет изображения"))
        painter.end()


class CheckSheet(TaskSheet):
    """Camera on top, a row per device, tests of sound below. What is chosen is remembered."""

    def __init__(self, parent: QWidget, theme: Theme, calls: Calls, *, check: DeviceCheck) -> None:
        super().__init__(parent, theme, tr("Проверка звука и камеры"), width=520)
        self._calls, self._check = calls, check
        self.mirror, self.meter = Mirror(theme), Meter(theme)
        self.problem = label(theme, "", FontRole.BODY, tone="warn", wrap=True)
        self.choices = {kind: QComboBox() for kind in DeviceKind}
        self.body.addWidget(self.mirror)
        self.body.addWidget(self.problem)
        for kind, box in self.choices.items():
            self.body.addLayout(self._row(kind, box))
            if kind is DeviceKind.MICROPHONE:
                self.body.addWidget(self.meter)
        self.sound = push_button(tr("Проверить динамики"))
        self.loop = push_button(tr("Послушать себя"))
        self.loop.setCheckable(True)
        self.loop.setToolTip(tr("Скажите что-нибудь: вы услышите себя так, как услышат другие"))
        tests = QHBoxLayout()
        tests.addWidget(self.sound)
        tests.addWidget(self.loop)
        tests.addStretch(1)
        self.body.addLayout(tests)
        self.add_action(tr("Готово"), look="primary")
        self.sound.clicked.connect(lambda: self.tasks.start(check.play_test_sound()))
        self.loop.toggled.connect(lambda on: self.tasks.start(check.loop_back(on)))
        self._cuts = [
            calls.devices.subscribe(self._on_devices),
            check.problem.subscribe(self._on_problem),
        ]
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def done(self, code: int) -> None:
        """Qt: stop looking; the opener lets the devices go."""
        self._timer.stop()
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        super().done(code)

    def _row(self, kind: DeviceKind, box: QComboBox) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self._theme, kind_words(kind), FontRole.CAPTION, tone="text2"))
        column.addWidget(box)
        box.setAccessibleName(kind_words(kind))
        box.activated.connect(lambda _: self._on_chosen(kind, box))
        return column

    def _on_devices(self, devices: Devices) -> None:
        for kind, box in self.choices.items():
            found = devices.of(kind)
            box.clear()
            box.setEnabled(bool(found))
            box.addItem(tr("Как в системе") if found else none_words(kind), None)
            for one in found:
                box.addItem(one.name, one.id)
            box.setCurrentIndex(max(box.findData(devices.chosen.get(kind)), 0))

    def _on_chosen(self, kind: DeviceKind, box: QComboBox) -> None:
        self.tasks.start(self._calls.choose_device(kind, box.currentData()))

    def _on_problem(self, problem: UserText | None) -> None:
        self.problem.setText(user_text(problem) if problem is not None else "")
        self.problem.setVisible(problem is not None)

    def _on_tick(self) -> None:
        self.meter.show_level(self._check.level())
        frame = self._check.camera.take()
        if frame is not None:
            self.mirror.show_frame(frame)
