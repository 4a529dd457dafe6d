"""Who sees when somebody was here: the school's rule, the person's wish, the rough words."""

from datetime import UTC, datetime, timedelta

import pytest

from server.school_core.contact import ContactSwitches
from server.school_core.sight import Lately, Sight, lately, own_wish, sight
from server.school_core.standing import standings
from tests.server.core.schools import DAY, pid, school

OPEN = ContactSwitches(staff_exactly=True, pupils_to_parents=True)
NONE, COARSE, EXACT = Sight.NONE, Sight.COARSE, Sight.EXACT
# who, whom, as the switches come, with both switches of this rule on
TABLE = [
    ("vera", "ivan", EXACT, EXACT),
    ("vera", "artem", EXACT, EXACT),
    ("vera", "petya", COARSE, COARSE),
    ("vera", "mama", EXACT, EXACT),
    ("ivan", "olga", COARSE, COARSE),
    ("vera", "alien", NONE, NONE),
    ("artem", "vera", COARSE, EXACT),
    ("artem", "head", COARSE, EXACT),
    ("artem", "dasha", EXACT, EXACT),
    ("artem", "petya", COARSE, COARSE),
    ("petya", "katya", COARSE, COARSE),  # they may not write to each other
    ("artem", "mama", EXACT, EXACT),
    ("artem", "olga", NONE, NONE),
    ("mama", "artem", EXACT, EXACT),
    ("mixed", "artem", EXACT, EXACT),
    ("papa", "artem", NONE, COARSE),
    ("mama", "dasha", NONE, COARSE),
    ("mama", "vera", COARSE, EXACT),
    ("mama", "olga", COARSE, COARSE),
    ("mama", "alien", NONE, NONE),
    ("nobody", "vera", NONE, NONE),
    ("nobody", "nobody", EXACT, EXACT),
]


@pytest.mark.parametrize(("who", "whom", "usual", "opened"), TABLE)
def test_the_rule_by_role(who: str, whom: str, usual: Sight, opened: Sight):
    people = standings(school(), DAY)
    judged = [
        sight(people[pid(who)], people[pid(whom)], switches=switches)
        for switches in (ContactSwitches(), OPEN)
    ]
    assert judged == [usual, opened]


@pytest.mark.parametrize(
    ("content", "means"),
    [
        (None, EXACT),
        ({}, EXACT),
        ({"visible": "exact"}, EXACT),
        ({"visible": "coarse"}, COARSE),
        ({"visible": "nobody"}, NONE),
        ({"visible": "everybody!"}, NONE),
        ({"visible": ["exact"]}, NONE),
    ],
)
def test_a_wish_that_is_not_understood_hides(content: object, means: Sight):
    assert own_wish(content) is means


def test_rough_words_change_at_midnight_alone():
    now = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    days = {0: "recently", 2: "recently", 3: "week", 7: "week", 8: "month", 31: "month", 32: "long"}
    for ago, word in days.items():
        seen = now - timedelta(days=ago)
        for hour in (0, 23):
            assert lately(seen.replace(hour=hour), now) is Lately(word)
