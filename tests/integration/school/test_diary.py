"""A mother reads her son's diary in the app: through the service, from «Сетевой Город»."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import Forbidden, ServerError
from app.domain.ids import PersonId
from app.domain.school import Level
from app.services.school.school import SchoolService
from server.demo import journal
from server.demo.sgo.families import FAMILIES
from server.demo.sgo.faults import Fault
from server.school_core.activity import week_of
from tests.helpers.service_school import ServiceSchool
from tests.integration.school.apps import Settings, client_of
from tests.server.diary.register import RunningRegister, serve_register

TODAY = datetime.now(ZoneInfo("Europe/Moscow")).date()
WEDNESDAY = date(TODAY.year - (date(TODAY.year, 11, 1) > TODAY), 10, 14)
PARENT = FAMILIES[0]


@pytest.fixture(scope="module")
def sgo() -> Iterator[RunningRegister]:
    with serve_register(lambda: TODAY) as running:
        yield running


@pytest.fixture
async def family(
    service_school: ServiceSchool, sgo: RunningRegister
) -> AsyncIterator[tuple[PersonId, SchoolService, SchoolService]]:
    """(the child, the mother's app, another mother's app)."""
    operator = await service_school.operator()
    told = {"title": "Сетевой Город", "url": sgo.url, "school": PARENT.school}
    await operator.ok("PUT", "/v1/diary/registers/sgo", json=told)
    artem = await service_school.person("Артём Кузнецов", "pupil", learns=["9b"], sign_in=False)
    mother = await service_school.person("Елена Кузнецова", "parent", children=[artem])
    other = await service_school.person("Анна Иванова", "parent")
    clients = [await client_of(mother), await client_of(other)]
    apps = [SchoolService(client, Settings()) for client in clients]
    yield PersonId(artem.person), apps[0], apps[1]
    for client in clients:
        await client.aclose()


async def test_a_mother_links_and_reads_and_another_mother_does_not(
    family: tuple[PersonId, SchoolService, SchoolService], sgo: RunningRegister, tmp_path: Path
) -> None:
    child, app, stranger = family
    await app.refresh()
    assert app.me.value is not None
    assert app.me.value.is_family
    (before,) = await app.diary.children()
    assert (before.person, before.source) == (child, "")
    (register,) = await app.diary.registers()
    with pytest.raises(ServerError) as refused:
        await app.diary.link(child, register.id, login=PARENT.login, password="не тот")
    assert "Неправильный пароль" in str(refused.value.user_text)
    outcome = await app.diary.link(child, register.id, login=PARENT.login, password=PARENT.password)
    assert outcome.linked

    week = await app.diary.week(child, WEDNESDAY)
    assert week.source == "Сетевой Город"
    shown = [
        (lesson.subject, one.mark, one.comment)
        for day in week.days
        for lesson in day.lessons
        for one in lesson.assignments
    ]
    entries = [
        (lesson.subject, journal.mark("artem", lesson, task, TODAY))
        for day in journal.days(week.monday, week.monday + timedelta(days=6))
        for lesson in journal.lessons("9Б", day)
        for task in lesson.tasks
    ]
    assert shown == [(subject, entry.value, entry.comment) for subject, entry in entries]
    results = await app.diary.results(child, None)
    assert all(one.average is None or 2 <= one.average <= 5 for one in results.subjects)
    await app.diary.absences(child, None)
    await app.diary.homework(child)
    notices = await app.diary.announcements(child)
    await app.diary.confirm(child, notices[0].id)
    assert (await app.diary.announcements(child))[0].read_at is not None
    await app.diary.save_file(child, "123", "123", tmp_path / "task.txt")
    assert (tmp_path / "task.txt").read_text("utf-8").startswith("Задание 123")
    notice = next(one for one in notices if one.attachments)
    plan = tmp_path / notice.attachments[0].name
    await app.diary.save_notice_file(child, notice.id, notice.attachments[0].id, plan)
    assert (plan.name, plan.stat().st_size > 0) == ("plan.txt", True)

    with pytest.raises(Forbidden) as closed:
        await stranger.diary.week(child, WEDNESDAY)
    assert str(closed.value.user_text) == "Это дневник другого ребёнка: он вам не виден."
    assert await stranger.diary.children() == ()

    sgo.register.faults.plan("student/diary", Fault.HTML)
    with pytest.raises(ServerError) as down:
        await app.diary.week(child, None)
    assert str(down.value.user_text).startswith("Электронный журнал сейчас не отвечает")
    kept = await app.diary.kept_week(child)
    assert kept == week
    await app.diary.unlink(child)
    assert await app.diary.kept_week(child) is None


async def test_staff_read_journals_and_administrators_the_activity(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    head = await service_school.person("Сергей Дорохов", "admin")
    week = week_of(TODAY)
    await operator.ok("PUT", f"/v1/statistics/{week}")
    client = await client_of(head)
    try:
        app = SchoolService(client, Settings())
        await app.refresh()
        assert app.me.value is not None
        assert app.me.value.is_admin
        offered = await app.diary.journal_groups()
        assert {"9b", "9b-bio"} <= {one.id for one in offered.groups}
        assert offered.current in {one.id for one in offered.periods}
        journal_page = await app.diary.journal("9b", offered.current)
        assert journal_page.title == "9Б"
        report = await app.activity(week)
        assert week in report.weeks
        assert {one.level for one in report.orgs} <= {Level.SCHOOL}
    finally:
        await client.aclose()
