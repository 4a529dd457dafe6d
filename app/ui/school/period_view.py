"""«Итоги» and «Пропуски»: a period to choose, and its rows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.diary import Absence, Absences, Period, Results, SubjectResult
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.school.cards import Card, FitList, plain_text
from app.ui.school.head import Tabs
from app.ui.school.rows import AbsenceDelegate, ResultDelegate, spoken_absence, spoken_result
from app.ui.school.words import missed_words
from app.ui.theme import Theme


class PeriodView(QWidget):
    """One card with the periods above it."""

    period_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._periods: tuple[Period, ...] = ()
        self._tabs: Tabs | None = None
        self.results: FitList[SubjectResult] = FitList(
            theme, tr("Отметки по предметам"), text_of=spoken_result
        )
        self.results.setItemDelegate(ResultDelegate(theme, self.results))
        self.absences: FitList[Absence] = FitList(theme, tr("Пропуски"), text_of=spoken_absence)
        self.absences.setItemDelegate(AbsenceDelegate(theme, self.absences))
        self.card = Card(theme, "")
        self.nothing = plain_text(theme, "")
        self.card.add_line()
        for part in (self.results, self.absences, self.nothing):
            self.card.body.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.card)
        self._column.addStretch(1)
        bind(theme, self, lambda: self._column.setSpacing(theme.px(16)))

    def show_results(self, results: Results) -> None:
        """Show the marks of a period."""
        self._offer(results.periods, results.period)
        self.card.title.setText(results.period.title)
        self.results.show_rows(results.subjects)
        self._show(self.results, tr("В этом периоде отметок пока нет."))

    def show_absences(self, absences: Absences) -> None:
        """Show the absences of a period."""
        self._offer(absences.periods, absences.period)
        missed = sum(one.missed for one in absences.absences)
        self.card.title.setText(f"{absences.period.title} · {missed_words(missed)}")
        self.absences.show_rows(absences.absences)
        self._show(self.absences, tr("В этом периоде пропусков нет."))

    def _show(self, shown: QWidget, nothing: str) -> None:
        filled = bool(self.results.rows() if shown is self.results else self.absences.rows())
        for part in (self.results, self.absences):
            part.setVisible(part is shown and filled)
        words = self.nothing.findChild(QLabel)
        self.nothing.setVisible(not filled)
        if not filled and words is not None:
            words.setText(nothing)

    def _offer(self, periods: Sequence[Period], chosen: Period) -> None:
        if tuple(periods) != self._periods or self._tabs is None:
            if self._tabs is not None:
                self._column.removeWidget(self._tabs)
                self._tabs.deleteLater()
                self._tabs = None
            self._periods = tuple(periods)
            if not periods:
                return
            self._tabs = Tabs(self._theme, tr("Учебный период"), [one.title for one in periods])
            self._tabs.picked.connect(self._on_picked)
            self._column.insertWidget(0, self._tabs)
        for number, period in enumerate(self._periods):
            if period.id == chosen.id:
                self._tabs.buttons[number].setChecked(True)

    def _on_picked(self, number: int) -> None:
        self.period_wanted.emit(self._periods[number].id)
