"""A class journal from a seed: timetable, homework, tests, marks and absences of any school day.

Everything is a pure function of names and days, so that the simulated register, the OneRoster
export and a test that recounts always tell the same. All of it is invented.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

HOMEWORK, ANSWER, TEST, LAB, PROJECT = (
    "Домашнее задание",
    "Ответ на уроке",
    "Контрольная работа",
    "Лабораторная работа",
    "Проект",
)
KINDS = {HOMEWORK: (3, 1.0), ANSWER: (5, 1.0), TEST: (10, 3.0), LAB: (14, 2.0), PROJECT: (20, 2.0)}
"""Type id of the register and weight of a mark, by name."""

BELLS = (
    (time(8, 30), time(9, 15)),
    (time(9, 25), time(10, 10)),
    (time(10, 20), time(11, 5)),
    (time(11, 25), time(12, 10)),
    (time(12, 30), time(13, 15)),
    (time(13, 25), time(14, 10)),
)
BY_SUBJECT = {
    "Алгебра": ("§14 № 201, 204 (б, г)", "§15 № 219, 220", "Повторить формулы, № 233"),
    "Геометрия": ("Теорема Фалеса, № 12", "п. 58, № 531", "Задача на построение, № 17"),
    "Русский язык": ("Упр. 118, словарные слова", "Упр. 124", "Правило на с. 61 наизусть"),
    "Литература": ("«Обломов», ч. 1", "Стихотворение наизусть", "Сочинение: план"),
    "Биология": ("Строение цветка, рисунок", "§12, вопросы", "Проект «Пчёлы»: план"),
    "История": ("Конспект §9", "§10, даты", "Карта: отметить походы"),
    "Физика": ("Лабораторная № 3: отчёт", "§21, № 8", "Задачи 4–6"),
    "Английский язык": ("Эссе 120 слов", "Слова урока 7", "Упр. 5, с. 44"),
    "Физкультура": ("", "", ""),
    "Химия": ("§11, вопросы 1–4", "Уравнения № 6", "§12, таблица"),
    "Информатика": ("Задача B в Python", "Повторить циклы", "Тест в тетради"),
    "География": ("Контурная карта, с. 8", "§14", "Доклад о реке"),
}
_FOLDER_OF = {"Физика": LAB, "Химия": LAB, "Биология": PROJECT, "История": PROJECT}
_COMMENTS = ("", "", "", "Решение оформлено аккуратно", "Есть помарки", "Отвечал уверенно")


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do for a lesson, or done in it."""

    id: int
    kind: str
    text: str
    duty: bool = False
    has_file: bool = False


@dataclass(frozen=True, slots=True)
class JournalLesson:
    """A lesson of a class on a day."""

    group: str
    day: date
    number: int
    subject: str
    room: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class JournalMark:
    """What the journal holds for a pupil under a task."""

    value: str = ""
    comment: str = ""


def lessons(
    group: str, day: date, subjects: Collection[str] = BY_SUBJECT
) -> tuple[JournalLesson, ...]:
    """Return the lessons of a class on a day, of the subjects it learns.

    None on Sundays and in the summer.
    """
    if day.weekday() == 6 or day.month in {6, 7, 8}:
        return ()
    order = sorted(subjects, key=lambda subject: _roll(group, day.weekday(), subject))
    return tuple(
        JournalLesson(
            group,
            day,
            number,
            subject,
            str(100 + _roll(subject, "room") % 300),
            tuple(_tasks(group, day, number, subject)),
        )
        for number, subject in enumerate(order[: 4 if day.weekday() > 3 else 5], 1)
    )


def mark(pupil: str, lesson: JournalLesson, task: Task, today: date) -> JournalMark:
    """Return what stands under a task for a pupil, as of a day; days to come hold nothing."""
    if lesson.day >= today:
        return JournalMark()
    missed = _roll(pupil, lesson.day.isoformat(), "absent") % 29
    if missed < 2:
        # One code in the first cell of the lesson says that the pupil was not there.
        first = task.id == lesson.tasks[0].id
        return JournalMark(("УП", "Б")[missed] if first else "")
    late = _roll(pupil, lesson.day.isoformat(), lesson.number, "late") % 61 == 0
    if late and task.id == lesson.tasks[0].id:
        return JournalMark("ОП")
    roll = _roll(pupil, task.id)
    likely = 20 if task.kind == HOMEWORK else 30 if task.kind == ANSWER else 90
    if roll % 100 >= likely or (task.kind == HOMEWORK and not task.text):
        return JournalMark()
    level = _roll(pupil, lesson.subject, "level") % 3
    value = (5, 5, 4, 4, 5, 3)[roll // 100 % 6] if level else (4, 3, 4, 3, 5, 2)[roll // 100 % 6]
    return JournalMark(str(value), _COMMENTS[roll // 1000 % len(_COMMENTS)])


def days(begins: date, ends: date) -> Iterator[date]:
    """Every day of a stretch, both ends included."""
    day = begins
    while day <= ends:
        yield day
        day += timedelta(days=1)


def _tasks(group: str, day: date, number: int, subject: str) -> Iterator[Task]:
    roll = _roll(group, day.isoformat(), number, subject)
    base = day.toordinal() * 10_000 + _roll(group) % 97 * 100 + number * 10
    texts = BY_SUBJECT[subject]
    yield Task(base, HOMEWORK, texts[roll % len(texts)], has_file=roll % 7 == 0)
    yield Task(base + 1, ANSWER, "Ответ на уроке")
    week, turn = day.isocalendar().week, _roll(group, subject)
    if week % 2 == turn % 2 and day.weekday() == turn // 2 % 6 and subject != "Физкультура":
        kind = _FOLDER_OF.get(subject, TEST) if roll % 2 else TEST
        yield Task(base + 2, kind, f"{kind}: {subject.lower()}", duty=True)


def _roll(*parts: object) -> int:
    text = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=6).digest(), "big")
