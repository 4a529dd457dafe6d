"""Rows of the chat list: names, previews, unread, ticks, tags, mute, coming and going."""

from app.domain.ids import RoomId
from app.domain.people import Role
from app.domain.rooms import MuteMode, PreviewKind, RoomKind, RoomState, RoomSummary, Ticks
from app.store.profile_store import ProfileStore
from tests.unit.store.world import (
    BOB,
    EVE,
    ME,
    ROOM,
    START,
    World,
    batch,
    delta,
    open_store,
    page,
    said,
    sync,
)


async def row(store: ProfileStore) -> RoomSummary:
    (summary,) = await store.rooms()
    return summary


async def test_a_group_has_its_name_and_the_last_message_with_who_wrote_it(
    store: ProfileStore, world: World
) -> None:
    people = (world.member(BOB, "Борис Ильич Котов"), world.member(ME, "Анна"))
    applied = await sync(
        store,
        world.text("всем  привет\nи пока"),
        initial=True,
        name="9Б",
        state=people,
        joined_count=2,
        bump_stamp=7,
    )
    assert applied.rooms == await store.rooms()
    summary = await row(store)
    assert (summary.name, summary.kind, summary.member_count) == ("9Б", RoomKind.FREE, 2)
    assert summary.preview.text == "всем привет и пока"
    assert (summary.preview.sender_name, summary.preview.mine) == ("Борис Ильич", False)
    assert summary.timestamp is not None and summary.bump_stamp == 7


async def test_a_direct_chat_is_called_after_the_other_person(
    store: ProfileStore, world: World
) -> None:
    bob = world.event(
        "m.room.member",
        {"membership": "join", "displayname": "Борис", "avatar_url": "mxc://school/bob"},
        BOB,
        state_key=BOB,
        unsigned={"app.parta.role": "teacher"},
    )
    await store.apply_sync(
        batch(
            delta(world.text("да"), initial=True, state=(bob,), heroes=(BOB,), joined_count=2),
            global_account_data=(("m.direct", {BOB: [ROOM]}),),
        )
    )
    summary = await row(store)
    assert (summary.name, summary.kind) == ("Борис", RoomKind.DIRECT)
    assert (summary.direct_user, summary.avatar) == (BOB, "mxc://school/bob")
    assert summary.verified and summary.preview.sender_name == ""
    assert (await store.person(BOB)).role is Role.TEACHER


async def test_a_room_without_a_name_is_called_after_its_people(
    store: ProfileStore, world: World
) -> None:
    await sync(
        store,
        world.text("да"),
        initial=True,
        heroes=(BOB, EVE),
        hero_names=("Борис", "Ева"),
        joined_count=5,
    )
    assert (await row(store)).name == "Борис, Ева и ещё 2"


async def test_the_preview_follows_edits_and_deletions(store: ProfileStore, world: World) -> None:
    message = world.text("раз")
    await sync(store, message, initial=True)
    await sync(store, world.edit(message, "два"))
    assert (await row(store)).preview.text == "два"
    await sync(store, world.redaction(message))
    assert (await row(store)).preview.kind is PreviewKind.DELETED


async def test_unread_counts_messages_of_others_after_my_receipt(
    store: ProfileStore, world: World
) -> None:
    seen = world.text("прочитано")
    await store.apply_sync(
        batch(
            delta(
                seen,
                world.text("раз"),
                world.text("два", content={"m.mentions": {"user_ids": [ME]}}),
                world.member(EVE, "Ева"),
                world.reaction(seen, "👍"),
                world.event("m.room.message", {"msgtype": "m.notice", "body": "бот"}),
                initial=True,
            ),
            receipts=((ROOM, (world.receipt(seen, ME),)),),
        )
    )
    summary = await row(store)
    assert (summary.unread, summary.mentions) == (2, 1)
    assert await store.first_unread(ROOM) == "$room-2"
    applied = await store.mark_read(ROOM, world.made[-1].event_id)
    assert [room.unread for room in applied.rooms] == [0]
    await store.apply_sync(batch(receipts=((ROOM, (world.receipt(seen, ME, private=True),)),)))
    assert (await row(store)).unread == 0, "a receipt never moves back"
    assert await store.first_unread(ROOM) is None


