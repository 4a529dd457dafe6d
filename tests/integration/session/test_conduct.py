"""A leader closes the chat for the night, slows it, mutes somebody; a pupil's app says so."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from app.domain.aggregate import FORWARDED
from app.domain.conduct import EVERY_DAY, Conduct, HoldKind, QuietHours, QuietMode, hold_of
from app.domain.errors import Forbidden
from app.domain.ids import EventId, RoomId, UserId
from app.domain.timeline import SendState
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from tests.helpers.service_school import (
    SCHOOL,
    ServiceSchool,
    _told,
    service_school,
    service_server,
)
from tests.helpers.settle import eventually
from tests.integration.session.conftest import Program, live, soon

__all__ = ["_told", "service_school", "service_server"]

ALWAYS = QuietHours(EVERY_DAY, time(0), time(0), QuietMode.STAFF)


async def _set(session: Session, room_id: RoomId, conduct: Conduct) -> None:
    settings = session.chat_settings
    before = await settings.load(room_id)
    await settings.save(room_id, before, replace(before, conduct=conduct))
    assert (await settings.load(room_id)).conduct == conduct


def _hold(session: Session, timeline: Timeline) -> HoldKind | None:
    now = datetime.now(UTC).astimezone()
    conduct, me = timeline.details.value.conduct, session.profile.value.user_id
    hold = hold_of(conduct, me, now, staff=False)
    return hold.kind if hold is not None else None


async def test_what_a_leader_sets_reaches_the_pupil_and_ends_with_it(
    program: Program, service_school: ServiceSchool
) -> None:
    leader = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    room_id = RoomId(await service_school.bot_room(leader))
    await service_school.bot_brings(room_id, pupil)
    await leader.matrix.text(room_id, "Здравствуйте")

    teacher = await program.sign_in(leader.matrix)
    child = await program.sign_in(pupil.matrix)
    for session in (teacher, child):
        await live(session)
    await soon(lambda: child.rooms.get(room_id))
    timeline = await child.open_timeline(room_id)
    assert (await teacher.chat_settings.load(room_id)).can_edit_conduct
    assert not (await child.chat_settings.load(room_id)).can_edit_conduct
    with pytest.raises(Forbidden):
        await _set(child, room_id, Conduct(slow=10))

    await _set(teacher, room_id, Conduct(ALWAYS, slow=30))
    await soon(lambda: _hold(child, timeline) is HoldKind.STAFF_ONLY)
    await soon(lambda: timeline.details.value.conduct.slow == 30)
    await teacher.composer.send_text(room_id, "Спокойной ночи")

    await child.composer.send_text(room_id, "Можно вопрос?")
    await soon(lambda: timeline.items[-1].status.state is SendState.FAILED)
    assert "пишут только сотрудники" in str(timeline.items[-1].status.error)
    await child.composer.discard(room_id, timeline.items[-1].key)

    await _set(teacher, room_id, Conduct())
    await soon(lambda: _hold(child, timeline) is None)
    who = UserId(pupil.user_id)
    until = datetime.now(UTC) + timedelta(hours=1)
    with pytest.raises(Forbidden):
        await child.chat_settings.mute_person(room_id, UserId(leader.user_id), until=until)
    await teacher.chat_settings.mute_person(room_id, who, until=until)
    await soon(lambda: _hold(child, timeline) is HoldKind.MUTED)
    await teacher.chat_settings.mute_person(room_id, who, until=None)
    await soon(lambda: _hold(child, timeline) is None)
    await child.composer.send_text(room_id, "Доброе утро")
    await soon(lambda: timeline.items[-1].status.state is SendState.SENT)
    timeline.close()


async def test_a_school_keeps_its_pupils_from_forwarding_what_others_wrote(
    program: Program, service_school: ServiceSchool
) -> None:
    leader = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    head = await service_school.person("Директор", "admin")
    rooms = [RoomId(await service_school.bot_room(leader)) for _ in range(2)]
    for room in rooms:
        await service_school.bot_brings(room, pupil)
    source, target = rooms
    said = EventId(await leader.matrix.text(source, "Завтра контрольная"))
    teacher, child = await program.sign_in(leader.matrix), await program.sign_in(pupil.matrix)
    office = await program.sign_in(head.matrix)
    for session in (teacher, child, office):
        await live(session)
    await soon(lambda: all(child.rooms.get(room) for room in rooms))
    timeline = await child.open_timeline(target)

    async def is_refused() -> bool:
        try:
            await pupil.matrix.text(source, "проба", **{FORWARDED: "Вера"})
        except AssertionError:
            return True
        return False

    before = await office.school.school_rules(SCHOOL)
    await office.school.set_school_rules(SCHOOL, replace(before, pupil_forwards=False))
    try:
        await eventually(is_refused, bool)
        await child.composer.forward(source, [said], [target])
        await soon(lambda: timeline.items[-1].status.state is SendState.FAILED)
        assert "пересылку чужих сообщений" in str(timeline.items[-1].status.error)
        await child.composer.discard(target, timeline.items[-1].key)
        await child.composer.send_text(target, "Своими словами")
        await soon(lambda: timeline.items[-1].status.state is SendState.SENT)
        own = timeline.items[-1].event_id
        assert own is not None
        hers = await teacher.open_timeline(target)
        await soon(lambda: own in [item.event_id for item in hers.items])
        await teacher.composer.forward(target, [own], [source])

        async def last() -> dict[str, object]:
            return dict((await pupil.matrix.messages(source, limit=1))[0]["content"])

        copy = await eventually(last, lambda content: FORWARDED in content)
        assert copy["body"] == "Своими словами"
        hers.close()
    finally:
        await office.school.set_school_rules(SCHOOL, before)
    timeline.close()
