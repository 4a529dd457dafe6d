"""The program at several computers, in the class of `tests.server.lessons`."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from app.domain.ids import RoomId
from app.services.calls.call import Call
from app.services.calls.lesson import Lesson
from tests.integration.calls.conftest import Person, at_computer, pulse, soon
from tests.server.lessons.conftest import (
    ClassRoom,
    _class_people,
    _told,
    klass,
    service_school,
    service_server,
)

__all__ = [
    "_class_people",
    "_told",
    "at_computer",
    "klass",
    "pulse",
    "service_school",
    "service_server",
]

SitDown = Callable[[str], Awaitable[Person]]


@pytest.fixture
async def sits(
    klass: ClassRoom, at_computer: Callable[..., Awaitable[Person]], tmp_path: Path
) -> AsyncIterator[SitDown]:
    """`await sits("vera")`: somebody of the class with the program open, in the class's chat."""

    async def sit(name: str) -> Person:
        person = await at_computer(klass[name].matrix)
        await person.enters(klass.room_id)
        return person

    yield sit


def lesson_of(call: Call) -> Lesson:
    assert isinstance(call.lesson, Lesson)
    return call.lesson


async def in_lesson(person: Person, room_id: str) -> Call:
    """Wait until the program shows the lesson of the call it is in."""
    await soon(lambda: person.calls.current.value)
    call = person.calls.current.value
    assert isinstance(call, Call)
    assert call.info.room_id == RoomId(room_id)
    await soon(lambda: call.lesson)
    return call
