"""The week of a diary: a card a day, averages, works to come, debts."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.diary import Day, Homework, Lesson, Results, SubjectResult, Week, Work
from app.domain.lessons import TodayLesson
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, push_button
from app.ui.school.cards import Badge, Card, FitList, plain_text
from app.ui.school.grid import CardGrid
from app.ui.school.rows import AverageDelegate, LessonDelegate, WorkDelegate, spoken_average
from app.ui.school.words import (
    day_words,
    has_lessons,
    spoken_lesson,
    spoken_work,
    weekday,
)
from app.ui.theme import Theme

_MOST_WORKS = 5


class WeekView(QWidget):
    """Everything about one week; what is missing yet is left out."""

    lesson_chosen = Signal(object, object)
    """(day, lesson) that was clicked or entered."""
    write_wanted = Signal()
    lesson_wanted = Signal(object)
    """Come into this lesson of today (`TodayLesson`)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._open: tuple[TodayLesson, ...] = ()
        self._days = CardGrid(theme, card_width=300, most=3)
        self._below = CardGrid(theme, card_width=300, most=2, weights=(2, 1))
        self._nothing = plain_text(theme, tr("На этой неделе уроков нет."))
        self.averages = _averages(theme)
        self.works, self.works_card = _works(theme, tr("Ближайшие работы"))
        self.debts, self.debts_card = _works(theme, tr("Просрочено"))
        self.period = Badge(theme, "")
        self.averages_card = Card(theme, tr("Средний балл по предметам"))
        self.averages_card.extra.addWidget(self.period)
        self.averages_card.body.addWidget(self.averages)
        self.averages_card.body.addSpacing(theme.px(12))
        self.write = push_button(tr("Написать учителю"))
        self.write.clicked.connect(self.write_wanted)
        holder = QVBoxLayout()
        holder.addWidget(self.write)
        self.works_card.body.addLayout(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._nothing, self._days, self.debts_card, self._below):
            column.addWidget(part)
        column.addStretch(1)
        self._below.show_cards([self.averages_card, self.works_card])
        self.debts_card.hide()

        def fit() -> None:
            column.setSpacing(theme.px(16))
            holder.setContentsMargins(theme.px(15), theme.px(8), theme.px(15), theme.px(14))

        bind(theme, self, fit)

    def show_week(self, week: Week, today: date) -> None:
        """Show the days and the works to come."""
        self._nothing.setVisible(not has_lessons(week))
        cards = [self._card(day, day.day == today) for day in week.days if day.lessons]
        self._days.show_cards(cards)
        self.works.show_rows(week.works[:_MOST_WORKS])
        self.works.setVisible(bool(week.works))
        self.works_card.title.setText(
            tr("Ближайшие работы") if week.works else tr("Ближайших работ нет")
        )
        self.write.setEnabled(any(lesson.teacher for day in week.days for lesson in day.lessons))

    def offer(self, rows: Sequence[TodayLesson]) -> None:
        """Offer to come into these lessons of today."""
        if tuple(rows) != self._open:
            self._open = tuple(rows)
            for one in self.day_lists():
                one.viewport().update()

    def row_of(self, lesson: Lesson) -> TodayLesson | None:
        """The open lesson that a lesson of today is."""
        same = [row for row in self._open if row.subject.casefold() == lesson.subject.casefold()]
        by_hour = next((row for row in same if row.number == lesson.number), None)
        return by_hour or next((row for row in same if row.number == 0), None)

    def show_results(self, results: Results | None) -> None:
        """Show averages of the period, or nothing for a while."""
        subjects: Sequence[SubjectResult] = results.subjects if results else ()
        self.averages.show_rows(one for one in subjects if one.average is not None)
        self.period.setText(results.period.title if results else "")
        self.period.setVisible(results is not None)
        self.averages_card.setVisible(bool(self.averages.rows()))

    def show_homework(self, homework: Homework | None) -> None:
        """Show what is overdue."""
        overdue = homework.overdue if homework else ()
        self.debts.show_rows(overdue)
        self.debts_card.setVisible(bool(overdue))

    def day_lists(self) -> list[FitList[Lesson]]:
        """The lists of lessons, day by day."""
        return self._days.findChildren(FitList)

    def _card(self, day: Day, today: bool) -> Card:
        title = tr("{weekday}, {day}", weekday=weekday(day.day), day=day.day.day)
        card = Card(self._theme, title, accent=today)
        card.setAccessibleName(f"{weekday(day.day)}, {day_words(day.day)}")
        if today:
            card.extra.addWidget(Badge(self._theme, tr("Сегодня")))
        card.add_line()
        lessons: FitList[Lesson] = FitList(
            self._theme, card.accessibleName(), text_of=spoken_lesson
        )
        delegate = LessonDelegate(self._theme, lessons)
        delegate.opens = lambda lesson: today and self.row_of(lesson) is not None
        lessons.setItemDelegate(delegate)
        lessons.chosen.connect(lambda lesson: self._on_chosen(lessons, delegate, day, lesson))
        lessons.left.connect(lambda step: self._on_left(lessons, step))
        lessons.show_rows(day.lessons)
        card.body.addWidget(lessons)
        return card

    def _on_chosen(
        self, view: FitList[Lesson], delegate: LessonDelegate, day: Day, lesson: Lesson
    ) -> None:
        """The pill enters, the rest of the row and the keyboard open the lesson's dialog."""
        box = QRectF(view.visualRect(view.currentIndex()))
        if view.at is not None and delegate.pill(box, lesson).contains(QPointF(view.at)):
            self.lesson_wanted.emit(self.row_of(lesson))
        else:
            self.lesson_chosen.emit(day, lesson)

    def _on_left(self, lessons: FitList[Lesson], step: int) -> None:
        lists = self.day_lists()
        place = lists.index(lessons) + step
        if 0 <= place < len(lists):
            other = lists[place]
            other.setFocus()
            row = 0 if step > 0 else other.rows_model.rowCount() - 1
            other.setCurrentIndex(other.rows_model.index(row, 0))


def _averages(theme: Theme) -> FitList[SubjectResult]:
    made: FitList[SubjectResult] = FitList(
        theme, tr("Средний балл по предметам"), text_of=spoken_average
    )
    made.setItemDelegate(AverageDelegate(theme, made))
    return made


def _works(theme: Theme, title: str) -> tuple[FitList[Work], Card]:
    made: FitList[Work] = FitList(theme, title, text_of=spoken_work)
    made.setItemDelegate(WorkDelegate(theme, made))
    card = Card(theme, title)
    card.body.addWidget(made)
    return made, card
