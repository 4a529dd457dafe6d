"""Element Call 0.26 in Chromium and the program in one call: they see, hear, mute, ring, leave.

Everything is measured: pictures carry numbers, microphones hear tones, each side says what came.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.calls import Live, Source, VideoTrack
from app.domain.ids import RoomId
from app.services.calls.call import Call
from tests.helpers.call import soon_so
from tests.helpers.marker import number_in
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.node import require_node
from tests.helpers.pulse import Pulse
from tests.helpers.school_fixtures import FreshUser, fresh_user, personal_server
from tests.integration.calls.conftest import (
    Person,
    PersonAt,
    at_computer,
    pulse,
    school,
    sfu_there,
    soon,
)
from tests.interop.browser import Browser
from tests.interop.peer import HERE

__all__ = ["at_computer", "fresh_user", "personal_server", "pulse", "school", "sfu_there"]

OURS, THEIRS = 440.0, 880.0
"""What the program's microphone hears and what the browser's does, in hertz."""


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    started = await Browser.start(require_node(HERE), tmp_path, hertz=THEIRS)
    yield started
    await started.stop()


async def _chat(fresh_user: FreshUser, at_computer: PersonAt) -> tuple[Person, MatrixUser, RoomId]:
    """Vera has the program, Oleg a browser."""
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room = await vera.create_room(members=(oleg,), preset="trusted_private_chat")
    person = await at_computer(vera)
    return person, oleg, await person.enters(room)


async def test_they_see_and_hear_each_other(
    pulse: Pulse, browser: Browser, fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    vera, oleg, room = await _chat(fresh_user, at_computer)
    call = await vera.calls.start(room, video=True)
    await browser.join(oleg, room)
    await soon(lambda: len(call.participants) == 2)
    await soon(lambda: isinstance(call.state.value, Live))
    await _pictures_move(call, browser, oleg)
    await _tones_arrive(pulse, browser, oleg)
    await _mutes(call, pulse, browser, oleg)
    await _hands(call, browser, oleg)
    await _leaves(vera, call, browser, oleg)


async def _pictures_move(call: Call, browser: Browser, oleg: MatrixUser) -> None:
    other = next(one for one in call.participants if not one.own)
    await soon(lambda: _publishes(call, Source.CAMERA, Source.MICROPHONE))
    feed = call.watch(VideoTrack(other.identity, Source.CAMERA), 640, 360)
    numbers: set[int] = set()

    def more() -> bool:
        if (frame := feed.take()) is not None:
            numbers.add(number_in(frame))
        return len(numbers) >= 20

    await soon(more)
    feed.close()
    assert max(numbers) < 96, "these are the browser's own numbers"

    theirs: list[int] = []

    async def seen() -> bool:
        theirs.extend(one["number"] for one in await browser.seen(oleg) if one["name"] == "Вера")
        return len(set(theirs)) >= 5

    await soon_so(seen)
    assert theirs == sorted(theirs), "pictures of the program's camera come in their order"


async def _tones_arrive(pulse: Pulse, browser: Browser, oleg: MatrixUser) -> None:
    pulse.say(OURS)
    await _hears(browser, oleg, OURS)

    async def heard() -> bool:
        hertz, loud = await asyncio.to_thread(pulse.hear)
        return abs(hertz - THEIRS) < 8 and loud > 0.005

    await soon_so(heard)


async def _mutes(call: Call, pulse: Pulse, browser: Browser, oleg: MatrixUser) -> None:
    await call.set_microphone(False)
    await _silent(browser, oleg)
    await call.set_microphone(True)
    await _hears(browser, oleg, OURS)
    await browser.do("press", name=oleg.user_id, id="incall_mute")
    await soon(lambda: not _publishes(call, Source.MICROPHONE))

    async def quiet() -> bool:
        _, loud = await asyncio.to_thread(pulse.hear)
        return loud < 0.002

    await soon_so(quiet)
    await call.set_camera(False)

    async def gone() -> bool:
        return not [one for one in await browser.seen(oleg) if one["name"] == "Вера"]

    await soon_so(gone)


async def _hands(call: Call, browser: Browser, oleg: MatrixUser) -> None:
    async def up() -> bool:
        return "✋" in await browser.text(oleg)

    async def down() -> bool:
        return "✋" not in await browser.text(oleg)

    await call.raise_hand(True)
    await soon_so(up)
    await soon(lambda: call.participants[0].hand_since)
    await call.raise_hand(False)
    await soon_so(down)
    await browser.do("key", name=oleg.user_id, key="h")
    await soon(lambda: call.participants[1].hand_since)
    await soon_so(up)  # else the second key raises it again
    await browser.do("key", name=oleg.user_id, key="h")
    await soon(lambda: call.participants[1].hand_since is None)


async def _leaves(vera: Person, call: Call, browser: Browser, oleg: MatrixUser) -> None:
    await browser.do("press", name=oleg.user_id, id="incall_leave")
    await soon(lambda: len(call.participants) == 1)
    await call.leave()
    await soon(lambda: vera.calls.running(call.info.room_id).value is None)


async def test_the_browser_calls_and_the_program_rings_and_declines(
    pulse: Pulse, browser: Browser, fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    vera, oleg, room = await _chat(fresh_user, at_computer)
    await browser.join(oleg, room, intent="start_call_dm")
    await soon(lambda: vera.calls.incoming.value)
    incoming = vera.calls.incoming.value
    assert incoming is not None
    assert incoming.caller.user_id == oleg.user_id
    assert vera.calls.running(room).value is not None
    await vera.calls.decline(incoming)
    # Element Call leaves by itself when it is declined; else it rings for a minute and a half.
    await soon(lambda: vera.calls.running(room).value is None)


def _publishes(call: Call, *sources: Source) -> bool:
    others = [one for one in call.participants if not one.own]
    return bool(others) and all(source in others[0].publishing for source in sources)


async def _hears(browser: Browser, oleg: MatrixUser, hertz: float) -> None:
    await soon_so(_ear(browser, oleg, lambda tone: abs(tone["hertz"] - hertz) < 8 and _loud(tone)))


async def _silent(browser: Browser, oleg: MatrixUser) -> None:
    await soon_so(_ear(browser, oleg, lambda tone: not _loud(tone), every=True))


def _loud(tone: dict[str, Any]) -> bool:
    return tone["loud"] is not None and float(tone["loud"]) > -70


def _ear(
    browser: Browser,
    oleg: MatrixUser,
    is_it: Callable[[dict[str, Any]], bool],
    *,
    every: bool = False,
) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        heard = await browser.heard(oleg)
        return all(map(is_it, heard)) if every else any(map(is_it, heard))

    return ask
