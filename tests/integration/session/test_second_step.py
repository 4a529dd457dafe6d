"""The second step in the app against the real servers: set up, asked for, a device signed out."""

import pytest

from app.domain.errors import Forbidden, RateLimited, SecondStepNeeded
from tests.helpers.second_step import Authenticator
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live

__all__ = ["_told", "service_school", "service_server"]


async def test_set_up_asked_at_the_next_sign_in_and_where_a_device_is_signed_out(
    program: Program, service_school: ServiceSchool
) -> None:
    vera = await service_school.person("Вера Вартанян", "teacher")
    server = await program.profiles.discover(service_school.homeserver.url)

    async def enter(code: str = "") -> None:
        await program.profiles.sign_in_password(
            server, vera.user_id, password=vera.matrix.password, shared_computer=True, code=code
        )

    await enter()
    session = program.session()
    await live(session)
    book = session.school.second_step
    assert (await book.refresh()).since is None
    made = await book.begin()
    phone = Authenticator(made.secret)
    with pytest.raises(Forbidden) as wrong:
        await book.confirm(phone.wrong())
    assert "Код не подходит" in str(wrong.value.user_text)
    codes = await book.confirm(phone.code())
    assert len(codes) == 10 and book.state.value is not None and book.state.value.codes_left == 10

    others = [one for one in await session.people.devices() if not one.current]
    with pytest.raises(SecondStepNeeded) as needed:
        await session.people.sign_out_devices(others, vera.matrix.password)
    assert not needed.value.refused
    with pytest.raises(SecondStepNeeded) as refused:
        await session.people.sign_out_devices(others, vera.matrix.password, code=phone.wrong())
    assert refused.value.refused
    await session.people.sign_out_devices(others, vera.matrix.password, code=codes[0])
    assert len(await session.people.devices()) == 1
    await program.profiles.sign_out(session.profile.value.id)

    with pytest.raises(SecondStepNeeded) as asked:
        await enter()
    assert not asked.value.refused
    with pytest.raises(SecondStepNeeded) as bad:
        await enter(phone.wrong())
    assert bad.value.refused
    await enter(codes[1])
    session = program.session()
    await live(session)
    await session.school.second_step.switch_off(codes[2])
    await program.profiles.sign_out(session.profile.value.id)
    await enter()


async def test_guessing_says_how_long_to_wait(
    program: Program, service_school: ServiceSchool
) -> None:
    vera = await service_school.person("Вера Вартанян", "teacher")
    begun = await vera.ok("POST", "/v1/second-step/begin")
    phone = Authenticator(begun["secret"])
    await vera.ok("POST", "/v1/second-step/confirm", json={"code": phone.code()})
    server = await program.profiles.discover(service_school.homeserver.url)

    async def guess() -> None:
        await program.profiles.sign_in_password(
            server, vera.user_id, password=vera.matrix.password, shared_computer=True,
            code=phone.wrong(),
        )  # fmt: skip

    for _ in range(5):
        with pytest.raises(SecondStepNeeded):
            await guess()
    with pytest.raises(RateLimited) as waits:
        await guess()
    assert 600 < waits.value.retry_after <= 900
