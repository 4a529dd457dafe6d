"""«Правила переписки» of the chat settings: quiet hours, slow mode, who sends files and links."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from app.domain.conduct import EVERY_DAY, NIGHT, WORKDAYS, Conduct, QuietHours, QuietMode
from app.domain.room_settings import Audience
from app.ui.dialogs.rights import audience_words
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import ChoiceField, Switch, divider, label, push_button
from app.ui.theme import FontRole, Theme

_PAUSES = (0, 10, 30, 60, 300, 900, 3600)


class ConductBox(QWidget):
    """Rows like those of the rights above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._before = Conduct()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.quiet = Switch(theme, tr("Тихие часы"))
        self._row(tr("Тихие часы"), self.quiet)
        self.begins, self.ends = _time(tr("Тихие часы с")), _time(tr("Тихие часы до"))
        self.days = ChoiceField(theme, tr("В какие дни"))
        self.mode = ChoiceField(theme, tr("Кто пишет в тихие часы"))
        self.mode.addItem(tr("никто не пишет"), QuietMode.NOBODY)
        self.mode.addItem(tr("пишут только сотрудники"), QuietMode.STAFF)
        self._hours = QWidget()
        hours = QHBoxLayout(self._hours)
        hours.setContentsMargins(0, 0, 0, 0)
        hours.setSpacing(theme.px(8))
        for part in (
            label(theme, tr("с"), FontRole.BODY),
            self.begins,
            label(theme, tr("до"), FontRole.BODY),
            self.ends,
        ):
            hours.addWidget(part)
        hours.addStretch(1)
        self._more = QWidget()
        more = QHBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.addWidget(self.days)
        more.addWidget(self.mode)
        more.addStretch(1)
        self._column.addWidget(self._hours)
        self._column.addWidget(self._more)
        self.night = push_button(tr("Закрыть на ночь: с 21:00 до 7:00"), look="link")
        self.night.clicked.connect(lambda: self._show_hours(NIGHT))
        self._column.addWidget(self.night, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(divider())
        self.slow = ChoiceField(theme, tr("Медленный режим"))
        self._row(tr("Медленный режим"), self.slow)
        self._column.addWidget(divider())
        self.files = ChoiceField(theme, tr("Кто может отправлять файлы"))
        self._row(tr("Кто может отправлять файлы"), self.files)
        self._column.addWidget(divider())
        self.links = ChoiceField(theme, tr("Кто может отправлять ссылки"))
        self._row(tr("Кто может отправлять ссылки"), self.links)
        self.quiet.toggled.connect(self._on_quiet)
        self.show_conduct(self._before)

    def show_conduct(self, conduct: Conduct) -> None:
        """Show what is set."""
        self._before = conduct
        self._show_hours(conduct.hours or NIGHT)
        self.quiet.setChecked(conduct.hours is not None)
        self._on_quiet(conduct.hours is not None)
        self.slow.clear()
        for seconds in sorted({*_PAUSES, conduct.slow}):
            self.slow.addItem(pause_words(seconds), seconds)
        self.slow.setCurrentIndex(self.slow.findData(conduct.slow))
        for choice, level in ((self.files, conduct.files), (self.links, conduct.links)):
            choice.clear()
            for audience, words in audience_words().items():
                choice.addItem(words, int(audience))
            nearest = next((one for one in Audience if level <= one), Audience.OWNER)
            choice.setCurrentIndex(choice.findData(int(nearest)))

    def conduct(self) -> Conduct:
        """Return what stands in the fields."""
        hours = None
        if self.quiet.isChecked():
            begins, ends = _shown(self.begins), _shown(self.ends)
            hours = QuietHours(self.days.currentData(), begins, ends, self.mode.currentData())
        return replace(
            self._before,
            hours=hours,
            slow=int(self.slow.currentData()),
            files=int(self.files.currentData()),
            links=int(self.links.currentData()),
        )

    def _row(self, words: str, control: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(12))
        row.addWidget(label(self._theme, words, FontRole.BODY, wrap=True), 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(row)

    def _show_hours(self, hours: QuietHours) -> None:
        self.begins.setTime(QTime(hours.begins.hour, hours.begins.minute))
        self.ends.setTime(QTime(hours.ends.hour, hours.ends.minute))
        self.days.clear()
        self.days.addItem(tr("каждый день"), EVERY_DAY)
        self.days.addItem(tr("по будням"), WORKDAYS)
        if hours.weekdays not in (EVERY_DAY, WORKDAYS):
            self.days.addItem(tr("в выбранные дни"), hours.weekdays)
        known = [self.days.itemData(at) for at in range(self.days.count())]
        self.days.setCurrentIndex(known.index(hours.weekdays))
        self.mode.setCurrentIndex(0 if hours.mode is QuietMode.NOBODY else 1)
        self.quiet.setChecked(True)

    def _on_quiet(self, on: bool) -> None:
        self._hours.setVisible(on)
        self._more.setVisible(on)


def pause_words(seconds: int) -> str:
    """Return «30 секунд», «5 минут», «1 час»."""
    if not seconds:
        return tr("выключен")
    if seconds % 3600 == 0:
        return trn("%n [час|часа|часов]", seconds // 3600)
    if seconds % 60 == 0:
        return trn("%n [минута|минуты|минут]", seconds // 60)
    return trn("%n [секунда|секунды|секунд]", seconds)


def _shown(field: QTimeEdit) -> time:
    return time(field.time().hour(), field.time().minute())


def _time(spoken: str) -> QTimeEdit:
    made = QTimeEdit()
    made.setDisplayFormat("HH:mm")
    made.setAccessibleName(spoken)
    return made
