"""The list of chats shows what was just written, before the server says so."""

from app.domain.rooms import RoomSummary, Ticks
from tests.unit.services_messages.fakes import OTHER, ROOM, refused
from tests.unit.services_messages.world import World

MONTH = 30 * 24 * 3600


def first(world: World) -> RoomSummary:
    return world.rooms.observe()[0]


def chat(world: World) -> RoomSummary:
    row = world.rooms.get(ROOM)
    assert row is not None
    return row


async def two_chats(world: World) -> None:
    """ROOM is the one that nobody wrote to for longest."""
    world.server.text("давно", room_id=ROOM)
    await world.sync()
    world.server.text("недавно", room_id=OTHER)
    await world.sync()


async def test_a_message_written_offline_stands_first_with_its_clock(world: World) -> None:
    await two_chats(world)
    world.go_offline()
    await world.send("уйдёт, когда появится связь")
    row = first(world)
    assert (row.room_id, row.ticks) == (ROOM, Ticks.QUEUED)
    assert (row.preview.text, row.preview.mine) == ("уйдёт, когда появится связь", True)
    await world.quiet()
    await world.restart()
    assert (first(world).room_id, first(world).ticks) == (ROOM, Ticks.QUEUED)
    world.go_online()
    await world.quiet()
    assert first(world).ticks is Ticks.SENT
    await world.sync()
    row = chat(world)
    assert (row.preview.text, row.ticks) == ("уйдёт, когда появится связь", Ticks.SENT)
    assert row == next(each for each in await world.store.rooms() if each.room_id == ROOM)


async def test_news_meanwhile_do_not_hide_what_waits(world: World) -> None:
    await two_chats(world)
    world.go_offline()
    await world.send("жду связи")
    world.server.text("пока вас не было", room_id=ROOM)
    await world.sync()
    row = first(world)
    assert (row.room_id, row.preview.text, row.ticks) == (ROOM, "жду связи", Ticks.QUEUED)
    assert row.unread == 2


async def test_what_the_server_refuses_keeps_its_mark_and_gives_way_to_news(world: World) -> None:
    await two_chats(world)
    world.clock.advance(MONTH)
    world.server.errors = [refused()]
    key = await world.send("нельзя")
    await world.quiet()
    row = first(world)
    assert (row.room_id, row.preview.text, row.ticks) == (ROOM, "нельзя", Ticks.FAILED)
    world.server.put(
        {"msgtype": "m.text", "body": "свежее"}, origin_server_ts=1_790_000_000_000 + MONTH * 2000
    )
    await world.sync()
    assert (chat(world).preview.text, chat(world).ticks) == ("свежее", Ticks.FAILED)
    await world.composer.discard(ROOM, key)
    assert chat(world).ticks is Ticks.NONE


async def test_a_reaction_on_its_way_does_not_move_the_chat(world: World) -> None:
    event_id = world.server.text("давно", room_id=ROOM)
    await two_chats(world)
    before = first(world)
    world.go_offline()
    await world.composer.react(ROOM, event_id, "👍")
    assert first(world) == before
