"""Recording a voice note: time, level, give up or send."""

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import MediaError
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import IconButton, label
from app.ui.theme import FontRole, Theme

if TYPE_CHECKING:
    from app.media.recorder import VoiceRecorder

_TICK_MS = 200
LONGEST_SECONDS = 600


class RecordingRow(QWidget):
    """Takes the place of the field while it records; Enter sends, Esc gives up."""

    recorded = Signal(Path)
    active_changed = Signal(bool)

    def __init__(self, theme: Theme, tasks: Starter) -> None:
        super().__init__()
        self._tasks = tasks
        self._recorder: VoiceRecorder | None = None
        self._folder = Path()
        self.time = label(theme, "0:00", FontRole.BODY_STRONG, tone="danger")
        hint = label(theme, tr("Идёт запись голосового сообщения"), FontRole.BODY, tone="text2")
        self.drop = IconButton(theme, "delete_24_regular", tr("Не отправлять"))
        self.finish = IconButton(theme, "send_24_filled", tr("Отправить запись"))
        self.finish.set_color(lambda: theme.colors.accText)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self.drop)
        row.addWidget(self.time)
        row.addWidget(hint, 1)
        row.addWidget(self.finish)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._on_tick)
        self.drop.clicked.connect(self.cancel)
        self.finish.clicked.connect(self._on_finish)
        self.hide()

    @property
    def active(self) -> bool:
        """Whether somebody is speaking."""
        return self._recorder is not None

    def begin(self) -> None:
        """Start to record; without a microphone a sentence says so."""
        self._tasks.start(self._begin())

    def cancel(self) -> None:
        """Throw the recording away."""
        recorder = self._end()
        if recorder is not None:
            recorder.cancel()
            self._forget()

    def _forget(self) -> None:
        """Nothing of what was said stays on the disk."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Esc, whichever button has the focus."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_finish()
            case Qt.Key.Key_Escape:
                self.cancel()
            case _:
                super().keyPressEvent(event)

    async def _begin(self) -> None:
        from app.media.recorder import VoiceRecorder

        self._folder = Path(tempfile.mkdtemp(prefix="parta-"))
        recorder = VoiceRecorder(self._folder / "voice.ogg")
        try:
            await asyncio.to_thread(recorder.start)
        except MediaError:
            self._forget()
            raise
        self._recorder = recorder
        self.time.setText("0:00")
        self.show()
        self.active_changed.emit(True)
        self.finish.setFocus()
        self._clock.start()

    def _end(self) -> "VoiceRecorder | None":
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            self._clock.stop()
            self.hide()
            self.active_changed.emit(False)
        return recorder

    def _on_finish(self) -> None:
        recorder = self._end()
        if recorder is not None:
            self._tasks.start(self._hand_over(recorder))

    async def _hand_over(self, recorder: "VoiceRecorder") -> None:
        try:
            recording = await asyncio.to_thread(recorder.stop)
        except MediaError:
            self._forget()
            raise
        self.recorded.emit(recording.path)

    def _on_tick(self) -> None:
        if self._recorder is None:
            return
        seconds = int(self._recorder.seconds)
        self.time.setText(f"{seconds // 60}:{seconds % 60:02}")
        if seconds >= LONGEST_SECONDS:
            self._on_finish()
