"""The small window over everything: who speaks, while the person works elsewhere.

In a Wayland session it lies inside the main window while that is used.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.calls import Participant, Source
from app.domain.diff import ListDiff
from app.domain.lessons import LessonState, Recording
from app.services.facade.calls import Call
from app.ui.calls.controls import Controls
from app.ui.calls.stage import Stage
from app.ui.calls.tile_paint import ground
from app.ui.calls.words import title_of
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.places import Lodging
from app.ui.qt.widgets import IconButton
from app.ui.style import dress
from app.ui.theme import Theme, colors_of

_WIDE, _HIGH, _BAR, _EDGE = 288, 162, 44, 24
_ABOVE_COMPOSER = 88


class FloatingWindow(QWidget):
    """One picture, three buttons; dragging moves it, a double click brings back the large one."""

    back_wanted = Signal()

    def __init__(self, call: Call, controls: Controls, theme: Theme, images: ImageLoader) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._call, self._controls, self._theme = call, controls, theme
        self._grip: QPoint | None = None
        self._lodging: Lodging | None = None
        self.setWindowTitle(title_of(call.info))
        self.setAccessibleName(title_of(call.info))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        dress(self, theme)
        self.stage = Stage(call, theme, images, alone=True)
        self.stage.setParent(self)
        self.stage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stage.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.microphone = IconButton(theme, "mic_20_regular", "")
        self.back = IconButton(theme, "open_20_regular", tr("Вернуться в звонок"))
        self.end = IconButton(theme, "call_end_20_filled", tr("Завершить"))
        self.end.set_color(lambda: colors_of(theme.kind, False).danger.lighter(130))
        self.recorded = QLabel()
        self.recorded.setToolTip(tr("Идёт запись"))
        self.recorded.setAccessibleName(tr("Идёт запись"))
        self.recorded.hide()
        self._watches_lesson = False
        self._bar = QWidget(self)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.microphone)
        row.addStretch(1)
        row.addWidget(self.recorded)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.end)
        self.microphone.clicked.connect(controls.toggle_microphone)
        self.back.clicked.connect(self.back_wanted)
        self.end.clicked.connect(controls.leave)
        self.resize(theme.soft(_WIDE), theme.soft(_HIGH) + theme.px(_BAR))
        self._cuts: list[Callable[[], None]] = []
        self._cuts += [
            call.participants.subscribe(self._on_people),
            call.recent_speakers.subscribe(self.stage.set_recent),
            call.pictures.subscribe(self.stage.set_pictures),
        ]

    def show_in_corner(self, owner: QWidget) -> None:
        """Show in the lower right corner of the owner's screen."""
        room = owner.screen().availableGeometry()
        self.move(room.right() - self.width() - _EDGE, room.bottom() - self.height() - _EDGE)
        self.show()
        self.raise_()

    def show_inside(self, owner: QWidget) -> None:
        """Show in the lower right corner inside the owner, until that is put away."""
        self._lodging = Lodging(self, owner)
        up = self.height() + self._theme.px(_ABOVE_COMPOSER)
        self.move(owner.width() - self.width() - _EDGE, owner.height() - up)
        self.show()
        self.raise_()

    def finish(self) -> None:
        """Let go and close."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        self.stage.close_feeds()
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the window manager's close brings the large window back."""
        event.ignore()
        self.back_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: picture over buttons."""
        bar = self._theme.px(_BAR)
        self.stage.setGeometry(6, 6, self.width() - 12, self.height() - bar - 8)
        self._bar.setGeometry(0, self.height() - bar, self.width(), bar)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ground and edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground(self._theme))
        painter.setPen(QPen(self._theme.colors.line, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: take hold."""
        if event.button() is Qt.MouseButton.LeftButton and not self._is_moved_by_system():
            self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: move, where the system does not."""
        if self._grip is not None:
            to = event.globalPosition().toPoint() - self._grip
            self._lodging.move(to) if self._lodging is not None else self.move(to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: let go."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: back to the large window."""
        self.back_wanted.emit()

    def _is_moved_by_system(self) -> bool:
        return self.isWindow() and self.windowHandle().startSystemMove()

    def _on_lesson(self, state: LessonState) -> None:
        """Say that the lesson is recorded, or will be: the line about it is in the large window."""
        told = state.recording in {Recording.SOON, Recording.ON}
        theme = self._theme
        color, size = theme.colors.danger, theme.px(20)
        icon = theme.icon("record_20_regular", color, size, self.devicePixelRatioF())
        self.recorded.setPixmap(icon)
        self.recorded.setVisible(told)

    def _on_people(self, _diffs: Sequence[ListDiff[Participant]]) -> None:
        lesson = self._call.lesson
        if lesson is not None and not self._watches_lesson:
            self._watches_lesson = True
            self._cuts.append(lesson.state.subscribe(self._on_lesson))
        self.stage.set_people(list(self._call.participants))
        on = self._controls.is_on(Source.MICROPHONE)
        self.microphone.set_icon("mic_20_regular" if on else "mic_off_20_regular")
        reason = self._controls.why_not(Source.MICROPHONE)
        switch_on = reason if reason else tr("Включить микрофон")
        self.microphone.set_name(tr("Выключить микрофон") if on else switch_on)
