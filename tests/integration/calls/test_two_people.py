"""Two people with the program: ring, answer, see each other, decline, miss, call at once."""

from app.domain.calls import (
    CallKind,
    Ended,
    EndReason,
    Live,
    Outcome,
    Ringing,
    Source,
)
from app.domain.ids import RoomId, UserId
from app.domain.rooms import RoomState
from app.services.calls.call import Call
from tests.helpers.call import soon_so
from tests.helpers.marker import number_in
from tests.helpers.school_fixtures import FreshUser
from tests.integration.calls.conftest import Person, PersonAt, camera_of, soon


async def _pair(fresh_user: FreshUser, at_computer: PersonAt) -> tuple[Person, Person, RoomId]:
    """Vera and Oleg, each at a computer, in their direct chat."""
    vera = await at_computer(await fresh_user("Вера"))
    oleg = await at_computer(await fresh_user("Олег"))
    room = await vera.session.rooms.create_direct(UserId(oleg.user.user_id))
    await oleg.enters(room)
    await oleg.session.rooms.accept(room)
    await soon(lambda: oleg.session.rooms.get(room).state is RoomState.JOINED)  # type: ignore[union-attr]
    return vera, oleg, room


async def test_a_call_rings_is_answered_and_both_see_each_other(
    fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    vera, oleg, room = await _pair(fresh_user, at_computer)
    call = await vera.calls.start(room, video=True)
    assert isinstance(call.state.value, Ringing)

    await soon(lambda: oleg.calls.incoming.value)
    incoming = oleg.calls.incoming.value
    assert incoming is not None
    assert (incoming.kind, incoming.video) == (CallKind.DIRECT, True)
    await soon(lambda: oleg.calls.incoming.value.caller.name == "Вера")  # type: ignore[union-attr]
    answered = await oleg.calls.accept(incoming, video=True)
    assert oleg.calls.incoming.value is None
    await soon(lambda: isinstance(call.state.value, Live))
    for person, one in ((vera, call), (oleg, answered)):
        await _sees_the_other(person, one)
    await _hands_and_reactions(call, answered)

    await oleg.calls.current.value.leave()  # type: ignore[union-attr]
    await soon(lambda: isinstance(call.state.value, Ended))
    assert call.state.value == Ended(EndReason.LEFT)
    await soon(lambda: vera.calls.running(room).value is None)
    await _remembers(vera, Outcome.OUTGOING)
    await _remembers(oleg, Outcome.INCOMING)
    assert (await vera.calls.history())[0].duration is not None


async def _sees_the_other(person: Person, call: Call) -> None:
    await soon(
        lambda: any(Source.CAMERA in one.publishing for one in call.participants if not one.own)
    )
    feed = call.watch(camera_of(person.other(call)), 640, 360)
    numbers: list[int] = []

    def more() -> bool:
        if (frame := feed.take()) is not None:
            numbers.append(number_in(frame))
        return len(numbers) >= 10

    await soon(more)
    feed.close()
    assert numbers == sorted(numbers)
    assert 0 < numbers[-1] < 10_000


async def _hands_and_reactions(mine: Call, theirs: Call) -> None:
    seen: list[str] = []
    theirs.on_reaction(lambda one: seen.append(one.emoji))
    await mine.react("👏")
    await soon(lambda: seen == ["👏"])
    await mine.raise_hand(True)
    await soon(lambda: any(one.hand_since for one in theirs.participants))
    await soon(lambda: any(one.hand_since for one in mine.participants))
    await mine.raise_hand(False)
    await soon(lambda: not any(one.hand_since for one in theirs.participants))


async def test_a_declined_call_ends_for_the_caller(
    fresh_user: FreshUser, at_computer: PersonAt
) -> None:
    vera, oleg, room = await _pair(fresh_user, at_computer)
    call = await vera.calls.start(room, video=False)
    await soon(lambda: oleg.calls.incoming.value)
    incoming = oleg.calls.incoming.value
    assert incoming is not None
    assert not incoming.video
    await oleg.calls.decline(incoming)
    await soon(lambda: isinstance(call.state.value, Ended))
    assert call.state.value == Ended(EndReason.DECLINED)
    await _remembers(oleg, Outcome.DECLINED)

    again = await vera.calls.start(room, video=False)
    await soon(lambda: oleg.calls.incoming.value)
    await again.leave()
    await soon(lambda: oleg.calls.incoming.value is None)
    await _remembers(oleg, Outcome.MISSED, Outcome.DECLINED)


async def _remembers(person: Person, *outcomes: Outcome) -> None:
    async def so() -> bool:
        return [one.outcome for one in await person.calls.history()] == list(outcomes)

    await soon_so(so)
