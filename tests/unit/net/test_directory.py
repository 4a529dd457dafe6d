"""Schools by name: several directories at once, whatever they answer."""

from typing import Any

import httpx
import pytest

from app.domain.directory import ListedSchool, SchoolsPage, is_name
from app.domain.errors import AppError
from app.domain.network import NetworkSettings
from app.net.login import LoginClient
from tests.unit.net.conftest import error, reply

ONE, TWO = "https://one.example", "https://two.example"
LYCEUM = {"name": "Лицей № 14", "town": "Самара", "district": "", "address": "school14.example"}


def client(**answers: Any) -> tuple[LoginClient, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        found = answers.get(request.url.host.partition(".")[0])
        return found if isinstance(found, httpx.Response) else reply(found)

    return LoginClient(NetworkSettings(), transport=httpx.MockTransport(answer)), asked


async def test_schools_of_all_directories_are_one_list_and_go_on_where_there_is_more() -> None:
    other = LYCEUM | {"name": "Школа № 2", "address": "b2.example"}
    login, asked = client(
        one={"region": "Область", "schools": [LYCEUM], "next": 20},
        two={"region": "", "schools": [LYCEUM, other], "next": None},
    )
    page = await login.find_schools([ONE, TWO], "лицей", more=None)
    assert page.schools == (
        ListedSchool("Лицей № 14", "Самара, Область", "school14.example"),
        ListedSchool("Школа № 2", "Самара", "b2.example"),
    )
    assert page.more == {ONE: 20}
    assert {str(one.url.params["q"]) for one in asked} == {"лицей"}
    assert all("authorization" not in one.headers for one in asked)
    asked.clear()
    await login.find_schools([ONE, TWO], "лицей", more=page.more)
    assert [(one.url.host, one.url.params["after"]) for one in asked] == [("one.example", "20")]
    await login.aclose()


async def test_a_silent_directory_does_not_hide_the_others() -> None:
    login, _ = client(one=error(500, "M_UNKNOWN"), two={"schools": [LYCEUM]})
    assert len((await login.find_schools([ONE, TWO], "л", more=None)).schools) == 1
    with pytest.raises(AppError):
        await login.find_schools([ONE], "л", more=None)
    await login.aclose()


@pytest.mark.parametrize(
    "row",
    [None, 5, {}, LYCEUM | {"name": ""}, LYCEUM | {"address": ""}, LYCEUM | {"address": "a b"},
     LYCEUM | {"address": ["x"]}, LYCEUM | {"name": {}}],
)  # fmt: skip
async def test_what_is_no_school_is_left_out(row: Any) -> None:
    login, _ = client(one={"schools": [row, LYCEUM], "next": -5})
    page = await login.find_schools([ONE], "л", more=None)
    assert [one.name for one in page.schools] == ["Лицей № 14"]
    assert page.more == {}
    await login.aclose()


async def test_a_directory_without_tls_is_not_asked() -> None:
    login, asked = client()
    assert await login.find_schools(["http://one.example", "нет"], "л", more=None) == SchoolsPage()
    assert asked == []
    await login.aclose()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("лицей 14", True), ("лицей 14 г. Самары", True), ("№14", True), ("school14.ru", False),
     ("localhost:8008", False), ("https://a.ru", False), ("@vera:a.ru", False), ("[::1]", False),
     ("   ", False)],
)  # fmt: skip
def test_names_and_addresses_are_told_apart(typed: str, name: bool) -> None:
    assert is_name(typed) is name
