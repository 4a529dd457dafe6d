"""Whom an announcement is for: every audience, with and without classes, over the small school."""

import pytest

from server.school_core.notices import Addressees, Audience, classes_of
from server.school_core.standing import standings
from tests.server.core.schools import DAY, SCHOOL, cid, school

ALL = {"head", "vera", "ivan", "artem", "dasha", "mama", "olga", "petya", "katya", "mixed"}


@pytest.mark.parametrize(
    ("audience", "classes", "meant"),
    [
        (Audience.EVERYONE, (), ALL),
        (Audience.PUPILS, (), {"artem", "dasha", "petya", "katya"}),
        (Audience.PARENTS, (), {"mama", "olga", "mixed"}),
        (Audience.STAFF, (), {"head", "vera", "ivan", "mixed"}),
        (Audience.EVERYONE, ("2a",), {"petya", "katya", "mixed"}),
        (Audience.PUPILS, ("9b",), {"artem", "dasha"}),
        (Audience.PARENTS, ("9b-bio",), {"mama", "mixed"}),
        (Audience.STAFF, ("9b", "9b-bio"), {"vera", "ivan"}),
    ],
)
def test_an_audience_means_these_people_and_no_others(
    audience: Audience, classes: tuple[str, ...], meant: set[str]
) -> None:
    roster = school()
    to = Addressees(SCHOOL, audience, frozenset(map(cid, classes)))
    whole = classes_of(roster, SCHOOL)
    found = {who for who, one in standings(roster, DAY).items() if to.means(one, whole)}
    assert found == meant


@pytest.mark.parametrize(
    ("audience", "child", "parent"),
    [
        (Audience.EVERYONE, True, True),
        (Audience.PUPILS, True, False),
        (Audience.PARENTS, False, True),
        (Audience.STAFF, False, False),
    ],
)
def test_a_diary_shows_what_its_reader_is_meant_by(
    audience: Audience, child: bool, parent: bool
) -> None:
    for classes in (frozenset(), frozenset({cid("9b")})):
        to = Addressees(SCHOOL, audience, classes)
        assert to.means_child([cid("9b")], me=True) is child
        assert to.means_child([cid("9b")], me=False) is parent
    elsewhere = Addressees(SCHOOL, audience, frozenset({cid("2a")}))
    assert not elsewhere.means_child([cid("9b")], me=True)
