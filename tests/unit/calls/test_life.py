"""A call from the way in to its end; the place in the room is always left."""

import asyncio

import pytest

from app.domain.call_line import LineBroken, LineDown, LineEnd, LineMended, LinePictures
from app.domain.calls import CallState, Ended, EndReason, Live, Pictures, Reconnecting, Ringing
from app.domain.errors import AppError, Forbidden, NetworkError, NotFound
from app.domain.ids import RoomId
from app.domain.rtc import NOTIFICATION
from app.services.calls.slot import CallSlot
from tests.helpers.settle import turns, until
from tests.unit.calls.world import BOB, DIRECT, GROUP, ME, World


async def test_the_way_in_is_leave_place_media_and_then_the_ring(world: World) -> None:
    call = await world.calls.start(DIRECT, video=True)
    names = world.server.names()
    assert names.index("delay") < names.index("member") < names.index("sticky")
    assert names.index("ticket") < names.index("sticky")
    _, kind, content = world.server.asked[-1]
    assert (kind, content["notification_type"]) == (NOTIFICATION, "ring")
    assert content["m.relates_to"]["event_id"].startswith("$mine")
    assert isinstance(call.state.value, Ringing)
    assert ("microphone", True) in world.line.done
    assert ("camera", True) in world.line.done


async def test_the_others_are_there_before_ones_own_place_is_taken(world: World) -> None:
    place = world.server.gates["member"] = asyncio.Event()
    entering = asyncio.ensure_future(world.calls.start(GROUP, video=False))
    await until(lambda: world.media.lines and world.line.entered)
    await turns()
    call = world.calls.current.value
    assert call is not None
    assert isinstance(call.state.value, Live)
    assert "member" not in world.server.names()
    place.set()
    await entering
    assert "member" in world.server.names()


async def test_who_leaves_on_the_way_in_gets_nowhere(world: World) -> None:
    world.media.gate.clear()
    entering = asyncio.ensure_future(world.calls.start(DIRECT, video=True))
    await until(lambda: world.media.lines and world.line.done)
    call = world.calls.current.value
    assert call is not None
    await call.leave()
    world.media.gate.set()
    assert await entering is call
    await turns()
    assert call.state.value == Ended(EndReason.LEFT)
    assert not world.line.entered
    assert world.line.closed
    assert ("microphone", True) not in world.line.done
    assert "sticky" not in world.server.names(), "nobody is called into it"
    assert world.server.names()[-1] == "send", "the place is left"


async def test_whom_the_media_server_refuses_leaves_the_place(world: World) -> None:
    world.server.gates = {"ticket": asyncio.Event(), "member": asyncio.Event()}
    world.server.refuses["ticket"] = Forbidden()
    entering = asyncio.ensure_future(world.calls.start(DIRECT, video=False))
    await until(lambda: "delay" in world.server.names())
    world.server.gates["ticket"].set()
    with pytest.raises(Forbidden):
        await entering
    assert world.server.names()[-1] == "send"
    assert world.calls.current.value is None


async def test_what_takes_long_to_load_is_there_before_somebody_comes_in(world: World) -> None:
    world.calls.get_ready()
    await turns()
    assert world.media.ready == 1
    assert world.media.lines == []
    assert world.server.names() == []


async def test_who_joins_a_call_rings_nobody(world: World) -> None:
    await world.syncs(world.joins(BOB), room=GROUP)
    running = world.calls.running(GROUP)
    await turns(20)
    assert running.value is not None
    assert [one.name for one in running.value.people] == ["Борис"]
    call = await world.calls.start(GROUP, video=False)
    assert "sticky" not in world.server.names()
    assert isinstance(call.state.value, Live)


async def test_it_is_live_when_the_other_comes_and_over_when_they_go(world: World) -> None:
    call = await world.calls.start(DIRECT, video=False)
    await world.syncs(world.joins(BOB))
    assert isinstance(call.state.value, Live)
    assert [one.person.name for one in call.participants] == ["Анна", "Борис"]
    await world.passes(60)
    await world.syncs(world.leaves(BOB))
    assert call.state.value == Ended(EndReason.LEFT)
    assert world.calls.current.value is None
    assert world.server.names()[-1] == "send"
    assert world.line.closed
    [record] = await world.calls.history()
    assert record.duration is not None
    assert record.duration.total_seconds() == 60


