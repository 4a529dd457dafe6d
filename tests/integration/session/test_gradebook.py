"""A mother binds the register in the app, signs in with its password, brings another device."""

from collections.abc import Iterator

import pytest

from app.domain.errors import Forbidden, RateLimited
from server.demo.sgo.families import FAMILIES
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live
from tests.server.diary.register import RunningRegister, serve_register

__all__ = ["_told", "service_school", "service_server"]

MOTHER, OTHER = FAMILIES[0], FAMILIES[2]


@pytest.fixture(scope="module")
def sgo() -> Iterator[RunningRegister]:
    with serve_register() as running:
        yield running


async def test_bound_used_shown_on_another_device_and_unbound(
    program: Program, service_school: ServiceSchool, sgo: RunningRegister
) -> None:
    operator = await service_school.operator()
    told = {"title": "Сетевой Город", "url": sgo.url, "school": MOTHER.school}
    await operator.ok("PUT", "/v1/diary/registers/sgo", json=told)
    mother = await service_school.person("Елена Кузнецова", "parent", sign_in=False)
    server = await program.profiles.discover(service_school.homeserver.url)
    assert ("sgo", "Сетевой Город") in server.registers

    async def enter(password: str) -> object:
        return await program.profiles.sign_in_gradebook(
            server, "sgo", login=MOTHER.login, password=password, person=None, shared_computer=True
        )

    with pytest.raises(Forbidden) as unknown:
        await enter(MOTHER.password)
    assert "ещё не связана с профилем" in str(unknown.value.user_text)

    first = await program.profiles.sign_in_password(
        server, mother.user_id, password=mother.matrix.password, shared_computer=True
    )
    session = program.session()
    await live(session)
    book = session.school.identities
    await book.bind_gradebook("sgo", login=MOTHER.login, password=MOTHER.password)
    (bound,) = (await book.mine()).found
    assert (bound.title, bound.working) == ("Сетевой Город", True)
    device = await book.device_code()
    await program.profiles.sign_out(first)

    assert await enter(MOTHER.password) == ()
    session = program.session()
    await live(session)
    assert session.profile.value.user_id == mother.user_id
    await session.school.identities.unbind(bound.id)
    await program.profiles.sign_out(session.profile.value.id)
    with pytest.raises(Forbidden):
        await enter(MOTHER.password)

    another = await program.profiles.sign_in_card(server, device.code, shared_computer=True)
    await live(program.session())
    await program.profiles.sign_out(another)
    with pytest.raises(Forbidden):
        await program.profiles.sign_in_card(server, device.code, shared_computer=True)


async def test_too_many_tries_say_how_long_to_wait(
    program: Program, service_school: ServiceSchool, sgo: RunningRegister
) -> None:
    operator = await service_school.operator()
    told = {"title": "Сетевой Город", "url": sgo.url, "school": OTHER.school}
    await operator.ok("PUT", "/v1/diary/registers/sgo", json=told)
    server = await program.profiles.discover(service_school.homeserver.url)

    async def guess() -> None:
        await program.profiles.sign_in_gradebook(
            server, "sgo", login=OTHER.login, password="?", person=None, shared_computer=True
        )

    for _ in range(5):
        with pytest.raises(Forbidden):
            await guess()
    with pytest.raises(RateLimited) as waits:
        await guess()
    assert 600 < waits.value.retry_after <= 900