async def test_writing_means_having_read(store: ProfileStore, world: World) -> None:
    await sync(store, *world.texts(3), initial=True)
    await sync(store, world.text("понятно", ME))
    assert (await row(store)).unread == 0


async def test_a_redacted_message_is_no_longer_unread(store: ProfileStore, world: World) -> None:
    first, second = world.texts(2)
    await sync(store, first, second, initial=True)
    await sync(store, world.redaction(second))
    assert (await row(store)).unread == 1


async def test_the_server_knows_more_where_the_cache_has_a_gap(
    store: ProfileStore, world: World
) -> None:
    await sync(store, *world.texts(2), initial=True, limited=True, prev_batch="t")
    applied = await store.apply_unread({ROOM: (40, 3), RoomId("!strange"): (1, 0)})
    assert [(room.unread, room.mentions) for room in applied.rooms] == [(40, 3)]
    await sync(store, latest := world.text("ещё"))
    assert (await row(store)).unread == 41
    await store.mark_read(ROOM, latest.event_id)
    assert (await row(store)).unread == 0
    assert (await store.apply_unread({ROOM: (7, 0)})).rooms == (), "now the cache is exact"


async def test_what_was_unread_before_a_gap_stays_unread_until_the_gap_is_closed(
    store: ProfileStore, world: World
) -> None:
    seen, *old = world.texts(4, "старое")
    missed, new = world.texts(2, "пропущено"), world.texts(2, "новое")
    await store.apply_sync(
        batch(
            delta(seen, *old, initial=True, prev_batch="t0"),
            receipts=((ROOM, (world.receipt(seen, ME),)),),
        )
    )
    await sync(store, *new, limited=True, prev_batch="t1")
    assert (await row(store)).unread == 3 + 2
    history = page(old[-1], *missed, end="t2")
    await store.add_history(ROOM, new[0].event_id, history, backwards=True)
    await sync(store, world.text("последнее"))
    assert (await row(store)).unread == 3 + 2 + 2 + 1


async def test_ticks_turn_when_another_has_read(store: ProfileStore, world: World) -> None:
    mine = world.text("моё", ME)
    await sync(store, world.text("до"), mine, initial=True)
    assert (await row(store)).ticks is Ticks.SENT
    applied = await store.apply_sync(batch(receipts=((ROOM, (world.receipt(mine, BOB),)),)))
    assert applied.timelines is not None and applied.timelines[ROOM].receipts
    assert (await row(store)).ticks is Ticks.READ
    shown = await store.page_at_end(ROOM, limit=5)
    assert shown.items[-1].read_by == 1
    assert [p.user_id for p in await store.readers(ROOM, mine.event_id)] == [BOB]


async def test_a_receipt_for_a_message_not_stored_yet_counts_when_it_comes(
    store: ProfileStore, world: World
) -> None:
    mine = world.text("моё", ME)
    await sync(store, *world.texts(1), initial=True)
    await store.apply_sync(batch(receipts=((ROOM, (world.receipt(mine, EVE),)),)))
    await sync(store, mine)
    assert (await store.page_at_end(ROOM, limit=5)).items[-1].read_by == 1


async def test_tags_mute_and_marks_come_from_account_data(
    store: ProfileStore, world: World
) -> None:
    rules = {"global": {"room": [{"rule_id": ROOM, "actions": [], "enabled": True}]}}
    await store.apply_sync(
        batch(
            delta(world.text("да"), initial=True),
            global_account_data=(("m.push_rules", rules),),
            room_account_data=(
                (ROOM, "m.tag", {"tags": {"m.favourite": {"order": 0.25}}}),
                (ROOM, "m.marked_unread", {"unread": True}),
                (ROOM, "app.parta.mute_until", {"ts": START}),
            ),
        )
    )
    summary = await row(store)
    assert (summary.pin_order, summary.archived, summary.marked_unread) == (0.25, False, True)
    assert summary.mute is MuteMode.MENTIONS and summary.muted_until is not None
    applied = await store.put_account_data("m.tag", {"tags": {"m.lowpriority": {}}}, ROOM)
    assert [(room.pin_order, room.archived) for room in applied.rooms] == [(None, True)]
    applied = await store.put_account_data("m.push_rules", {"global": {}})
    assert [room.mute for room in applied.rooms] == [MuteMode.ALL]


