"""Signing in to a real homeserver, staying in, being thrown out."""

import asyncio

import pytest

from app.domain.errors import Forbidden, LoggedOut, SoftLogout, UserLocked, UserSuspended
from app.domain.ids import DeviceId, RoomId, TransactionId, UserId
from app.domain.network import NetworkSettings
from app.domain.profiles import Tokens
from app.domain.server import SyncRequest
from app.net.client import open_client
from app.net.login import LoginClient
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school_fixtures import FreshUser
from tests.integration.net.conftest import SignIn, Written

FIRST = SyncRequest(pos=None, window=20, timeline_limit=5, timeout_ms=0)


async def client_with(user: MatrixUser, tokens: Tokens, written: Written):
    return await open_client(
        user.server.url,
        UserId(user.user_id),
        DeviceId(user.device_id),
        tokens=tokens,
        on_tokens=written,
        network=NetworkSettings(),
    )


async def test_the_school_is_found_by_its_address(login: LoginClient, school) -> None:
    found = await login.discover(school.url)

    assert found.homeserver == school.url
    assert found.is_school and found.title
    assert "m.login.password" in found.flows


async def test_a_wrong_password_says_so(login: LoginClient, school, fresh_user: FreshUser) -> None:
    vera = await fresh_user("Вера", sign_in=False)

    with pytest.raises(Forbidden) as refused:
        await login.login_password(school.url, vera.localpart, password="нет", device_id=None)
    assert str(refused.value.user_text) == "Неверное имя пользователя или пароль."


async def test_a_device_keeps_its_id_when_it_signs_in_again(
    login: LoginClient, school, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера", sign_in=False)
    first = await login.login_password(
        school.url, vera.user_id, password=vera.password, device_id=None
    )
    again = await login.login_password(
        school.url, vera.localpart, password=vera.password, device_id=first.device_id
    )
    assert again.device_id == first.device_id
    assert again.tokens.refresh_token and again.tokens.expires_at


async def test_an_expired_token_is_refreshed_once_for_many_requests(fresh_user: FreshUser) -> None:
    vera = await fresh_user("Вера")
    written = Written()
    stale = Tokens(vera.access_token, vera.refresh_token, expires_at=0.0)
    client = await client_with(vera, stale, written)

    await asyncio.gather(*(client.devices() for _ in range(8)))

    assert len(written.pairs) == 1
    assert written.pairs[0].access_token != vera.access_token
    await client.aclose()


async def test_a_spent_refresh_token_ends_softly(fresh_user: FreshUser) -> None:
    vera = await fresh_user("Вера")
    first, second = Written(), Written()
    stale = Tokens(vera.access_token, vera.refresh_token, expires_at=0.0)
    client = await client_with(vera, stale, first)
    await client.devices()
    await client.aclose()

    late = await client_with(vera, stale, second)
    with pytest.raises(SoftLogout):
        await late.devices()
    assert second.pairs == []
    await late.aclose()


async def test_a_removed_device_is_logged_out(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera = await fresh_user("Вера")
    client, other = await sign_in(vera, device_id="AAA"), await sign_in(vera, device_id="BBB")

    assert {device.device_id for device in await other.devices()} >= {"AAA", "BBB"}
    with pytest.raises(Forbidden):
        await other.delete_devices([DeviceId("AAA")], password="нет")
    await other.delete_devices([DeviceId("AAA")], password=vera.password)

    with pytest.raises(LoggedOut):
        await client.sync(FIRST)


async def test_the_own_device_is_named_and_comes_first(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"), device_id="MINE")

    await client.rename_device(DeviceId("MINE"), "Кабинет 12")

    device = (await client.devices())[0]
    assert device.current and device.name == "Кабинет 12"


async def test_signing_out_twice_is_no_error(fresh_user: FreshUser, sign_in: SignIn) -> None:
    client = await sign_in(await fresh_user("Вера"))
    await client.logout()
    await client.logout()


async def test_a_locked_account_keeps_its_data(
    school, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    client = await sign_in(vera)
    await school.admin_call(
        "PUT", f"/_synapse/admin/v2/users/{vera.user_id}", json={"locked": True}
    )
    with pytest.raises(UserLocked):
        await client.sync(FIRST)


async def test_a_suspended_account_reads_but_does_not_write(
    school, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    room = RoomId(await vera.create_room())
    client = await sign_in(vera)
    await school.admin_call(
        "PUT", f"/_synapse/admin/v1/suspend/{vera.user_id}", json={"suspend": True}
    )
    assert (await client.sync(FIRST)).rooms
    with pytest.raises(UserSuspended):
        await client.send(
            room, "m.room.message", {"msgtype": "m.text", "body": "я"}, txn_id=TransactionId("1")
        )
