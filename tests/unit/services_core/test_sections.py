"""The chat list in sections: always what plain sorting says, by the smallest diffs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.diff import Insert, ListDiff, Move, Remove, Reset, Update
from app.domain.ids import RoomId
from app.domain.rooms import MuteMode, RoomKind, RoomState, RoomSummary
from app.services.facade.rooms import SectionFilter
from app.services.room_sections import Section, filter_of, sort_key

SECTIONS: list[SectionFilter] = [None, "unread", "groups", "archive", "invites", RoomKind.DIRECT]

summaries = st.builds(
    RoomSummary,
    room_id=st.sampled_from([RoomId(f"!{n}") for n in range(8)]),
    name=st.sampled_from(["а", "б"]),
    kind=st.sampled_from([RoomKind.FREE, RoomKind.DIRECT, RoomKind.SPACE]),
    state=st.sampled_from([RoomState.JOINED, RoomState.JOINED, RoomState.INVITED]),
    bump_stamp=st.integers(0, 5),
    unread=st.integers(0, 1),
    mute=st.sampled_from(MuteMode),
    pin_order=st.sampled_from([None, None, 0.0, 0.25, 0.5]),
    archived=st.booleans(),
)
changes = st.lists(st.one_of(summaries, st.integers(0, 7)), max_size=30)


def replay(shown: list[RoomSummary], diffs: list[ListDiff[RoomSummary]]) -> None:
    """What a view does with diffs."""
    for diff in diffs:
        match diff:
            case Reset(items):
                shown[:] = items
            case Insert(index, items):
                shown[index:index] = items
            case Remove(index, count):
                del shown[index : index + count]
            case Update(index, item):
                shown[index] = item
            case Move(source, target, item):
                del shown[source]
                shown.insert(target, item)


@pytest.mark.parametrize("section", SECTIONS, ids=str)
@settings(max_examples=60, deadline=None)
@given(st.lists(summaries, unique_by=lambda room: room.room_id), changes)
def test_any_history_gives_the_sorted_list(
    section: SectionFilter, first: list[RoomSummary], history: list[RoomSummary | int]
) -> None:
    rooms = {room.room_id: room for room in first}
    watched = Section(section)
    watched.reset(first)
    watched.items.commit()
    shown: list[RoomSummary] = []
    watched.items.subscribe(lambda diffs: replay(shown, list(diffs)))

    for step in history:
        new = step if isinstance(step, RoomSummary) else None
        room_id = new.room_id if new else RoomId(f"!{step}")
        old = rooms.pop(room_id, None)
        if new is not None:
            rooms[room_id] = new
        watched.change(old, new)
        watched.items.commit()
        assert shown == sorted(filter(filter_of(section), rooms.values()), key=sort_key)


def section_of(*rooms: RoomSummary) -> tuple[Section, list[ListDiff[RoomSummary]]]:
    section = Section(None)
    section.reset(list(rooms))
    section.items.commit()
    diffs: list[ListDiff[RoomSummary]] = []
    section.items.subscribe(diffs.extend)
    diffs.clear()
    return section, diffs


def test_a_new_message_far_down_is_one_move() -> None:
    rooms = [RoomSummary(RoomId(f"!{n}"), str(n), bump_stamp=n) for n in range(2000)]
    section, diffs = section_of(*rooms)
    first = replace(rooms[0], bump_stamp=5000)
    section.change(rooms[0], first)
    section.items.commit()
    assert diffs == [Move(1999, 0, first)]


def test_a_change_that_keeps_the_place_is_one_update() -> None:
    rooms = [RoomSummary(RoomId(f"!{n}"), str(n), bump_stamp=n) for n in range(3)]
    section, diffs = section_of(*rooms)
    changed = replace(rooms[1], unread=4)
    section.change(rooms[1], changed)
    section.change(changed, changed)
    section.items.commit()
    assert diffs == [Update(1, changed)]


def test_archiving_takes_the_row_out() -> None:
    rooms = [RoomSummary(RoomId(f"!{n}"), str(n), bump_stamp=n) for n in range(3)]
    section, diffs = section_of(*rooms)
    section.change(rooms[2], replace(rooms[2], archived=True))
    section.items.commit()
    assert diffs == [Remove(0, 1)]


def test_a_section_nobody_defined_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        filter_of("nonsense")
