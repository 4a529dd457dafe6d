"""A teacher makes a link in the app, a pupil enters by it: the whole way, with the real servers."""

import pytest

from app.domain.errors import AppError, Forbidden, NotFound
from app.domain.ids import RoomId
from app.domain.preview import summarize
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live, soon

__all__ = ["_told", "service_school", "service_server"]


async def test_a_link_made_in_the_app_lets_its_class_in_and_nobody_after_it_was_revoked(
    program: Program, service_school: ServiceSchool
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    dasha = await service_school.person("Дарья", "pupil", learns=["9b"])
    room = RoomId(await vera.matrix.create_room("Кружок"))
    teacher = await program.sign_in(vera.matrix)
    await live(teacher)
    assert await teacher.school.links.of_room(room) == ()
    await vera.matrix.text(room, "Сбор у входа")
    made = await teacher.school.links.make(room, history=True)
    assert (await teacher.school.links.of_room(room))[0].url == made.url

    pupil = await program.sign_in(artem.matrix)
    await live(pupil)
    assert pupil.school.links.is_mine(made.url)
    assert not pupil.school.links.is_mine(made.url.replace("http", "https://x.example/", 1))
    seen = await pupil.school.links.preview(made.url)
    assert (seen.room_name, seen.may_join, seen.history) == ("Кружок", True, True)
    assert await pupil.school.links.join(made.url) == room
    await soon(lambda: program.names(pupil) == ["Кружок"])
    before = await pupil.school.links.window(room)
    assert [summarize(one.content)[1] for one in before] == ["Сбор у входа"]
    with pytest.raises(NotFound) as closed:
        await teacher.school.links.window(room)
    assert str(closed.value.user_text) == "История до вашего прихода закрыта."

    await teacher.school.links.revoke(room, made.id)
    late = await program.sign_in(dasha.matrix)
    with pytest.raises(AppError):
        await late.school.links.join(made.url)
    assert await teacher.school.links.of_room(room) == ()


async def test_an_open_chat_is_looked_at_and_entered_by_its_alias_a_closed_one_is_not(
    program: Program, fresh_user: FreshUser, personal_server: Homeserver
) -> None:
    mother = await fresh_user("Мама", on=personal_server)
    aunt = await fresh_user("Тётя", on=personal_server)
    alias = mother.user_id.replace("@", "#club-")
    name = alias[1:].partition(":")[0]
    club = await mother.create_room("Клуб", preset="public_chat", room_alias_name=name)
    closed = await mother.create_room("Семья")
    mine = await program.sign_in(aunt)
    await live(mine)

    seen = await mine.rooms.glance(alias)
    assert (seen.room_id, seen.name, seen.members, seen.open) == (club, "Клуб", 1, True)
    assert await mine.rooms.join(alias) == club
    assert program.names(mine) == ["Клуб"]
    with pytest.raises((NotFound, Forbidden)):
        await mine.rooms.glance(closed)
    with pytest.raises(Forbidden):
        await mine.rooms.join(closed)
