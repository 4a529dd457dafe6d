"""Shares of active teachers, checked against a plain count, and what hides small groups."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.school_core.activity import (
    Level,
    OrgActivity,
    activity,
    parse_week,
    published,
    week_of,
    week_span,
)
from server.school_core.roles import Role
from server.school_core.roster import Org, OrgId, PersonId, RoleGrant, Roster, SchoolPerson
from server.school_core.school import School

TREE = {"region": None, "d1": "region", "d2": "region", "s1": "d1", "s2": "d1", "s3": "d2"}


def school(employed: dict[str, list[str]]) -> School:
    people = {name for names in employed.values() for name in names}
    return School(
        Roster(
            orgs={
                OrgId(org): Org(OrgId(org), org, OrgId(parent) if parent else None)
                for org, parent in TREE.items()
            },
            people={PersonId(name): SchoolPerson(PersonId(name), name, "") for name in people},
            roles=frozenset(
                RoleGrant(PersonId(name), OrgId(org), Role.TEACHER)
                for org, names in employed.items()
                for name in names
            ),
        ),
        {f"@{name}:x": PersonId(name) for name in people},
    )


def test_more_than_ten_in_the_schools_chats_is_active():
    here = school({"s1": ["a", "b", "c", "d", "e"]})
    counts = {
        ("@a:x", "class"): 11,
        ("@b:x", "class"): 10,
        ("@c:x", "staff"): 6,
        ("@c:x", "parents"): 5,
        ("@d:x", "other"): 50,
        ("@nobody:x", "class"): 99,
    }
    found = {one.org: one for one in activity(here, counts)}
    assert (found["s1"].teachers, found["s1"].active) == (5, 2)
    assert found["s1"].share == Decimal("40.0")
    assert [found[org].level for org in ("s1", "d1", "region")] == [
        Level.SCHOOL,
        Level.DISTRICT,
        Level.REGION,
    ]


def test_a_teacher_of_two_schools_is_one_person_above_them():
    here = school({"s1": ["a", "b"], "s2": ["a", "c"]})
    found = {one.org: one for one in activity(here, {("@a:x", "class"): 20})}
    assert (found["d1"].teachers, found["d1"].active) == (3, 1)
    assert (found["s1"].active, found["s2"].active) == (1, 1)


def test_an_account_is_needed_and_other_roles_do_not_count():
    here = school({"s1": ["a", "b"]})
    assert activity(replace(here, accounts={}), {}) == ()


@pytest.mark.parametrize(
    ("teachers", "active", "share"),
    [(23, 2, "8.7"), (8, 1, "12.5"), (3, 1, "33.3"), (6, 1, "16.7")],
)
def test_one_decimal_halves_up(teachers, active, share):
    one = OrgActivity(OrgId("r"), "Томская область", None, Level.REGION, teachers, active)
    assert one.share == Decimal(share)


_numbers = st.lists(st.integers(0, 20), min_size=1, max_size=8)


@given(_numbers)
def test_nobody_hides_in_fewer_than_five(sizes):
    total = OrgActivity(OrgId("r"), "", None, Level.REGION, sum(sizes), 0)
    schools = [
        OrgActivity(OrgId(f"s{n}"), "", OrgId("r"), Level.SCHOOL, size, size // 2)
        for n, size in enumerate(sizes)
    ]
    shown = {one.org: one for one in published([total, *schools])}
    assert all(one.hidden == (one.share is None) or not one.teachers for one in shown.values())
    assert all(shown[one.org].hidden for one in [total, *schools] if one.teachers < 5)
    hidden = [shown[one.org] for one in schools if shown[one.org].hidden]
    left = sum(one.teachers for one in hidden)
    # Whoever subtracts what is shown from the sum is left with five people or more, or with all.
    assert left == 0 or left >= 5 or len(hidden) == len(schools)


def test_weeks_are_iso_weeks_of_the_schools_own_clock():
    assert week_of(date(2027, 1, 3)) == "2026-W53"
    assert parse_week("2026-W47") == date(2026, 11, 16)
    for bad in ("2026-W60", "2026-47", "", "2026-W00"):
        with pytest.raises(ValueError):
            parse_week(bad)
    begins, ends = week_span(parse_week("2026-W47"), ZoneInfo("Europe/Samara"))
    assert begins.isoformat() == "2026-11-16T00:00:00+04:00"
    assert (ends - begins).days == 7
