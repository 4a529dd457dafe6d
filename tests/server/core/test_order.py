"""Names and classes in the order people know, by the rule itself and in a list of a school."""

from datetime import date

from server.school_core.order import by_name, by_title
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Org,
    OrgId,
    PersonId,
    RoleGrant,
    Roster,
    SchoolClass,
    SchoolPerson,
)
from server.school_core.school import School
from server.service.intake.people import Filter, Register

ORG = OrgId("s")


def test_yo_stands_with_ye_and_case_does_not_count():
    names = ["Ёлкин", "Жуков", "абрамов", "Елкина", "Яковлев", "Дёмин", "Демина", "О'Нил", ""]
    assert sorted(names, key=by_name) == [
        *("", "абрамов", "Дёмин", "Демина", "Ёлкин", "Елкина", "Жуков", "О'Нил", "Яковлев")
    ]


def test_numbers_in_titles_count_as_numbers():
    titles = ["10А", "9Б · физика", "9Б", "Школа № 14", "Школа № 2", "1Ж", "1Ё", "²", ""]
    assert sorted(titles, key=by_title) == [
        *("", "1Ё", "1Ж", "9Б", "9Б · физика", "10А", "²", "Школа № 2", "Школа № 14")
    ]


def test_lists_of_a_school_are_in_that_order():
    people = {
        PersonId(family): SchoolPerson(PersonId(family), family, "Ия")
        for family in ("Ёлкина", "Жукова", "Абрамова")
    }
    classes = {
        ClassId(title): SchoolClass(ClassId(title), ORG, title, ClassKind.HOMEROOM)
        for title in ("10А", "9А")
    }
    roster = Roster(
        "r",
        {ORG: Org(ORG, "Школа")},
        classes,
        people,
        frozenset(RoleGrant(one, ORG, Role.PUPIL) for one in people),
        frozenset(Enrolment(one, ClassId("9А"), EnrolmentRole.PUPIL) for one in people),
    )
    register = Register(School(roster), ORG, date(2026, 11, 20))
    assert [one.name for one in register.people(Filter(), only=None)] == [
        *("Абрамова Ия", "Ёлкина Ия", "Жукова Ия")
    ]
    assert list(register.classes) == ["9А", "10А"]
