"""The contact matrix of features.md, cell by cell."""

import pytest

from server.school_core.contact import ContactSwitches, may_contact
from server.school_core.standing import standings
from tests.server.core.schools import DAY, NAMES, pid, school

ALL_ON = ContactSwitches(
    teacher_other_pupils=True, classmates_primary=True, classmates=True, class_parents=True
)
ALL_OFF = ContactSwitches(classmates=False)

# who, whom, with every switch off, with every switch on
MATRIX = [
    # teacher and staff
    ("vera", "ivan", True, True),
    ("vera", "head", True, True),
    ("vera", "artem", True, True),
    ("ivan", "artem", True, True),
    ("ivan", "dasha", False, True),  # not in the biology group
    ("vera", "petya", False, True),
    ("vera", "mama", True, True),
    ("ivan", "olga", False, False),
    ("head", "petya", True, True),
    ("head", "olga", True, True),
    ("vera", "alien", False, False),
    # pupil
    ("artem", "vera", True, True),
    ("artem", "ivan", True, True),
    ("dasha", "ivan", False, False),
    ("artem", "head", False, False),
    ("artem", "dasha", False, True),
    ("petya", "katya", False, True),
    ("artem", "petya", False, False),
    ("artem", "mama", True, True),
    ("artem", "papa", False, False),
    ("artem", "olga", False, False),
    ("artem", "alien", False, False),
    # parent
    ("mama", "vera", True, True),
    ("mama", "ivan", True, True),
    ("olga", "ivan", False, False),
    ("mama", "head", True, True),
    ("mama", "artem", True, True),
    ("papa", "artem", False, False),
    ("papa", "vera", False, False),
    ("mama", "dasha", False, False),
    ("mama", "olga", False, True),
    ("mama", "alien", False, False),
    # several roles: what any of them allows
    ("mixed", "artem", True, True),
    ("mixed", "petya", True, True),
    ("mixed", "vera", True, True),
    # nobody
    ("nobody", "vera", False, False),
    ("alien", "artem", False, False),
    ("vera", "vera", False, False),
]


@pytest.mark.parametrize(("who", "whom", "off", "on"), MATRIX)
def test_the_contact_matrix(who: str, whom: str, off: bool, on: bool):
    people = standings(school(), DAY)
    judged = [
        may_contact(people[pid(who)], people[pid(whom)], switches=switches).allowed
        for switches in (ALL_OFF, ALL_ON)
    ]
    assert judged == [off, on]


def test_by_default_classmates_write_to_each_other_from_grade_five():
    people = standings(school(), DAY)
    default = ContactSwitches()
    assert may_contact(people[pid("artem")], people[pid("dasha")], switches=default).allowed
    assert not may_contact(people[pid("petya")], people[pid("katya")], switches=default).allowed


def test_every_refusal_has_a_code_and_a_sentence():
    people = standings(school(), DAY)
    for who in NAMES:
        for whom in NAMES:
            verdict = may_contact(people[pid(who)], people[pid(whom)], switches=ALL_OFF)
            assert verdict.code
            assert verdict.allowed or verdict.text.endswith(".")


def test_staff_with_a_pupil_is_supervised_both_ways():
    people = standings(school(), DAY)
    for who, whom in (("vera", "artem"), ("artem", "vera"), ("head", "petya")):
        verdict = may_contact(people[pid(who)], people[pid(whom)], switches=ContactSwitches())
        assert verdict.supervised


def test_more_switches_never_take_a_contact_away():
    people = standings(school(), DAY)
    for who in people.values():
        for whom in people.values():
            if may_contact(who, whom, switches=ALL_OFF).allowed:
                assert may_contact(who, whom, switches=ALL_ON).allowed
