"""A pupil in a lesson behind a thin line: sound goes first; the line is cut, and all is well again.

The teacher sits at the school with the program; the pupil's whole program is at the other end.
150 kbit/s each way, 5 % lost each way, 300 ms there and back.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from time import monotonic

import pytest

from app.domain.calls import Source
from app.domain.ids import RoomId
from tests.e2e.conftest import Computer
from tests.helpers.call import soon_so
from tests.helpers.line import Line
from tests.helpers.line_traffic import State
from tests.helpers.marker import marker_camera
from tests.helpers.pulse import Pulse
from tests.helpers.settle import until
from tests.integration.calls.conftest import soon
from tests.integration.lessons.conftest import (
    SitDown,
    _class_people,
    _told,
    at_computer,
    klass,
    lesson_of,
    pulse,
    service_school,
    service_server,
    sits,
)
from tests.server.lessons.conftest import ClassRoom

__all__ = [
    "_class_people",
    "_told",
    "at_computer",
    "klass",
    "pulse",
    "service_school",
    "service_server",
    "sits",
]
THIN, GOOD, CUT = State(rate=150_000, loss=0.05, delay=0.15), State(), State(cut=True)
PICTURES_OFF = "Связь слабая: видео собеседников выключено, звук идёт."
BROKEN = "Связь прервалась. Соединяем снова, ничего нажимать не нужно."
SILENT = "Микрофон выключен учителем. Поднимите руку (H), чтобы попросить слово."
JOINED_WITHIN, OUTAGE = 30.0, 20.0
TEACHER, PUPIL = 440.0, 660.0
"""What each of them says."""
FIRST_WORD = 50
"""Tenths of a second in the lesson at most until the teacher is heard, pictures or not."""
LISTENED, LONGEST_SILENCE = 25.0, 20
"""Seconds on the thin line without a pause, and tenths of a second of silence at a time."""


@pytest.fixture(scope="session", autouse=True)
def line() -> Iterator[Line]:
    line = Line.lay()
    yield line
    line.take_up()


@pytest.fixture
async def pupil(line: Line, tmp_path: Path) -> AsyncIterator[tuple[Computer, Pulse]]:
    """The whole program at the other end of the line, and what is heard and said there."""
    sound = Pulse(tmp_path / "pulse")
    env = sound.env | {"PARTA_CAMERA": marker_camera().id}
    computer = Computer(tmp_path / "far", "far", at=line.far(), env=env)
    await computer.start()
    yield computer, sound
    await computer.kill()
    sound.stop()


async def test_sound_first_and_back_after_an_outage(
    line: Line,
    pupil: tuple[Computer, Pulse],
    klass: ClassRoom,
    sits: SitDown,
    pulse: Pulse,
) -> None:
    far, ear = pupil
    vera, artem = await sits("vera"), klass["artem"].matrix
    await far.sign_in(artem)
    await far.do("open", chat="9Б · класс")
    call = await vera.calls.start_lesson(RoomId(klass.room_id))
    pulse.say(TEACHER)
    ear.say(PUPIL)
    await call.set_microphone(True)
    await call.set_camera(True)

    line.be(THIN)
    pressed = monotonic()
    await far.do("answers")
    await far.do("inside")
    assert monotonic() - pressed < JOINED_WITHIN
    heard = await asyncio.to_thread(ear.heard, TEACHER, FIRST_WORD / 10)
    assert any(heard), "the pictures are before the sound"
    await soon(lambda: len(call.participants) == 2)
    other = vera.other(call)
    await lesson_of(call).give_floor(other.person.user_id, frozenset({Source.MICROPHONE}))
    await far.do("reads_banner", words=SILENT, gone=True)
    await far.do("presses", key="M")
    await soon(lambda: Source.MICROPHONE in vera.other(call).publishing)
    await far.do("reads_banner", words=PICTURES_OFF)
    await _both_are_heard(ear, pulse)
    for heard in await _all_that_is_heard(ear, pulse):
        assert sum(heard) >= 0.95 * len(heard), _strip(heard)
        assert max(map(len, _strip(heard).split("."))) < LONGEST_SILENCE, _strip(heard)
    assert await far.do("goes_by") == "udp"

    line.be(GOOD)
    await far.do("reads_banner", words=PICTURES_OFF, gone=True)
    await far.do("watches")

    line.be(CUT)
    cut = monotonic()
    await far.do("reads_banner", words=BROKEN)
    await until(lambda: monotonic() > cut + OUTAGE, turns=20_000)
    line.be(GOOD)
    await far.do("reads_banner", words=BROKEN, gone=True)
    await far.do("watches")
    await soon(lambda: len(call.participants) == 2)
    await soon(lambda: Source.MICROPHONE in vera.other(call).publishing)
    await _both_are_heard(ear, pulse)

    register = await lesson_of(call).attendance()
    [mine] = [one for one in register if one.person.user_id == artem.user_id]
    assert mine.here
    await lesson_of(call).end_for_all()
    await far.do("sees_end", title="Урок закончился")


async def _both_are_heard(ear: Pulse, pulse: Pulse) -> None:
    """Soon there is a second of which both are heard nine tenths."""

    async def heard() -> bool:
        shares = await asyncio.gather(
            asyncio.to_thread(ear.share, TEACHER, 1), asyncio.to_thread(pulse.share, PUPIL, 1)
        )
        return min(shares) >= 0.9

    await soon_so(heard, times=60)


async def _all_that_is_heard(ear: Pulse, pulse: Pulse) -> list[list[bool]]:
    """Each tenth of a second from now on, at both ends: nothing is left out."""
    return await asyncio.gather(
        asyncio.to_thread(ear.heard, TEACHER, LISTENED),
        asyncio.to_thread(pulse.heard, PUPIL, LISTENED),
    )


def _strip(heard: list[bool]) -> str:
    """What was heard as a line to look at: a dot is sound, a cross is none."""
    return "".join("." if one else "x" for one in heard)
