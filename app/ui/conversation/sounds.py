"""What plays now, and its progress in the rows. One sound at a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.domain.ids import ItemKey
from app.ui.conversation.painters.context import Playing
from app.ui.conversation.view import MessageView
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import user_text

if TYPE_CHECKING:
    from app.media.player import SoundPlayer

_TICK = 100


class Sounds:
    """Plays voice notes inside the conversation; the player is loaded with the first one."""

    def __init__(self, view: MessageView) -> None:
        self._view = view
        self._player: SoundPlayer | None = None
        self._timer = QTimer(view)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._on_tick)

    def toggle(self, key: ItemKey, share: float | None) -> bool:
        """Pause, go on or seek when this sound is the current one; whether it is."""
        playing, player = self._view.playing, self._player
        if playing is None or player is None or playing.key != key:
            return False
        if share is not None:
            player.seek(share * player.duration)
        elif playing.paused:
            player.resume()
            playing.paused = False
        else:
            player.pause()
            playing.paused = True
        self._view.viewport().update()
        return True

    async def play(self, key: ItemKey, path: Path) -> None:
        """Play a file from its beginning instead of what plays now."""
        from app.media.player import SoundPlayer  # av and sounddevice: with the first sound

        self.stop()
        self._player = SoundPlayer(path)
        self._player.start()
        self._view.playing = Playing(key, 0.0)
        self._timer.start()
        self._view.viewport().update()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        player, self._player = self._player, None
        if player is not None:
            player.close(wait=0)
        self._view.playing = None
        self._view.viewport().update()

    def _on_tick(self) -> None:
        player, playing = self._player, self._view.playing
        if player is None or playing is None:
            return
        if player.error is not None:
            toast(self._view, self._view.theme, user_text(player.error.user_text))
        if player.finished or player.error is not None:
            self.stop()
            return
        playing.share = player.position / player.duration if player.duration > 0 else 0.0
        self._view.viewport().update()
