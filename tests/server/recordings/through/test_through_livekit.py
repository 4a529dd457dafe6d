"""Recording through a real livekit-server: its API, its webhooks, its memory in Redis.

The worker behind it writes a file of words: what a film looks like, only a real Egress shows.
"""

from collections.abc import Awaitable, Callable

import pytest

from server.service.calls.recorder import NoRecorder, Recorder, Step
from server.service.calls.requests import room_name
from tests.helpers.call import soon
from tests.helpers.egress_worker import FILM
from tests.server.recordings.conftest import Recorded


async def by_the_teacher(recorded: Recorded) -> None:
    await recorded.record(False)


async def by_the_end_of_the_lesson(recorded: Recorded) -> None:
    await recorded.vera.ok("POST", f"/v1/lessons/{recorded.id}/end")


@pytest.mark.parametrize("ended", [by_the_teacher, by_the_end_of_the_lesson])
async def test_a_lesson_is_recorded_from_its_notice_to_its_film(
    recorded: Recorded, ended: Callable[[Recorded], Awaitable[None]]
) -> None:
    artem = await recorded.klass.inside("artem")
    await recorded.record(True)
    await recorded.goes_on()
    await soon(lambda: artem.states[-1]["recording"]["on"])
    await ended(recorded)
    film = await recorded.film()
    assert film["size"] == len(FILM)
    answer = await recorded.vera.request("GET", f"/v1/recordings/{film['id']}/file")
    assert (answer.status_code, answer.content) == (200, FILM)
    assert await recorded.told() is None


async def test_what_livekit_says_of_a_recording_is_understood(
    recorded: Recorded, hand: Recorder
) -> None:
    await recorded.record(True)
    await recorded.goes_on()
    room = room_name(recorded.klass.room_id)
    (tape,) = await hand.tapes(room)
    assert (tape.step, tape.began is not None) == (Step.RUNNING, True)
    assert await hand.ours() == (), "it is written into another folder"
    with pytest.raises(NoRecorder):
        await hand.start("a room that is not there", "x")
    await hand.stop("EG_unknown")
    await recorded.record(False)
    await recorded.film()
    (tape,) = await hand.tapes(room)
    assert (tape.step, tape.size) == (Step.DONE, len(FILM))
    await hand.stop(tape.id)
