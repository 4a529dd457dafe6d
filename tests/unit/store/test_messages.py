"""Edits, deletions, reactions, replies, votes, keys: what a row shows after all of it."""

from datetime import UTC, datetime

from app.domain.cache import Outgoing
from app.domain.ids import EventId, ItemKey, TransactionId
from app.domain.timeline import TimelineItem
from app.store.profile_store import ProfileStore
from tests.unit.store.world import BOB, EVE, ME, ROOM, World, page, said, sync


async def rows(store: ProfileStore) -> tuple[TimelineItem, ...]:
    return (await store.page_at_end(ROOM, limit=50)).items


async def test_an_edit_shows_and_touches_the_row_and_its_replies(
    store: ProfileStore, world: World
) -> None:
    message = world.text("привет")
    await sync(store, message, answer := world.reply(message.event_id, "да"), initial=True)
    applied = await sync(store, world.edit(message, "привет!"))
    assert applied.timelines is not None
    change = applied.timelines[ROOM]
    assert change.touched == {message.event_id, answer.event_id} and change.appended == ()
    first, second = await rows(store)
    assert said((first,)) == ["привет!"] and first.edited
    assert second.quote is not None and second.quote.text == "привет!"


async def test_edits_by_strangers_are_ignored(store: ProfileStore, world: World) -> None:
    message = world.text("я тут")
    await sync(store, message, world.edit(message, "меня нет", EVE), initial=True)
    (row,) = await rows(store)
    assert said((row,)) == ["я тут"] and not row.edited
    assert len(await store.edits(ROOM, message.event_id)) == 1


async def test_the_last_edit_wins_and_a_deleted_edit_gives_way(
    store: ProfileStore, world: World
) -> None:
    message = world.text("раз")
    two, three = world.edit(message, "два"), world.edit(message, "три")
    await sync(store, message, two, three, initial=True)
    assert said(await rows(store)) == ["три"]
    assert len(await store.edits(ROOM, message.event_id)) == 3
    await sync(store, world.redaction(three))
    assert said(await rows(store)) == ["два"]


async def test_an_edit_may_come_before_its_message(store: ProfileStore, world: World) -> None:
    message = world.text("черновик")
    edit = world.edit(message, "чистовик")
    await sync(store, edit, initial=True, limited=True, prev_batch="t")
    await store.add_history(ROOM, edit.event_id, page(message, end="t0"), backwards=True)
    assert said(await rows(store)) == ["чистовик"]
    assert [hit.snippet for hit in await store.search("чистовик", room_id=None, limit=5)] == [
        "чистовик"
    ]
    assert await store.search("черновик", room_id=None, limit=5) == ()


async def test_a_deleted_message_loses_text_reactions_and_its_place_in_the_search(
    store: ProfileStore, world: World
) -> None:
    message = world.text("секрет")
    await sync(store, message, world.reaction(message, "👍"), initial=True)
    applied = await sync(store, world.redaction(message))
    assert applied.timelines is not None
    assert applied.timelines[ROOM].touched == {message.event_id}
    (row,) = await rows(store)
    assert said((row,)) == ["(удалено)"] and row.reactions == ()
    assert await store.search("секрет", room_id=None, limit=5) == ()


async def test_strangers_without_power_delete_nothing(store: ProfileStore, world: World) -> None:
    message = world.text("моё")
    await sync(
        store, world.create(), world.levels(), message, world.redaction(message, EVE), initial=True
    )
    assert said(await rows(store))[-1] == "моё"


async def test_a_message_that_comes_again_deleted_is_deleted(
    store: ProfileStore, world: World
) -> None:
    message = world.text("было")
    await sync(store, message, initial=True)
    gone = {**message.raw, "content": {}, "unsigned": {"redacted_because": {"sender": BOB}}}
    from tests.unit.store.world import parsed

    await store.add_event(ROOM, parsed(gone))
    assert said(await rows(store)) == ["(удалено)"]


async def test_reactions_are_counted_once_per_person_and_can_be_taken_back(
    store: ProfileStore, world: World
) -> None:
    message = world.text("ура")
    mine = world.reaction(message, "🎉", ME)
    twice = [world.reaction(message, "🎉", BOB), world.reaction(message, "🎉", BOB)]
    await sync(store, message, *twice, mine, world.reaction(message, "👍", EVE), initial=True)
    (row,) = await rows(store)
    assert [(r.key, r.count, r.mine) for r in row.reactions] == [("🎉", 2, True), ("👍", 1, False)]
    assert await store.own_reaction(ROOM, message.event_id, "🎉") == mine.event_id
    await sync(store, world.redaction(mine, ME))
    (row,) = await rows(store)
    assert [(r.key, r.count, r.mine) for r in row.reactions] == [("🎉", 1, False), ("👍", 1, False)]
    full = await store.reactions(ROOM, message.event_id)
    assert [[p.user_id for p in r.senders] for r in full] == [[BOB], [EVE]]


