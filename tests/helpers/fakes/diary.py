"""The diary of the mockup."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from app.domain.diary import (
    Absence,
    Absences,
    Announcement,
    Assignment,
    Attachment,
    Attendance,
    Child,
    Day,
    Homework,
    Journal,
    JournalGroup,
    JournalGroups,
    Lesson,
    LinkOutcome,
    Period,
    Register,
    Results,
    SubjectResult,
    Week,
    Work,
)
from app.domain.errors import AppError
from app.domain.ids import PersonId, UserId
from tests.helpers.fakes.recorded import Recorded

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
ARTEM, POLINA = PersonId("p-1"), PersonId("p-2")
TEACHER = UserId("@vera:school14.example")
_TIMES = (time(8, 30), time(9, 25), time(10, 20), time(11, 25))
_PLAN = """
Алгебра|§14 № 201, 204 (б, г)|5
Русский язык|Упр. 118, словарные слова|4 5
Биология|Проект «Пчёлы»: план|
История|Конспект §9|3

Геометрия|Теорема Фалеса, № 12|
Физика|Лабораторная № 3|5
Английский язык|Эссе 120 слов|4
Физкультура||5

Биология|Строение цветка|
Химия|§11, вопросы 1–4|
Литература|«Обломов», ч. 1|УП
Информатика|Задача B в Python|2

Алгебра|§15 № 219, 220|
Русский язык|Упр. 124|
История|§10, даты|
География|Контурная карта, с. 8|

Химия|Уравнения № 6|
Физика|§21, № 8|
Английский язык|Слова урока 7|
Литература|Стихотворение наизусть|

Геометрия|п. 58, № 531|
Биология|§12, вопросы|
"""


def _assignment(number: int, kind: str, text: str, day: date, mark: str = "") -> Assignment:
    return Assignment(
        str(number),
        kind,
        text,
        day,
        mark,
        int(mark) if mark.isdigit() else None,
        comment="Решение оформлено аккуратно" if mark == "5" else "",
        homework=kind == "Домашнее задание",
        attachments=(Attachment("9", "задание.pdf"),) if number % 5 == 0 else (),
    )


def week(monday: date = MONDAY) -> Week:
    """The mockup's week, moved to any Monday."""
    days = []
    for offset, block in enumerate(_PLAN.strip().split("\n\n")):
        day = monday + timedelta(days=offset)
        lessons = []
        for place, line in enumerate(block.splitlines()):
            subject, task, marks = line.split("|")
            number = offset * 100 + place * 10
            works = [_assignment(number, "Домашнее задание", task, day)]
            works += [
                _assignment(number + at, "Ответ на уроке", "", day, mark)
                for at, mark in enumerate(marks.split(), 1)
            ]
            lessons.append(
                Lesson(
                    place + 1,
                    subject,
                    _TIMES[place],
                    room="201",
                    teacher=TEACHER if subject == "Биология" else None,
                    teacher_name="Вартанян Вера Арамовна" if subject == "Биология" else "",
                    assignments=tuple(works),
                )
            )
        days.append(Day(day, tuple(lessons)))
    works = (
        Work("Химия", _assignment(1, "Контрольная работа", "", monday + timedelta(days=4))),
        Work("Биология", _assignment(2, "Проект", "", monday + timedelta(days=7))),
    )
    fetched = datetime.combine(TODAY, time(4, 5), UTC)
    return Week(monday, "Сетевой Город", fetched, tuple(days), works)


PERIODS = tuple(
    Period(f"q{number}", f"{number} четверть", begins, ends)
    for number, begins, ends in (
        (1, date(2026, 9, 1), date(2026, 10, 31)),
        (2, date(2026, 11, 1), date(2026, 12, 31)),
        (3, date(2027, 1, 1), date(2027, 3, 31)),
        (4, date(2027, 4, 1), date(2027, 5, 31)),
    )
)


def results(period: Period = PERIODS[1]) -> Results:
    """Averages of the mockup."""

    def subject(name: str, average: float | None, marks: str) -> SubjectResult:
        return SubjectResult(
            name,
            average,
            tuple(
                (MONDAY, _assignment(at, "Ответ на уроке", "", MONDAY, mark))
                for at, mark in enumerate(marks.split())
            ),
        )

    return Results(
        PERIODS,
        period,
        (
            subject("Алгебра", 4.6, "5 4 5 5 4"),
            subject("Биология", 4.8, "5 5 5 4 5"),
            subject("История", 3.9, "3 4 5 4 3 4"),
            subject("Русский язык", 4.3, "4 5 4 4 5 4"),
            subject("Физика", 4.5, "5 4 5 4"),
            subject("Химия", None, ""),
        ),
    )


