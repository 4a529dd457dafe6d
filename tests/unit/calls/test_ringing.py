"""A call rings until somebody does something about it, on whatever device."""

import pytest

from app.domain.calls import CallKind, Ended, EndReason
from app.domain.errors import AppError
from app.domain.rtc import BUSY, DECLINE
from tests.helpers.settle import until
from tests.unit.calls.world import BOB, DIRECT, EVE, GROUP, ME, World


async def test_a_call_rings_with_who_calls_and_where(world: World) -> None:
    ring = await world.is_called()
    incoming = world.calls.incoming.value
    assert incoming is not None
    assert (incoming.key, incoming.title, incoming.kind) == (
        ring.event_id,
        "Борис",
        CallKind.DIRECT,
    )
    assert incoming.video


async def test_a_group_rings_by_its_name(world: World) -> None:
    await world.is_called(GROUP, EVE)
    incoming = world.calls.incoming.value
    assert incoming is not None
    assert (incoming.title, incoming.caller.name, incoming.kind) == (
        "Экскурсия",
        "Ева",
        CallKind.GROUP,
    )


async def test_it_is_missed_when_the_caller_gives_up(world: World) -> None:
    await world.is_called()
    await world.syncs(world.leaves(BOB))
    assert world.calls.incoming.value is None
    assert await world.outcomes() == ["missed"]


async def test_it_is_missed_when_it_has_rung_long_enough(world: World) -> None:
    await world.is_called()
    await world.passes(29)
    assert world.calls.incoming.value is not None
    await world.passes(2)
    assert world.calls.incoming.value is None
    assert await world.outcomes() == ["missed"]


async def test_answered_on_another_device_it_is_silent_here(world: World) -> None:
    await world.is_called()
    await world.syncs(world.joins(ME, "PHONE"))
    assert world.calls.incoming.value is None
    assert await world.outcomes() == ["incoming"]


async def test_declined_on_another_device_it_is_silent_here(world: World) -> None:
    ring = await world.is_called()
    await world.syncs(world.declines(ME, ring.event_id))
    assert world.calls.incoming.value is None
    assert await world.outcomes() == ["declined"]


async def test_declining_tells_the_server_once(world: World) -> None:
    ring = await world.is_called()
    incoming = world.calls.incoming.value
    assert incoming is not None
    await world.calls.decline(incoming)
    assert world.calls.incoming.value is None
    [(_, kind, content)] = [one for one in world.server.asked if one[0] == "send"]
    assert kind == DECLINE
    assert content["m.relates_to"] == {"rel_type": "m.reference", "event_id": ring.event_id}
    assert BUSY not in content
    await world.syncs(world.ring(BOB, world.joins(BOB)))  # the next one rings again
    assert world.calls.incoming.value is not None


async def test_a_ring_that_came_while_away_is_missed_and_silent(world: World) -> None:
    joined = world.joins(BOB)
    ring = world.ring(BOB, joined)
    await world.passes(60)
    await world.syncs(joined, ring, world.leaves(BOB))
    assert world.calls.incoming.value is None
    assert await world.outcomes() == ["missed"]


async def test_history_that_is_loaded_rings_nobody_and_misses_nothing(world: World) -> None:
    joined = world.joins(BOB)
    ring = world.ring(BOB, joined)
    await world.passes(60)
    await world.syncs(joined, ring, initial=True)
    assert world.calls.incoming.value is None
    assert await world.outcomes() == []


async def test_what_means_others_or_only_notifies_is_silent(world: World) -> None:
    joined = world.joins(BOB)
    await world.syncs(joined, world.ring(BOB, joined, **{"m.mentions": {"user_ids": [EVE]}}))
    await world.syncs(world.ring(BOB, joined, notification_type="notification"))
    await world.syncs(world.ring(ME, joined))
    assert world.calls.incoming.value is None


async def test_who_is_in_a_call_is_busy_for_another(world: World) -> None:
    await world.calls.start(GROUP, video=False)
    ring = await world.is_called()
    assert world.calls.incoming.value is None
    await until(lambda: "send" in world.server.names())
    [(_, _, content)] = [one for one in world.server.asked if one[0] == "send"]
    assert content[BUSY] is True
    assert content["m.relates_to"]["event_id"] == ring.event_id
    assert "missed" in await world.outcomes()


async def test_a_caller_hears_why_nobody_comes(world: World) -> None:
    for more, reason in (({BUSY: True}, EndReason.BUSY), ({}, EndReason.DECLINED)):
        call = await world.calls.start(DIRECT, video=False)
        assert call.ring is not None
        await world.syncs(world.declines(BOB, call.ring, **more))
        assert call.state.value == Ended(reason)
    assert await world.outcomes() == ["no answer"]  # both rings have the same id here


async def test_what_does_not_ring_any_more_cannot_be_answered(world: World) -> None:
    await world.is_called()
    incoming = world.calls.incoming.value
    assert incoming is not None
    await world.syncs(world.leaves(BOB))
    with pytest.raises(AppError) as error:
        await world.calls.accept(incoming, video=True)
    assert "закончился" in str(error.value.user_text)
    assert world.media.lines == []
