"""Opening, paging both ways, far jumps, gaps; what is shown is always one unbroken stretch."""

import asyncio
from datetime import UTC, datetime

import pytest

from app.domain.errors import Offline
from app.domain.ids import EventId
from app.services import timeline as module
from tests.unit.services_messages.fakes import ROOM
from tests.unit.services_messages.world import Watcher, World, shown

TEXTS = [f"№ {number}" for number in range(300)]


@pytest.fixture
async def long(world: World) -> World:
    """300 messages, of which sync brought the last ten."""
    for text in TEXTS:
        world.server.text(text)
    await world.sync(limited=10)
    return world


async def test_opening_asks_nobody(long: World) -> None:
    long.go_offline()
    timeline = await long.messages.open_timeline(ROOM)
    assert shown(timeline) == TEXTS[-10:]
    assert long.server.requests == []


async def test_paging_back_reaches_the_start_without_a_hole(long: World) -> None:
    timeline = await long.open()
    watcher = Watcher(timeline)
    while not timeline.at_start.value:
        await timeline.older()
    assert shown(timeline) == TEXTS
    assert set(watcher.kinds) == {"Insert"}
    await timeline.older()
    assert shown(timeline) == TEXTS


async def test_callers_at_the_same_time_share_one_load(long: World) -> None:
    timeline = await long.open()
    await asyncio.gather(*(timeline.older() for _ in range(5)))
    assert len(long.server.asked("messages")) == 1
    assert len(timeline.items) == len(set(shown(timeline)))


async def test_a_cancelled_caller_leaves_the_load_running(long: World) -> None:
    timeline = await long.open()
    caller = asyncio.ensure_future(timeline.older())
    await asyncio.sleep(0)
    caller.cancel()
    await long.quiet()
    assert len(timeline.items) > 10
    assert not timeline.loading.value


async def test_without_a_network_paging_says_so_and_works_later(long: World) -> None:
    timeline = await long.open()
    long.go_offline()
    with pytest.raises(Offline):
        await timeline.older()
    assert not timeline.loading.value
    long.go_online()
    await timeline.older()
    assert len(timeline.items) > 10


async def test_a_far_jump_and_the_way_back_to_the_end(long: World) -> None:
    timeline = await long.open()
    key = await timeline.jump_to(EventId("$21"))
    assert key == "$21"
    assert not timeline.live.value
    here = shown(timeline)
    assert here == TEXTS[TEXTS.index(here[0]) :][: len(here)]
    while not timeline.live.value:
        await timeline.newer()
    here = shown(timeline)
    assert here == TEXTS[-len(here) :]


async def test_what_is_not_for_me_is_no_place_to_jump_to(long: World) -> None:
    timeline = await long.open()
    assert await timeline.jump_to(EventId("$нет")) is None
    assert shown(timeline) == TEXTS[-10:]


async def test_back_at_the_end_new_messages_follow(long: World) -> None:
    timeline = await long.open()
    await timeline.jump_to(EventId("$21"))
    long.server.text("новое")
    await long.sync()
    assert "новое" not in shown(timeline)
    await timeline.jump_to_end()
    assert shown(timeline)[-1] == "новое"
    long.server.text("ещё")
    await long.sync()
    assert shown(timeline)[-1] == "ещё"


async def test_a_jump_to_a_date_stands_at_its_first_message(long: World) -> None:
    timeline = await long.open()
    when = datetime.fromtimestamp((1_790_000_000_000 + 50_000) / 1000, UTC)
    assert await timeline.jump_to_date(when) == "$50"
    late = datetime(2100, 1, 1, tzinfo=UTC)
    assert await timeline.jump_to_date(late) == timeline.items[-1].key


async def test_a_gap_after_a_night_offline_is_closed(long: World) -> None:
    timeline = await long.open()
    for number in range(100):
        long.server.text(f"ночь {number}")
    await long.sync(limited=5)
    await long.quiet()
    await long.quiet()
    assert timeline.live.value
    wanted = [*TEXTS[-10:], *(f"ночь {number}" for number in range(100))]
    assert shown(timeline) == wanted


async def test_a_gap_too_long_to_close_leaves_the_reader_where_they_are(long: World) -> None:
    timeline = await long.open()
    for number in range(900):
        long.server.text(f"ночь {number}")
    await long.sync(limited=5)
    await long.quiet()
    assert shown(timeline) == TEXTS[-10:]
    assert not timeline.live.value
    await timeline.jump_to_end()
    assert shown(timeline)[-1] == "ночь 899"


async def test_memory_is_bounded(long: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 100)
    monkeypatch.setattr(module, "_SOFT_TRIM", 10)
    timeline = await long.open()
    watcher = Watcher(timeline)
    while not timeline.at_start.value:
        await timeline.older()
    assert len(timeline.items) <= 110
    assert not timeline.live.value
    while not timeline.live.value:
        await timeline.newer()
    assert len(timeline.items) <= 110
    assert shown(timeline)[-1] == TEXTS[-1]
    assert len(watcher.keys) == len(timeline.items)


async def test_a_quote_of_something_unknown_is_fetched(long: World) -> None:
    timeline = await long.open()
    relates = {"m.in_reply_to": {"event_id": "$1"}}
    long.server.put({"msgtype": "m.text", "body": "А помните?", "m.relates_to": relates})
    await long.sync()
    await long.quiet()
    quote = timeline.items[-1].quote
    assert quote is not None
    assert (quote.text, quote.missing) == ("№ 0", False)
    assert long.server.asked("event") == [(ROOM, "$1")]


async def test_the_line_above_what_is_new_stays_where_it_was(long: World) -> None:
    long.updates.publish(await long.store.mark_read(ROOM, EventId("$295")))
    timeline = await long.open()
    assert timeline.new_from.value == "$296"
    assert timeline.read_up_to == "$295"
    await timeline.mark_read(timeline.items[-1].key)
    await long.quiet()
    assert timeline.new_from.value == "$296"


async def test_a_closed_chat_hears_nothing_more(long: World) -> None:
    timeline = await long.open()
    timeline.close()
    long.server.text("новое")
    await long.sync()
    await long.send("моё")
    assert shown(timeline) == TEXTS[-10:]


async def test_deletions_and_edits_of_others_change_their_row(long: World) -> None:
    timeline = await long.open()
    watcher = Watcher(timeline)
    long.server.put({"redacts": "$300"}, kind="m.room.redaction")
    new = {"msgtype": "m.text", "body": "исправлено"}
    long.server.put(
        {
            **new,
            "m.new_content": new,
            "m.relates_to": {"rel_type": "m.replace", "event_id": "$299"},
        }
    )
    await long.sync()
    assert shown(timeline)[-2:] == ["исправлено", "(удалено)"]
    assert set(watcher.kinds) == {"Update"}
