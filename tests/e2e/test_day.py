"""A day with Parta: sign in, read, write, switch, lose the server, be killed, sign out."""

from typing import Any

from tests.e2e.conftest import Computer
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.oidc import OpenIdProvider
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser


async def bodies(user: MatrixUser, room: str) -> list[str]:
    events = reversed(await user.messages(room))
    return [e["content"].get("body", "") for e in events if e["type"] == "m.room.message"]


async def test_school_and_personal_side_by_side(
    computer: Computer, fresh_user: FreshUser, personal_server: Homeserver
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    mum = await fresh_user("Мама", on=personal_server)
    room = await oleg.create_room("9Б", members=(vera,))
    family = await mum.create_room("Семья")
    for number in range(40):
        await oleg.text(room, f"Строка {number}")
    await oleg.text(room, "Доброе утро")
    await mum.text(family, "Купи хлеб")

    await computer.sign_in(vera)
    await computer.do("open", chat="9Б")
    await computer.do("sees", text="Доброе утро")
    await computer.do("write", text="Доброе")
    await computer.do("sent", text="Доброе")
    assert await bodies(oleg, room) == [
        *(f"Строка {number}" for number in range(40)), "Доброе утро", "Доброе"
    ]  # fmt: skip
    await computer.do("type", text="Не дописано")
    await computer.do("scroll_up")
    before = await computer.look()

    await computer.sign_in(mum, personal=True)
    await computer.do("open", chat="Семья")
    await computer.do("sees", text="Купи хлеб")
    there = await computer.look()
    assert there["chats"] == ["Семья"]
    await computer.do("switch", place=1)
    after = await computer.look()
    kept = ("chat", "draft", "scroll", "chats")
    assert [after[key] for key in kept] == [before[key] for key in kept]
    assert after["draft"] == "Не дописано"


async def test_everything_is_there_before_the_network(
    computer: Computer, fresh_user: FreshUser, school: Homeserver
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room = await oleg.create_room("9В", members=(vera,))
    await oleg.text(room, "Важное")
    await computer.sign_in(vera)
    await computer.do("open", chat="9В")
    await computer.do("sees", text="Важное")
    await computer.do("type", text="Черновик")
    await computer.quit()
    school.stop()
    try:
        await computer.start()
        await computer.do("open", chat="9В")
        await computer.do("sees", text="Важное")
        assert (await computer.look())["draft"] == "Черновик"
    finally:
        school.start()


async def test_written_without_a_server_and_killed_goes_out_once(
    computer: Computer, fresh_user: FreshUser, school: Homeserver
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room = await oleg.create_room("10А", members=(vera,))
    await computer.sign_in(vera)
    await computer.do("open", chat="10А")
    await computer.do("live")
    school.stop()
    try:
        await computer.do("offline")
        await computer.do("write", text="Уйдёт потом")
        await computer.do("kept")
        await computer.kill()
        await computer.start()
        await computer.do("open", chat="10А")
        await computer.do("sees", text="Уйдёт потом")
    finally:
        school.start()
    await computer.do("wake")
    await computer.do("sent", text="Уйдёт потом")
    assert await bodies(oleg, room) == ["Уйдёт потом"]
    assert (await computer.look())["rows"].count("Уйдёт потом") == 1


async def test_signing_out_leaves_nothing(computer: Computer, fresh_user: FreshUser) -> None:
    await computer.sign_in(await fresh_user("Вера"))
    assert len(computer.keyring.entries()) == 1
    await computer.do("sign_out")
    await computer.do("reads", words="Вход в учебный профиль")
    await computer.quit()
    assert computer.keyring.entries() == {}
    assert folders(computer) == []


async def test_a_shared_computer_is_clean_after_a_crash(
    computer: Computer, fresh_user: FreshUser
) -> None:
    await computer.sign_in(await fresh_user("Вера"), shared=True)
    await computer.do("live")
    assert computer.keyring.entries() == {}
    await computer.kill()
    await computer.start()
    await computer.do("reads", words="Вход в учебный профиль")
    assert folders(computer) == []


async def test_a_removed_device_takes_its_profile_along(
    computer: Computer, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    await computer.sign_in(vera)
    await computer.do("live")
    await vera.call("POST", f"{CLIENT}/logout/all", json={})
    await computer.do("reads", words="Вход в учебный профиль")
    await computer.quit()
    assert folders(computer) == []
    assert computer.keyring.entries() == {}


async def test_single_sign_on_through_the_browser(
    computer: Computer, sso_school: Homeserver, openid_provider: OpenIdProvider
) -> None:
    await openid_provider.next_person("vera-e2e", name="Вера Сергеевна")
    await computer.do("sign_in_sso", address=sso_school.url)
    await computer.do("live")
    seen: Any = await computer.look()
    assert len(seen["profiles"]) == 1


def folders(computer: Computer) -> list[str]:
    """Folders of profiles, kept and shared."""
    both = [computer.data / "profiles", computer.data / "shared"]
    return [one.name for folder in both if folder.is_dir() for one in folder.iterdir()]
