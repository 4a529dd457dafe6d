"""Gaps, back-fill, jumps: what is stored is always an unbroken run, and runs that meet are one."""

from app.store.profile_store import ProfileStore
from tests.unit.store.world import ROOM, World, batch, delta, page, said, sync


async def test_messages_of_later_replies_follow_the_earlier_ones(
    store: ProfileStore, world: World
) -> None:
    await sync(store, *world.texts(3), initial=True, prev_batch="t1")
    applied = await sync(store, new := world.text("новое"))
    shown = await store.page_at_end(ROOM, limit=10)
    assert said(shown) == ["слово 0", "слово 1", "слово 2", "новое"]
    assert applied.timelines is not None
    assert applied.timelines[ROOM].appended == (new.event_id,)
    assert (shown.live, shown.has_older, shown.older_token) == (True, False, "t1")


async def test_a_limited_reply_leaves_a_gap_that_paging_back_closes(
    store: ProfileStore, world: World
) -> None:
    old, missed, new = world.texts(3, "старое"), world.texts(4, "среднее"), world.texts(2, "новое")
    await sync(store, *old, initial=True, prev_batch="t-old")
    applied = await sync(store, *new, limited=True, prev_batch="t-new")
    assert applied.timelines is not None and applied.timelines[ROOM].gap
    shown = await store.page_at_end(ROOM, limit=50)
    assert said(shown) == ["новое 0", "новое 1"] and shown.older_token == "t-new"

    await store.add_history(ROOM, new[0].event_id, page(*missed[2:], end="t-mid"), backwards=True)
    half = await store.page_older(ROOM, new[0].event_id, limit=50)
    assert said(half) == ["среднее 2", "среднее 3"] and half.older_token == "t-mid"

    meeting = page(*old[1:], *missed[:2], end="t-further")
    added = await store.add_history(ROOM, missed[2].event_id, meeting, backwards=True)
    whole = await store.page_at_end(ROOM, limit=50)
    assert added == 2
    assert [event.event_id for event in (*old, *missed, *new)] == [i.event_id for i in whole.items]
    assert (whole.live, whole.has_older, whole.older_token) == (True, False, "t-old")


async def test_live_messages_go_on_at_the_end_after_two_stretches_became_one(
    store: ProfileStore, world: World
) -> None:
    old, new = world.texts(20, "старое"), world.texts(2, "новое")
    await sync(store, *old, initial=True, prev_batch="t-old")
    await sync(store, *new, limited=True, prev_batch="t-new")
    await store.add_history(ROOM, new[0].event_id, page(old[-1], end="x"), backwards=True)
    await sync(store, world.text("последнее"))
    shown = await store.page_at_end(ROOM, limit=3)
    assert said(shown) == ["новое 0", "новое 1", "последнее"] and shown.has_older


async def test_a_jump_far_back_makes_a_stretch_that_grows_both_ways_and_merges(
    store: ProfileStore, world: World
) -> None:
    everything = world.texts(30)
    await sync(store, *everything[25:], initial=True, prev_batch="t25")
    target = everything[10]
    context = page(*everything[8:13], start="t8", end="t13")
    await store.add_context(ROOM, target.event_id, context)

    around = await store.page_around(ROOM, target.event_id, limit=5)
    assert around is not None
    assert said(around) == [f"слово {n}" for n in range(8, 13)]
    assert (around.live, around.older_token, around.newer_token) == (False, "t8", "t13")

    forward = page(*everything[13:20], start="t13", end="t20")
    await store.add_history(ROOM, everything[12].event_id, forward, backwards=False)
    newer = await store.page_newer(ROOM, everything[12].event_id, limit=50)
    assert said(newer) == [f"слово {n}" for n in range(13, 20)] and newer.newer_token == "t20"

    meeting = page(*everything[20:27], start="t20", end="t27")
    await store.add_history(ROOM, everything[19].event_id, meeting, backwards=False)
    whole = await store.page_at_end(ROOM, limit=50)
    assert said(whole) == [f"слово {n}" for n in range(8, 30)]
    assert whole.live and whole.older_token == "t8"
    back = page(*everything[:8], start="t8", end=None)
    await store.add_history(ROOM, everything[8].event_id, back, backwards=True)
    start = await store.page_older(ROOM, everything[8].event_id, limit=50)
    assert start.at_start and said(start)[0] == "слово 0"


