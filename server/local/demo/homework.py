"""What teachers write into the chats of their subject groups: the journal's homework."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from server.demo import journal
from server.local.demo.talk import Line

_TALKS = (
    ("А на отдельном листе?", "Нет, в рабочей тетради."),
    ("Можно сдать завтра до уроков?", "Да, положите на мой стол."),
    ("А если болел?", "Тогда сделайте к следующему уроку."),
    ("Наизусть или своими словами?", "Своими словами."),
    ("Спасибо!", "Пожалуйста. Проверю на следующем уроке."),
    ("Учебник или сборник?", "Учебник, страница прежняя."),
)
_SHARE = 0.5
"""Of homework that somebody asks about."""


def homework_lines(
    group: tuple[str, str],
    taught: Mapping[str, Sequence[str]],
    pupils: Sequence[str],
    *,
    now: datetime,
    days: int,
) -> tuple[Line, ...]:
    """The talk of a subject group (class, subject); `taught` are the class's subjects, by whom."""
    title, subject = group
    rng = random.Random(f"{title} {subject}")
    teacher = taught[subject][0]
    lines: list[Line] = []
    for day in journal.days((now - timedelta(days=days)).date(), now.date()):
        for lesson in journal.lessons(title, day, taught):
            text = lesson.tasks[0].text
            if lesson.subject == subject and text:
                _, ends = journal.BELLS[lesson.number - 1]
                at = datetime.combine(day, ends, tzinfo=now.tzinfo) + timedelta(minutes=3)
                lines += _told(rng, teacher, rng.choice(pupils), text, at)
    return tuple(line for line in lines if line.at < now)


def _told(rng: random.Random, teacher: str, pupil: str, text: str, at: datetime) -> Iterator[Line]:
    yield Line(teacher, f"Домашнее задание: {text}", at)
    if rng.random() < _SHARE:
        question, answer = rng.choice(_TALKS)
        yield Line(pupil, question, at + timedelta(minutes=rng.randrange(20, 240)))
        yield Line(teacher, answer, at + timedelta(minutes=rng.randrange(241, 300)))
