"""The new school year made of the last list: who goes up, who leaves, what groups are called."""

from datetime import date

import pytest

from server.demo.__main__ import export
from server.demo.school import make_school
from server.demo.tables import zipped
from server.school_core.roles import Role
from server.school_core.roster import ClassKind, EnrolmentRole
from server.school_core.succession import replaced_classes, successions
from server.service.rosters.bundle import read_bundle
from server.service.rosters.new_year import moving, rolled
from server.service.rosters.problems import Report
from server.service.rosters.roster_map import to_roster
from tests.server.rosters.lists import imported, workbook

SUMMER = date(2027, 6, 20)
FORMS = ("oneroster12", "oneroster11", "sds21")


def told(form):
    """A school of some classes in a format: its tables and what they make in summer."""
    files = export((make_school(seed=5, size=60, number=77),), form)
    tables = imported(read_bundle(zipped(files)), day=SUMMER).tables
    return tables, made(tables)


def made(tables, day=SUMMER):
    return to_roster(tables, revision="r", report=Report(), day=day)


def pupils(roster, title):
    (key,) = (key for key, one in roster.classes.items() if one.title == title)
    return {
        one.person
        for one in roster.enrolments
        if one.school_class == key and one.role is EnrolmentRole.PUPIL
    }


def homerooms(roster):
    return {one.title: key for key, one in roster.classes.items() if one.kind is ClassKind.HOMEROOM}


@pytest.mark.parametrize("form", FORMS)
def test_a_class_goes_up_with_its_pupils_groups_and_chats(form) -> None:
    tables, before = told(form)
    assert [(one.title, one.following, one.leaves) for one in moving(before, SUMMER)] == [
        ("5А", "6А", False),
        ("9А", "10А", False),
    ]
    after = made(rolled(tables, before, leaving=set(), staying=set(), day=SUMMER))
    assert homerooms(after) == {"6А": homerooms(before)["5А"], "10А": homerooms(before)["9А"]}
    assert pupils(after, "6А") == pupils(before, "5А")
    assert pupils(after, "10А · алгебра") == pupils(before, "9А · алгебра")
    assert after.people.keys() == before.people.keys()
    assert {one.grade for one in after.classes.values()} == {6, 10}
    assert successions(before, after, SUMMER) == (), "the same ids: their chats simply go on"
    assert replaced_classes(before, after, SUMMER) == ()
    autumn = made(
        rolled(tables, before, leaving=set(), staying=set(), day=SUMMER), date(2027, 9, 2)
    )
    assert homerooms(autumn) == homerooms(after), "and in autumn they are still there"


@pytest.mark.parametrize("form", FORMS)
def test_a_class_that_leaves_takes_its_pupils_and_their_parents_along(form) -> None:
    tables, before = told(form)
    nine, five = homerooms(before)["9А"], homerooms(before)["5А"]
    after = made(rolled(tables, before, leaving={nine}, staying={five}, day=SUMMER))
    assert homerooms(after) == {"5А": five}, "nor did the other move"
    assert not any("9А" in one.title for one in after.classes.values()), "its groups go too"
    gone = before.people.keys() - after.people.keys()
    assert pupils(before, "9А") <= gone
    assert not gone & pupils(before, "5А")
    for person in gone - pupils(before, "9А"):
        assert before.roles_of(person) == {Role.PARENT}
        children = {one.child for one in before.guardianships if one.guardian == person}
        assert children <= pupils(before, "9А")
    parents = {one.guardian for one in before.guardianships if one.child in pupils(before, "5А")}
    assert parents <= after.people.keys(), "who has a child here stays"
    staff = {one.person for one in before.roles if one.role is not Role.PARENT}
    assert staff - pupils(before, "9А") <= after.people.keys()


def test_a_schools_own_list_goes_up_too() -> None:
    rows = (("ФИО", "Класс"), ("Облаков Иван", "9-Б класс"), ("Лесной Фёдор", "11 «А»"))
    tables = imported({"список.xlsx": workbook(Ученики=rows)}).tables
    before = made(tables, date(2026, 6, 20))
    assert [(one.following, one.leaves) for one in moving(before, SUMMER)] == [
        ("10Б", False),
        ("", True),
    ]
    last = next(one.id for one in moving(before, SUMMER) if one.leaves)
    after = made(rolled(tables, before, leaving={last}, staying=set(), day=SUMMER))
    assert list(homerooms(after)) == ["10Б"]
    assert [one.family for one in after.people.values()] == ["Облаков"]