async def test_an_expanded_timeline_adds_what_is_older_and_doubles_nothing(
    store: ProfileStore, world: World
) -> None:
    everything = world.texts(12)
    await sync(store, everything[-1], initial=True, limited=True, prev_batch="t11")
    applied = await sync(store, *everything, expanded=True, limited=True, prev_batch="t0")
    shown = await store.page_at_end(ROOM, limit=50)
    assert said(shown) == [f"слово {n}" for n in range(12)] and shown.older_token == "t0"
    assert (
        applied.timelines is None
        or ROOM not in applied.timelines
        or (applied.timelines[ROOM].appended == () and not applied.timelines[ROOM].gap)
    )


async def test_the_same_reply_again_after_a_lost_position_changes_nothing(
    store: ProfileStore, world: World
) -> None:
    events = world.texts(5)
    await sync(store, *events, initial=True, limited=True, prev_batch="t0")
    before = await store.page_at_end(ROOM, limit=50)
    await store.forget_pos()
    applied = await sync(store, *events, initial=True, limited=True, prev_batch="t0")
    assert await store.page_at_end(ROOM, limit=50) == before
    assert applied.rooms == () and applied.notify == ()


async def test_an_empty_page_moves_the_token_only(store: ProfileStore, world: World) -> None:
    events = world.texts(2)
    await sync(store, *events, initial=True, prev_batch="t0")
    await store.add_history(ROOM, events[0].event_id, page(end="t-further"), backwards=True)
    shown = await store.page_at_end(ROOM, limit=5)
    assert shown.older_token == "t-further" and not shown.at_start
    await store.add_history(ROOM, events[0].event_id, page(end=None), backwards=True)
    assert (await store.page_at_end(ROOM, limit=5)).at_start


async def test_pages_come_in_order_and_without_overlap(store: ProfileStore, world: World) -> None:
    events = world.texts(25)
    await sync(store, *events, initial=True, prev_batch="t0")
    last = await store.page_at_end(ROOM, limit=10)
    middle = await store.page_older(ROOM, events[15].event_id, limit=10)
    assert said(middle) + said(last) == [f"слово {n}" for n in range(5, 25)]
    assert middle.has_older and middle.has_newer and not middle.live


async def test_an_event_in_two_rooms_stays_in_each(store: ProfileStore, world: World) -> None:
    twin = world.text("близнец", event_id="$same")
    other = World(room_id=ROOM)
    copy = other.text("другой", event_id="$same")
    await store.apply_sync(batch(delta(twin, initial=True), delta(copy, room=type(ROOM)("!b"))))
    assert said(await store.page_at_end(ROOM, limit=5)) == ["близнец"]
    assert said(await store.page_at_end(type(ROOM)("!b"), limit=5)) == ["другой"]


async def test_paging_goes_on_behind_hidden_events(store: ProfileStore, world: World) -> None:
    old, target = world.texts(3), world.text("цель")
    hidden = world.reaction(target, "👍")
    seen = world.text("видно")
    await sync(store, hidden, seen, initial=True, limited=True, prev_batch="t4")
    await store.add_history(ROOM, seen.event_id, page(*old, target, end=None), backwards=True)
    shown = await store.page_at_end(ROOM, limit=10)
    assert said(shown) == ["слово 0", "слово 1", "слово 2", "цель", "видно"] and shown.at_start


async def test_paging_starts_where_the_live_stretch_shows_nothing(
    store: ProfileStore, world: World
) -> None:
    target = world.text("цель")
    await sync(store, world.reaction(target, "👍"), initial=True, limited=True, prev_batch="t1")
    empty = await store.page_at_end(ROOM, limit=10)
    assert empty.items == () and empty.older_token == "t1"
    await store.add_history(ROOM, None, page(target, start="t1", end=None), backwards=True)
    shown = await store.page_at_end(ROOM, limit=10)
    assert said(shown) == ["цель"] and shown.live and shown.at_start
