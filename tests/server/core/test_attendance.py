"""The arithmetic of attendance: devices, reconnections, the door, lateness."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.school_core.attendance import BRIDGE, Stay, presence

BEGUN = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return BEGUN + timedelta(minutes=minutes)


def stay(joined: float, left: float | None = None) -> Stay:
    return Stay(at(joined), None if left is None else at(left))


# stays in minutes, minutes present, minutes late
TABLE = [
    ([(0, 45)], 45, 0),
    ([(5, 45)], 40, 5),
    ([(-10, 45)], 45, 0),  # at the door before the lesson
    ([(-10, -2)], None, None),  # went home before it began
    ([(-10, 0)], None, None),
    ([(0, 60)], 45, 0),  # stayed in the empty room
    ([(0, 20), (25, 45)], 40, 0),
    ([(0, 20), (20.5, 45)], 45, 0),  # a reconnection
    ([(0, 20), (10, 30)], 30, 0),  # two devices
    ([(0, 45), (5, 10)], 45, 0),  # a second device for a moment
    ([(10, 30), (0, 20)], 30, 0),  # in any order
    ([(50, 60)], None, None),
    ([], None, None),
    ([(3, None)], 42, 3),
]


@pytest.mark.parametrize(("stays", "present", "late"), TABLE)
def test_presence(stays: list[tuple[float, float | None]], present: int, late: int) -> None:
    found = presence([stay(*one) for one in stays], begun=BEGUN, due=None, until=at(45), over=True)
    if present is None:
        assert found is None
    else:
        assert found is not None
        assert found.present == timedelta(minutes=present)
        assert found.late_minutes == late
        assert found.left is not None


@pytest.mark.parametrize(
    ("due", "joined", "late"),
    [(0, 5, 5), (-10, 5, 5), (3, 5, 2), (10, 5, 0), (0, 0.9, 0), (None, 7, 7)],
)
def test_lateness_counts_from_when_both_the_bell_and_the_teacher_were_there(
    due: float | None, joined: float, late: int
) -> None:
    bell = None if due is None else at(due)
    found = presence([stay(joined, 45)], begun=BEGUN, due=bell, until=at(45), over=True)
    assert found is not None
    assert found.late_minutes == late


def test_who_is_still_there_has_not_left() -> None:
    found = presence([stay(1), stay(2, 5)], begun=BEGUN, due=None, until=at(10), over=False)
    assert found is not None
    assert (found.left, found.present) == (None, timedelta(minutes=9))
    ended = presence([stay(1), stay(2, 5)], begun=BEGUN, due=None, until=at(10), over=True)
    assert ended is not None
    assert ended.left == at(10)


def test_who_came_this_instant_is_there() -> None:
    found = presence([stay(10)], begun=BEGUN, due=None, until=at(10), over=False)
    assert found is not None
    assert (found.present, found.late_minutes) == (timedelta(), 10)


minute = st.integers(-20, 70)
span = st.tuples(minute, minute).map(sorted).map(lambda ends: stay(*ends))


@given(st.lists(span, max_size=6))
def test_it_is_never_more_than_the_lesson_and_never_less_than_the_minutes_covered(
    stays: list[Stay],
) -> None:
    found = presence(stays, begun=BEGUN, due=None, until=at(45), over=True)
    covered = {
        second
        for second in range(45)
        if any(one.joined <= at(second) and at(second + 1) <= (one.left or at(45)) for one in stays)
    }
    total = found.present if found else timedelta()
    assert timedelta(minutes=len(covered)) <= total <= timedelta(minutes=45)
    gaps = max(len(stays) - 1, 0) * BRIDGE
    assert total <= timedelta(minutes=len(covered)) + gaps
