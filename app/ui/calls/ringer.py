"""A short sound over and over: while a call rings, or while one waits for an answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from app.ui.resources import resource

RING, CALLING = "sounds/ring.wav", "sounds/calling.wav"
_LOOK_MS = 200


class Sound(Protocol):
    """What is needed of a player."""

    @property
    def finished(self) -> bool:
        """Whether the end was reached."""

    def start(self) -> None:
        """Play, from the start after the end."""

    def close(self, *, wait: float = 2.0) -> None:
        """End."""


def make_sound(path: Path) -> Sound:
    """Return the real player; av and sounddevice are loaded with the first ring."""
    from app.media.player import SoundPlayer

    return SoundPlayer(path)


class Ringer(QObject):
    """Plays one sound at a time; without a device it is silent."""

    def __init__(self, parent: QObject, make: Callable[[Path], Sound] = make_sound) -> None:
        super().__init__(parent)
        self._make = make
        self._sound: Sound | None = None
        self.playing = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_tick)

    def play(self, name: str) -> None:
        """Play from now on; the same one goes on."""
        if name == self.playing:
            return
        self.stop()
        self.playing = name
        self._sound = self._make(resource(name))
        self._sound.start()
        self._timer.start()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        self.playing = ""
        sound, self._sound = self._sound, None
        if sound is not None:
            sound.close(wait=0)

    def _on_tick(self) -> None:
        if self._sound is not None and self._sound.finished:
            self._sound.start()
