"""Why one cannot write now, by the same rules as the server's; hostile settings are no settings."""

import json
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.conduct import (
    EVERY_DAY,
    FREE,
    HOURS,
    LEADS,
    NIGHT,
    SHARING,
    SLOW,
    WORKDAYS,
    Conduct,
    HoldKind,
    QuietHours,
    QuietMode,
    contents_of,
    has_link,
    hold_of,
    mute_key,
    pause_left,
    read_conduct,
)
from app.domain.ids import UserId
from server.school_core import conduct as judge
from server.school_core.moderation import mute_key as server_mute_key

ME = UserId("@vera:school")
ZONE = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def test_a_night_ends_in_the_morning_and_belongs_to_the_day_it_begins_on() -> None:
    night = Conduct(QuietHours(WORKDAYS, time(21), time(7), QuietMode.NOBODY))
    late, early = at(4, 22), at(5, 6, 59)  # Friday evening, Saturday morning
    for moment in (late, early):
        hold = hold_of(night, ME, moment, staff=True)
        assert hold is not None
        assert (hold.kind, hold.until) == (HoldKind.QUIET, at(5, 7))
    assert hold_of(night, ME, at(5, 7), staff=False) is None
    assert hold_of(night, ME, at(5, 22), staff=False) is None, "Saturday is no workday"


def test_staff_write_where_only_they_may_and_a_mute_ends_by_itself() -> None:
    conduct = Conduct(QuietHours(EVERY_DAY, time(8), time(14), QuietMode.STAFF))
    assert hold_of(conduct, ME, at(0, 9), staff=True) is None
    hold = hold_of(conduct, ME, at(0, 9), staff=False)
    assert hold is not None
    assert (hold.kind, hold.until) == (HoldKind.STAFF_ONLY, at(0, 14))
    muted = Conduct(muted={ME: at(0, 12).astimezone(UTC)})
    hold = hold_of(muted, ME, at(0, 11), staff=True)
    assert hold is not None
    assert hold.kind is HoldKind.MUTED
    assert hold_of(muted, ME, at(0, 12), staff=True) is None
    assert hold_of(muted, UserId("@other:school"), at(0, 11), staff=False) is None


@pytest.mark.parametrize(
    "hours", [NIGHT, QuietHours(WORKDAYS, time(8), time(15), QuietMode.NOBODY)]
)
def test_the_app_and_the_server_agree_at_every_quarter_of_a_week(hours: QuietHours) -> None:
    content = contents_of(Conduct(hours))[HOURS]
    theirs = judge.read_hours(json.loads(json.dumps(content)))
    assert theirs is not None
    for quarter in range(7 * 24 * 4):
        moment = MONDAY + timedelta(minutes=15 * quarter)
        assert (hours.end_after(moment) is not None) == theirs.hold(moment), moment


def test_what_is_set_reads_back_and_the_server_takes_it() -> None:
    conduct = Conduct(NIGHT, slow=30, files=50, links=100)
    contents = contents_of(conduct)
    assert read_conduct(contents, {}) == conduct
    for kind, content in contents.items():
        assert judge.judge_setting(kind, content, LEADS).allowed
    assert contents_of(FREE) == {HOURS: {}, SLOW: {}, SHARING: {}}
    assert mute_key(ME) == server_mute_key(ME)


@pytest.mark.parametrize(
    "content",
    [
        {"weekdays": "all", "from": "21:00", "to": "07:00", "mode": "read_only"},
        {"weekdays": [8], "from": "21:00", "to": "07:00", "mode": "read_only"},
        {"weekdays": [1], "from": "25:00", "to": "07:00", "mode": "read_only"},
        {"weekdays": [1], "from": "21:00", "to": None, "mode": "read_only"},
        {"weekdays": [1], "from": "21:00", "to": "07:00", "mode": "never"},
        {"weekdays": [True], "from": "21:00", "to": "07:00", "mode": ["x"]},
    ],
)
def test_broken_settings_hold_nobody(content: dict[str, object]) -> None:
    states = {HOURS: content, SLOW: {"seconds": "30"}, SHARING: {"files": 1 << 70, "links": True}}
    assert read_conduct(states, {"x": {"until": "never"}, "y": {"until": -1}}) == FREE


def test_slow_mode_counts_from_my_last_message_and_leaves_helpers_alone() -> None:
    slow, last = Conduct(slow=30), at(0, 9)
    assert pause_left(slow, 0, last, last + timedelta(seconds=10)) == 20
    assert pause_left(slow, 0, last, last + timedelta(seconds=29.5)) == 1
    assert pause_left(slow, 0, last, last + timedelta(seconds=30)) == 0
    assert pause_left(slow, 0, last, last - timedelta(days=1)) == 30, "a clock that is wrong"
    assert pause_left(slow, 50, last, last) == pause_left(slow, 0, None, last) == 0
    assert pause_left(FREE, 0, last, last) == 0


def test_links_that_are_plain_to_see() -> None:
    assert has_link("см. https://school.example/1")
    assert has_link("www.school.example")
    assert not has_link("Приходите в 9:00. Всё будет хорошо")
