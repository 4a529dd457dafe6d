"""A thin line keeps its sound: pictures go and come back by what is measured, without swinging."""

from typing import Any

from app.media.engine.sound_first import Room, SoundFirst

CLEAN: dict[str, Any] = {"loss": 0.0, "round_trip": 20.0, "poor": False, "pictures": True}
FULL: dict[str, Any] = {"loss": 35.0, "round_trip": 800.0, "poor": False, "pictures": True}
SOUND_ALONE: dict[str, Any] = {"loss": 5.0, "round_trip": 310.0, "poor": False, "pictures": True}
"""What is left of a line of 150 kbit/s, 5 % and 300 ms when only sound comes."""


def fed(first: SoundFirst, reading: dict[str, Any], times: int) -> Room:
    for _ in range(times):
        first.feed(**reading)
    return first.room


def until(first: SoundFirst, reading: dict[str, Any], room: Room) -> int:
    for count in range(1, 500):
        if first.feed(**reading) is room:
            return count
    raise AssertionError(f"never {room}")


def over_a_thin_line(loss: float, round_trip: float, *, pictures: bool) -> dict[str, Any]:
    return {"loss": loss, "round_trip": round_trip, "poor": False, "pictures": pictures}


WAY_IN = (
    *[over_a_thin_line(0.0, trip, pictures=False) for trip in (315.0, 315.0, 314.0, 314.0)],
    *[over_a_thin_line(0.0, 314.0, pictures=True) for _ in range(3)],
    *[over_a_thin_line(0.0, 812.0, pictures=True) for _ in range(2)],
)
"""Readings over a line of 150 kbit/s, 5 % and 300 ms: it is full from the fifth on, and its round
trip, which is asked for every few seconds, says so two seconds late."""


def test_the_way_in_over_a_thin_line_is_for_the_sound():
    first = SoundFirst()
    assert [first.feed(**one) for one in WAY_IN] == [*[Room.SMALL] * 8, Room.NONE]


def test_small_pictures_at_once_and_none_when_that_does_not_help():
    first = SoundFirst()
    assert fed(first, CLEAN, 4) is Room.ALL
    assert fed(first, FULL, 1) is Room.SMALL
    assert fed(first, FULL, 2) is Room.SMALL
    assert fed(first, FULL, 1) is Room.NONE


def test_a_line_that_is_thin_from_the_beginning_never_gets_large_pictures():
    first = SoundFirst()
    assert first.room is Room.SMALL
    assert fed(first, FULL, 1) is Room.SMALL
    assert fed(first, FULL, 1) is Room.NONE


def test_a_line_that_carries_no_picture_proves_nothing():
    first = SoundFirst()
    assert fed(first, CLEAN | {"pictures": False}, 60) is Room.SMALL
    assert fed(first, CLEAN, 3) is Room.SMALL
    assert fed(first, CLEAN, 1) is Room.ALL


def test_what_came_back_is_on_probation_again():
    first = SoundFirst()
    fed(first, CLEAN, 4)
    fed(first, FULL, 4)
    assert until(first, CLEAN | {"pictures": False}, Room.SMALL) == 10
    assert fed(first, FULL, 1) is Room.SMALL
    assert fed(first, CLEAN | {"pictures": False}, 1) is Room.SMALL
    assert fed(first, FULL, 1) is Room.SMALL, "not twice in a row"
    assert fed(first, FULL, 1) is Room.NONE


def test_a_moment_of_loss_takes_nothing_away_for_long():
    first = SoundFirst()
    fed(first, CLEAN, 4)
    fed(first, FULL, 3)
    assert fed(first, CLEAN, 9) is Room.SMALL
    assert fed(first, CLEAN, 1) is Room.ALL


def test_a_clean_line_has_its_pictures_back_in_twenty_seconds():
    first = SoundFirst()
    fed(first, CLEAN, 4)
    fed(first, FULL, 4)
    assert until(first, CLEAN, Room.ALL) == 20


def test_a_line_that_carries_sound_alone_is_tried_ever_more_rarely():
    first = SoundFirst()
    fed(first, CLEAN, 4)
    waits = []
    for _ in range(5):
        fed(first, FULL, 4)
        assert first.room is Room.NONE
        waits.append(until(first, SOUND_ALONE, Room.SMALL))
    assert waits == [40, 80, 160, 320, 320]


def test_what_was_in_vain_is_forgiven_after_a_good_minute():
    first = SoundFirst()
    fed(first, CLEAN, 4)
    for _ in range(3):
        fed(first, FULL, 4)
        until(first, CLEAN, Room.ALL)
    fed(first, CLEAN, 60)
    fed(first, FULL, 4)
    assert until(first, CLEAN, Room.SMALL) == 10


def test_a_far_server_is_no_thin_line_and_a_poor_one_is():
    first = SoundFirst()
    assert fed(first, CLEAN | {"round_trip": 900.0}, 50) is Room.ALL
    assert fed(first, CLEAN | {"round_trip": 900.0, "poor": True}, 4) is Room.NONE
