"""Three audiences over the levels of a room, and what I may change of them."""

from app.domain.ids import UserId
from app.domain.room_settings import (
    Audience,
    GroupKind,
    Right,
    read_settings,
    with_administrator,
    with_rights,
)

ME = UserId("@vera:school")


def settings(levels, power=100):
    return read_settings(levels, me=ME, power=power, name="", topic="", avatar=None, look="")


def test_defaults_are_those_of_matrix():
    rights = settings({}).rights
    assert rights[Right.WRITE] is rights[Right.INVITE] is Audience.EVERYONE
    assert rights[Right.CALLS] is Audience.EVERYONE
    assert rights[Right.INFO] is rights[Right.PINS] is rights[Right.MENTIONS] is Audience.ADMINS
    full = settings({"events": {"m.room.power_levels": 100, "m.room.topic": 75}}).rights
    assert full[Right.ADMINS] is full[Right.INFO] is Audience.OWNER


def test_writing_rights_keeps_everything_else_and_reads_back():
    levels = {
        "users": {"@a:b": 50},
        "events": {"m.room.encryption": 100, "org.example": 7},
        "notifications": {"other": 3},
        "kick": 60,
    }
    wanted = dict.fromkeys(Right, Audience.OWNER) | {Right.CALLS: Audience.EVERYONE}
    written = with_rights(levels, wanted)
    assert settings(written).rights == wanted
    assert written["users"] == {"@a:b": 50}
    assert written["kick"] == 60
    assert written["notifications"]["other"] == 3
    assert written["events"]["m.room.encryption"] == 100
    assert levels["events"] == {"m.room.encryption": 100, "org.example": 7}


def test_who_may_start_calls_is_said_and_joining_one_is_free_to_all():
    written = with_rights({}, {Right.CALLS: Audience.ADMINS})
    assert written["events"]["org.matrix.msc4075.rtc.notification"] == 50
    assert written["events"]["org.matrix.msc3401.call.member"] == 0


def test_a_missing_events_map_does_not_open_the_levels_to_everybody():
    written = with_rights({}, {Right.PINS: Audience.EVERYONE})
    assert written["events"]["m.room.power_levels"] == 100
    assert written["events"]["m.room.tombstone"] == 150


def test_nobody_changes_what_is_above_them():
    levels = {"events": {"m.room.power_levels": 50, "m.room.name": 100}}
    mine = settings(levels, power=50)
    assert Right.INFO not in mine.changeable
    assert Right.PINS in mine.changeable
    assert not mine.can_edit_info
    assert settings({"events": {"m.room.power_levels": 100}}, power=50).changeable == frozenset()


def test_broken_levels_are_read_as_defaults():
    rights = settings({"events": [], "invite": "много", "notifications": 5}).rights
    assert rights == settings({}).rights


def test_one_administrator_more_or_less_leaves_all_else_as_it_was() -> None:
    levels = {"users": {"@vera:s": 100}, "events": {"m.room.name": 50}, "kick": 50}
    more = with_administrator(levels, UserId("@anna:s"), appointed=True)
    assert more == levels | {"users": {"@vera:s": 100, "@anna:s": 50}}
    assert with_administrator(more, UserId("@anna:s"), appointed=False) == levels
    assert with_administrator({}, UserId("@anna:s"), appointed=False) == {"users": {}}


def test_who_may_not_write_may_still_react_and_vote() -> None:
    written = with_rights({}, GroupKind.NOTICES.rights)
    rights = settings(written).rights
    assert rights[Right.WRITE] is rights[Right.INVITE] is rights[Right.CALLS] is Audience.ADMINS
    assert written["events_default"] == 50
    assert written["events"]["m.reaction"] == written["events"]["m.poll.response"] == 0
    assert written["events"]["m.room.power_levels"] == 100
    assert written["events"]["m.room.tombstone"] == 150
