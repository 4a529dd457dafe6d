"""Two programs and two pages of Element Call in one call: everybody sees the three others move."""

from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.calls import Source, VideoTrack
from app.services.calls.call import Call
from tests.helpers.call import soon_so
from tests.helpers.marker import number_in
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.node import require_node
from tests.helpers.school_fixtures import FreshUser, fresh_user, personal_server
from tests.helpers.settle import until
from tests.integration.calls.conftest import PersonAt, at_computer, pulse, school, sfu_there, soon
from tests.interop.browser import Browser
from tests.interop.peer import HERE

__all__ = ["at_computer", "fresh_user", "personal_server", "pulse", "school", "sfu_there"]

MOVES = 3
"""So many different numbers, and a picture has moved."""

PATIENCE = 18_000
"""Turns: four cameras are encoded on the two cores of a small machine."""


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    started = await Browser.start(require_node(HERE), tmp_path, hertz=880.0)
    yield started
    await started.stop()


@pytest.mark.timeout(400)
async def test_two_programs_and_two_browsers_in_one_call(
    browser: Browser, fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    names = ("Вера", "Нина", "Олег", "Иван")
    vera, nina, oleg, ivan = [await fresh_user(name) for name in names]
    room = await vera.create_room(members=(nina, oleg, ivan), preset="trusted_private_chat")
    calls = []
    for user in (vera, nina):
        person = await at_computer(user)
        calls.append(await person.calls.start(await person.enters(room), video=True))
    for user in (oleg, ivan):
        await browser.join(user, room)
    for call in calls:
        await _sees_three(call)
    for user, others in ((oleg, {"Вера", "Нина", "Иван"}), (ivan, {"Вера", "Нина", "Олег"})):
        await _page_sees(browser, user, others)
    await calls[0].leave()
    await soon(lambda: len(calls[1].participants) == 3)


async def _sees_three(call: Call) -> None:
    def show() -> int:
        return sum(Source.CAMERA in one.publishing for one in call.participants if not one.own)

    await soon(lambda: show() == 3)
    others = [one.identity for one in call.participants if not one.own]
    feeds = {one: call.watch(VideoTrack(one, Source.CAMERA), 320, 180) for one in others}
    numbers: dict[str, set[int]] = defaultdict(set)

    def moved() -> bool:
        for one, feed in feeds.items():
            if (frame := feed.take()) is not None:
                numbers[one].add(number_in(frame))
        return all(len(numbers[one]) >= MOVES for one in others)

    await until(moved, turns=PATIENCE)
    for feed in feeds.values():
        feed.close()


async def _page_sees(browser: Browser, user: MatrixUser, others: set[str]) -> None:
    numbers: dict[str, set[int]] = defaultdict(set)

    async def moved() -> bool:
        for one in await browser.seen(user):
            numbers[one["name"]].add(one["number"])
        return all(len(numbers[name]) >= MOVES for name in others)

    await soon_so(moved, times=PATIENCE)
