"""A profile's life against a real homeserver: signing in, receiving, coming back."""

from app.domain.ids import RoomId
from app.domain.profiles import ConnectionPhase, ProfileKind
from app.services.keys import entry_name, unpack
from app.services.profile_book import folder_of
from app.store.snapshot import read_snapshot
from tests.helpers.school_fixtures import FreshUser
from tests.helpers.settle import turns
from tests.integration.session.conftest import Program, live, soon


async def test_signing_in_brings_the_chats_and_the_name(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    await vera.create_room("7Б", members=(anna,), kind="class")

    session = await program.sign_in(vera)
    await live(session)

    assert program.names() == ["7Б"]
    assert session.profile.value.kind is ProfileKind.SCHOOL
    await soon(lambda: session.profile.value.name == "Вера")


async def test_a_name_that_comes_alone_is_on_the_first_paint_of_the_next_start(
    program: Program, fresh_user: FreshUser
) -> None:
    session = await program.sign_in(await fresh_user("Вера"))
    await live(session)
    while (await session.setting("window.profile"))["name"] != "Вера":
        pass
    await turns()
    profile_id = session.profile.value.id
    keys = unpack(await program.keyring.load(entry_name(profile_id)) or "")
    await program.stop()
    assert keys is not None
    folder = folder_of(program.data, profile_id, shared=False)
    saved = read_snapshot(folder, keys.database_key)
    assert saved is not None and saved.settings["window.profile"]["name"] == "Вера"


async def test_a_message_moves_its_chat_up_counts_and_notifies(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = RoomId(await vera.create_room("Алгебра", members=(anna,)))
    await vera.create_room("Физика")
    session = await program.sign_in(vera)
    await live(session)
    assert program.names() == ["Физика", "Алгебра"]
    assert program.notified == []

    await anna.text(room_id, "Где все?")
    await soon(lambda: program.names() == ["Алгебра", "Физика"])

    room = session.rooms.get(room_id)
    assert room is not None and (room.unread, room.preview.text) == (1, "Где все?")
    assert session.rooms.unread.value == (1, False)
    assert [(one.title, one.body) for one in program.notified] == [("Алгебра", "Анна: Где все?")]


async def test_many_chats_come_all_however_small_the_window(
    program: Program, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    for number in range(45):
        await vera.create_room(f"Чат {number}")

    await live(await program.sign_in(vera))

    assert program.names() == [f"Чат {number}" for number in reversed(range(45))]


async def test_the_next_start_shows_the_chats_before_the_network_answers(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = RoomId(await vera.create_room("7Б", members=(anna,)))
    await live(await program.sign_in(vera))
    await program.stop()
    await anna.text(room_id, "пока тебя не было")

    vera.server.freeze()
    try:
        await program.start()
        session = program.session()
        assert program.names() == ["7Б"]
        assert session.connection.value.phase is ConnectionPhase.CONNECTING
    finally:
        vera.server.thaw()

    await live(session)
    room = session.rooms.get(room_id)
    assert room is not None and (room.unread, room.preview.text) == (1, "пока тебя не было")


async def test_a_restart_of_the_server_loses_and_doubles_nothing(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = RoomId(await vera.create_room("7Б", members=(anna,)))
    session = await program.sign_in(vera)
    await live(session)
    await anna.text(room_id, "до")

    vera.server.kill()
    await soon(lambda: session.connection.value.phase is ConnectionPhase.OFFLINE)
    assert session.connection.value.since is not None
    vera.server.wait_ready()
    await anna.text(room_id, "после")
    session.wake()
    await live(session)

    timeline = await session.open_timeline(room_id)
    await soon(lambda: _said(timeline.items)[-1:] == ["после"])
    assert _said(timeline.items) == ["до", "после"]
    timeline.close()


async def test_an_expired_position_starts_over_and_keeps_the_cache(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = RoomId(await vera.create_room("7Б", members=(anna,)))
    session = await program.sign_in(vera)
    await live(session)
    await anna.text(room_id, "раз")

    session._sync._pos = "bogus"  # type: ignore[attr-defined]  # as after a week away
    session.wake()
    await anna.text(room_id, "два")
    timeline = await session.open_timeline(room_id)
    await soon(lambda: _said(timeline.items)[-1:] == ["два"])

    await live(session)
    assert _said(timeline.items) == ["раз", "два"]
    assert program.names() == ["7Б"]
    timeline.close()


def _said(items) -> list[str]:
    return [item.content.body.text for item in items if hasattr(item.content, "body")]
