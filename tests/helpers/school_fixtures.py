"""The fixtures around `tests.helpers.school`, for each folder that needs servers."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Any

import pytest

from tests.helpers.matrix_user import MatrixUser
from tests.helpers.oidc import OpenIdProvider
from tests.helpers.school import Homeserver, running

FreshUser = Callable[..., Awaitable[MatrixUser]]
"""`await fresh_user("Вера")`, `await fresh_user("Мама", on=personal_server)`."""


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """The school's homeserver with our module; one for the whole test run (of this worker)."""
    yield from _running(tmp_path_factory, "school")


@pytest.fixture(scope="session")
def personal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """A second, plain homeserver, as the personal profile has."""
    yield from _running(tmp_path_factory, "personal")


@pytest.fixture
async def fresh_user(school: Homeserver) -> AsyncIterator[FreshUser]:
    """Makes people who are this test's alone."""
    people: list[MatrixUser] = []

    async def make(
        name: str = "Человек",
        *,
        on: Homeserver | None = None,
        role: str | None = None,
        sign_in: bool = True,
    ) -> MatrixUser:
        server = on or school
        user = await server.new_user(name, sign_in=sign_in)
        people.append(user)
        if role is not None:
            await server.set_role(user, role)
        return user

    yield make
    for user in people:
        await user.aclose()


@pytest.fixture(scope="session")
def openid_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenIdProvider]:
    """A real OpenID provider (needs Node)."""
    provider = OpenIdProvider(tmp_path_factory.mktemp("openid") / "log.txt")
    yield provider
    provider.stop()


@pytest.fixture(scope="session")
def sso_school(
    tmp_path_factory: pytest.TempPathFactory, openid_provider: OpenIdProvider
) -> Iterator[Homeserver]:
    """A school one can enter with a password or through `openid_provider`."""
    yield from _running(tmp_path_factory, "school", openid_provider.homeserver_settings())


@pytest.fixture(scope="session")
def oauth_home(
    tmp_path_factory: pytest.TempPathFactory, openid_provider: OpenIdProvider
) -> Iterator[Homeserver]:
    """A homeserver that leaves signing in to `openid_provider`, as large public ones do."""
    settings = openid_provider.delegated_settings()
    for homeserver in _running(tmp_path_factory, "personal", settings):
        openid_provider.serve(homeserver.url)
        yield homeserver


def _running(
    factory: pytest.TempPathFactory, name: str, extra: Mapping[str, Any] | None = None
) -> Iterator[Homeserver]:
    with running(Homeserver(factory.mktemp("servers") / name, name, extra=extra)) as homeserver:
        yield homeserver
