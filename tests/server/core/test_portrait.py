"""Who may read what of whom on a person's card."""

from dataclasses import replace

import pytest

from server.school_core.portrait import PortraitChild, PortraitRole, Viewer, portrait
from server.school_core.roles import Role
from server.school_core.school import School, SchoolDay
from tests.server.core.schools import DAY, NAMES, SCHOOL, pid, school

ROSTER = school()
PEOPLE = SchoolDay(School(ROSTER, {name: pid(name) for name in NAMES}), DAY)
ARTEM = PortraitChild("Ученик 9Б Имя", "9Б")


def seen(viewer: str, whom: str) -> tuple[PortraitRole, ...]:
    standing = PEOPLE.standing(whom)
    assert standing is not None
    return portrait(ROSTER, PEOPLE, Viewer(PEOPLE.standing(viewer)), standing)


@pytest.mark.parametrize("viewer", ["head", "ivan", "petya", "mama", "papa"])
def test_whom_a_teacher_leads_and_what_they_teach_everybody_at_the_school_may_know(viewer):
    assert seen(viewer, "vera") == (PortraitRole(SCHOOL, Role.TEACHER, leads=("9Б",)),)
    assert seen(viewer, "ivan") == (
        PortraitRole(SCHOOL, Role.TEACHER, subjects=("9Б · биология",)),
    )


@pytest.mark.parametrize(
    ("viewer", "knows"),
    [
        ("head", True),
        ("vera", True),
        ("ivan", True),
        ("dasha", True),
        ("olga", True),
        ("mama", True),
        ("artem", True),
        ("papa", False),
        ("petya", False),
    ],
)
def test_a_pupils_class_is_for_those_who_have_to_do_with_it(viewer, knows):
    classes = ("9Б",) if knows else ()
    assert seen(viewer, "artem") == (PortraitRole(SCHOOL, Role.PUPIL, classes=classes),)


@pytest.mark.parametrize(
    ("viewer", "children", "classes"),
    [
        ("head", (ARTEM,), ()),
        ("vera", (ARTEM,), ()),
        ("ivan", (ARTEM,), ()),
        ("artem", (ARTEM,), ("9Б",)),
        ("mixed", (ARTEM,), ("9Б",)),
        ("olga", (), ("9Б",)),
        ("dasha", (), ("9Б",)),
        ("petya", (), ()),
        ("papa", (), ()),
    ],
)
def test_whose_parent_somebody_is_only_teachers_and_the_family_read(viewer, children, classes):
    expected = PortraitRole(SCHOOL, Role.PARENT, classes=classes, children=children)
    assert seen(viewer, "mama") == (expected,)


def test_a_person_with_several_roles_shows_each_the_first_first():
    roles = seen("head", "mixed")
    assert [one.role for one in roles] == [Role.TEACHER, Role.PARENT]
    assert roles[0].leads == ("2А",)
    assert roles[1].children == (ARTEM,)


def test_a_parent_whom_a_court_keeps_away_is_shown_with_no_child():
    assert seen("head", "papa") == (PortraitRole(SCHOOL, Role.PARENT),)


def test_another_school_reads_nothing_and_the_operator_everything():
    standing = PEOPLE.standing("mama")
    assert standing is not None
    assert seen("alien", "mama") == ()
    assert portrait(ROSTER, PEOPLE, Viewer(None), standing) == ()
    (role,) = portrait(ROSTER, PEOPLE, Viewer(None, everything=True), standing)
    assert role.children == (ARTEM,)


def test_a_school_that_shares_an_account_with_another_keeps_its_roles_to_itself():
    from server.school_core.roster import RoleGrant
    from tests.server.core.schools import OTHER_SCHOOL

    both = replace(ROSTER, roles=ROSTER.roles | {RoleGrant(pid("vera"), OTHER_SCHOOL, Role.ADMIN)})
    day = SchoolDay(School(both, {name: pid(name) for name in NAMES}), DAY)
    vera = day.standing("vera")
    assert vera is not None
    (role,) = portrait(both, day, Viewer(day.standing("mama")), vera)
    assert (role.org, role.role) == (SCHOOL, Role.TEACHER)
