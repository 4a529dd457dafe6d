"""Where the tiles stand: pure geometry."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, QSize

from app.domain.calls import Participant, Source, VideoTrack
from app.ui.calls.plan import MOST, Arrangement, Place, View, in_order, make_plan
from tests.helpers.fakes.calls import participant, pupils, vera
from tests.helpers.fakes.moment import NOW

STAGE = QSize(936, 604)
GRID = View(Arrangement.GRID)
CAMERA, SCREEN = Source.CAMERA, Source.SCREEN


def track(one: Participant, source: Source = CAMERA) -> VideoTrack:
    return VideoTrack(one.identity, source)


def test_hands_stand_first_in_the_order_of_time_then_speakers_then_cameras():
    a, b, c, d = pupils(4)
    late = replace(a, hand_since=NOW + timedelta(minutes=1))
    early = replace(c, hand_since=NOW)
    seen = replace(d, publishing=frozenset({CAMERA}))
    spoke = replace(b)
    order = in_order([late, spoke, early, seen, vera()], [b.identity])
    assert [one.person.name for one in order] == [
        c.person.name, a.person.name, b.person.name, d.person.name, "Вера Вартанян",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [STAGE, QSize(660, 380), QSize(1800, 900), QSize(400, 640)])
@pytest.mark.parametrize("count", [1, 2, 4, 9, 16, 28])
@pytest.mark.parametrize("view", [GRID, View()])
def test_tiles_lie_inside_the_stage_and_never_over_one_another(size, count, view):
    plan = make_plan(size, [vera(), *pupils(count - 1)], view)
    boxes = [tile.box for tile in plan.tiles if tile.place is not Place.INSET]
    whole = QRect(0, 0, size.width(), size.height())
    assert boxes
    assert all(whole.contains(box) for box in boxes)
    if plan.pager is not None:
        assert plan.pages > 1
        boxes.append(plan.pager)
        assert whole.contains(plan.pager), "the arrows lie under the strip, not over a face"
    assert not any(
        one.intersects(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]
    )


@pytest.mark.parametrize("size", [STAGE, QSize(400, 640)])
def test_a_strip_of_several_pages_leaves_room_for_its_arrows(size):
    assert make_plan(size, [vera(), *pupils(15)], View()).pager is not None
    assert make_plan(size, [vera(), *pupils(1)], View()).pager is None


def test_thirty_people_are_all_reached_by_turning_pages():
    people = [vera(), *pupils(29)]
    first = make_plan(STAGE, people, GRID)
    assert 9 <= len(first.tiles) <= MOST
    seen = {
        tile.track.identity
        for page in range(first.pages)
        for tile in make_plan(STAGE, people, replace(GRID, page=page)).tiles
    }
    assert seen == {one.identity for one in people}


def test_a_page_that_is_gone_is_the_last_one():
    plan = make_plan(STAGE, [vera(), *pupils(4)], replace(GRID, page=7))
    assert plan.page == plan.pages - 1 == 0


def test_a_shared_screen_is_large_and_the_sharer_stays_a_small_tile():
    teacher = vera(publishing=frozenset({SCREEN}))
    plan = make_plan(STAGE, [teacher, *pupils(5)], View(), recent=(pupils(1)[0].identity,))
    assert plan.tiles[0].track == track(teacher, SCREEN)
    assert plan.tiles[0].place is Place.MAIN


def test_a_screen_of_another_goes_before_my_own():
    pupil = participant("Илья Соколов", publishing=frozenset({SCREEN}))
    people = [vera(publishing=frozenset({SCREEN})), pupil]
    assert make_plan(STAGE, people, View()).tiles[0].track == track(pupil, SCREEN)


def test_the_one_who_spoke_is_large_and_a_pin_overrules_them():
    a, b, c = pupils(3)
    people = [vera(), a, b, c]
    spoke = make_plan(STAGE, people, View(), recent=(b.identity,))
    assert spoke.tiles[0].track == track(b)
    pinned = make_plan(STAGE, people, View(pinned=track(c)), recent=(b.identity,))
    assert pinned.tiles[0].track == track(c)
    gone = make_plan(STAGE, [vera(), a, b], View(pinned=track(c)), recent=(b.identity,))
    assert gone.tiles[0].track == track(b)


def test_my_own_camera_is_an_inset_over_the_large_picture():
    me = vera(publishing=frozenset({CAMERA}))
    plan = make_plan(STAGE, [me, *pupils(1)], View())
    inset = plan.tiles[-1]
    assert (inset.track, inset.place) == (track(me), Place.INSET)
    assert plan.tiles[0].box.contains(inset.box)
    assert plan.at(*inset.box.center().toTuple()) == inset


def test_the_strip_stands_below_where_the_stage_is_narrow():
    plan = make_plan(QSize(420, 640), [vera(), *pupils(6)], View())
    assert plan.tiles[1].box.top() > plan.tiles[0].box.bottom()


def test_alone_i_fill_the_stage():
    plan = make_plan(STAGE, [vera()], View())
    assert [tile.box.size() for tile in plan.tiles] == [STAGE]
