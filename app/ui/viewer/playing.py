"""A video or a sound inside the viewer: pictures onto the canvas, and the bar that controls it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QTransform
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QWidget

from app.domain.errors import AppError
from app.ui.conversation.words import duration_words
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton, label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.viewer.canvas import Canvas

if TYPE_CHECKING:
    from app.media.player import SoundPlayer

SPEEDS = (1.0, 1.25, 1.5, 2.0, 0.5)
_FRAME_MS, _FINE = 15, 1000
_SKIP = 5.0
MakePlayer = Callable[[Path], "SoundPlayer"]


def make_player(path: Path) -> "SoundPlayer":
    """Return the real player; av and sounddevice are loaded with the first video."""
    from app.media.player import VideoPlayer

    return VideoPlayer(path)


class Playing(QObject):
    """Plays one file at a time onto a canvas; `failed` when it cannot."""

    failed = Signal(object)

    def __init__(self, theme: Theme, canvas: Canvas, make: MakePlayer = make_player) -> None:
        super().__init__(canvas)
        self._canvas, self._make = canvas, make
        self._player: SoundPlayer | None = None
        self._volume, self._speed = 1.0, 1.0
        self.bar = PlayerBar(theme)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_tick)
        self.bar.toggled.connect(self.toggle)
        self.bar.sought.connect(self._on_sought)
        self.bar.speed_wanted.connect(self._on_speed)
        self.bar.volume_wanted.connect(self.set_volume)
        self.bar.hide()

    @property
    def active(self) -> bool:
        """Whether a file is open."""
        return self._player is not None

    def play(self, path: Path) -> None:
        """Open a file and begin."""
        self.stop()
        player = self._make(path)
        player.volume, player.speed = self._volume, self._speed
        player.start()
        self._player = player
        self.bar.show()
        self._timer.start()

    def stop(self) -> None:
        """Let the file and the device go."""
        self._timer.stop()
        self.bar.hide()
        player, self._player = self._player, None
        if player is not None:
            player.close(wait=0)

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._player is not None:
            if self._player.playing:
                self._player.pause()
            else:
                self._player.start()

    def skip(self, seconds: float) -> None:
        """Go back or forth."""
        if self._player is not None:
            self._player.seek(max(0.0, self._player.position + seconds))

    def set_volume(self, volume: float) -> None:
        """Louder, quieter; 0 is silent."""
        self._volume = max(0.0, min(1.0, volume))
        if self._player is not None:
            self._player.volume = self._volume
        self.bar.show_volume(self._volume)

    def louder(self, by: float) -> None:
        """Change the loudness."""
        self.set_volume(self._volume + by)

    def _on_speed(self) -> None:
        place = SPEEDS.index(self._speed) if self._speed in SPEEDS else 0
        self._speed = SPEEDS[(place + 1) % len(SPEEDS)]
        if self._player is not None:
            self._player.speed = self._speed
        self.bar.show_speed(self._speed)

    def _on_sought(self, share: float) -> None:
        if self._player is not None and self._player.duration > 0:
            self._player.seek(share * self._player.duration)

    def _on_tick(self) -> None:
        player = self._player
        if player is None:
            return
        error: AppError | None = player.error
        if error is not None:
            self.stop()
            self.failed.emit(error)
            return
        frame = player.take_frame()
        if frame is not None:
            image = QImage(
                frame.data, frame.width, frame.height, frame.width * 4, QImage.Format.Format_RGB32
            ).copy()
            if frame.rotation:
                image = image.transformed(QTransform().rotate(-frame.rotation))
            self._canvas.show_image(image, QSize(image.width(), image.height()))
        self.bar.show_state(player.position, player.duration, playing=player.playing)


class PlayerBar(QWidget):
    """Play, place, time, speed, loudness."""

    toggled = Signal()
    sought = Signal(float)
    speed_wanted = Signal()
    volume_wanted = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._silent_from = 1.0
        self.play = IconButton(theme, "play_24_filled", tr("Воспроизвести"))
        self.place = _slider(tr("Место"))
        self.place.setRange(0, _FINE)
        self.place.setPageStep(_FINE // 20)
        self.time = label(theme, "0:00", FontRole.CAPTION, tone="text2")
        self.speed: QPushButton = push_button("1×", look="flat")
        self.speed.setAccessibleName(tr("Скорость"))
        self.mute = IconButton(theme, "speaker_2_24_regular", tr("Выключить звук"))
        self.volume = _slider(tr("Громкость"))
        self.volume.setRange(0, 100)
        self.volume.setValue(100)
        self.volume.setFixedWidth(theme.px(90))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(self.play)
        row.addWidget(self.place, 1)
        for widget in (self.time, self.speed, self.mute, self.volume):
            row.addWidget(widget)
        self.play.clicked.connect(self.toggled)
        self.place.actionTriggered.connect(self._on_moved)
        self.place.sliderReleased.connect(self._on_released)
        self.speed.clicked.connect(self.speed_wanted)
        self.mute.clicked.connect(self._on_mute)
        self.volume.valueChanged.connect(lambda value: self.volume_wanted.emit(value / 100))

    def show_state(self, position: float, duration: float, *, playing: bool) -> None:
        """Follow the player."""
        self.play.set_icon("pause_24_filled" if playing else "play_24_filled")
        self.play.set_name(tr("Пауза") if playing else tr("Воспроизвести"))
        if not self.place.isSliderDown() and duration > 0:
            self.place.setValue(round(position / duration * _FINE))
        done = duration_words(round(position * 1000))
        whole = duration_words(round(duration * 1000)) if duration > 0 else ""
        self.time.setText(f"{done} / {whole}" if whole else done)

    def show_speed(self, speed: float) -> None:
        """Say the speed."""
        self.speed.setText(f"{speed:g}×".replace(".", ","))

    def show_volume(self, volume: float) -> None:
        """Follow the loudness."""
        self.volume.blockSignals(True)
        self.volume.setValue(round(volume * 100))
        self.volume.blockSignals(False)
        silent = volume <= 0
        self.mute.set_icon("speaker_mute_24_regular" if silent else "speaker_2_24_regular")
        self.mute.set_name(tr("Включить звук") if silent else tr("Выключить звук"))
        if not silent:
            self._silent_from = volume

    def toggle_sound(self) -> None:
        """Silent, or as loud as before."""
        self._on_mute()

    def _on_mute(self) -> None:
        loud = self.volume.value() > 0
        self.volume_wanted.emit(0.0 if loud else self._silent_from)

    def _on_moved(self, _action: int) -> None:
        if not self.place.isSliderDown():
            self.sought.emit(self.place.sliderPosition() / _FINE)

    def _on_released(self) -> None:
        self.sought.emit(self.place.sliderPosition() / _FINE)


def _slider(name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setAccessibleName(name)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return slider
