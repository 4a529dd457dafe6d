"""A decision about a teacher is seen by everybody within five seconds, though nobody writes."""

import time
from typing import Any
from urllib.parse import quote

from app.domain.ids import RoomId
from app.domain.people import Role
from app.services.facade.session import Session
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import (
    SCHOOL,
    Member,
    ServiceSchool,
    _told,
    service_school,
    service_server,
)
from tests.helpers.settle import until
from tests.integration.session.conftest import Program, live, soon

__all__ = ["_told", "service_school", "service_server"]

BAR = 5.0


async def _apply(member: Member) -> str:
    draft = {"org": SCHOOL, "family": "Тестова", "given": "Вера", "born": "1986-03-12"}
    await member.ok("PUT", "/v1/verification", json=draft)
    await member.ok("PUT", "/v1/verification/proof", files={"proof": ("d.pdf", b"%PDF-1.4")})
    case: dict[str, Any] = await member.ok("POST", "/v1/verification/send")
    return f"/v1/verification/{case['id']}"


async def test_the_badge_comes_and_goes_on_a_synced_computer_within_five_seconds(
    program: Program, service_school: ServiceSchool
) -> None:
    admin = await service_school.person("Ольга", "admin")
    new = await service_school.person("Вера", "staff")
    reader = await service_school.person("Иван", "teacher")
    room_id = RoomId(await new.matrix.create_room(members=(reader.matrix,), is_direct=True))
    await new.matrix.text(room_id, "Здравствуйте")
    where = f"{CLIENT}/user/{quote(reader.user_id)}/account_data/m.direct"
    await reader.matrix.call("PUT", where, json={new.user_id: [room_id]})

    own = await program.sign_in(new.matrix)
    session = await program.sign_in(reader.matrix)
    for one in (own, session):
        await live(one)
    timeline = await session.open_timeline(room_id)
    await soon(lambda: len(timeline.items) and timeline.items[-1].sender.role is Role.STAFF)

    def is_shown(shown: bool) -> bool:
        row = session.rooms.get(room_id)
        assert row is not None
        return timeline.items[-1].sender.verified_teacher is shown and row.verified is shown

    assert is_shown(False)
    case = await _apply(new)
    began = time.monotonic()
    await admin.ok("POST", f"{case}/decision", json={"approve": True})
    await soon(lambda: is_shown(True))
    assert time.monotonic() - began < BAR
    assert await _in_the_panel(session, room_id, new.user_id)
    await soon(lambda: _is_teacher(own))

    began = time.monotonic()
    await admin.ok("POST", f"{case}/revoke", json={"reason": "Больше не работает"})
    await soon(lambda: is_shown(False))
    assert time.monotonic() - began < BAR
    assert not await _in_the_panel(session, room_id, new.user_id)
    timeline.close()
    await soon(lambda: not _is_teacher(own))


async def test_another_role_opens_its_places_in_a_program_that_is_running(
    program: Program, service_school: ServiceSchool, _told: Any
) -> None:
    """Whoever is made an administrator need not start the program again to see «Школа»."""
    nina = await service_school.person("Нина", "staff")
    own = await program.sign_in(nina.matrix)
    await live(own)

    def administers() -> bool:
        me = own.school.me.value
        return me is not None and any(one.role == "admin" for one in me.grants)

    await soon(lambda: own.school.me.value is not None)
    assert not administers()
    _told.grants.append({"person": nina.person, "org": SCHOOL, "role": "admin"})
    await service_school.tell()
    await soon(administers)
    _told.grants[:] = [one for one in _told.grants if one["person"] != nina.person]
    await service_school.tell()
    await soon(lambda: not administers())


async def test_a_computer_that_was_off_hears_of_it_when_it_comes_back(
    program: Program, service_school: ServiceSchool
) -> None:
    admin = await service_school.person("Ольга", "admin")
    new = await service_school.person("Вера", "staff")
    reader = await service_school.person("Иван", "teacher")
    stranger = await service_school.person("Пётр", "teacher")
    room_id = RoomId(await new.matrix.create_room(members=(reader.matrix,)))
    await new.matrix.text(room_id, "Здравствуйте")
    session = await program.sign_in(reader.matrix)
    await live(session)
    timeline = await session.open_timeline(room_id)
    await soon(lambda: len(timeline.items))
    timeline.close()
    await program.stop()

    await admin.ok("POST", f"{await _apply(new)}/decision", json={"approve": True})
    badges = "/_synapse/client/parta/badges"

    async def told() -> bool:
        answer = await reader.matrix.call("GET", badges)
        return bool(answer["roles"].get(new.user_id) == "teacher")

    deadline = time.monotonic() + 10
    while not await told():
        assert time.monotonic() < deadline
    assert new.user_id not in (await stranger.matrix.call("GET", badges))["roles"]

    await program.start()
    session = program.session()
    await live(session)
    await until(lambda: session.people.badges.value > 0, turns=6_000)
    assert await _in_the_panel(session, room_id, new.user_id)


def _is_teacher(session: Session) -> bool:
    me = session.school.me.value
    return me is not None and any(one.role == "teacher" for one in me.grants)


async def _in_the_panel(session: Session, room_id: RoomId, user_id: str) -> bool:
    timeline = await session.open_timeline(room_id)
    found = [one.person for one in await timeline.members() if one.person.user_id == user_id]
    timeline.close()
    return found[0].verified_teacher