async def test_nobody_answers(world: World) -> None:
    call = await world.calls.start(DIRECT, video=False)
    await world.passes(92)
    assert call.state.value == Ended(EndReason.NO_ANSWER)
    assert await world.outcomes() == ["no answer"]


async def test_leaving_sends_the_leave_that_was_prepared(world: World) -> None:
    call = await world.calls.start(DIRECT, video=False)
    await call.leave()
    assert world.server.asked[-1][0] == "send"
    assert world.line.closed
    await call.leave()  # a second time is nothing
    assert world.server.names().count("send") == 1


async def test_a_leave_that_is_not_taken_is_made_by_hand(world: World) -> None:
    call = await world.calls.start(DIRECT, video=False)
    world.server.refuses["send"] = NetworkError()
    await call.leave()
    assert world.server.asked[-1] == ("member", f"_{ME}_ANNA_m.call", {})


async def test_signs_of_life_and_coming_back_after_a_silence(world: World) -> None:
    call = await world.calls.start(DIRECT, video=False)
    await world.passes(9)
    assert world.server.names().count("restart") == 2
    world.server.refuses["restart"] = NotFound()  # the server has left for us
    await world.passes(4)
    assert world.server.names()[-2:] == ["delay", "member"]
    assert world.server.asked[-1][2]["created_ts"]
    del world.server.refuses["restart"]
    await world.passes(4)
    assert world.server.names()[-1] == "restart"
    await call.leave()
    await world.passes(10)
    assert world.server.names().count("restart") == 3


async def test_the_place_is_taken_again_however_long_the_line_stutters(world: World) -> None:
    await world.calls.start(DIRECT, video=False)
    world.server.refuses = {"restart": NotFound(), "member": NetworkError()}
    await world.passes(5)
    assert world.server.names()[-1] == "delay"
    world.server.refuses = {}
    await world.passes(4)
    assert world.server.names()[-2:] == ["restart", "member"]


async def test_sound_only_lets_the_camera_go_and_says_what_the_line_says(world: World) -> None:
    call = await world.calls.start(GROUP, video=False)
    await call.set_sound_only(True)
    assert world.line.done[-2:] == [("sound only", True), ("camera", False)]
    world.line.tell(LinePictures(Pictures.OFF))
    assert call.pictures.value is Pictures.OFF
    await call.set_sound_only(False)
    assert world.line.done[-1] == ("sound only", False)


async def test_a_refused_place_ends_it_with_the_servers_sentence(world: World) -> None:
    world.server.refuses["member"] = Forbidden()
    with pytest.raises(Forbidden):
        await world.calls.start(DIRECT, video=False)
    assert world.calls.current.value is None
    assert await world.outcomes() == []
    del world.server.refuses["member"]
    await world.calls.start(DIRECT, video=False)


async def test_no_microphone_is_a_notice_and_the_call_goes_on(world: World) -> None:
    world.media.no_microphone = True
    call = await world.calls.start(GROUP, video=False)
    assert str(call.notice.value) == "Микрофон не найден."
    assert not isinstance(call.state.value, Ended)


async def test_a_lost_connection_comes_back_with_a_new_token(world: World) -> None:
    await world.syncs(world.joins(BOB))
    call = await world.calls.start(DIRECT, video=False)
    states: list[CallState] = []
    call.state.subscribe(states.append)
    world.line.tell(LineBroken())
    world.line.tell(LineMended())
    world.media.unreachable = NetworkError()
    world.line.tell(LineDown(LineEnd.LOST))
    await world.passes(3)
    world.media.unreachable = None
    await world.passes(3)
    kinds = [type(one) for one in states]
    assert kinds == [Live, Reconnecting, Live, Reconnecting, Live]
    tokens = [one[2] for one in world.line.done if one[0] == "connect"]
    assert len(tokens) > 2
    assert len(set(tokens)) == len(tokens)


