"""The head of the diary: whose it is, which week and part, and how old what is shown is."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal

from app.domain.diary import Child, Week
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton, label, push_button
from app.ui.school.head import PageHead, Tabs
from app.ui.school.picker import Picker
from app.ui.school.words import day_words, week_words
from app.ui.theme import FontRole, Theme
from app.ui.when import clock

WEEK, RESULTS, ABSENCES, NOTICES, JOURNAL = range(5)


class DiaryHead(PageHead):
    """`journal`: the part of who teaches is there too."""

    child_picked = Signal(object)
    """A person's id."""
    stepped = Signal(int)
    """So many weeks on."""

    def __init__(self, theme: Theme, *, journal: bool) -> None:
        super().__init__(theme, tr("Дневник"))
        self.who = Picker(tr("Чей дневник"))
        self.who.picked.connect(self.child_picked)
        self.who.hide()
        self.back = IconButton(theme, "chevron_left_24_regular", tr("Предыдущая неделя"))
        self.forward = IconButton(theme, "chevron_right_24_regular", tr("Следующая неделя"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forward.clicked.connect(lambda: self.stepped.emit(1))
        self.when = label(theme, "", FontRole.BODY_STRONG)
        titles = [tr("Неделя"), tr("Итоги"), tr("Пропуски"), tr("Объявления")]
        if journal:
            titles.append(tr("Журнал"))
        self.tabs = Tabs(theme, tr("Разделы дневника"), titles)
        self.more = IconButton(theme, "more_horizontal_24_regular", tr("Ещё"))
        self.board = push_button(tr("Доска сотрудника"), look="chip")
        self.events = push_button(tr("Мероприятия"), look="chip")
        week = (self.back, self.when, self.forward)
        for part in (self.who, *week, self.tabs, self.events, self.board, self.more):
            self.tools.addWidget(part)

    def show_for(
        self,
        child: Child | None,
        children: Sequence[Child],
        *,
        week: Week | None,
        monday: date,
        today: date,
    ) -> None:
        """Say whose diary it is; `week` is the one that is known, `monday` begins the wanted."""
        self.who.setVisible(len(children) > 1)
        if child is None:
            self.say("")
            return
        options = [
            (one.person, " · ".join(part for part in (one.name, one.class_title) if part))
            for one in children
        ]
        self.who.offer(options, child.person)
        parts = [child.name, child.class_title]
        if week is not None:
            when = loaded_words(week.fetched_at, today)
            words = tr("данные из «{book}», обновлено {when}", book=week.source, when=when)
            parts.append(words)
        self.say(" · ".join(part for part in parts if part))
        self.more.setVisible(child.linked)
        for part in (self.back, self.when, self.forward):
            part.setVisible(self.tabs.current == WEEK)
        self.when.setText(week_words(monday))
        self.tools_changed()


def loaded_words(moment: datetime, today: date) -> str:
    """Return when something was loaded: «в 14:05», «12 мая в 14:05»."""
    there = moment.astimezone()
    if there.date() == today:
        return tr("в {time}", time=clock(moment))
    return tr("{date} в {time}", date=day_words(there.date()), time=clock(moment))
