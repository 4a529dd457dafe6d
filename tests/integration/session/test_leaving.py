"""How a session ends: signed out here, signed out elsewhere, locked, a borrowed computer."""

from app.domain.errors import LoggedOut
from app.domain.profiles import ConnectionPhase, StopReason
from tests.helpers.matrix_user import CLIENT
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon


def files(program: Program) -> list[str]:
    return sorted(path.name for path in program.data.rglob("*") if path.is_file())


async def test_signing_out_leaves_nothing_here_and_no_device_there(
    program: Program, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    session = await program.sign_in(vera)
    await live(session)
    devices = [vera.device_id, session.profile.value.device_id]
    assert sorted(await _devices(vera)) == sorted(devices)

    await program.profiles.sign_out(session.profile.value.id)

    assert list(program.profiles.sessions) == []
    assert files(program) == ["profiles.json"]
    assert program.keyring._values == {}
    assert await _devices(vera) == [vera.device_id]


async def test_a_device_removed_elsewhere_takes_its_profile_along(
    program: Program, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    await live(await program.sign_in(vera))

    await vera.call("POST", f"{CLIENT}/logout/all", json={})
    await soon(lambda: len(program.profiles.sessions) == 0)
    await soon(lambda: files(program) == ["profiles.json"])

    assert [type(error) for error in program.errors] == [LoggedOut]
    program.errors.clear()


async def test_a_locked_account_waits_and_comes_back(
    program: Program, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    await vera.create_room("7Б")
    session = await program.sign_in(vera)
    await live(session)
    path = f"/_synapse/admin/v2/users/{vera.user_id}"

    await vera.server.admin_call("PUT", path, json={"locked": True})
    session.wake()
    await soon(lambda: session.connection.value.phase is ConnectionPhase.STOPPED)
    assert session.connection.value.stop is StopReason.LOCKED
    assert program.names() == ["7Б"]

    await vera.server.admin_call("PUT", path, json={"locked": False})
    session.wake()
    await live(session)


async def test_a_shared_computer_keeps_nothing_after_a_crash(
    program: Program, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    session = await program.sign_in(vera, shared=True)
    await live(session)
    assert program.keyring._values == {}
    crashed = Program(program.data)  # the next start, with what the crash left
    folder = program.data / "shared" / session.profile.value.id
    assert folder.exists()
    await program.stop()
    folder.mkdir(parents=True)
    (folder / "parta.db").write_bytes(b"left by a crash")

    await crashed.start()
    assert files(crashed) == []
    await crashed.stop()


async def test_a_soft_logout_keeps_everything_and_a_password_brings_it_back(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = await vera.create_room("7Б", members=(anna,))
    session = await program.sign_in(vera)
    await live(session)
    device = session.profile.value.device_id
    expired = session._api._api.tokens  # type: ignore[attr-defined]
    _spend(expired)
    session.wake()
    await soon(lambda: session.connection.value.stop is StopReason.SOFT_LOGOUT)
    assert program.names() == ["7Б"]

    await program.profiles.sign_in_again(session.profile.value.id, vera.password)
    again = program.session()
    await live(again)
    await anna.text(room_id, "Снова тут?")
    await soon(lambda: again.rooms.get(room_id).unread == 1)

    assert again.profile.value.device_id == device


def _spend(keeper) -> None:
    """The access token has run out and the refresh token is not taken any more."""
    from app.domain.profiles import Tokens

    keeper._tokens = Tokens(keeper._tokens.access_token, "syr_spent", expires_at=1.0)


async def _devices(user) -> list[str]:
    answer = await user.call("GET", f"{CLIENT}/devices")
    return [device["device_id"] for device in answer["devices"]]
