"""Two computers with the whole app: one calls, it rings at the other, they see each other."""

from app.domain.rtc import CALL_MEMBER
from tests.e2e.conftest import Computer
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser


async def test_a_call_between_two_apps(
    computers: tuple[Computer, Computer], fresh_user: FreshUser, personal_server: Homeserver
) -> None:
    vera, oleg = [await fresh_user(name, on=personal_server) for name in ("Вера", "Олег")]
    rights = {"events": {CALL_MEMBER: 0}}
    room = await vera.create_room(
        "Вера и Олег", members=(oleg,), power_level_content_override=rights
    )
    await oleg.text(room, "Позвони мне")
    one, two = computers
    for computer, user in ((one, vera), (two, oleg)):
        await computer.sign_in(user, personal=True)
        await computer.do("open", chat="Вера и Олег")

    await one.do("calls", video=True)
    assert "Вера и Олег" in await two.do("answers")
    for computer in computers:
        numbers = await computer.do("watches")
        assert numbers == sorted(numbers), "pictures come in order"

    await two.do("presses", key="H")
    await one.do("hears_of", words="рука поднята")
    await two.do("presses", key="M")
    await one.do("hears_of", words="микрофон выключен")
    await one.do("hangs_up")
    await two.do("hangs_up")
    assert "Исходящий" in (await one.do("history"))[0]
    assert "Входящий" in (await two.do("history"))[0]
