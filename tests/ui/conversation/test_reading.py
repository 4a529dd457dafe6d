"""Read marks, update in place, jumping."""

from dataclasses import replace

from app.domain.content import RedactedContent
from app.domain.ids import EventId
from app.domain.timeline import SENT, SendState, SendStatus
from app.ui.conversation.stretch import Position
from tests.helpers.fakes.timeline import FakeTimeline, make_item, many_items
from tests.ui.conversation.conftest import settled


async def test_the_last_row_in_view_is_marked_read_once(show):
    timeline = FakeTimeline(many_items(30))
    view = show(timeline)
    await settled()
    view.settle()
    await settled()
    assert timeline.read == ["k29"]


async def test_scrolling_up_marks_nothing(show):
    timeline = FakeTimeline(many_items(60))
    view = show(timeline)
    await settled()
    view.scroll_by(-600)
    await settled()
    assert timeline.read == ["k59"]


async def test_nothing_is_read_while_nobody_looks(show):
    timeline = FakeTimeline(many_items(10))
    view = show(FakeTimeline([]))
    view.is_watched = lambda: False
    view.set_timeline(timeline)
    await settled()
    assert timeline.read == []


async def test_a_row_below_the_view_is_not_read(show):
    timeline = FakeTimeline(many_items(60))
    show(timeline, at=Position("k5", 20.0))
    await settled()
    assert len(timeline.read) == 1
    assert timeline.read[0] != "k59"


def test_the_confirmed_message_keeps_its_place_and_layout(show):
    timeline = FakeTimeline(many_items(5))
    view = show(timeline)
    timeline.add(
        make_item("txn", "Привет", mine=True, event_id=None, status=SendStatus(SendState.SENDING))
    )
    before = view.place_of("txn")
    timeline.change("txn", lambda item: replace(item, event_id=EventId("$real"), status=SENT))
    assert view.place_of("txn") == before


def test_a_deleted_message_says_so(show):
    timeline = FakeTimeline(many_items(5))
    view = show(timeline)
    timeline.change("k3", lambda item: replace(item, content=RedactedContent()))
    row = view.stretch.layout(view.stretch.rows.unit(3))
    assert "удалено" in row.text


def test_a_jump_brings_the_row_into_the_middle(show):
    view = show(FakeTimeline(many_items(300)))
    view.jump("k20")
    assert 150 < view.place_of("k20").center().y() < 450
    assert not view.at_bottom()
