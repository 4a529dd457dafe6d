"""A school is found by its name in the directory of a real service, and then by its well-known."""

from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live

__all__ = ["_told", "service_school", "service_server"]


async def test_a_name_leads_to_the_school_and_into_it(
    program: Program, service_school: ServiceSchool
) -> None:
    assert not program.profiles.finds_schools
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    program.directories = (service_school.homeserver.service_url,)
    await program.restart()
    assert program.profiles.finds_schools
    assert (await program.profiles.find_schools("гимназия 14")).schools == ()
    (found,) = (await program.profiles.find_schools("ШКОЛА №14 г. Самары")).schools
    assert (found.name, found.place) == ("Школа № 14", "Самара")

    server = await program.profiles.discover(found.address)
    assert server.is_school
    await program.profiles.sign_in_password(
        server, vera.matrix.localpart, password=vera.matrix.password, shared_computer=True
    )
    await live(program.session())


async def test_the_directory_is_open_to_whoever_has_no_account_and_to_nobodys_tricks(
    service_school: ServiceSchool,
) -> None:
    spy = await service_school.stranger()
    spy.token = ""
    body = await spy.ok("GET", "/v1/directory/schools", params={"q": "", "limit": 1})
    assert [one["name"] for one in body["schools"]] == ["Школа № 14"]
    assert set(body["schools"][0]) == {"name", "town", "district", "address"}
    for wrong in ({"after": -1}, {"limit": 51}, {"q": "я" * 201}, {"after": "x"}):
        answer = await spy.request("GET", "/v1/directory/schools", params=wrong)
        assert answer.status_code == 422, wrong
