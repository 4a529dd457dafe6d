"""What the server refuses says why and waits for the person."""

import pytest

from app.domain.errors import Forbidden, TooLarge, UserSuspended
from app.domain.ids import EventId, ItemKey
from app.domain.timeline import SendState
from tests.unit.services_messages.fakes import ROOM, refused
from tests.unit.services_messages.world import World, shown, states


@pytest.mark.parametrize("error", [refused(), TooLarge(status=413), UserSuspended(status=403)])
async def test_a_refused_message_says_why(world: World, error: Forbidden) -> None:
    timeline = await world.open()
    world.server.errors = [error]
    await world.send("нельзя")
    await world.quiet()
    assert states(timeline) == [SendState.FAILED]
    assert timeline.items[0].status.error == error.user_text


async def test_it_still_says_so_after_a_restart_and_can_be_tried_again(world: World) -> None:
    world.server.errors = [refused()]
    key = await world.send("нельзя")
    await world.quiet()
    await world.restart()
    timeline = await world.open()
    await world.quiet()
    assert states(timeline) == [SendState.FAILED]
    assert str(timeline.items[0].status.error) == str(refused().user_text)
    await world.composer.retry(ROOM, key)
    await world.quiet()
    assert world.server.bodies() == ["нельзя"]


async def test_it_can_be_deleted(world: World) -> None:
    timeline = await world.open()
    world.server.errors = [refused()]
    key = await world.send("нельзя")
    await world.quiet()
    await world.composer.discard(ROOM, key)
    assert shown(timeline) == []
    assert await world.store.outbox() == ()
    await world.restart()
    assert shown(await world.open()) == []


async def test_a_refused_reaction_is_told_to_who_reacted_and_leaves_no_trace(world: World) -> None:
    event_id = world.server.text("вопрос")
    await world.sync()
    timeline = await world.open()
    world.server.errors = [refused()]
    with pytest.raises(Forbidden):
        await world.composer.react(ROOM, event_id, "👍")
    assert timeline.items[0].reactions == ()
    assert await world.store.outbox() == ()


async def test_a_failed_edit_stands_on_its_row_and_can_be_dropped(world: World) -> None:
    await world.send("было")
    await world.quiet()
    await world.sync()
    timeline = await world.open()
    row = timeline.items[0]
    assert row.event_id is not None
    world.server.errors = [refused()]
    await world.composer.edit(ROOM, row.event_id, "стало")
    await world.quiet()
    assert states(timeline) == [SendState.FAILED]
    await world.composer.discard(ROOM, row.key)
    assert shown(timeline) == ["было"]
    assert states(timeline) == [SendState.SENT]


async def test_a_duplicate_reaction_counts_as_done(world: World) -> None:
    event_id = world.server.text("вопрос")
    await world.sync()
    world.server.errors = [refused("M_DUPLICATE_ANNOTATION")]
    await world.composer.react(ROOM, EventId(event_id), "👍")
    assert await world.store.outbox() == ()


async def test_nothing_happens_when_the_row_is_unknown(world: World) -> None:
    await world.composer.retry(ROOM, ItemKey("parta-нет"))
    await world.composer.discard(ROOM, ItemKey("parta-нет"))
    assert world.server.asked("send") == world.server.asked("redact") == []


async def test_a_suspended_account_is_known_until_something_gets_through(world: World) -> None:
    world.server.errors = [UserSuspended(status=403)]
    key = await world.send("нельзя")
    await world.quiet()
    assert world.connection.value.suspended
    await world.composer.retry(ROOM, key)
    await world.quiet()
    assert world.server.bodies() == ["нельзя"]
    assert not world.connection.value.suspended
