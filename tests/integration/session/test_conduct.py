"""A leader closes the chat for the night, slows it, mutes somebody; a pupil's app says so."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from app.domain.conduct import EVERY_DAY, Conduct, HoldKind, QuietHours, QuietMode, hold_of
from app.domain.errors import Forbidden
from app.domain.ids import RoomId, UserId
from app.domain.timeline import SendState
from app.services.facade import Session, Timeline
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
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
