"""Somebody's messages are not wanted: nothing more of them comes, on no computer of mine."""

from app.domain.ids import RoomId, UserId
from app.services.facade.timeline import Timeline
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon


def _texts(timeline: Timeline) -> list[str]:
    bodies = [getattr(item.content, "body", None) for item in timeline.items]
    return [body.text for body in bodies if body is not None]


async def test_messages_of_an_ignored_person_do_not_come_until_they_are_wanted_again(
    program: Program, fresh_user: FreshUser
) -> None:
    anna, boris, vera = [await fresh_user(name) for name in ("Анна", "Борис", "Вера")]
    room_id = RoomId(await vera.create_room("Друзья", members=(anna, boris)))
    await vera.text(room_id, "Начало")
    session = await program.sign_in(anna)
    await live(session)
    timeline = await session.open_timeline(room_id)
    await soon(lambda: _texts(timeline) == ["Начало"])

    unwanted = UserId(boris.user_id)
    await session.people.ignore(unwanted, ignored=True)
    assert session.people.ignored.value == {unwanted}
    await boris.text(room_id, "спам")
    await vera.text(room_id, "Привет")
    await soon(lambda: "Привет" in _texts(timeline))
    assert _texts(timeline) == ["Начало", "Привет"]

    timeline.close()
    await program.restart()
    session = program.session()
    await live(session)
    assert session.people.ignored.value == {unwanted}
    timeline = await session.open_timeline(room_id)
    await session.people.ignore(unwanted, ignored=False)
    await boris.text(room_id, "извините")
    await soon(lambda: "извините" in _texts(timeline))
    timeline.close()
