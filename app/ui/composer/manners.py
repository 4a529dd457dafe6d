"""What a chat asks of those who write: the countdown of slow mode, and whether files and links go.

Asked before anything leaves, so that what was typed stays in the field; the server asks again.
"""

from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.conduct import has_link, pause_left
from app.domain.diff import Unsubscribe
from app.domain.timeline import SendState
from app.services.facade.timeline import Timeline
from app.ui.conversation.rows import is_service
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import bind, label
from app.ui.theme import FontRole, Theme


class Manners(QWidget):
    """A line over the field while slow mode counts, hidden otherwise."""

    def __init__(self, theme: Theme, *, may_send_files: bool = True) -> None:
        super().__init__()
        self._may_send_files = may_send_files
        self._timeline: Timeline | None = None
        self._cuts: list[Unsubscribe] = []
        self.text = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        row = QHBoxLayout(self)
        row.addWidget(self.text)
        bind(theme, self, lambda: row.setContentsMargins(theme.px(18), theme.px(6), 12, 0))
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._look)
        self.hide()

    def set_timeline(self, timeline: Timeline) -> None:
        """Watch another chat."""
        self.stop()
        self._timeline = timeline
        self._cuts = [
            timeline.items.subscribe(lambda _: self._look()),
            timeline.details.subscribe(lambda _: self._look()),
        ]

    def stop(self) -> None:
        """Watch no chat."""
        for cut in self._cuts:
            cut()
        self._cuts = []
        self._timer.stop()

    @property
    def files_allowed(self) -> bool:
        """Whether I may send files here."""
        if self._timeline is None or not self._may_send_files:
            return self._may_send_files
        details = self._timeline.details.value
        return details.powers.mine >= details.conduct.files

    def objection(self, text: str, *, editing: bool) -> str:
        """Return why a text cannot go now, '' where it can."""
        if self._timeline is None:
            return ""
        left = 0 if editing else self.left()
        if left:
            return _slow_words(left)
        details = self._timeline.details.value
        if has_link(text) and details.powers.mine < details.conduct.links:
            return tr("Ссылки в этом чате отправлять нельзя: так решил ведущий.")
        return ""

    def objection_to_files(self) -> str:
        """Return why files cannot go now, '' where they can."""
        if not self._may_send_files:
            return tr("Файлы с этого компьютера не отправить: так решил администратор.")
        if not self.files_allowed:
            return tr("Файлы в этом чате отправлять нельзя: так решил ведущий.")
        left = self.left()
        return _slow_words(left) if left else ""

    def left(self) -> int:
        """Return the seconds until I may write again."""
        if self._timeline is None or not self._timeline.details.value.conduct.slow:
            return 0
        details = self._timeline.details.value
        last = next(
            (
                item.timestamp
                for item in reversed(list(self._timeline.items))
                if item.mine and not is_service(item) and item.status.state is not SendState.FAILED
            ),
            None,
        )
        return pause_left(details.conduct, details.powers.mine, last, datetime.now(UTC))

    def _look(self) -> None:
        left = self.left()
        self.setVisible(left > 0)
        if not left:
            self._timer.stop()
            return
        self.text.setText(_slow_words(left))
        if not self._timer.isActive():
            self._timer.start()


def _slow_words(left: int) -> str:
    if left < 90:
        wait = trn("через %n [секунду|секунды|секунд]", left)
    else:
        wait = trn("через %n [минуту|минуты|минут]", -(-left // 60))
    return tr("Медленный режим: следующее сообщение {wait}.", wait=wait)
