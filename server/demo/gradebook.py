"""The journal of invented classes as a OneRoster gradebook export."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from server.demo import journal
from server.demo.school import DemoSchool
from server.school_core.roster import ClassKind, EnrolmentRole

_AHEAD = timedelta(days=14)
SUBJECTS = tuple(sorted(journal.BY_SUBJECT))
"""Every subject the journal teaches: a subject group of another name gets no lessons."""


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """A subject group: its class id, the homeroom whose timetable it follows, and its pupils."""

    id: str
    homeroom: str
    subject: str
    pupils: tuple[str, ...]


def demo_groups(school: DemoSchool) -> list[DemoGroup]:
    """Return the subject groups as the journal wants them: with the class whose day they follow."""
    pupils: dict[str, list[str]] = {}
    for one in school.roster.enrolments:
        if one.role is EnrolmentRole.PUPIL:
            pupils.setdefault(one.school_class, []).append(one.person)
    return [
        DemoGroup(key, one.title.split(" · ")[0], one.subject, tuple(sorted(pupils.get(key, ()))))
        for key, one in sorted(school.roster.classes.items())
        if one.kind is ClassKind.SUBJECT
    ]


def gradebook_export(
    groups: Sequence[DemoGroup],
    *,
    begins: date,
    today: date,
    learns: Mapping[str, Collection[str]] | None = None,
) -> dict[str, bytes]:
    """Return the files of the gradebook from the first day of the year to two weeks ahead.

    `learns` names the subjects of a homeroom that does not learn them all.
    """

    def lessons(homeroom: str, day: date) -> tuple[journal.JournalLesson, ...]:
        return journal.lessons(homeroom, day, (learns or {}).get(homeroom, journal.BY_SUBJECT))

    line_items, results = [], []
    for day in journal.days(begins, today + _AHEAD):
        for group in groups:
            for lesson in lessons(group.homeroom, day):
                if lesson.subject != group.subject:
                    continue
                for task in lesson.tasks:
                    item = f"{group.id}:{task.id}"
                    kind, _ = journal.KINDS[task.kind]
                    line_items.append(
                        (
                            *(item, task.kind, task.text, day, group.id, f"kind-{kind}"),
                            *(str(task.duty).lower(), lesson.number),
                        )
                    )
                    for pupil in group.pupils:
                        mark = journal.mark(pupil, lesson, task, today)
                        if mark.value or mark.comment:
                            results.append(_result(f"{item}:{pupil}", item, pupil, mark, day))
    return {
        "academicsessions.csv": _csv("sourcedId,title,type,startDate,endDate", _quarters(begins)),
        "categories.csv": _csv(
            "sourcedId,title,weight",
            ((f"kind-{id_}", name, weight) for name, (id_, weight) in journal.KINDS.items()),
        ),
        "lineitems.csv": _csv(
            "sourcedId,title,description,dueDate,classSourcedId,categorySourcedId,"
            "metadata.duty,metadata.lesson",
            line_items,
        ),
        "results.csv": _csv(
            "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,textScore,"
            "scoreDate,comment",
            results,
        ),
        "timetable.csv": _csv(
            "classSourcedId,weekday,number,beginTime,endTime,room",
            _timetable(groups, begins, lessons),
        ),
    }


def _result(
    id_: str, item: str, pupil: str, mark: journal.JournalMark, day: date
) -> tuple[object, ...]:
    score = mark.value if mark.value.isdigit() else ""
    text = "" if score else mark.value
    return id_, item, pupil, "fully graded", score, text, day, mark.comment


def _timetable(
    groups: Sequence[DemoGroup],
    begins: date,
    lessons: Callable[[str, date], tuple[journal.JournalLesson, ...]],
) -> Iterable[tuple[object, ...]]:
    homerooms: Mapping[tuple[str, str], str] = {
        (group.homeroom, group.subject): group.id for group in groups
    }
    monday = begins - timedelta(days=begins.weekday()) + timedelta(days=7)
    for homeroom in sorted({group.homeroom for group in groups}):
        for day in journal.days(monday, monday + timedelta(days=5)):
            for lesson in lessons(homeroom, day):
                group = homerooms.get((homeroom, lesson.subject))
                if group is not None:
                    start, end = journal.BELLS[lesson.number - 1]
                    yield (
                        *(group, day.isoweekday(), lesson.number),
                        *(start.strftime("%H:%M"), end.strftime("%H:%M"), lesson.room),
                    )


def _quarters(begins: date) -> Iterable[tuple[object, ...]]:
    year = begins.year if begins.month >= 8 else begins.year - 1
    spans = (
        (date(year, 9, 1), date(year, 10, 31)),
        (date(year, 11, 1), date(year, 12, 31)),
        (date(year + 1, 1, 1), date(year + 1, 3, 31)),
        (date(year + 1, 4, 1), date(year + 1, 5, 31)),
    )
    yield f"year-{year}", f"{year}/{year + 1}", "schoolYear", spans[0][0], spans[-1][1]
    for number, (start, end) in enumerate(spans, 1):
        yield f"q{number}-{year}", f"{number} четверть", "gradingPeriod", start, end


def _csv(head: str, rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    out.write(head + "\n")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
