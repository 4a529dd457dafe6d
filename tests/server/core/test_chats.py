"""Which chats a roster asks for."""

from dataclasses import replace
from datetime import date, timedelta

from server.school_core.chats import HELPS, LEADS, MEMBER, ChatKey, Pin, wanted_chats
from server.school_core.roster import EnrolmentRole
from tests.server.core.schools import DAY, SCHOOL, enrol, pid, school

CLASS = ChatKey("class", SCHOOL, "9b")
PARENTS = ChatKey("parents", SCHOOL, "9b")
BIOLOGY = ChatKey("subject", SCHOOL, "9b-bio")
STAFF = ChatKey("staff", SCHOOL, SCHOOL)


def members(roster, key, **kwargs):
    return dict(wanted_chats(roster, DAY, **kwargs)[key].members)


def test_a_class_chat_has_its_pupils_and_the_class_teacher_leads():
    assert members(school(), CLASS) == {"vera": LEADS, "artem": MEMBER, "dasha": MEMBER}


def test_a_parents_chat_has_no_child_and_nobody_a_ruling_keeps_away():
    assert members(school(), PARENTS) == {"vera": LEADS, "mama": 0, "mixed": 0, "olga": 0}


def test_a_subject_chat_has_its_group():
    assert members(school(), BIOLOGY) == {"ivan": LEADS, "artem": MEMBER}


def test_the_staff_chat_is_led_by_administrators():
    assert members(school(), STAFF) == {"head": LEADS, "vera": 0, "ivan": 0, "mixed": 0}


def test_a_second_class_teacher_helps():
    roster = school()
    more = roster.enrolments | {enrol("ivan", "9b", EnrolmentRole.TEACHER)}
    assert members(replace(roster, enrolments=more), CLASS)["ivan"] == HELPS


def test_who_has_left_is_out_the_day_after():
    roster = school()
    gone = enrol("artem", "9b", EnrolmentRole.PUPIL)
    left = enrol("artem", "9b", EnrolmentRole.PUPIL, ends=DAY - timedelta(days=1))
    stays = enrol("artem", "9b", EnrolmentRole.PUPIL, ends=DAY)
    for ending, inside in ((left, False), (stays, True)):
        changed = replace(roster, enrolments=(roster.enrolments - {gone}) | {ending})
        assert ("artem" in members(changed, CLASS)) is inside
        assert ("mama" in members(changed, PARENTS)) is inside


def test_a_pin_holds_until_its_day():
    keep_in = Pin(CLASS, pid("ivan"), True, "замещает", DAY, level=HELPS)
    keep_out = Pin(CLASS, pid("dasha"), False, "домашнее обучение", date(2026, 1, 1))
    got = members(school(), CLASS, pins=[keep_in, keep_out])
    assert got["ivan"] == HELPS
    assert "dasha" in got, "the pin has run out"
