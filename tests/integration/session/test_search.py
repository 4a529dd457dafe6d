"""Searching messages that this computer never had: the server knows them."""

from app.domain.ids import EventId, RoomId
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live

NEWER = 20


async def test_what_was_written_before_this_computer_is_found_and_opened(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room = RoomId(await vera.create_room("Кружок", members=(oleg,)))
    wanted = await oleg.text(room, "Экскурсия в планетарий в субботу")
    for number in range(NEWER):
        await oleg.text(room, f"№ {number}")
    other = RoomId(await oleg.create_room("Без Веры"))
    await oleg.text(other, "Экскурсия без неё")
    here = await program.sign_in(vera)
    await live(here)
    assert await here.search.messages("экскурсия") == ()
    (found,) = await here.search.further("экскурсия")
    assert (found.event_id, found.room_id, found.room_name) == (wanted, room, "Кружок")
    assert found.sender_name == "Олег"
    assert await here.search.further("экскурсия", room_id=room) == (found,)
    timeline = await here.open_timeline(room)
    key = await timeline.jump_to(EventId(wanted))
    assert key in [item.key for item in timeline.items]
    timeline.close()
