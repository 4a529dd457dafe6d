"""Read marks go forward, one at a time; drafts survive; typing is told seldom."""

import asyncio

from app.domain.ids import EventId
from app.services.facade.composer import Draft
from tests.unit.services_messages.fakes import OTHER, ROOM
from tests.unit.services_messages.world import World


async def test_marks_go_only_forward_and_one_at_a_time(world: World) -> None:
    for number in range(6):
        world.server.text(str(number))
    await world.sync()
    timeline = await world.open()
    world.server.hold = asyncio.Event()
    for index in (1, 2, 0, 4, 3):
        await timeline.mark_read(timeline.items[index].key)
        await world.quiet()
    world.server.hold.set()
    await world.quiet()
    marks = [request[1] for request in world.server.asked("send_read")]
    assert marks == ["$2", "$5"]
    assert world.server.most_in_flight == 1


async def test_nothing_is_told_while_nobody_is_there(world: World) -> None:
    world.server.text("раз")
    await world.sync()
    timeline = await world.open()
    world.messages.set_active(False)
    await timeline.mark_read(timeline.items[0].key)
    await world.quiet()
    assert world.server.asked("send_read") == []
    world.messages.set_active(True)
    await world.quiet()
    assert world.server.asked("send_read") == [(ROOM, "$1", False)]


async def test_private_marks_when_the_person_wants_them(world: World) -> None:
    await world.store.put_setting("privacy.private_receipts", True)
    world.server.text("раз")
    await world.sync()
    timeline = await world.open()
    await timeline.mark_read(timeline.items[0].key)
    await world.quiet()
    assert world.server.asked("send_read") == [(ROOM, "$1", True)]


async def test_a_chat_marked_as_read_from_the_list_is_read_as_privately(world: World) -> None:
    await world.store.put_setting("privacy.private_receipts", True)
    world.server.text("раз")
    await world.sync()
    await world.rooms.mark_unread(ROOM, unread=False)
    assert world.server.asked("send_read") == [(ROOM, "$1", True)]


async def test_reading_clears_the_unread_flag(world: World) -> None:
    world.server.text("раз")
    await world.sync()
    await world.store.put_account_data("m.marked_unread", {"unread": True}, ROOM)
    timeline = await world.open()
    await timeline.mark_read(timeline.items[0].key)
    await world.quiet()
    cleared = ("m.marked_unread", {"unread": False}, ROOM)
    assert world.server.asked("set_account_data") == [cleared]


async def test_a_mark_made_offline_goes_out_later(world: World) -> None:
    world.server.text("раз")
    await world.sync()
    timeline = await world.open()
    world.go_offline()
    await timeline.mark_read(timeline.items[0].key)
    await world.quiet()
    world.go_online()
    await world.quiet()
    assert world.server.asked("send_read") == [(ROOM, "$1", False)]


async def test_a_draft_is_there_at_once_and_soon_on_the_disk(world: World) -> None:
    draft = Draft("Дорогие род", reply_to=EventId("$1"))
    world.composer.set_draft(ROOM, Draft("Доро"))
    world.composer.set_draft(ROOM, draft)
    assert world.composer.draft(ROOM) == draft
    await world.quiet()
    assert await world.store.drafts() == {}
    world.clock.advance(0.5)
    await world.quiet()
    assert list(await world.store.drafts()) == [ROOM]


async def test_a_draft_survives_a_quit_in_the_same_instant(world: World) -> None:
    world.composer.set_draft(ROOM, Draft("не успел"))
    world.composer.set_draft(OTHER, Draft("и тут", edit=EventId("$2")))
    await world.restart()
    assert world.composer.draft(ROOM) == Draft("не успел")
    assert world.composer.draft(OTHER) == Draft("и тут", edit=EventId("$2"))


async def test_an_emptied_draft_is_gone(world: World) -> None:
    world.composer.set_draft(ROOM, Draft("текст"))
    await world.restart()
    world.composer.set_draft(ROOM, Draft())
    await world.restart()
    assert world.composer.draft(ROOM) == Draft()


async def test_typing_is_told_seldom_and_taken_back(world: World) -> None:
    for _ in range(20):
        world.composer.typing(ROOM, active=True)
        world.clock.advance(0.3)
    world.composer.typing(ROOM, active=False)
    world.composer.typing(ROOM, active=False)
    await world.quiet()
    assert world.server.asked("send_typing") == [(ROOM, True), (ROOM, False)]


async def test_forwarding_names_the_author_and_takes_no_ties_along(world: World) -> None:
    content = {
        "msgtype": "m.text",
        "body": "Всем привет",
        "m.mentions": {"room": True},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}},
    }
    event_id = world.server.put(content)
    await world.sync()
    await world.composer.forward(ROOM, [event_id], [OTHER, ROOM])
    await world.quiet()
    copy = {
        "msgtype": "m.text",
        "body": "Всем привет",
        "m.mentions": {},
        "app.parta.forwarded_from": "bob",
    }
    assert [raw["content"] for raw in world.server.rooms[OTHER]] == [copy]
    assert world.server.rooms[ROOM][-1]["content"] == copy


async def test_pinning_keeps_the_other_pins(world: World) -> None:
    world.server.put({"pinned": ["$7"]}, kind="m.room.pinned_events", state_key="")
    event_id = world.server.text("важное")
    await world.sync()
    await world.composer.pin_message(ROOM, event_id, pinned=True)
    pins = ("m.room.pinned_events", {"pinned": ["$7", event_id]})
    assert world.server.asked("set_state") == [(ROOM, *pins)]
