"""Short movements: gliding after the wheel, fading highlights. At once where motion is unwanted."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QStyle, QWidget

_FRAME = 15


def reduced_motion(widget: QWidget) -> bool:
    """Whether the system asks for no animations."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget) == 0


class Glide(QObject):
    """Spreads wheel steps over some frames."""

    def __init__(self, widget: QWidget, step: Callable[[float], None]) -> None:
        super().__init__(widget)
        self._widget, self._step = widget, step
        self._left = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._on_frame)

    def push(self, distance: float) -> None:
        """Move on by a distance; a turn of direction takes effect at once."""
        if reduced_motion(self._widget):
            self._step(distance)
            return
        if self._left * distance < 0:
            self._left = 0.0
        self._left += distance
        if not self._timer.isActive():
            self._on_frame()
            self._timer.start()

    def stop(self) -> None:
        """Stand still."""
        self._left = 0.0
        self._timer.stop()

    def _on_frame(self) -> None:
        part = self._left * 0.28
        if abs(part) < 1.0:
            part = max(min(self._left, 1.0), -1.0)
        self._left -= part
        if abs(self._left) < 0.5:
            part += self._left
            self.stop()
        self._step(part)


class Fade(QObject):
    """A strength that is 1 for a while and then goes to 0."""

    def __init__(self, widget: QWidget, changed: Callable[[], None], *, msec: int) -> None:
        super().__init__(widget)
        self._widget, self._changed, self._msec = widget, changed, msec
        self._started = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)

    @property
    def strength(self) -> float:
        """How strong now, 0 … 1."""
        if not self._timer.isActive():
            return 0.0
        past = (monotonic() - self._started) * 1000 / self._msec
        if past >= 1:
            return 0.0
        return 1.0 if past < 0.75 or reduced_motion(self._widget) else (1 - past) * 4

    def start(self) -> None:
        """Begin, or begin again."""
        self._started = monotonic()
        if not self._timer.isActive():
            self._timer.start(max(self._msec * 3 // 4, 20))
            self._changed()

    def _on_tick(self) -> None:
        past = (monotonic() - self._started) * 1000 / self._msec
        if past >= 1:
            self._timer.stop()
        else:
            # nothing changes before the last quarter: no frame is spent on it
            wait = 30 if past >= 0.75 else max(int((0.75 - past) * self._msec), 20)
            self._timer.setInterval(wait)
        self._changed()
