"""«Люди»: whom one may write to, arranged by what they are to one."""

import pytest

from server.school_core.circle import CircleKind, circles
from server.school_core.contact import ContactSwitches
from server.school_core.school import School, SchoolDay
from tests.server.core.schools import DAY, NAMES, SCHOOL, pid, school

ROSTER = school()


def around(who: str, **switches: bool) -> dict[str, tuple[str, ...]]:
    """Kind (and class) → accounts."""
    told = School(
        ROSTER, {name: pid(name) for name in NAMES}, {SCHOOL: ContactSwitches(**switches)}
    )
    found = circles(told, SchoolDay(told, DAY), who)
    return {
        f"{one.kind.value} {one.school_class}".strip(): tuple(p.user_id for p in one.people)
        for one in found
    }


def test_a_class_teacher_sees_colleagues_the_class_and_its_parents():
    assert around("vera") == {
        "colleagues": ("ivan", "head", "mixed"),
        "pupils 9Б": ("artem", "dasha"),
        "parents 9Б": ("mama", "olga", "mixed"),
    }


def test_who_teaches_a_group_reaches_those_who_learn_in_it_alone():
    told = around("ivan")
    assert told["pupils 9Б"] == ("artem",), "dasha does not learn biology"
    assert "olga" not in told["parents 9Б"]


def test_a_pupil_sees_own_teachers_classmates_and_family():
    assert around("artem") == {
        "family": ("mama", "mixed"),
        "teachers": ("ivan", "vera"),
        "pupils 9Б": ("dasha",),
    }
    assert "pupils 9Б" not in around("artem", classmates=False)


def test_a_parent_sees_the_childs_teachers_and_the_office():
    assert around("mama") == {
        "family": ("artem",),
        "teachers": ("ivan", "vera"),
        "office": ("head",),
    }
    assert around("mama", class_parents=True)["parents 9Б"] == ("olga", "mixed")


def test_a_ruling_takes_the_child_and_all_that_goes_with_it_away():
    assert around("papa") == {"office": ("head",)}


def test_strangers_see_and_are_seen_by_nobody():
    assert around("nobody") == {}
    assert around("unheard-of") == {}
    assert all("alien" not in people for who in NAMES for people in around(who).values())


@pytest.mark.parametrize("who", NAMES)
def test_nobody_is_told_whom_the_rules_refuse(who):
    told = School(ROSTER, {name: pid(name) for name in NAMES})
    day = SchoolDay(told, DAY)
    for people in around(who).values():
        assert all(day.contact(who, other).allowed for other in people)


def test_what_is_told_of_them():
    told = School(ROSTER, {name: pid(name) for name in NAMES})
    day = SchoolDay(told, DAY)
    found = {one.kind: one for one in circles(told, day, "vera")}
    mama, *_ = found[CircleKind.PARENTS].people
    assert (mama.name, mama.children) == ("Мама Артёма Имя", ("Ученик 9Б Имя",))
    head = next(one for one in found[CircleKind.COLLEAGUES].people if one.user_id == "head")
    assert head.role.value == "admin"
    (vera,) = [
        one
        for circle in circles(told, day, "artem")
        for one in circle.people
        if one.user_id == "vera"
    ]
    assert vera.leads == ("9Б",)