async def test_account_data_that_comes_before_its_room_is_not_lost(
    store: ProfileStore, world: World
) -> None:
    tags = {"tags": {"m.favourite": {}}}
    await store.apply_sync(batch(room_account_data=((ROOM, "m.tag", tags),)))
    await sync(store, world.text("да"), initial=True)
    assert (await row(store)).pin_order == 0.5


async def test_notifications_are_for_new_messages_of_others_by_mute_mode(
    store: ProfileStore, world: World
) -> None:
    assert (await sync(store, *world.texts(3), initial=True)).notify == ()
    quiet, loud = world.text("тихо"), world.text("@", content={"m.mentions": {"user_ids": [ME]}})
    applied = await sync(store, quiet, loud, world.reaction(quiet, "👍"))
    assert said(tuple(n.item for n in applied.notify)) == ["тихо", "@"]
    answered = await sync(store, world.text("ещё"), world.text("моё", ME))
    assert answered.notify == (), "who has answered has read"
    rules = {"global": {"room": [{"rule_id": ROOM, "actions": []}]}}
    await store.put_account_data("m.push_rules", rules)
    again = world.text("@", content={"m.mentions": {"user_ids": [ME]}})
    applied = await sync(store, world.text("тихо"), again)
    assert said(tuple(n.item for n in applied.notify)) == ["@"]


async def test_a_room_that_was_outside_the_window_notifies_for_what_is_live(
    store: ProfileStore, world: World
) -> None:
    applied = await sync(store, *world.texts(3), initial=True, limited=True, num_live=1)
    assert said(tuple(n.item for n in applied.notify)) == ["слово 2"]


async def test_leaving_takes_the_room_out(store: ProfileStore, world: World) -> None:
    await sync(store, world.text("слово"), initial=True)
    left = world.member(ME, "Анна", "leave")
    applied = await store.apply_sync(batch(delta(state=(left,))))
    assert applied.gone == {ROOM} and await store.rooms() == ()
    assert await store.search("слово", room_id=None, limit=5) == ()
    await sync(store, world.text("снова"), initial=True)
    assert said(await store.page_at_end(ROOM, limit=5)) == ["снова"]


async def test_an_invite_says_who_asks_and_becomes_a_room(
    store: ProfileStore, world: World
) -> None:
    def stripped(kind: str, key: str, content: dict[str, object]) -> object:
        from tests.unit.store.world import parsed

        return parsed({"type": kind, "state_key": key, "sender": BOB, "content": content})

    state = (
        stripped("m.room.member", BOB, {"membership": "join", "displayname": "Борис"}),
        stripped("m.room.member", ME, {"membership": "invite", "is_direct": True}),
    )
    await store.apply_sync(batch(delta(invite_state=state)))
    summary = await row(store)
    assert (summary.state, summary.name) == (RoomState.INVITED, "Борис")
    assert summary.preview.text == "Борис приглашает в чат"
    await sync(store, world.text("вот и чат"), initial=True, state=(world.member(ME, "Анна"),))
    assert (await row(store)).state is RoomState.JOINED


async def test_who_types_is_named_and_not_kept(store: ProfileStore, world: World) -> None:
    await sync(store, world.text("да"), initial=True, state=(world.member(BOB, "Борис"),))
    applied = await store.apply_sync(batch(typing=((ROOM, (BOB, ME)),)))
    assert [room.typing for room in applied.rooms] == [("Борис",)]
    assert (await row(store)).typing == ("Борис",)
    applied = await store.apply_sync(batch(typing=((ROOM, ()),)))
    assert [room.typing for room in applied.rooms] == [()]


