"""The roster document, and the rules as the homeserver asks them."""

import json
from dataclasses import replace

import pytest

from server.school_core.contact import ContactSwitches
from server.school_core.document import DocumentRefused, read_document
from server.school_core.document_write import write_document
from server.school_core.roles import Role
from server.school_core.roster import Roster
from server.school_core.school import School, SchoolDay, gather
from tests.server.core.schools import DAY, NAMES, OTHER_SCHOOL, SCHOOL, pid, school

HERE = "school.test"


def user(name: str) -> str:
    return f"@{name}:{HERE}"


def told(roster: Roster | None = None, switches=None) -> School:
    accounts = {user(name): pid(name) for name in NAMES}
    return School(roster or school(), accounts, switches or {})


def document(**changes) -> str:
    return json.dumps(dict(write_document(told())) | changes)


def test_a_document_says_what_the_school_is():
    switches = {SCHOOL: ContactSwitches(class_parents=True)}
    given = told(switches=switches)
    assert read_document(json.dumps(write_document(given)), server_name=HERE) == given


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"revision": ""}, "revision"),
        ({"people": [{"id": "a"}, {"id": "a"}]}, "people: 'a' is there 2 times"),
        ({"people": [{"id": "a", "user_id": "@a:evil.test"}]}, "not an account of school.test"),
        ({"people": [{"id": "a", "user_id": "a"}]}, "people[0].user_id"),
        ({"people": []}, "enrolments.person"),
        ({"grants": [{"person": "vera", "org": "s14", "role": "king"}]}, "grants[0].role"),
        ({"grants": [{"person": "vera", "org": "s99", "role": "admin"}]}, "grants.org"),
        ({"classes": []}, "enrolments.class"),
        ({"guardianships": [{"guardian": "mama", "child": "mama"}]}, "own guardian"),
        ({"switches": {"s14": {"anything": True}}}, "switches.s14.anything"),
        ({"switches": {"s99": {}}}, "'s99'"),
        ({"pupils": []}, "pupils"),
        ({"orgs": "s14"}, "orgs"),
    ],
)
def test_a_document_with_a_fault_is_refused_whole_and_says_where(changes, complaint):
    with pytest.raises(DocumentRefused) as refused:
        read_document(document(**changes), server_name=HERE)
    assert any(complaint in problem for problem in refused.value.problems)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "1" * 10_000])
def test_what_is_no_document_is_refused(text):
    with pytest.raises(DocumentRefused):
        read_document(text, server_name=HERE)


def test_a_person_is_shown_by_the_first_of_several_roles():
    day = SchoolDay(told(), DAY)
    shown = [day.role(user(name)) for name in ("mixed", "artem", "mama", "nobody", "unheard-of")]
    assert shown == [Role.TEACHER, Role.PUPIL, Role.PARENT, None, None]


def test_who_is_unknown_reaches_nobody_and_is_reached_by_nobody():
    day = SchoolDay(told(), DAY)
    assert day.contact("@spy:school.test", user("artem")).code == "no_role"
    assert day.contact(user("head"), "@spy:school.test").code == "stranger"


def test_a_pupil_cannot_bring_the_mother_and_a_classmate_together():
    day = SchoolDay(told(), DAY)
    artem, dasha, mama = user("artem"), user("dasha"), user("mama")
    assert day.bring(artem, dasha, [artem]).allowed
    assert day.bring(artem, mama, [artem]).allowed
    assert day.bring(artem, mama, [artem, dasha]).code == "apart"
    assert gather(day, artem, [mama, dasha]).code == "apart"


def test_a_class_teacher_may_gather_a_pupil_and_a_mother():
    day = SchoolDay(told(), DAY)
    assert gather(day, user("vera"), [user("artem"), user("mama"), user("dasha")]).allowed


def test_a_direct_chat_goes_on_while_one_of_two_may_begin_it():
    day = SchoolDay(told(), DAY)
    assert day.may_talk(user("artem"), user("head")).allowed, "the head may write to any pupil"
    assert not day.may_talk(user("papa"), user("artem")).allowed


def test_where_two_share_two_schools_the_stricter_one_decides():
    roster = school()
    both = replace(
        roster,
        roles=roster.roles
        | {replace(g, org=OTHER_SCHOOL) for g in roster.roles if g.person in ("artem", "dasha")},
    )
    lax, strict = ContactSwitches(), ContactSwitches(classmates=False)
    artem, dasha = user("artem"), user("dasha")
    day = SchoolDay(told(both, {SCHOOL: lax, OTHER_SCHOOL: strict}), DAY)
    assert day.contact(artem, dasha).code == "pupil_classmates_off"
    assert SchoolDay(told(both, {SCHOOL: lax}), DAY).contact(artem, dasha).allowed
