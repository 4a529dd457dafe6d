"""Flow 5 with two programs: a click in the class's chat, the ring, the door, the floor, the end."""

from datetime import UTC, datetime, timedelta

from app.domain.calls import CallKind, Ended, EndReason, Live, Source, Waiting
from app.domain.ids import RoomId
from app.domain.lessons import Group
from tests.helpers.call import soon_so
from tests.integration.calls.conftest import soon
from tests.integration.lessons.conftest import SitDown, in_lesson, lesson_of
from tests.server.lessons.conftest import ClassRoom


async def test_a_lesson_between_two_programs_from_click_to_register(
    klass: ClassRoom, sits: SitDown
) -> None:
    vera, artem = await sits("vera"), await sits("artem")
    room = RoomId(klass.room_id)
    await soon(lambda: vera.calls.can_start_lesson(room))
    assert not artem.calls.can_start_lesson(room)
    theirs = await vera.calls.start_lesson(room)
    assert theirs.info.kind is CallKind.LESSON
    assert lesson_of(theirs).state.value.leads
    await soon(lambda: artem.calls.incoming.value)
    ring = artem.calls.incoming.value
    assert ring is not None and ring.kind is CallKind.LESSON
    seen = []
    artem.calls.current.subscribe(lambda one: seen.append(one is not None and bool(one.lesson)))
    call = await artem.calls.accept(ring, video=False)
    lesson = lesson_of(call)
    assert seen == [False, True]  # whoever shows the call knows at once that it is a lesson
    await soon(lambda: isinstance(call.state.value, Live))
    assert not lesson.state.value.leads
    await soon(lambda: any(one.leads and not one.own for one in call.participants))
    me = next(one for one in call.participants if one.own)
    assert me.may_publish == frozenset()
    # A hand, the floor, and taken again.
    await call.raise_hand(True)
    await soon(lambda: vera.other(theirs).hand_since)
    await lesson_of(theirs).give_floor(
        artem.session.profile.value.user_id, frozenset({Source.CAMERA})
    )
    await soon(lambda: Source.CAMERA in next(o for o in call.participants if o.own).may_publish)
    assert vera.other(theirs).hand_since is None
    await call.set_camera(True)
    await soon(lambda: Source.CAMERA in vera.other(theirs).publishing)
    await lesson_of(theirs).mute(vera.other(theirs).identity)
    await soon(lambda: Source.CAMERA not in vera.other(theirs).publishing)
    # A question, a timer.
    await lesson_of(theirs).ask("Готовы?", ["да", "нет"])
    await soon(lambda: lesson.state.value.question)
    await lesson.answer(1)
    await soon(lambda: lesson_of(theirs).state.value.question.totals == (0, 1))
    assert lesson.state.value.question.mine == 1
    await lesson_of(theirs).close_question()
    await soon(lambda: lesson.state.value.question.totals == (0, 1))
    until = datetime.now(UTC) + timedelta(minutes=3)
    await lesson_of(theirs).set_timer(until)
    await soon(lambda: lesson.state.value.timer_until == until)
    register = await lesson_of(theirs).attendance()
    assert [line.here for line in register if line.person.name.endswith("Артём")] == [True]
    await lesson_of(theirs).end_for_all()
    await soon(lambda: isinstance(call.state.value, Ended))
    assert call.state.value == Ended(EndReason.ENDED_FOR_ALL)
    await soon(lambda: isinstance(theirs.state.value, Ended))


async def test_a_pupil_stands_at_the_door_until_the_teacher_comes_and_is_sent_away(
    klass: ClassRoom, sits: SitDown
) -> None:
    artem = await sits("artem")
    await klass.lesson()
    await soon(lambda: artem.calls.incoming.value)
    ring = artem.calls.incoming.value
    assert ring is not None
    call = await artem.calls.accept(ring, video=False)
    assert isinstance(call.state.value, Waiting)
    assert str(call.state.value.why).startswith("Учителя ещё нет")
    await klass.inside("vera")
    await soon(lambda: isinstance(call.state.value, Live))
    lesson = lesson_of(call)
    body = {"user_id": artem.user.user_id}
    await klass["vera"].ok("POST", f"/v1/lessons/{lesson.facts.id}/remove", json=body)
    await soon(lambda: isinstance(call.state.value, Ended))
    assert call.state.value == Ended(EndReason.REMOVED)


async def test_groups_take_people_over_and_bring_them_back(klass: ClassRoom, sits: SitDown) -> None:
    artem = await sits("artem")
    lesson_id = await klass.lesson()
    await klass.inside("vera")
    await soon(lambda: artem.calls.incoming.value)
    ring = artem.calls.incoming.value
    assert ring is not None
    await artem.calls.accept(ring, video=False)
    call = await in_lesson(artem, klass.room_id)
    await soon(lambda: isinstance(call.state.value, Live))
    lesson = lesson_of(call)
    groups = {"groups": [{"name": "Первая", "members": [artem.user.user_id]}]}
    path = f"/v1/lessons/{lesson_id}/groups"
    await klass["vera"].ok("PUT", path, json=groups)
    await soon(lambda: isinstance(lesson.state.value.group, Group))
    # In the group the pupil may speak without being asked.
    await soon(lambda: Source.CAMERA in next(o for o in call.participants if o.own).may_publish)
    await klass["vera"].ok("PUT", f"{path}/notice", json={"text": "Минута"})
    await soon(lambda: lesson.state.value.notice == "Минута")
    await klass["vera"].ok("DELETE", path)
    await soon(lambda: lesson.state.value.group is None)
    await soon(lambda: isinstance(call.state.value, Live))
    await soon(lambda: not next(o for o in call.participants if o.own).may_publish)


async def test_a_lesson_begun_from_a_row_of_the_day_and_its_register_after(
    klass: ClassRoom, sits: SitDown
) -> None:
    """The chat is the one of the class that the teacher is in; a pupil sees the row open."""
    make = klass.school.person
    klass.people["olga"] = await make("Ольга Химик", "teacher", teaches=["9b-bio"])
    klass.people["nina"] = await make("Нина Пятая", "pupil", learns=["9b-bio"])
    klass.room_id = await klass.chat("olga", "nina", class_id="9b-bio", kind="subject")
    olga, nina = await sits("olga"), await sits("nina")
    row = (await olga.calls.today())[-1]
    assert (row.class_id, row.leads, row.lesson_id) == ("9b-bio", True, "")
    theirs = await olga.calls.open_today(row)
    await soon(lambda: isinstance(theirs.state.value, Live))
    assert lesson_of(theirs).state.value.leads
    seen = next(one for one in await nina.calls.today() if one.opens)
    assert (seen.leads, seen.room_id, seen.came) == (False, klass.room_id, None)
    call = await nina.calls.open_today(seen)
    await soon(lambda: isinstance(call.state.value, Live))
    await lesson_of(theirs).end_for_all()
    await soon(lambda: isinstance(call.state.value, Ended))

    async def written() -> bool:  # LiveKit tells the service who came when it gets to it
        rows = [one for one in await olga.calls.today() if one.lesson_id == seen.lesson_id]
        return [(one.opens, one.came) for one in rows] == [(False, 1)]

    await soon_so(written)
    register = await olga.calls.register(seen.lesson_id)
    assert [one.person.name for one in register if one.joined] == ["Пятая Нина", "Химик Ольга"]