async def test_what_was_cleared_is_hidden_everywhere(store: ProfileStore, world: World) -> None:
    old = world.texts(3, "старое")
    await sync(store, *old, initial=True, prev_batch="t0")
    await store.put_account_data("app.parta.cleared_before", {"ts": world.clock}, ROOM)
    assert (await row(store)).preview.kind is PreviewKind.NONE
    await sync(store, world.text("новое"))
    shown = await store.page_at_end(ROOM, limit=10)
    assert said(shown) == ["новое"] and shown.at_start and shown.older_token is None
    assert await store.search("старое", room_id=None, limit=5) == ()


async def test_a_draft_shows_in_the_row(store: ProfileStore, world: World) -> None:
    await sync(store, world.text("да"), initial=True)
    applied = await store.put_draft(ROOM, {"text": "не забыть", "reply_to": None, "edit": None})
    assert [room.draft for room in applied.rooms] == ["не забыть"]
    assert (await store.drafts())[ROOM]["text"] == "не забыть"
    assert [room.draft for room in (await store.put_draft(ROOM, None)).rooms] == [""]


async def test_details_and_members(store: ProfileStore, world: World) -> None:
    pinned = world.text("важно")
    await sync(
        store,
        pinned,
        initial=True,
        joined_count=2,
        state=(
            world.create(),
            world.levels(events={"m.room.pinned_events": 0}),
            world.state("m.room.topic", {"topic": "о школе"}),
            world.state("m.room.pinned_events", {"pinned": [pinned.event_id]}),
            world.state("app.parta.room", {"kind": "class", "managed": True}),
            world.member(ME, "Анна"),
            world.member(BOB, "Борис"),
        ),
    )
    details = await store.room_details(ROOM)
    assert (details.topic, details.pinned, details.managed) == ("о школе", (pinned.event_id,), True)
    assert details.powers.can_pin and not details.powers.can_kick
    assert (await row(store)).kind is RoomKind.CLASS
    members = await store.members(ROOM)
    assert [(m.person.name, m.power) for m in members] == [("Борис", 100), ("Анна", 0)]
    assert (await store.page_at_end(ROOM, limit=1)).items[0].pinned


async def test_people_are_found_by_any_word_of_their_name(
    store: ProfileStore, world: World
) -> None:
    await store.put_members(ROOM, [world.member(BOB, "Королёв Борис"), world.member(EVE, "Ева")])
    assert [p.user_id for p in await store.search_people("бор королев", limit=5)] == [BOB]
    assert await store.search_people("орис", limit=5) == ()


async def test_old_history_does_not_become_the_preview(store: ProfileStore, world: World) -> None:
    old = world.text("старое")
    new = world.text("новое")
    await sync(store, new, initial=True, limited=True, prev_batch="t")
    await store.add_history(ROOM, new.event_id, page(old, end="t0"), backwards=True)
    await store.apply_sync(batch(typing=((ROOM, (BOB,)),)))
    assert (await row(store)).preview.text == "новое"


async def test_a_row_without_a_message_gets_one_with_the_reply_after_history_came(
    store: ProfileStore, world: World
) -> None:
    message = world.text("привет")
    reaction = world.reaction(message, "👍")
    await sync(store, reaction, initial=True, limited=True, prev_batch="t")
    assert (await row(store)).preview.kind is PreviewKind.NONE
    await store.add_history(ROOM, reaction.event_id, page(message, end="t0"), backwards=True)
    applied = await store.apply_sync(batch())
    assert [room.preview.text for room in applied.rooms] == ["привет"]


async def test_two_profiles_never_share(tmp_path: object, world: World) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    one = await open_store(folder / "one")
    two = await open_store(folder / "two", EVE, "cd" * 32)
    await sync(one, world.text("только моё"), initial=True)
    await one.put_setting("theme", "dark")
    assert await two.rooms() == () and await two.setting("theme") is None
    assert await two.search("моё", room_id=None, limit=5) == ()
    await one.close()
    await two.close()
