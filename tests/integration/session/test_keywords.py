"""Notification words over real push rules: the app counts and tells what the server does."""

from app.domain.ids import RoomId
from app.domain.rooms import MuteMode
from app.services.facade.session import Session
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon
from tests.unit.domain.test_keywords import CASES


def _mentions(session: Session, room: RoomId) -> int:
    found = session.rooms.get(room)
    return found.mentions if found is not None else -1


async def test_the_app_and_the_server_agree_on_every_word_and_bound(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    here = await program.sign_in(vera)
    await live(here)
    rooms: list[RoomId] = []
    for pattern in dict.fromkeys(pattern for pattern, _, _ in CASES):
        bodies = [(body, holds) for one, body, holds in CASES if one == pattern]
        room = RoomId(await vera.create_room(pattern, members=(anna,)))
        rooms.append(room)
        await soon(lambda room=room: here.rooms.get(room))
        await here.keywords.add(pattern)
        for body, _ in bodies:
            await anna.text(room, body)
        wanted = sum(holds for _, holds in bodies)

        def seen(room: RoomId = room, count: int = len(bodies)) -> bool:
            found = here.rooms.get(room)
            return found is not None and found.unread == count

        await soon(seen)
        assert _mentions(here, room) == wanted, pattern
        await here.keywords.remove(here.keywords.words.value[0])
    counted = await here._api.unread_counts()  # type: ignore[attr-defined]  # the server's own
    theirs = {room: counted[room][1] for room in rooms}
    assert theirs == {room: _mentions(here, room) for room in rooms}


async def test_a_word_is_heard_where_only_mentions_are_and_stays_after_a_restart(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room = RoomId(await vera.create_room("Шумный", members=(anna,)))
    silent = RoomId(await vera.create_room("Немой", members=(anna,)))
    here = await program.sign_in(vera)
    await live(here)
    await soon(lambda: here.rooms.get(room) and here.rooms.get(silent))
    await here.rooms.mute(room, MuteMode.MENTIONS, until=None)
    await here.rooms.mute(silent, MuteMode.NONE, until=None)
    await here.keywords.add("педсовет*")
    await anna.text(room, "просто так")
    await anna.text(silent, "педсовета не будет")
    await anna.text(room, "Педсовет в три")
    await soon(lambda: [one.body for one in program.notified] == ["Анна: Педсовет в три"])
    assert _mentions(here, room) == 1

    await program.restart()
    again = program.session()
    assert [one.pattern for one in again.keywords.words.value] == ["педсовет*"]
    await live(again)
    await again.keywords.remove(again.keywords.words.value[0])
    await anna.text(room, "Педсовет перенесли")

    def last() -> str:
        found = again.rooms.get(room)
        return found.preview.text if found is not None else ""

    await soon(lambda: last() == "Педсовет перенесли")
    assert _mentions(again, room) == 1
