"""Who enters a lesson and what they may publish there, case by case."""

import pytest

from server.school_core.lessons import (
    ALL_SOURCES,
    NO_SOURCES,
    SHARE,
    TALK,
    Audience,
    Enters,
    LessonRules,
    Phase,
    Place,
    Refused,
    Source,
    Waits,
    entry,
    place,
)
from server.school_core.standing import standings
from tests.server.core.schools import DAY, SCHOOL, cid, pid, school

LEADS, LEARNS, GUEST = Place.LEADS, Place.LEARNS, Place.GUEST
PLACES = [
    # who, class, what they are to its lesson
    ("vera", "9b", LEADS),
    ("ivan", "9b", GUEST),
    ("ivan", "9b-bio", LEADS),
    ("vera", "9b-bio", GUEST),
    ("head", "9b-bio", LEADS),
    ("artem", "9b-bio", LEARNS),
    ("dasha", "9b-bio", GUEST),
    ("dasha", "9b", LEARNS),
    ("petya", "9b", GUEST),
    ("mama", "9b", GUEST),
    ("mixed", "9b", GUEST),
    ("mixed", "2a", LEADS),
    ("alien", "9b", GUEST),
    ("nobody", "9b", GUEST),
]


@pytest.mark.parametrize(("who", "group", "expected"), PLACES)
def test_the_roster_says_who_leads_and_who_learns(who: str, group: str, expected: Place) -> None:
    people = standings(school(), DAY)
    assert place(Audience(SCHOOL, cid(group)), f"@{who}:s", people[pid(who)]) is expected


def test_a_named_teacher_leads_only_while_on_the_schools_staff() -> None:
    people = standings(school(), DAY)
    named = Audience(SCHOOL, cid("9b"), frozenset({"@ivan:s", "@mama:s", "@alien:s"}))
    assert place(named, "@ivan:s", people[pid("ivan")]) is LEADS
    assert place(named, "@mama:s", people[pid("mama")]) is GUEST
    assert place(named, "@alien:s", people[pid("alien")]) is GUEST
    assert place(named, "@ivan:s", None) is GUEST


P = Phase
ENTRIES = [
    # what the teacher decided, place, what happens
    (LessonRules(P.PLANNED), LEADS, "all"),
    (LessonRules(P.PLANNED), LEARNS, "lesson_no_teacher"),
    (LessonRules(P.WAITING), LEARNS, "lesson_no_teacher"),
    (LessonRules(P.LIVE), LEARNS, "listens"),
    (LessonRules(P.LIVE), GUEST, "lesson_not_admitted"),
    (LessonRules(P.LIVE, admitted=frozenset({"@a"})), GUEST, "listens"),
    (LessonRules(P.WAITING, admitted=frozenset({"@a"})), GUEST, "lesson_no_teacher"),
    (LessonRules(P.LIVE, locked=True), LEADS, "all"),
    (LessonRules(P.LIVE, locked=True), LEARNS, "lesson_locked"),
    (LessonRules(P.LIVE, locked=True, entered=frozenset({"@a"})), LEARNS, "listens"),
    (LessonRules(P.LIVE, locked=True, admitted=frozenset({"@a"})), GUEST, "listens"),
    (LessonRules(P.LIVE, removed=frozenset({"@a"})), LEARNS, "lesson_removed"),
    (LessonRules(P.LIVE, removed=frozenset({"@a"})), LEADS, "all"),
    (LessonRules(P.WAITING, removed=frozenset({"@a"})), LEARNS, "lesson_removed"),
    (LessonRules(P.ENDED), LEADS, "lesson_ended"),
    (LessonRules(P.ENDED, admitted=frozenset({"@a"})), LEARNS, "lesson_ended"),
]


@pytest.mark.parametrize(("rules", "where", "expected"), ENTRIES)
def test_the_door(rules: LessonRules, where: Place, expected: str) -> None:
    match entry(rules, "@a", where):
        case Enters(grant):
            publishes = "all" if grant.sources == ALL_SOURCES else "listens"
            assert grant.subscribe
            assert (publishes, grant.data) == (expected, expected == "all")
        case Waits(why) | Refused(why):
            assert why.code == expected
            assert why.text.endswith(".")


def test_waiting_and_refusal_are_told_apart() -> None:
    assert isinstance(entry(LessonRules(P.WAITING), "@a", LEARNS), Waits)
    assert isinstance(entry(LessonRules(P.LIVE), "@a", GUEST), Waits)
    for rules in (LessonRules(P.ENDED), LessonRules(P.LIVE, locked=True)):
        assert isinstance(entry(rules, "@a", LEARNS), Refused)


FLOORS = [
    (LessonRules(P.LIVE), NO_SOURCES),
    (LessonRules(P.LIVE, floor=TALK), TALK),
    (LessonRules(P.LIVE, given={"@a": TALK}), TALK),
    (LessonRules(P.LIVE, given={"@b": TALK}), NO_SOURCES),
    (LessonRules(P.LIVE, floor=TALK, given={"@a": NO_SOURCES}), NO_SOURCES),
    (LessonRules(P.LIVE, given={"@a": TALK | SHARE}), ALL_SOURCES),
    (LessonRules(P.LIVE, floor=TALK, given={"@a": frozenset({Source.CAMERA})}), {Source.CAMERA}),
]


@pytest.mark.parametrize(("rules", "sources"), FLOORS)
def test_the_floor(rules: LessonRules, sources: frozenset[Source]) -> None:
    found = entry(rules, "@a", LEARNS)
    assert isinstance(found, Enters)
    assert found.grant.sources == sources
    assert not found.grant.data
