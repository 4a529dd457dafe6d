"""Who may read whose diary: a small school with every case, asked pair by pair."""

from datetime import date

import pytest

from server.school_core.diary import children_of, may_read_diary, may_read_journal
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Guardianship,
    Org,
    OrgId,
    PersonId,
    RoleGrant,
    Roster,
    SchoolClass,
    SchoolPerson,
)
from server.school_core.standing import standings

DAY = date(2026, 11, 18)
S14, S2 = OrgId("s14"), OrgId("s2")
PUPIL, TEACHER = EnrolmentRole.PUPIL, EnrolmentRole.TEACHER


def _person(name: str) -> SchoolPerson:
    return SchoolPerson(PersonId(name), name.title(), "Имя")


def _roster() -> Roster:
    names = ("artem", "dasha", "left", "mama", "papa", "ruled")
    names += ("vera", "bio", "admin", "foreign", "aide")
    homeroom = SchoolClass(ClassId("9b"), S14, "9Б", ClassKind.HOMEROOM, 9)
    biology = SchoolClass(ClassId("9b-bio"), S14, "9Б · биология", ClassKind.SUBJECT, 9, "биология")
    other = SchoolClass(ClassId("7a-alg"), S14, "7А · алгебра", ClassKind.SUBJECT, 7, "алгебра")

    def put(who: str, where: SchoolClass, role: EnrolmentRole, **more) -> Enrolment:
        return Enrolment(PersonId(who), where.id, role, **more)

    return Roster(
        "r1",
        {org: Org(org, org) for org in (S14, S2)},
        {one.id: one for one in (homeroom, biology, other)},
        {PersonId(name): _person(name) for name in names},
        frozenset(
            {
                RoleGrant(PersonId("admin"), S14, Role.ADMIN),
                RoleGrant(PersonId("foreign"), S2, Role.ADMIN),
                *(RoleGrant(PersonId(n), S14, Role.TEACHER) for n in ("vera", "bio", "aide")),
                *(RoleGrant(PersonId(n), S14, Role.PARENT) for n in ("mama", "papa", "ruled")),
                *(RoleGrant(PersonId(n), S14, Role.PUPIL) for n in ("artem", "dasha", "left")),
            }
        ),
        frozenset(
            {
                put("artem", homeroom, PUPIL),
                put("artem", biology, PUPIL),
                put("dasha", homeroom, PUPIL),
                put("left", homeroom, PUPIL, ends=date(2026, 10, 1)),
                put("vera", homeroom, TEACHER, primary=True),
                put("bio", biology, TEACHER, primary=True),
                put("aide", homeroom, EnrolmentRole.AIDE),
            }
        ),
        frozenset(
            {
                Guardianship(PersonId("mama"), PersonId("artem")),
                Guardianship(PersonId("mama"), PersonId("left")),
                Guardianship(PersonId("papa"), PersonId("artem"), no_contact=True),
                Guardianship(PersonId("ruled"), PersonId("artem"), no_diary=True),
            }
        ),
    )


@pytest.mark.parametrize(
    ("who", "child", "code"),
    [
        ("artem", "artem", "diary"),
        ("mama", "artem", "diary"),
        ("papa", "artem", "diary"),
        ("ruled", "artem", "diary_ruled_out"),
        ("mama", "dasha", "diary_not_yours"),
        ("dasha", "artem", "diary_not_yours"),
        ("vera", "artem", "diary_not_yours"),
        ("admin", "artem", "diary_not_yours"),
        ("mama", "left", "diary_closed"),
        ("left", "left", "diary_closed"),
        ("vera", "vera", "diary_closed"),
        ("mama", "nobody", "diary_not_yours"),
    ],
)
def test_who_reads_whose_diary(who, child, code):
    verdict = may_read_diary(_roster(), DAY, PersonId(who), PersonId(child))
    assert verdict.code == code
    assert verdict.allowed == (code == "diary")


def test_somebody_the_school_does_not_know_reads_nothing():
    assert not may_read_diary(_roster(), DAY, None, PersonId("artem")).allowed
    assert children_of(_roster(), DAY, None) == ()


def test_a_ruling_binds_even_where_a_second_line_lacks_it():
    roster = _roster()
    twice = Roster(
        people=roster.people,
        classes=roster.classes,
        enrolments=roster.enrolments,
        guardianships=roster.guardianships
        | {Guardianship(PersonId("ruled"), PersonId("artem"), no_contact=True)},
    )
    assert not may_read_diary(twice, DAY, PersonId("ruled"), PersonId("artem")).allowed


def test_children_come_with_their_classes_homeroom_first():
    (artem,) = children_of(_roster(), DAY, PersonId("mama"))
    assert (artem.person, artem.homeroom.title) == ("artem", "9Б")
    assert [one.id for one in artem.groups] == ["9b", "9b-bio"]
    assert children_of(_roster(), DAY, PersonId("ruled")) == ()


@pytest.mark.parametrize(
    ("who", "group", "allowed"),
    [
        ("vera", "9b", True),
        ("vera", "9b-bio", True),
        ("bio", "9b-bio", True),
        ("bio", "9b", False),
        ("vera", "7a-alg", False),
        ("aide", "9b", True),
        ("aide", "9b-bio", False),
        ("admin", "7a-alg", True),
        ("foreign", "9b", False),
        ("mama", "9b", False),
        ("artem", "9b-bio", False),
    ],
)
def test_who_reads_which_journal(who, group, allowed):
    roster = _roster()
    standing = standings(roster, DAY)[PersonId(who)]
    verdict = may_read_journal(roster, DAY, standing, roster.classes[ClassId(group)])
    assert verdict.allowed is allowed
    assert may_read_journal(roster, DAY, None, roster.classes[ClassId(group)]).allowed is False
