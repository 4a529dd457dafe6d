"""Running a school from the app: the app's own services against the real service."""

import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Forbidden, NotFound, ServerError
from app.domain.register_menu import RegisterEntry, RegisterMenu
from app.domain.retention import KeptKind, ServerDue, ServerPeriods
from app.domain.rosters import ChatMember, Fate, Pin
from app.net.client import MatrixClient
from app.services.school.school import SchoolService
from server.demo.__main__ import export
from server.demo.school import make_school
from server.demo.tables import zipped
from server.school_core.activity import week_of
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, Member, ServiceSchool
from tests.helpers.settle import eventually
from tests.integration.school.apps import Settings, client_of
from tests.integration.school.test_diary import TODAY

AppOf = Callable[[Member], Coroutine[Any, Any, SchoolService]]


@pytest.fixture
async def app_of() -> AsyncIterator[AppOf]:
    """The app's school service of somebody; its client is closed at the end."""
    clients: list[MatrixClient] = []

    async def make(member: Member) -> SchoolService:
        clients.append(await client_of(member))
        service = SchoolService(clients[-1], Settings())
        await service.refresh()
        return service

    yield make
    for client in clients:
        await client.aclose()


async def test_a_head_counts_a_week_anew(service_school: ServiceSchool, app_of: AppOf) -> None:
    head = await service_school.person("Сергей Дорохов", "admin")
    teachers = [
        await service_school.person(f"Инна Учитель{number}", "teacher", sign_in=number == 0)
        for number in range(5)
    ]
    operator = await service_school.operator()
    room = await operator.matrix.create_room("9Б", members=(teachers[0].matrix,), kind="class")
    for number in range(11):
        await teachers[0].matrix.text(room, f"Задание {number}")
    week = week_of(TODAY)
    await operator.ok("PUT", f"/v1/statistics/{week}")
    app = await app_of(head)
    begun = await app.begin_recount(week)
    assert begun.of == 7
    found = await eventually(lambda: app.recount(week), lambda one: one.finished)
    (own,) = (one for one in found.orgs if one.name == "Школа № 14")
    assert own.kept == own.anew
    assert own.kept is not None
    assert own.kept > 0
    assert (found.differing, found.why) == ((), ())
    with pytest.raises(NotFound):
        await app.begin_recount("2025-W30")
    with pytest.raises(Forbidden):
        await (await app_of(teachers[0])).begin_recount(week)


async def test_a_head_looks_at_periods_and_decides(
    service_school: ServiceSchool, app_of: AppOf
) -> None:
    head = await app_of(await service_school.person("Сергей Дорохов", "admin"))
    days = {KeptKind.CLASS: 400, KeptKind.STAFF: 30}
    due = await head.retention.preview(SCHOOL, days, recordings=30)
    assert {(one.kind, one.messages) for one in due} == {(KeptKind.CLASS, 0), (KeptKind.STAFF, 0)}
    await head.retention.decide(SCHOOL, days, recordings=30)
    stands = await head.retention.periods(SCHOOL)
    assert (stands.days, stands.done_at) == (days, None)
    assert stands.decided_at is not None
    await head.retention.decide(SCHOOL, {}, recordings=30)
    assert (await head.retention.periods(SCHOOL)).days == {}
    with pytest.raises(Forbidden):
        await head.retention.server()
    operator = await app_of(await service_school.operator())
    assert await operator.retention.server() == ServerPeriods(None, 30)
    wanted = ServerPeriods(730, 60)
    assert await operator.retention.preview_server(wanted) == ServerDue(0, 0)
    await operator.retention.decide_server(wanted)
    assert await operator.retention.server() == wanted


async def test_a_new_year_is_prepared_and_let_stand(
    service_school: ServiceSchool, app_of: AppOf, tmp_path: Path
) -> None:
    operator = await service_school.operator()
    app = await app_of(operator)
    invented = make_school(seed=5, size=5, number=secrets.randbelow(10**8))
    export_file = tmp_path / "export.zip"
    export_file.write_bytes(zipped(export((invented,), "oneroster12")))
    await app.rosters.confirm(await app.rosters.upload(invented.org, [export_file]), override="да")
    year = await app.rosters.new_year(invented.org)
    (last,) = year.classes
    assert (last.title, last.following, last.fate) == ("9А", "10А", Fate.MOVES)
    draft = await app.rosters.roll(invented.org, {last.id: Fate.LEAVES})
    titles = {one.title for one in await app.rosters.classes(invented.org) if one.homeroom}
    assert titles == {"9А"}, "a draft changes nothing"
    await app.rosters.cancel(draft)
    draft = await app.rosters.roll(invented.org, {last.id: Fate.MOVES})
    assert draft.archives == ()
    await app.rosters.confirm(draft, override="да")
    titles = {one.title for one in await app.rosters.classes(invented.org) if one.homeroom}
    assert titles == {"10А"}
    for source in (await operator.ok("GET", "/v1/rosters/sources"))["sources"]:
        await operator.ok("DELETE", f"/v1/rosters/sources/{source['id']}")
    head = await app_of(await service_school.person("Сергей Дорохов", "admin"))
    with pytest.raises(ServerError) as refused:
        await head.rosters.new_year(SCHOOL)
    assert (refused.value.status, refused.value.errcode) == (409, "no_files")


