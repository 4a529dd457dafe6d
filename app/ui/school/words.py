"""Days, averages and absences as people write them."""

from datetime import date, timedelta

from app.domain.board import Audience, BoardNotice
from app.domain.diary import Assignment, Attendance, Lesson, Week, Work
from app.ui.qt.i18n import tr, trn


def weekday(day: date) -> str:
    """Return «Понедельник»."""
    return (
        tr("Понедельник"), tr("Вторник"), tr("Среда"), tr("Четверг"),
        tr("Пятница"), tr("Суббота"), tr("Воскресенье"),
    )[day.weekday()]  # fmt: skip


def month(day: date) -> str:
    """Return «ноября»."""
    return (
        tr("января"), tr("февраля"), tr("марта"), tr("апреля"), tr("мая"), tr("июня"),
        tr("июля"), tr("августа"), tr("сентября"), tr("октября"), tr("ноября"), tr("декабря"),
    )[day.month - 1]  # fmt: skip


def day_words(day: date) -> str:
    """Return «20 ноября»."""
    return tr("{day} {month}", day=day.day, month=month(day))


def day_and_weekday(day: date) -> str:
    """Return «пятница, 22 ноября»."""
    return tr("{weekday}, {date}", weekday=weekday(day).lower(), date=day_words(day))


def week_words(monday: date) -> str:
    """Return «18 – 23 ноября», «30 ноября – 5 декабря»: Monday to Saturday."""
    return span_words(monday, monday + timedelta(days=5))


def span_words(begins: date, ends: date) -> str:
    """Return «18 – 23 ноября»."""
    first = str(begins.day) if begins.month == ends.month else day_words(begins)
    return f"{first} – {day_words(ends)}"


def average_words(average: float | None) -> str:
    """Return «4,6», or a dash."""
    if average is None:
        return "—"
    # Two decimals came; halves go up, as at school.
    return f"{int(average * 10 + 0.5 + 1e-9) / 10:.1f}".replace(".", tr(","))


def absence_words(why: Attendance) -> str:
    """Return what a code of the register means."""
    match why:
        case Attendance.EXCUSED:
            return tr("по уважительной причине")
        case Attendance.ILL:
            return tr("по болезни")
        case Attendance.TRUANT:
            return tr("без уважительной причины")
        case Attendance.ABSENT:
            return tr("отсутствие")
        case Attendance.LATE:
            return tr("опоздание")
        case Attendance.RELEASED:
            return tr("освобождение")


def homework_of(lesson: Lesson) -> str:
    """Return the homework of a lesson in a line; tests of the day stand before it."""
    tests = [one.kind for one in lesson.assignments if is_test(one)]
    tasks = [one.text for one in lesson.assignments if one.homework and one.text]
    return " · ".join(dict.fromkeys([*tests, *tasks]))


def is_test(assignment: Assignment) -> bool:
    """Whether an assignment is announced beforehand: no homework, no answer in class."""
    return not assignment.homework and assignment.kind not in {
        "Ответ на уроке",
        "Работа на уроке",
        "Срез знаний",
        "Задание",
        "",
    }


def spoken_lesson(lesson: Lesson) -> str:
    """Return a lesson for a screen reader."""
    begins = lesson.begins.strftime("%H:%M") if lesson.begins else f"{lesson.number}"
    marks = ", ".join(one.mark for one in lesson.assignments if one.mark)
    parts = [begins, lesson.subject, homework_of(lesson)]
    if marks:
        parts.append(tr("отметки: {marks}", marks=marks))
    return ", ".join(part for part in parts if part)


def spoken_work(work: Work) -> str:
    """Return a work for a screen reader."""
    return f"{work.assignment.kind}, {work.subject}, {day_and_weekday(work.assignment.due)}"


def has_lessons(week: Week) -> bool:
    """Whether a week has any lesson."""
    return any(day.lessons for day in week.days)


def missed_words(count: int) -> str:
    """Return «Пропущено 3 урока»."""
    return trn("Пропущено %n [урок|урока|уроков]", count)


def due_words(day: date) -> str:
    """Return «Срок: 25 ноября»."""
    return tr("Срок: {day}", day=day_words(day))


def audience_words(audience: Audience) -> str:
    """Return whom an announcement is for: «Родителям»."""
    return {
        Audience.EVERYONE: tr("Всем"),
        Audience.PARENTS: tr("Родителям"),
        Audience.PUPILS: tr("Ученикам"),
        Audience.STAFF: tr("Сотрудникам"),
    }[audience]


def addressee_words(one: BoardNotice) -> str:
    """Return «Родителям: 9А, 9Б», or «Всем» with the school where no class is named."""
    where = ", ".join(one.classes) or one.org_name
    to = audience_words(one.audience)
    return f"{to}: {where}" if where else to