async def test_a_connection_that_is_not_mended_soon_is_made_anew(world: World) -> None:
    await world.syncs(world.joins(BOB))
    call = await world.calls.start(DIRECT, video=False)
    before = world.server.names().count("ticket")
    world.line.tell(LineBroken())
    await world.passes(5)
    assert world.server.names().count("ticket") == before
    await world.passes(3)
    assert world.server.names().count("ticket") == before + 1
    assert isinstance(call.state.value, Live)


async def test_what_does_not_come_back_ends(world: World) -> None:
    await world.syncs(world.joins(BOB))
    call = await world.calls.start(DIRECT, video=False)
    world.media.unreachable = NetworkError()
    world.line.tell(LineDown(LineEnd.LOST))
    await world.passes(140)
    state = call.state.value
    assert isinstance(state, Ended)
    assert state.reason is EndReason.LOST
    assert world.server.names()[-1] == "send"


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        (LineEnd.REMOVED, EndReason.REMOVED),
        (LineEnd.ENDED_FOR_ALL, EndReason.ENDED_FOR_ALL),
        (LineEnd.REPLACED, EndReason.LEFT),
    ],
)
async def test_what_the_media_server_ends_is_over(
    world: World, why: LineEnd, reason: EndReason
) -> None:
    await world.syncs(world.joins(BOB))
    call = await world.calls.start(DIRECT, video=False)
    world.line.tell(LineDown(why))
    await turns(20)
    state = call.state.value
    assert isinstance(state, Ended)
    assert state.reason is reason


async def test_another_call_of_the_profile_ends_the_first(world: World) -> None:
    first = await world.calls.start(GROUP, video=False)
    second = await world.calls.start(DIRECT, video=False)
    assert first.state.value == Ended(EndReason.LEFT)
    assert world.calls.current.value is second
    assert await world.calls.start(DIRECT, video=False) is second


async def test_a_call_of_another_profile_is_not_disturbed() -> None:
    slot = CallSlot()
    school, home = await World(slot).start(), await World(slot).start()
    await school.calls.start(DIRECT, video=False)
    with pytest.raises(AppError) as error:
        await home.calls.start(GROUP, video=False)
    assert "другом профиле" in str(error.value.user_text)
    assert home.media.lines == []
    await school.calls.current.value.leave()  # type: ignore[union-attr]
    await home.calls.start(GROUP, video=False)
    await school.stop()
    await home.stop()


async def test_closing_the_profile_leaves(world: World) -> None:
    call = await world.calls.start(DIRECT, video=False)
    await world.calls.aclose()
    assert isinstance(call.state.value, Ended)
    assert world.server.names()[-1] == "send"
    assert world.line.closed


async def test_a_server_without_calls_says_so() -> None:
    world = World()
    world.server.transports = ()
    await world.calls.start_up()
    with pytest.raises(AppError) as error:
        await world.calls.start(RoomId("!direct"), video=False)
    assert "звонков нет" in str(error.value.user_text)
    assert not world.calls.offered.value
    await world.stop()


async def test_the_calm_order_of_speakers(world: World) -> None:
    await world.syncs(world.joins(BOB))
    call = await world.calls.start(DIRECT, video=False)
    bob = f"{BOB}:PC"
    world.line.stations(bob, "@eve:school:X", speakers=(bob,))
    assert call.recent_speakers.value == (bob,)
    world.line.stations(bob, "@eve:school:X", speakers=("@eve:school:X",))
    assert call.recent_speakers.value == (bob, "@eve:school:X")
    await world.passes(3)
    world.line.stations(bob, "@eve:school:X", speakers=("@eve:school:X",))
    assert call.recent_speakers.value == ("@eve:school:X", bob)


async def test_hands_that_were_up_before_are_up(world: World) -> None:
    joined = world.joins(BOB)
    relation = {"rel_type": "m.annotation", "event_id": joined.event_id, "key": "🖐️"}
    hand = world.event(BOB, "m.reaction", {"m.relates_to": relation})
    world.server.relations_of[joined.event_id] = (hand,)
    await world.syncs(joined)
    call = await world.calls.start(DIRECT, video=False)
    await world.passes(2)
    assert any(one.hand_since for one in call.participants)
    lowered = world.event(BOB, "m.room.redaction", {"redacts": hand.event_id})
    await world.syncs(lowered)
    assert not any(one.hand_since for one in call.participants)
