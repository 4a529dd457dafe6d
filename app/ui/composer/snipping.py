"""A screenshot: every screen stands still under the pointer until a part of it is chosen."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from app.ui.qt.i18n import tr
from app.ui.theme import FontRole, Theme

if TYPE_CHECKING:
    from app.media.screenshots import Shot

GONE = 0.3
"""Seconds that a window manager takes to fade a window out."""
_LEAST = 8
_STEP = 10
_KEYS = {
    Qt.Key.Key_Left: QPoint(-_STEP, 0),
    Qt.Key.Key_Right: QPoint(_STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -_STEP),
    Qt.Key.Key_Down: QPoint(0, _STEP),
}


async def snip(window: QWidget, theme: Theme, *, hide: bool) -> QImage | None:
    """Let the person choose a part of a screen; None when they think better of it.

    Raises:
        MediaError: the system lets no program look at the screen.
    """
    from app.media.screenshots import Grab

    grab = Grab()
    try:
        if hide:
            window.hide()
            await asyncio.sleep(GONE)
        shots = await asyncio.get_running_loop().run_in_executor(None, grab.take)
        return await choose(theme, shots) if shots else None
    finally:
        grab.give_up()
        if hide:
            window.show()
            window.activateWindow()


async def choose(theme: Theme, shots: "Sequence[Shot]") -> QImage | None:
    """Show the pictures of the screens and wait for a part of one of them."""
    done: asyncio.Future[QImage | None] = asyncio.get_running_loop().create_future()

    def finish(image: QImage | None) -> None:
        if not done.done():
            done.set_result(image)

    screens = QGuiApplication.screens()
    places = [one.geometry() for one in screens]
    if len(shots) == 1 < len(places):
        shots = parted(places, shots[0])
    panes = [SnipPane(theme, shots[at]) for at in matched(places, shots)]
    for pane, place, screen in zip(panes, places, screens, strict=True):
        pane.chosen.connect(finish)
        pane.left.connect(lambda: finish(None))
        pane.setScreen(screen)
        pane.setGeometry(place)
        pane.showFullScreen()
    panes[0].activateWindow()
    try:
        return await done
    finally:
        for pane in panes:
            pane.close()
            pane.deleteLater()


def matched(places: Sequence[QRect], shots: "Sequence[Shot]") -> list[int]:
    """Return for every screen of Qt which picture is of it: the one that begins nearest to it."""

    def far(place: QRect, number: int) -> int:
        shot = shots[number]
        return abs(place.left() - shot.left) + abs(place.top() - shot.top)

    return [min(range(len(shots)), key=lambda number: far(place, number)) for place in places]


def parted(places: Sequence[QRect], whole: "Shot") -> "list[Shot]":
    """Cut a picture of all screens (Wayland gives no other) into one for each of them."""
    from app.media.screenshots import Shot

    room = QRect()
    for place in places:
        room = room.united(place)
    across, down = whole.width / room.width(), whole.height / room.height()
    image = QImage(whole.data, whole.width, whole.height, QImage.Format.Format_RGB32)
    made = []
    for place in places:
        part = image.copy(
            round((place.left() - room.left()) * across),
            round((place.top() - room.top()) * down),
            round(place.width() * across),
            round(place.height() * down),
        )
        pixels = bytes(part.constBits())
        made.append(Shot(place.left(), place.top(), part.width(), part.height(), pixels))
    return made


class SnipPane(QWidget):
    """One screen: drag to choose; Enter takes the choice or the whole, arrows move, Esc leaves."""

    chosen = Signal(QImage)
    left = Signal()

    def __init__(self, theme: Theme, shot: "Shot") -> None:
        super().__init__()
        self._theme, self._data = theme, shot.data
        self._image = QImage(
            self._data, shot.width, shot.height, shot.width * 4, QImage.Format.Format_RGB32
        )
        self._from: QPoint | None = None
        self.choice = QRect()
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        self.setWindowFlags(flags | Qt.WindowType.Tool)
        self.setWindowTitle(tr("Снимок экрана"))
        self.setAccessibleName(self.hint())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @staticmethod
    def hint() -> str:
        """What can be done here."""
        return tr("Выделите часть экрана. Enter — весь экран, Esc — отмена.")

    def cut(self) -> QImage:
        """Return what is chosen in the pixels of the screen, the whole where nothing is."""
        wanted = self.choice if _is_enough(self.choice) else self.rect()
        across, down = self._image.width() / self.width(), self._image.height() / self.height()
        part = QRect(
            round(wanted.left() * across),
            round(wanted.top() * down),
            round(wanted.width() * across),
            round(wanted.height() * down),
        )
        return self._image.copy(part.intersected(self._image.rect()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: begin a choice; any other button leaves."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.choice = QRect()
            self.update()
        else:
            self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the choice follows."""
        if self._from is not None:
            to = event.position().toPoint()
            corner = QPoint(min(self._from.x(), to.x()), min(self._from.y(), to.y()))
            other = QPoint(max(self._from.x(), to.x()), max(self._from.y(), to.y()))
            self.choice = QRect(corner, other).intersected(self.rect())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: chosen; a mere click chooses nothing yet."""
        if self._from is not None and event.button() is Qt.MouseButton.LeftButton:
            self._from = None
            if _is_enough(self.choice):
                self.chosen.emit(self.cut())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: everything by keyboard too; Shift with an arrow makes the choice larger or less."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.cut())
        elif key in _KEYS:
            self._push(
                _KEYS[key], larger=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )

    def _push(self, by: QPoint, *, larger: bool) -> None:
        choice = QRect(self.choice)
        if not _is_enough(choice):
            choice = QRect(0, 0, self.width() // 2, self.height() // 2)
            choice.moveCenter(self.rect().center())
        elif larger:
            choice.setBottomRight(choice.bottomRight() + by)
        else:
            choice.translate(by)
        if _is_enough(choice := choice.intersected(self.rect())):
            self.choice = choice
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the screen, darker outside the choice; the hint until there is one."""
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(self.choice)))
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        painter.setClipping(False)
        if _is_enough(self.choice):
            painter.setPen(QPen(self._theme.colors.acc, 2))
            painter.drawRect(self.choice)
        else:
            self._paint_hint(painter)
        painter.end()

    def _paint_hint(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(FontRole.TITLE))
        words = painter.fontMetrics().boundingRect(self.hint())
        box = QRect(0, theme.px(32), words.width() + theme.px(40), words.height() + theme.px(20))
        box.moveCenter(QPoint(self.rect().center().x(), box.center().y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colors.surface)
        painter.drawRoundedRect(box, theme.px(10), theme.px(10))
        painter.setPen(theme.colors.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.hint())


def _is_enough(choice: QRect) -> bool:
    return choice.width() >= _LEAST and choice.height() >= _LEAST
