"""The figures of the connection, for who wants to know why it is as it is."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from app.domain.calls import CallStats, TrackStats
from app.services.facade.calls import Call
from app.ui.qt.i18n import tr
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import empty, label
from app.ui.theme import FontRole, Theme

_EVERY_MS = 2000


class StatsPanel(QFrame):
    """A small card over the stage; asks every two seconds while it is seen."""

    def __init__(self, theme: Theme, call: Call, tasks: Starter) -> None:
        super().__init__()
        self._theme, self._call, self._tasks = theme, call, tasks
        self._running: Running | None = None
        self.setProperty("look", "card")
        self.setAccessibleName(tr("Статистика связи"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(2)
        column = QVBoxLayout(self)
        column.addWidget(label(theme, tr("Статистика связи"), FontRole.CAPTION_STRONG))
        column.addLayout(self._grid)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        self.hide()

    def toggle(self) -> None:
        """Show or hide."""
        self.setVisible(self.isHidden())
        if self.isHidden():
            self._timer.stop()
        else:
            self.raise_()
            self._timer.start()
            self._ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self.hide()

    def show_stats(self, stats: CallStats) -> None:
        """Show these figures."""
        rows = [
            (tr("Задержка"), tr("{ms} мс", ms=round(stats.round_trip))),
            (tr("Потери"), f"{stats.loss:.1f} %".replace(".", ",")),
            (tr("Отдача"), _kbps(stats.up_kbps)),
            (tr("Приём"), _kbps(stats.down_kbps)),
            (tr("Способ"), stats.transport or "—"),
            *((_track_name(track), _track_words(track)) for track in stats.tracks[:12]),
        ]
        empty(self._grid)
        for number, (name, words) in enumerate(rows):
            self._grid.addWidget(self._cell(name, "text2"), number, 0)
            self._grid.addWidget(self._cell(words, "text"), number, 1)
        self.setAccessibleDescription("; ".join(f"{name}: {words}" for name, words in rows))
        self.adjustSize()

    def _cell(self, text: str, tone: str) -> QLabel:
        return label(self._theme, text, FontRole.CAPTION, tone=tone)

    def _ask(self) -> None:
        if self._running is None or self._running.done():
            self._running = self._tasks.start(self._fetch())

    async def _fetch(self) -> None:
        self.show_stats(await self._call.stats())


def _kbps(value: float) -> str:
    return tr("{kbps} кбит/с", kbps=round(value))


def _track_name(track: TrackStats) -> str:
    way = "↑" if track.sent else "↓"
    return f"{way} {track.name}"


def _track_words(track: TrackStats) -> str:
    words = _kbps(track.kbps)
    if track.height:
        words += f", {track.width}×{track.height}, {round(track.fps)} к/с"
    return words
