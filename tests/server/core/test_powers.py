"""Power levels, supervision and limits: the rules by themselves."""

import math

import pytest

from server.school_core.events import judge_call_start, judge_mention
from server.school_core.limits import rate, upload_limits
from server.school_core.powers import (
    CALL_START,
    Powers,
    judge_powers,
    judge_supervisors_powers,
)
from server.school_core.roles import Role
from server.school_core.supervision import (
    MARK,
    judge_deletion,
    judge_departure,
    judge_mark,
    supervisors,
)

LEVELS = {"users": {"@head": 100, "@helper": 50}, "notifications": {"room": 50}}


def test_how_much_power_somebody_has():
    powers = Powers(LEVELS, frozenset({"@maker"}))
    assert powers.of("@maker") == math.inf
    assert [powers.of(one) for one in ("@head", "@helper", "@any")] == [100, 50, 0]
    assert Powers({"users_default": 10}).of("@any") == 10
    assert Powers({"users": [], "users_default": "x"}).of("@any") == 0


def test_mentions_and_calls_take_the_power_that_is_asked_for():
    powers = Powers(LEVELS)
    assert judge_mention("@helper", powers).allowed
    assert not judge_mention("@any", powers).allowed
    assert judge_call_start("@any", powers).allowed
    led = Powers(LEVELS | {"events": {CALL_START: 100}})
    assert judge_call_start("@head", led).allowed
    assert judge_call_start("@helper", led).code == "call_start"
    silent = Powers(LEVELS | {"events_default": 50})
    assert not judge_call_start("@any", silent).allowed


STAFF = frozenset({"@teacher", "@head"})
POWERS = [
    ({"users": {"@pupil": 100}}, True, "power_cap"),
    ({"users": {"@pupil": 51}}, True, "power_cap"),
    ({"users": {"@pupil": 50}}, True, "powers"),
    ({"users": {"@head": 100}}, True, "powers"),
    ({"users": {"@pupil": 100}}, False, "powers"),  # among themselves
    ({"users_default": 1}, True, "power_everybody"),
    ({"users_default": 50}, False, "power_everybody"),
    ({"redact": 0}, True, "power_everybody"),
    ({"kick": 49}, False, "power_everybody"),
    ({"ban": 0}, True, "power_everybody"),
    ({"invite": 0, "events_default": 0, "events": {"m.room.name": 0}}, True, "powers"),
    ({"users": 5}, True, "power_shape"),
    ({}, True, "powers"),
]


@pytest.mark.parametrize(("content", "staff", "code"), POWERS)
def test_what_a_person_may_hand_out(content, staff, code):
    assert judge_powers(content, staff_gives=staff, is_staff=STAFF.__contains__).code == code


def test_supervisors_keep_their_power_and_their_place():
    mark = dict(MARK) | {"supervisors": ["@head", 5]}
    named = supervisors(mark)
    assert named == {"@head"}
    before, after = Powers(LEVELS), Powers({"users": {"@head": 50}})
    assert not judge_supervisors_powers(before, after, named).allowed
    assert judge_supervisors_powers(before, before, named).allowed
    assert not judge_departure("@head", mark).allowed
    assert judge_departure("@any", mark).allowed
    assert judge_departure("@any", None).allowed


def test_the_mark_is_set_once_and_never_changed():
    assert judge_mark(MARK, marked=False).allowed
    for content, marked in (({}, False), (MARK | {"supervisors": []}, False), (MARK, True)):
        assert not judge_mark(content, marked=marked).allowed


DELETIONS = [
    ("@a", "@a", 2, False, True),
    ("@teacher", "@a", 2, True, False),
    ("@teacher", "@a", 3, True, True),
    ("@a", "@teacher", 3, False, False),
    ("@a", None, 3, False, False),
]


@pytest.mark.parametrize(("sender", "author", "people", "staff", "may"), DELETIONS)
def test_what_was_said_under_supervision_stays(sender, author, people, staff, may):
    assert judge_deletion(sender, author, people, staff=staff).allowed is may


def test_limits_by_role():
    assert upload_limits(Role.BOT) is None
    pupil, teacher, unknown = (upload_limits(one) for one in (Role.PUPIL, Role.TEACHER, None))
    assert unknown.file < pupil.file < teacher.file
    assert unknown.day < pupil.day < teacher.day
    assert rate(frozenset({Role.PUPIL}), "rc_message") is not None
    assert rate(frozenset({Role.PARENT, Role.TEACHER}), "rc_message") is None
    assert rate(frozenset({Role.PUPIL}), "rc_login.address") is None