async def test_pages_of_the_register_are_offered_to_whom_the_school_says(
    service_school: ServiceSchool, app_of: AppOf
) -> None:
    operator = await app_of(await service_school.operator())
    head = await app_of(await service_school.person("Сергей Дорохов", "admin"))
    foreign = await app_of(await service_school.person("Иван Кургин", "admin", org=OTHER_SCHOOL))
    artem = await app_of(await service_school.person("Артём", "pupil", learns=["9b"]))
    pages = (RegisterEntry("Отчёты", "/app/reports"), RegisterEntry("МСОКО", "/app/msoko?y=1"))
    menu = RegisterMenu("https://sgo.example:8443", pages)
    await operator.register_menu.decide(SCHOOL, menu)
    assert await head.register_menu.menu(SCHOOL) == menu
    shown = [(one.title, one.url) for one in await head.register_menu.links()]
    assert shown == [
        ("Отчёты", "https://sgo.example:8443/app/reports"),
        ("МСОКО", "https://sgo.example:8443/app/msoko?y=1"),
    ]
    assert await artem.register_menu.links() == ()
    assert await foreign.register_menu.links() == ()
    with pytest.raises(Forbidden):
        await head.register_menu.decide(SCHOOL, menu)
    with pytest.raises(Forbidden):
        await foreign.register_menu.menu(SCHOOL)
    await operator.register_menu.decide(SCHOOL, replace(menu, families=True))
    assert len(await artem.register_menu.links()) == 2
    for base in (
        "http://sgo.example",
        "https://a@sgo.example",
        "https://sgo.example/x",
        "file:///",
    ):
        with pytest.raises(ServerError):
            await operator.register_menu.decide(SCHOOL, RegisterMenu(base, pages))
    for path in ("reports", "//evil.example/", "/a b", "/\\evil.example"):
        with pytest.raises(ServerError):
            bad = RegisterMenu(menu.base, (RegisterEntry("Отчёты", path),))
            await operator.register_menu.decide(SCHOOL, bad)
    await operator.register_menu.decide(SCHOOL, RegisterMenu())
    assert await head.register_menu.links() == ()


async def test_chats_with_their_people_and_exceptions(
    service_school: ServiceSchool, app_of: AppOf
) -> None:
    artem = await service_school.person("Артём Чатов", "pupil", learns=["9b"], sign_in=False)
    vera = await service_school.person("Вера Чатова", "teacher", leads=["9b"], sign_in=False)
    guest = await service_school.person("Глеб Гостев", "teacher", sign_in=False)
    head = await app_of(await service_school.person("Сергей Дорохов", "admin"))
    foreign = await app_of(await service_school.person("Иван Кургин", "admin", org=OTHER_SCHOOL))
    chat = next(one for one in await head.rosters.chats(SCHOOL) if one.name == "9Б · класс")
    assert (chat.kind, chat.about) == ("class", "9b")

    async def inside() -> dict[str, ChatMember]:
        return {one.person: one for one in await head.rosters.chat_members(SCHOOL, chat)}

    before = await inside()
    assert (before[vera.person].level, before[artem.person].level) == (100, 0)
    assert guest.person not in before
    until = TODAY + timedelta(days=7)
    for person, way in ((guest.person, True), (artem.person, False)):
        pin = Pin("class", "9b", person, way, "Замещение", until)
        await head.rosters.pin(SCHOOL, pin)
    after = await inside()
    assert (after[guest.person].pinned, artem.person in after) == (True, False)
    pins = [
        one
        for one in (await head.rosters.decisions()).pins
        if one.person in (guest.person, artem.person)
    ]
    assert len(pins) == 2
    shown = next(one for one in await head.rosters.chats(SCHOOL) if one.name == chat.name)
    assert (shown.pins, shown.members) == (chat.pins + 2, chat.members)
    for pin in pins:
        await head.rosters.unpin(pin)
    assert (await inside()).keys() == before.keys()
    with pytest.raises(Forbidden):
        await foreign.rosters.chats(SCHOOL)
    with pytest.raises(Forbidden):
        await foreign.rosters.chat_members(SCHOOL, chat)
    with pytest.raises(NotFound):
        await head.rosters.chat_members(SCHOOL, replace(chat, about="8ю"))