async def test_the_last_vote_before_the_end_counts(store: ProfileStore, world: World) -> None:
    poll = world.poll("пн", "вт", "ср", most=2)
    await sync(store, world.create(), world.levels(), poll, initial=True)
    await sync(
        store,
        world.vote(poll, "пн", sender=EVE),
        world.vote(poll, "вт", "ср", "пн", "нет такого", sender=EVE),
        world.vote(poll, "вт", sender=ME),
        world.poll_end(poll, EVE),
    )
    item = (await rows(store))[-1]
    assert item.poll is not None
    assert item.poll.votes == (("пн", ()), ("вт", (EVE, ME)), ("ср", (EVE,)))
    assert (item.poll.voters, item.poll.own, item.poll.closed) == (2, {"вт"}, False)
    await sync(store, world.poll_end(poll, BOB), world.vote(poll, "пн", sender=ME))
    item = (await rows(store))[-1]
    assert item.poll is not None
    assert item.poll.closed and item.poll.own == {"вт"}


async def test_replies_in_a_circle_end(store: ProfileStore, world: World) -> None:
    one = world.reply(EventId("$b"), "первый", event_id="$a")
    two = world.reply(EventId("$a"), "второй", event_id="$b")
    await sync(store, one, two, initial=True)
    quotes = [row.quote for row in await rows(store)]
    assert [quote.text for quote in quotes if quote] == ["второй", "первый"]


async def test_a_quote_is_missing_until_its_event_is_stored(
    store: ProfileStore, world: World
) -> None:
    far = world.text("давно")
    await sync(store, world.reply(far.event_id, "помню"), initial=True, prev_batch="t")
    (row,) = await rows(store)
    assert row.quote is not None and row.quote.missing
    await store.add_event(ROOM, far)
    (row,) = await rows(store)
    assert row.quote is not None and (row.quote.text, row.quote.missing) == ("давно", False)


def outgoing(txn: str, event_id: EventId | None = None) -> Outgoing:
    return Outgoing(
        txn_id=TransactionId(txn),
        room_id=ROOM,
        kind="message",
        event_type="m.room.message",
        content={"msgtype": "m.text", "body": "моё"},
        created=datetime(2026, 11, 24, tzinfo=UTC),
        event_id=event_id,
    )


async def test_an_own_message_keeps_the_key_of_its_echo_and_leaves_the_queue(
    store: ProfileStore, world: World
) -> None:
    await store.put_outgoing(outgoing("m1"))
    await store.put_outgoing(outgoing("m2"))
    mine = world.text("моё", ME, unsigned={"transaction_id": "m1"})
    await sync(store, mine, initial=True)
    (row,) = await rows(store)
    assert (row.key, row.event_id, row.mine) == (ItemKey("m1"), mine.event_id, True)
    assert [entry.txn_id for entry in await store.outbox()] == ["m2"]


async def test_the_key_holds_when_sync_comes_before_the_answer_to_the_send_and_names_no_txn(
    store: ProfileStore, world: World
) -> None:
    await store.put_outgoing(outgoing("m1"))
    mine = world.text("моё", ME)
    await sync(store, mine, initial=True)
    await store.put_outgoing(outgoing("m1", mine.event_id))
    (row,) = await rows(store)
    assert row.key == ItemKey("m1") and await store.outbox() == ()


async def test_the_queue_survives_a_restart_in_order(store: ProfileStore) -> None:
    for txn in ("a", "b", "c"):
        await store.put_outgoing(outgoing(txn))
    await store.put_outgoing(outgoing("a", EventId("$sent")))
    await store.delete_outgoing(TransactionId("b"))
    queue = await store.outbox()
    assert [(entry.txn_id, entry.event_id) for entry in queue] == [("a", "$sent"), ("c", None)]
    assert queue[1] == outgoing("c")


async def test_hidden_events_make_no_rows_and_strange_ones_show_their_words(
    store: ProfileStore, world: World
) -> None:
    await sync(
        store,
        world.event("app.unknown", {}),
        world.event("app.unknown", {"body": "запасной текст"}),
        world.member(EVE, "Ева"),
        initial=True,
    )
    assert said(await rows(store)) == ["UnknownContent", "MembershipContent"]


async def test_attachments_come_newest_first_by_kind(store: ProfileStore, world: World) -> None:
    picture = {"msgtype": "m.image", "body": "a.png", "url": "mxc://school/a", "info": {}}
    one = world.event("m.room.message", picture)
    poll = world.poll("да", "нет")
    two = world.event("m.room.message", {**picture, "url": "mxc://school/b"})
    await sync(store, one, world.text("слово"), poll, two, initial=True)
    found = await store.media(ROOM, ["m.image"], before=None, limit=10)
    assert [row.event_id for row in found] == [two.event_id, one.event_id]
    assert [
        r.event_id for r in await store.media(ROOM, ["m.image"], before=two.event_id, limit=5)
    ] == [one.event_id]
    assert [r.event_id for r in await store.media(ROOM, ["poll"], before=None, limit=5)] == [
        poll.event_id
    ]


async def test_a_forwarded_message_takes_the_edited_text(store: ProfileStore, world: World) -> None:
    message = world.text("раз")
    await sync(store, message, world.edit(message, "два"), initial=True)
    raw = await store.raw_event(ROOM, message.event_id)
    assert raw is not None and raw["content"]["body"] == "два"
