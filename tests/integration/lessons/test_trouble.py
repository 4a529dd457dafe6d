"""The school service is killed in the middle of a lesson between two programs."""

from app.domain.calls import CallState, Ended, EndReason, Source
from app.domain.ids import RoomId
from tests.helpers.call import soon_so
from tests.integration.calls.conftest import soon
from tests.integration.lessons.conftest import SitDown, in_lesson, lesson_of
from tests.server.lessons.conftest import ClassRoom
from tests.server.lessons.test_survival import kill, wait_up


async def test_a_lesson_goes_on_when_the_service_was_killed(
    klass: ClassRoom, sits: SitDown
) -> None:
    vera, artem = await sits("vera"), await sits("artem")
    theirs = await vera.calls.start_lesson(RoomId(klass.room_id))
    await soon(lambda: artem.calls.incoming.value)
    ring = artem.calls.incoming.value
    assert ring is not None
    await artem.calls.accept(ring, video=False)
    call = await in_lesson(artem, klass.room_id)
    await soon(lambda: len(theirs.participants) == len(call.participants) == 2)
    states: list[CallState] = []
    call.state.subscribe(states.append)
    states.clear()

    kill(klass.school.homeserver, "service")
    wait_up(klass.school.homeserver, "service")
    assert states == []  # sound and pictures never went that way
    me = artem.session.profile.value.user_id
    await lesson_of(theirs).give_floor(me, frozenset({Source.CAMERA}))
    await soon(
        lambda: Source.CAMERA in next(one for one in call.participants if one.own).may_publish
    )

    async def one_line_for_each() -> bool:
        lines = [one for one in await lesson_of(theirs).attendance() if one.joined is not None]
        ours = [one for one in lines if one.person.user_id == me]
        return len(ours) == 1 and ours[0].here

    await soon_so(one_line_for_each, times=60)
    await lesson_of(theirs).end_for_all()
    await soon(lambda: call.state.value == Ended(EndReason.ENDED_FOR_ALL))
    await soon(lambda: vera.calls.running(RoomId(klass.room_id)).value is None)
