"""What is being read stays where it is, whatever comes in around it."""

import asyncio
from dataclasses import replace

from app.domain.content import TextContent
from app.domain.rich_text import RichText
from app.domain.timeline import Reaction, SendState, SendStatus
from app.ui.conversation.stretch import Position
from tests.helpers.fakes.timeline import FakeTimeline, make_item, many_items
from tests.ui.conversation.conftest import painted, settled, top_of


def first_shown(view):
    placed = next(p for p in view.stretch.placed if p.y + p.layout.head >= 0)
    return view.stretch.items[placed.unit.start].key


def test_a_chat_opens_at_its_end(show):
    view = show(FakeTimeline(many_items(100)))
    assert view.at_bottom()
    assert view.place_of("k99").bottom() <= view.viewport().height()


def test_a_short_chat_stands_at_the_bottom(show):
    view = show(FakeTimeline(many_items(2)))
    assert top_of(view, "k0") > 300


def test_a_chat_opens_at_the_new_messages_line(show):
    view = show(FakeTimeline(many_items(100), new_from="k50"))
    assert 90 <= top_of(view, "k50") <= 140
    assert not view.at_bottom()


def test_a_chat_opens_where_it_was_left(show):
    view = show(FakeTimeline(many_items(100)), at=Position("k30", 120.0))
    assert abs(top_of(view, "k30") - 120) <= 5


async def test_older_rows_come_in_above_without_a_jump(show):
    items = many_items(120)
    timeline = FakeTimeline(items[60:], hidden_before=items[:60])
    timeline.gate = asyncio.Event()
    view = show(timeline)
    view.scroll_by(-1e6)
    key = first_shown(view)
    before = top_of(view, key)
    timeline.gate.set()
    await settled()
    assert len(timeline.items) > 60
    assert abs(top_of(view, key) - before) < 1


def test_a_new_message_at_the_bottom_keeps_the_bottom(show):
    timeline = FakeTimeline(many_items(40))
    view = show(timeline)
    timeline.add(make_item("new", "Ещё одно"))
    assert view.at_bottom()
    assert view.place_of("new") is not None


def test_a_new_message_does_not_move_who_reads_above(show):
    timeline = FakeTimeline(many_items(40))
    view = show(timeline)
    view.scroll_by(-500)
    key = first_shown(view)
    before = top_of(view, key)
    timeline.add(make_item("new", "Ещё одно"))
    assert top_of(view, key) == before
    assert not view.at_bottom()


def test_an_own_message_brings_the_bottom_back(show):
    timeline = FakeTimeline(many_items(40))
    view = show(timeline)
    view.scroll_by(-500)
    timeline.add(make_item("mine", "Моё", mine=True, status=SendStatus(SendState.QUEUED)))
    assert view.at_bottom()


def test_an_edit_above_the_view_moves_nothing(show):
    timeline = FakeTimeline(many_items(60))
    view = show(timeline)
    view.scroll_by(-400)
    key = first_shown(view)
    before = top_of(view, key)
    long = TextContent(RichText("Длинное " * 200))
    timeline.change("k10", lambda item: replace(item, content=long, edited=True))
    assert top_of(view, key) == before


def test_a_reaction_makes_the_row_grow_downwards(show):
    timeline = FakeTimeline(many_items(60))
    view = show(timeline)
    view.scroll_by(-700)
    key = first_shown(view)
    before = view.place_of(key)
    timeline.change(key, lambda item: replace(item, reactions=(Reaction("🎉", 1, mine=True),)))
    after = view.place_of(key)
    assert after.top() == before.top()
    assert after.height() > before.height()


def test_rows_removed_above_move_nothing(show):
    timeline = FakeTimeline(many_items(60))
    view = show(timeline)
    view.scroll_by(-300)
    key = first_shown(view)
    before = top_of(view, key)
    timeline.items.remove(3, 5)
    timeline.items.commit()
    assert top_of(view, key) == before


def test_the_day_pill_moving_up_with_older_rows_does_not_shift_the_message(show):
    items = many_items(80)
    timeline = FakeTimeline(items[40:])
    view = show(timeline)
    view.scroll_by(-1e6)
    before = top_of(view, "k40")
    timeline.items.insert(0, items[:40])
    timeline.items.commit()
    assert abs(top_of(view, "k40") - before) <= 3


def test_another_width_keeps_the_row_in_view(show):
    view = show(FakeTimeline(many_items(100)), at=Position("k30", 120.0))
    view.resize(400, 600)
    painted(view)
    assert view.place_of("k30") is not None


def test_the_end_key_and_the_scrollbar_reach_the_ends(show):
    view = show(FakeTimeline(many_items(200)))
    bar = view.verticalScrollBar()
    bar.setValue(0)
    assert view.place_of("k0") is not None
    bar.setValue(bar.maximum())
    assert view.at_bottom()


async def test_pages_are_asked_for_near_the_edges_only(show):
    items = many_items(300)
    timeline = FakeTimeline(items[100:200], hidden_before=items[:100], hidden_after=items[200:])
    view = show(timeline, at=Position("k150", 200.0))
    await settled()
    assert timeline.asked == []
    view.scroll_by(-1e5)
    await settled()
    assert "older" in timeline.asked
