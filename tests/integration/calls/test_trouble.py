"""What must end well: a media server that dies, a program that is killed, a server in between."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from app.domain.calls import CallState, Live, Reconnecting, Source
from app.domain.ids import RoomId, UserId
from app.domain.profiles import ConnectionPhase
from app.domain.rooms import RoomState
from tests.helpers.marker import number_in
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser
from tests.helpers.settle import until
from tests.integration.calls.conftest import PersonAt, camera_of, soon


async def _group(fresh_user: FreshUser, at_computer: PersonAt):  # type: ignore[no-untyped-def]
    """A group that Vera made in the program; Oleg is an ordinary member."""
    vera = await at_computer(await fresh_user("Вера"))
    oleg = await at_computer(await fresh_user("Олег"))
    room: RoomId = await vera.session.rooms.create_group("Экскурсия", [UserId(oleg.user.user_id)])
    await oleg.enters(room)
    await oleg.session.rooms.accept(room)
    await soon(lambda: oleg.session.rooms.get(room).state is RoomState.JOINED)
    return vera, oleg, room


async def test_the_call_comes_back_when_the_media_server_was_killed(
    school: Homeserver, fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    vera, oleg, room = await _group(fresh_user, at_computer)
    call = await vera.calls.start(room, video=True)
    other = await oleg.calls.start(room, video=False)
    assert len(other.participants) == 2, "an ordinary member may join"
    await soon(lambda: any(Source.CAMERA in one.publishing for one in other.participants))
    feed = other.watch(camera_of(oleg.other(other)), 320, 180)
    await soon(feed.take)
    states: list[CallState] = []
    other.state.subscribe(states.append)

    os.kill(school.status()["programs"]["livekit"]["pid"], signal.SIGKILL)
    await soon(lambda: any(isinstance(one, Reconnecting) for one in states))
    for one in (call, other):
        await until(lambda one=one: isinstance(one.state.value, Live), turns=12_000)
    feed.take()
    numbers: list[int] = []

    def moving() -> bool:
        if (frame := feed.take()) is not None:
            numbers.append(number_in(frame))
        return len(numbers) > 5

    await until(moving, turns=12_000)
    await call.leave()
    await other.leave()
    await soon(lambda: vera.calls.running(room).value is None)


async def test_the_call_goes_on_when_the_homeserver_was_killed(
    school: Homeserver, fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    vera, oleg, room = await _group(fresh_user, at_computer)
    call = await vera.calls.start(room, video=True)
    other = await oleg.calls.start(room, video=False)
    await soon(lambda: any(Source.CAMERA in one.publishing for one in other.participants))
    feed = other.watch(camera_of(oleg.other(other)), 320, 180)
    await soon(feed.take)
    states: list[CallState] = []
    for one in (call, other):
        one.state.subscribe(states.append)
    states.clear()

    school.kill()
    await soon(lambda: oleg.session.connection.value.phase is not ConnectionPhase.LIVE)
    feed.take()
    await soon(feed.take)  # nobody noticed anything
    school.wait_ready()
    for person in (vera, oleg):
        connection = person.session.connection
        await until(lambda at=connection: at.value.phase is ConnectionPhase.LIVE, turns=12_000)
    assert states == []
    assert len(call.participants) == len(other.participants) == 2
    # The places in the room are still ours to leave, and nobody stays in them.
    await other.leave()
    await until(lambda: len(call.participants) == 1, turns=12_000)
    await call.leave()
    await soon(lambda: vera.calls.running(room).value is None)


async def test_a_killed_program_does_not_stay_in_the_call(
    fresh_user: FreshUser, at_computer: PersonAt, tmp_path: Path
) -> None:
    oleg = await at_computer(await fresh_user("Олег"))
    vera = await fresh_user("Вера")
    room = RoomId(await oleg.user.create_room(members=(vera,), preset="trusted_private_chat"))
    await oleg.enters(room)
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.calls.killed", str(tmp_path / "hers")),
        *(vera.server.url, vera.localpart, vera.password, room),
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    assert (await program.stdout.readline()).strip() == b"in the call"
    running = oleg.calls.running(room)
    await soon(lambda: running.value is not None)
    program.send_signal(signal.SIGKILL)
    await program.wait()
    # Nobody says goodbye: the server does, eighteen seconds after the last sign of life.
    await until(lambda: running.value is None, turns=12_000)
    assert not oleg.calls.incoming.value
