"""What is counted from a diary, told by small examples and by the rule itself."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.service.diary import marks
from server.service.diary.marks import Attendance
from server.service.diary.values import Assignment, Day, Lesson, Period

MONDAY = date(2026, 11, 16)


def work(mark: str = "", *, weight: float = 1, kind: str = marks.HOMEWORK, **more) -> Assignment:
    return Assignment("1", kind, "", more.pop("due", MONDAY), mark, weight, **more)


def lesson(*assignments: Assignment, subject: str = "Алгебра", number: int = 1) -> Lesson:
    return Lesson(number, subject, assignments=assignments)


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("5", 5),
        ("4-", 4),
        ("3 +", 3),
        ("1", 1),
        ("6", None),
        ("УП", None),
        ("", None),
        ("5/5", None),
    ],
)
def test_what_is_a_number(mark, number):
    assert marks.number_of(mark) == number


def test_a_test_weighs_more_and_halves_go_up():
    assert marks.average([work("5"), work("3", weight=3)]) == Decimal("3.50")
    assert marks.average([work("5")] * 3 + [work("4")] * 5) == Decimal("4.38")  # 4.375


def test_nothing_to_count_is_no_average():
    assert marks.average([work("Б"), work(""), work("5", weight=0)]) is None


@given(st.lists(st.tuples(st.integers(2, 5), st.integers(1, 40).map(lambda n: n / 4)), min_size=1))
def test_the_average_lies_between_its_marks_whatever_the_weights(pairs):
    found = marks.average([work(str(mark), weight=weight) for mark, weight in pairs])
    assert min(m for m, _ in pairs) <= found <= max(m for m, _ in pairs)
    exact = sum(m * w for m, w in pairs) / sum(w for _, w in pairs)
    assert abs(float(found) - exact) <= 0.005 + 1e-9


def test_results_name_subjects_without_marks_too():
    day = Day(MONDAY, (lesson(work("5"), work("УП")), lesson(subject="Физика", number=2)))
    found = marks.results([day])
    assert [(one.subject, one.average) for one in found] == [
        ("Алгебра", Decimal("5.00")),
        ("Физика", None),
    ]
    assert [one.mark for _, one in found[0].marks] == ["5"]


def test_an_absence_is_told_once_a_lesson_and_late_is_not_missed():
    days = [
        Day(
            MONDAY,
            (lesson(work("УП"), work("УП")), lesson(work("оп"), number=2), lesson(work("4"))),
        ),
    ]
    found = marks.absences(days)
    assert [(one.number, one.why) for one in found] == [
        (1, Attendance.EXCUSED),
        (2, Attendance.LATE),
    ]
    assert [one.why.missed for one in found] == [True, False]


def test_a_debt_is_a_required_work_past_its_day_without_a_mark():
    due = date(2026, 11, 10)
    days = [
        Day(
            due,
            (
                lesson(
                    work(due=due, duty=True, kind="Проект"),
                    work("4", due=due, duty=True),
                    work(due=due),
                    work(due=MONDAY, duty=True),
                ),
            ),
        )
    ]
    assert [debt.assignment.kind for debt in marks.debts(days, MONDAY)] == ["Проект"]


def test_works_to_come_are_tests_and_not_homework():
    day = Day(MONDAY, (lesson(work(), work(kind="Контрольная работа"), work("5", kind="Проект")),))
    assert [one.assignment.kind for one in marks.works_to_come([day], MONDAY)] == [
        "Контрольная работа"
    ]
    assert marks.works_to_come([day], date(2026, 11, 17)) == ()


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_day_has_a_period_and_the_quarters_do_not_overlap(day):
    quarters = marks.quarters(day)
    assert [one.holds(day) for one in quarters].count(True) <= 1
    found = marks.period_at(quarters, day)
    assert found is not None
    assert found.holds(day) or day.month in {6, 7, 8}


def test_the_shorter_of_two_periods_is_meant():
    year = Period("y", "Год", date(2026, 9, 1), date(2027, 5, 31))
    term = Period("t", "1 триместр", date(2026, 9, 1), date(2026, 11, 20))
    assert marks.period_at([year, term], MONDAY) == term
