"""A managed computer: who may sign in, what outlives the program, how the network is reached."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.domain.managed import CACHE_SETTING, Managed
from app.domain.network import NetworkSettings, ProxyMode
from app.services.facade.composer import OutgoingFile
from tests.unit.calls.world import Media
from tests.unit.services_core.computer import HOME, SCHOOL, VERA, Computer
from tests.unit.services_core.test_notifications import A


@pytest.fixture
async def computer(tmp_path: Path) -> AsyncIterator[Computer]:
    made = Computer(tmp_path)
    yield made
    await made.stop()


async def sign_in(computer: Computer, server=SCHOOL, *, shared=False):  # type: ignore[no-untyped-def]
    assert computer.profiles is not None
    return await computer.profiles.sign_in_password(
        server, "vera", password="x", shared_computer=shared
    )


@pytest.mark.parametrize(
    ("managed", "server"),
    [
        (Managed("http://school", other_servers=False), HOME),
        (Managed(personal_profile=False), HOME),
    ],
)
async def test_nobody_signs_in_where_it_is_not_allowed(
    computer: Computer, managed: Managed, server: object
) -> None:
    computer.managed = managed
    await computer.start()
    with pytest.raises(AppError, match="server") as refused:
        await sign_in(computer, server)
    assert "администратор" in str(refused.value.user_text)
    assert computer.logins == 0
    await sign_in(computer, SCHOOL)


async def test_on_a_shared_computer_nothing_outlives_the_program(computer: Computer) -> None:
    computer.managed = Managed(shared_computer=True)
    profiles = await computer.start()
    await sign_in(computer)
    assert profiles.sessions[0].profile.value.shared_computer
    assert not (computer.data / "profiles").exists()
    profiles = await computer.restart()
    assert len(profiles.sessions) == 0
    assert list((computer.data / "shared").glob("*")) == []


async def test_what_was_kept_before_is_not_shown_and_comes_back(computer: Computer) -> None:
    await computer.start()
    await sign_in(computer)
    computer.managed = Managed(shared_computer=True)
    profiles = await computer.restart()
    assert len(profiles.sessions) == 0
    computer.managed = Managed()
    profiles = await computer.restart()
    assert [one.profile.value.id for one in profiles.sessions] == [VERA]


async def test_the_network_is_reached_as_decided_whatever_is_set(computer: Computer) -> None:
    computer.managed = Managed(proxy=ProxyMode.EXPLICIT, proxy_url="http://school-proxy:3128")
    profiles = await computer.start()
    await sign_in(computer)
    await profiles.set_network(NetworkSettings(ProxyMode.NONE, extra_ca_file="/mine.pem"))
    assert {one.proxy_url for one in computer.networks} == {"http://school-proxy:3128"}
    assert profiles.network().extra_ca_file == "/mine.pem"
    assert computer.media.network == profiles.network(), "calls go the same way"
    computer.media = Media()
    await computer.restart()
    assert computer.networks[-1].proxy is ProxyMode.EXPLICIT
    assert computer.media.network == computer.networks[-1]


async def test_the_cache_and_files_are_bounded(computer: Computer, tmp_path: Path) -> None:
    computer.managed = Managed(cache_mb=256, send_files=False)
    profiles = await computer.start()
    await sign_in(computer)
    session = profiles.sessions[0]
    assert await session.setting(CACHE_SETTING) == 256
    with pytest.raises(AppError, match="switched off"):
        await session.composer.send_files(A, [OutgoingFile(tmp_path / "a.txt")])
