"""What the loop does when something is wrong, and how it finds back."""

import pytest

from app.domain.errors import (
    AppError,
    LoggedOut,
    Offline,
    RateLimited,
    ServerError,
    SoftLogout,
    StoreFull,
    TlsError,
    UnknownPos,
    UserLocked,
)
from app.domain.events import SyncBatch
from app.domain.ids import RoomId
from app.domain.profiles import ConnectionPhase, StopReason
from tests.helpers.settle import turns, until
from tests.unit.services_core.world import World, chat, reply

LIVE, OFFLINE, STOPPED = ConnectionPhase.LIVE, ConnectionPhase.OFFLINE, ConnectionPhase.STOPPED


async def test_offline_waits_longer_each_time_and_comes_back(world: World) -> None:
    await world.live(chat("!a"))
    waits = []
    world.server.say(*(Offline() for _ in range(8)))
    for _ in range(8):
        waits.append(await world.waits())
        assert world.connection.phase is OFFLINE
        world.clock.advance(waits[-1])
        await until(lambda: not world.clock.naps)
        await turns(10)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]

    await world.say(reply("p2"))
    assert world.connection.phase is LIVE
    assert {pos for pos, _, _ in world.requests[1:-1]} == {"p1"}


async def test_offline_says_since_when(world: World) -> None:
    await world.live(chat("!a"))
    before = world.clock.now().timestamp()
    world.server.say(Offline(), Offline())
    world.clock.advance(await world.waits())
    await world.asked(3)
    assert await world.waits() == 2
    assert world.connection.since == before


async def test_waking_asks_at_once(world: World) -> None:
    await world.live(chat("!a"))
    world.server.say(Offline())
    await world.waits()
    world.loop.wake()
    await world.asked(3)
    world.loop.wake()
    await world.asked(4)
    assert world.requests[-1] == ("p1", 20, 0)


async def test_an_expired_position_starts_small_and_keeps_the_chats(world: World) -> None:
    await world.live(chat("!a", 1), chat("!b", 2))
    await world.say(UnknownPos(status=400))
    assert world.requests[-1] == (None, 20, 0)
    assert [room.name for room in world.rooms.observe()] == ["b", "a"]
    await world.say(reply("q1", count=2))
    assert world.connection.phase is LIVE
    assert await world.store.sync_state() == ("q1", None)


async def test_positions_that_always_expire_are_no_busy_loop(world: World) -> None:
    await world.live(chat("!a"))
    for n in range(30):
        world.server.say(UnknownPos(status=400), reply(f"q{n}", count=500))
    assert await world.waits() >= 1
    assert len(world.server.syncs) < 8


@pytest.mark.parametrize(("asked", "waited"), [(7.0, 7.7), (0.0, 0.55), (1e9, 330.0)])
async def test_a_rate_limit_is_kept_within_reason(
    world: World, asked: float, waited: float
) -> None:
    await world.live(chat("!a"))
    world.server.say(RateLimited(retry_after=asked))
    assert await world.waits() == pytest.approx(waited)
    assert world.connection.phase is LIVE


async def test_a_server_error_is_an_outage(world: World) -> None:
    await world.live(chat("!a"))
    world.server.say(ServerError(status=502))
    await world.waits()
    assert world.connection.phase is OFFLINE


async def test_an_untrusted_certificate_is_named(world: World) -> None:
    world.server.say(TlsError())
    world.run()
    await world.waits()
    assert (world.connection.phase, world.connection.stop) == (OFFLINE, StopReason.TLS)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(SoftLogout(), StopReason.SOFT_LOGOUT), (LoggedOut(), StopReason.LOGGED_OUT)],
)
async def test_what_only_the_person_can_mend_stops_the_loop(
    world: World, error: AppError, reason: StopReason
) -> None:
    await world.live(chat("!a"))
    world.server.say(error)
    assert await world.stopped() is reason
    assert (world.connection.phase, world.connection.stop) == (STOPPED, reason)
    assert world.clock.naps == []


async def test_a_locked_account_is_asked_about_now_and_then(world: World) -> None:
    await world.live(chat("!a"))
    world.server.say(UserLocked())
    assert await world.waits() == 60
    assert (world.connection.phase, world.connection.stop) == (STOPPED, StopReason.LOCKED)
    world.server.say(reply("p2"))
    world.clock.advance(60)
    await world.phase(LIVE)


async def test_a_full_disk_keeps_the_position_until_there_is_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.live(chat("!a"))
    apply = world.store.apply_sync
    full = [True]

    async def write(batch: SyncBatch):
        if full.pop():
            raise StoreFull
        return await apply(batch)

    monkeypatch.setattr(world.store, "apply_sync", write)
    world.server.say(reply("p2", chat("!b", 5), count=2))
    assert await world.waits() == 10
    assert world.connection.stop is StopReason.STORE
    full.append(False)
    world.server.say(reply("p2", chat("!b", 5), count=2))
    world.clock.advance(10)
    await until(lambda: world.rooms.get(RoomId("!b")))
    assert world.requests[2][0] == "p1"
    await world.phase(LIVE)