class FakeDiary(Recorded):
    """`Diary`: two children, one of them without a gradebook; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.list: tuple[Child, ...] = (
            Child(ARTEM, "Артём Кузнецов", "9Б", source="Сетевой Город", linked=True),
            Child(POLINA, "Полина Кузнецова", "7А"),
        )
        self.journals: dict[str, Journal] = {}
        self.kept: Week | None = None
        self.kept_list: tuple[Child, ...] = ()
        self.empty = False
        self.overdue: tuple[Work, ...] = ()
        self.notices = (
            Announcement(
                "n1",
                "Сверить электронные журналы!",
                "По прошествии месяца + 7 дней каждый журнал будет закрыт.",
                "Администратор школы",
                datetime(2026, 11, 17, 9, 10, tzinfo=UTC),
            ),
            Announcement(
                "n2",
                "Родительское собрание",
                "В четверг в 18:30, актовый зал.",
                "Администратор школы",
                datetime(2026, 11, 14, 9, 11, tzinfo=UTC),
                datetime(2026, 11, 15, 9, 11, tzinfo=UTC),
            ),
        )
        self.outcomes = [LinkOutcome(True)]
        self.groups = JournalGroups(
            (
                JournalGroup("9b-bio", "9Б · биология", "Биология", ("Вартанян Вера",), 9),
                JournalGroup("7a-bio", "7А · биология", "Биология", ("Вартанян Вера",), 7),
                JournalGroup("9b-alg", "9Б · алгебра", "Алгебра", ("Громов Павел",), 9),
            ),
            PERIODS,
            "q2",
        )
        self.link_error: AppError | None = None

    async def children(self) -> tuple[Child, ...]:
        await self._called("children")
        return self.list

    async def kept_children(self) -> tuple[Child, ...]:
        return self.kept_list

    async def week(self, child: PersonId, day: date | None) -> Week:
        await self._called("week", child, day)
        monday = day or MONDAY
        return Week(monday, "Сетевой Город", week().fetched_at) if self.empty else week(monday)

    async def kept_week(self, child: PersonId) -> Week | None:
        return self.kept

    async def results(self, child: PersonId, period: str | None) -> Results:
        await self._called("results", child, period)
        return results(next((one for one in PERIODS if one.id == period), PERIODS[1]))

    async def absences(self, child: PersonId, period: str | None) -> Absences:
        await self._called("absences", child, period)
        return Absences(
            PERIODS,
            next((one for one in PERIODS if one.id == period), PERIODS[1]),
            (
                Absence(MONDAY, 2, "Химия", Attendance.ILL, missed=True),
                Absence(TODAY, 3, "Литература", Attendance.EXCUSED, missed=True),
                Absence(TODAY, 1, "Биология", Attendance.LATE, missed=False),
            ),
        )

    async def homework(self, child: PersonId) -> Homework:
        await self._called("homework", child)
        return Homework((), self.overdue)

    async def announcements(self, child: PersonId) -> tuple[Announcement, ...]:
        await self._called("announcements", child)
        return self.notices

    async def confirm(self, child: PersonId, notice: str) -> None:
        await self._called("confirm", child, notice)
        self.notices = tuple(
            Announcement(one.id, one.title, one.text, one.author, one.posted_at, datetime.now(UTC))
            if one.id == notice
            else one
            for one in self.notices
        )

    async def save_file(
        self, child: PersonId, assignment: str, attachment: str, target: Path
    ) -> None:
        await self._called("save_file", child, assignment, attachment, target)

    async def save_notice_file(
        self, child: PersonId, notice: str, attachment: str, target: Path
    ) -> None:
        await self._called("save_notice_file", child, notice, attachment, target)

    async def journal_groups(self) -> JournalGroups:
        await self._called("journal_groups")
        return self.groups

    async def journal(self, group: str, period: str | None) -> Journal:
        await self._called("journal", group, period)
        if group in self.journals:
            return self.journals[group]
        one = next(each for each in self.groups.groups if each.id == group)
        marked = tuple(
            SubjectResult(name, each.average, each.marks)
            for name, each in zip(
                ("Иванова Дарья", "Кузнецов Артём"), results().subjects, strict=False
            )
        )
        works = {mark.id: mark for row in marked for _, mark in row.marks}
        by_day = sorted(works.values(), key=lambda work: work.due)
        return Journal(one.title, PERIODS[1], marked, tuple(by_day))

    async def registers(self) -> tuple[Register, ...]:
        await self._called("registers")
        return (Register("sgo", "Сетевой Город"),)

    async def link(
        self,
        child: PersonId,
        register: str,
        *,
        login: str,
        password: str,
        student: int | None = None,
    ) -> LinkOutcome:
        self.calls.append(("link", child, register, login, password, student))
        if self.link_error is not None:
            raise self.link_error
        outcome = self.outcomes.pop(0)
        if outcome.linked:
            self.list = tuple(
                Child(one.person, one.name, one.class_title, source="Сетевой Город", linked=True)
                if one.person == child
                else one
                for one in self.list
            )
        return outcome

    async def unlink(self, child: PersonId) -> None:
        await self._called("unlink", child)
        self.list = tuple(
            Child(one.person, one.name, one.class_title) if one.person == child else one
            for one in self.list
        )
