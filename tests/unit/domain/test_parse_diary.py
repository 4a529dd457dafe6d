"""Replies about the diary: what is understood, and that no JSON at all breaks anything else."""

import contextlib
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadReply
from app.domain.parse import diary as parse
from app.domain.parse.school import parse_activity, parse_me

ASSIGNMENT = {
    "id": "7",
    "kind": "Контрольная работа",
    "text": " §14\u202e № 201 ",
    "due": "2026-11-18",
    "mark": "4-",
    "number": 4,
    "weight": 3,
    "comment": "Хорошо",
    "duty": True,
    "homework": False,
    "attachments": [{"id": "9", "name": "../../план.doc"}],
}
WEEK = {
    "monday": "2026-11-16",
    "source": "Сетевой Город",
    "fetched_at": "2026-11-18T05:05:00Z",
    "days": [
        {
            "day": "2026-11-16",
            "lessons": [
                {
                    "number": 1,
                    "subject": "Алгебра",
                    "begins": "08:30:00",
                    "ends": None,
                    "room": "201",
                    "teacher": "@vera:school14.example",
                    "teacher_name": "Вартанян Вера",
                    "assignments": [ASSIGNMENT],
                }
            ],
        }
    ],
    "works": [{"subject": "Алгебра", "assignment": ASSIGNMENT}],
}


def test_a_week_is_read_and_made_safe() -> None:
    week = parse.parse_week(WEEK)
    (lesson,) = week.days[0].lessons
    assert (week.monday, lesson.begins, lesson.ends) == (date(2026, 11, 16), time(8, 30), None)
    (work,) = lesson.assignments
    assert (work.text, work.mark, work.number, work.weight) == ("§14 № 201", "4-", 4, 3.0)
    assert work.attachments[0].name == "план.doc"
    assert week.works[0].assignment == work


def test_an_average_is_read_as_it_is_written() -> None:
    period = {"id": "q2", "title": "2 четверть", "begins": "2026-11-01", "ends": "2026-12-31"}
    body = {
        "periods": [period],
        "period": period,
        "subjects": [
            {"subject": "Алгебра", "average": "4.57", "marks": []},
            {"subject": "Физика", "average": None, "marks": []},
            {"subject": "Химия", "average": "400", "marks": []},
        ],
    }
    averages = [one.average for one in parse.parse_results(body).subjects]
    assert averages == [4.57, None, None]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["2026-11-18", "0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([*WEEK, *WEEK["days"][0], *ASSIGNMENT, "period", "periods", "subjects"]),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.parametrize(
    "read",
    [
        parse.parse_children,
        parse.parse_week,
        parse.parse_results,
        parse.parse_absences,
        parse.parse_homework,
        parse.parse_announcements,
        parse.parse_registers,
        parse.parse_link,
        parse_me,
        parse_activity,
    ],
)
@given(value=_json)
def test_any_json_gives_values_or_one_error(read, value) -> None:
    with contextlib.suppress(BadReply):
        read(value)
    broken = WEEK | (value if isinstance(value, dict) else {"days": value})
    with contextlib.suppress(BadReply):
        read(broken)


def test_who_am_i_tells_the_sections() -> None:
    me = parse_me({"name": "Мама", "roles": [{"org": "s", "role": "parent"}], "orgs": []})
    assert (me.is_family, me.is_admin) == (True, False)
    assert parse_me({"operator": True}).is_admin
