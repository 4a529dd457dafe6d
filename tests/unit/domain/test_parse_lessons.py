"""What the school tells of a lesson, whatever it sends."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.calls import Source
from app.domain.ids import UserId
from app.domain.lessons import LessonFacts, Phase
from app.domain.parse.fields import iso_moment
from app.domain.parse.lessons import parse_attendance, parse_lesson, told_of_lesson

ANSWER: dict[str, Any] = {
    "id": "L1",
    "room_id": "!r",
    "title": "Биология",
    "phase": "live",
    "place": "leads",
    "door": {"state": "enters", "code": "", "text": ""},
    "locked": True,
    "floor": ["microphone", "no such source"],
    "hands": [{"user_id": "@b:s", "at": "2026-11-25T10:00:00+00:00"}, {"user_id": 5}],
    "question": {
        "id": "q",
        "text": "Готовы?",
        "options": ["да", "нет"],
        "open": True,
        "answered": 1,
        "totals": [1, 0],
        "mine": 0,
    },
    "timer_until": "2026-11-25T13:05:00+03:00",
    "groups": [{"key": "g", "name": "Первая", "members": ["@b:s"]}, {"name": "без ключа"}],
    "groups_until": None,
    "notice": "",
    "waiting": ["@c:s", None],
}
TOLD = {
    "id": "L1",
    "phase": "live",
    "locked": False,
    "floor": [],
    "hands": [],
    "question": {"id": "q", "text": "Готовы?", "options": ["да", "нет"], "open": True},
    "leads": ["@a:s"],
}


def test_the_services_answer_is_read_whole() -> None:
    facts = parse_lesson(ANSWER)
    assert facts is not None
    assert (facts.phase, facts.leads, facts.enters, facts.locked) == (Phase.LIVE, True, True, True)
    assert facts.floor == {Source.MICROPHONE}
    assert list(facts.hands) == ["@b:s"]
    assert facts.timer_until == datetime(2026, 11, 25, 10, 5, tzinfo=UTC)
    assert [group.key for group in facts.groups] == ["g"]
    assert facts.group_of(UserId("@b:s")) == facts.groups[0]
    assert facts.waiting == ("@c:s",)


def test_what_everybody_is_told_keeps_what_is_mine() -> None:
    facts = parse_lesson(TOLD, parse_lesson(ANSWER))
    assert facts is not None and facts.question is not None
    assert (facts.leads, facts.enters, facts.title) == (True, True, "Биология")
    assert (facts.question.totals, facts.question.mine) == ((1, 0), 0)
    assert (facts.locked, facts.hands, facts.teachers) == (False, {}, frozenset({"@a:s"}))


def test_another_lesson_starts_from_nothing() -> None:
    facts = parse_lesson(TOLD | {"id": "L2"}, parse_lesson(ANSWER))
    assert facts is not None and facts.question is not None
    assert (facts.leads, facts.question.mine) == (False, None)


@pytest.mark.parametrize(
    "metadata", ["", "x", "[]", "{}", '{"app.parta.lesson": 5}', "[" * 10_000, "null"]
)
def test_metadata_of_another_kind_tells_nothing(metadata: str) -> None:
    assert told_of_lesson(metadata) is None


def test_metadata_is_found() -> None:
    told = told_of_lesson(json.dumps({"app.parta.lesson": TOLD}))
    assert told == TOLD


HOSTILE: list[Any] = [None, 5, "x", [], {}, [[]], {"a": {}}, True, float("nan"), 10**400]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: str(value)[:10])
def test_no_field_of_any_kind_breaks_it(value: Any) -> None:
    for name in ANSWER:
        facts = parse_lesson(ANSWER | {name: value})
        assert facts is None or isinstance(facts, LessonFacts)
    for name in ANSWER["question"]:
        assert parse_lesson(ANSWER | {"question": ANSWER["question"] | {name: value}})
    assert isinstance(parse_attendance({"lines": value}), tuple)
    assert isinstance(parse_attendance({"lines": [value], "ended_at": value}), tuple)


def test_the_register() -> None:
    lines = parse_attendance(
        {
            "ended_at": "2026-11-25T10:45:00+00:00",
            "lines": [
                {
                    "user_id": "@b:s",
                    "name": "Первый Артём",
                    "expected": True,
                    "joined": "2026-11-25T10:05:00+00:00",
                    "left": "2026-11-25T10:40:00+00:00",
                    "here": False,
                    "present_seconds": 2100,
                    "late_minutes": 5,
                },
                {"user_id": None, "name": "Вторая Даша", "expected": True},
            ],
        }
    )
    first, second = lines
    assert (first.total, first.late) == (timedelta(minutes=35), timedelta(minutes=5))
    assert (first.left_early, first.here) == (timedelta(minutes=5), False)
    assert (second.person.name, second.joined, second.late) == ("Вторая Даша", None, None)


@pytest.mark.parametrize(
    "lie", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1969-12-31T23:59:59Z", "нет"]
)
def test_a_time_that_no_clock_here_shows_is_none(lie: str) -> None:
    assert iso_moment(lie) is None


def test_a_time_without_a_zone_is_utc() -> None:
    assert iso_moment("2026-11-25T10:00:00") == datetime(2026, 11, 25, 10, tzinfo=UTC)
