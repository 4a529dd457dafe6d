"""Our client of «Сетевой Город» against the simulator over real HTTP, faults and all."""

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import date, timedelta

import httpx
import pytest

from server.demo import journal
from server.demo.sgo.families import ARTEM, FAMILIES, POLINA
from server.demo.sgo.faults import Fault
from server.service.diary import marks
from server.service.diary.source import GradebookDown, GradebookRefused
from server.service.sgo.proof import password_proof
from server.service.sgo.session import SgoAccount, SgoSession
from tests.server.diary.register import TODAY

MONDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 21)
PARENT = FAMILIES[0]


@asynccontextmanager
async def signed_in(sgo, *, password: str = PARENT.password, timeout: float = 20.0):
    account = SgoAccount(sgo.url, PARENT.school, PARENT.login, password)
    session = SgoSession(account, timeout=httpx.Timeout(timeout))
    try:
        yield session
    finally:
        await session.aclose()


def test_the_proof_is_the_one_of_the_registers_login_page():
    # printf тайна | iconv -t cp1251 | md5sum, then printf 42… | md5sum
    assert password_proof("тайна", "42") == ("0e223", "0e22364e37b76349099c0c508ad415bf")


def test_a_password_the_register_cannot_know_is_refused_in_words():
    with pytest.raises(GradebookRefused) as refused:
        password_proof("密码", "42")
    assert "символы" in refused.value.text


async def test_a_week_is_the_journals_own(sgo):
    async with signed_in(sgo) as session:
        week = await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
    assert [day.day for day in week] == [MONDAY + timedelta(days=n) for n in range(6)]
    for day in week:
        wanted = journal.lessons("9Б", day.day)
        assert [one.subject for one in day.lessons] == [one.subject for one in wanted]
        for lesson, plan in zip(day.lessons, wanted, strict=True):
            assert (lesson.begins, lesson.ends) == journal.BELLS[plan.number - 1]
            for assignment, task in zip(lesson.assignments, plan.tasks, strict=True):
                entry = journal.mark("artem", plan, task, TODAY)
                assert assignment.mark == entry.value
                assert assignment.comment == entry.comment
                assert assignment.kind == task.kind
                assert assignment.weight == journal.KINDS[task.kind][1]
                assert bool(assignment.attachments) == task.has_file


async def test_a_year_holds_marks_comments_and_every_special_mark_we_count(sgo):
    async with signed_in(sgo) as session:
        days = await session.diary(ARTEM.student_id, date(2026, 9, 1), TODAY)
    assert {one.why.value for one in marks.absences(days)} >= {"УП", "Б"}
    found = {one.subject: one for one in marks.results(days)}
    assert all(2 <= one.average <= 5 for one in found.values() if one.average is not None)
    assert any(mark.comment for one in found.values() for _, mark in one.marks)


async def test_two_children_of_one_family_have_two_diaries(sgo):
    async with signed_in(sgo) as session:
        assert [(one.id, one.name) for one in await session.students()] == [
            (ARTEM.student_id, ARTEM.name),
            (POLINA.student_id, POLINA.name),
        ]
        one = await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
        other = await session.diary(POLINA.student_id, MONDAY, SATURDAY)
    assert one != other


async def test_debts_are_the_required_works_without_a_mark(sgo):
    async with signed_in(sgo) as session:
        begins = date(2026, 9, 1)
        debts = await session.past_mandatory(ARTEM.student_id, begins, TODAY)
        days = await session.diary(ARTEM.student_id, begins, TODAY)
    assert debts
    assert {one.assignment.id for one in debts} == {
        one.assignment.id for one in marks.debts(days, TODAY)
    }


async def test_announcements_are_plain_text_newest_first(sgo):
    async with signed_in(sgo) as session:
        notices = await session.announcements()
    assert notices[0].text == "По прошествии месяца + 7 дней каждый журнал\nбудет закрыт."
    assert notices[0].attachments[0].name == "plan.txt"
    assert [one.posted for one in notices] == sorted((n.posted for n in notices), reverse=True)


async def test_a_file_comes_through_with_its_name(sgo):
    async with signed_in(sgo) as session:
        files = await session.attachments(ARTEM.student_id, 123)
        assert [one.id for one in files] == ["123"]
        async with session.open_file(123) as file:
            body = b"".join([part async for part in file.chunks])
    assert (file.name, file.media_type) == ("task-123.txt", "text/plain")
    assert body.decode() == "Задание 123\n" * 200


@pytest.mark.parametrize("fault", [Fault.EXPIRED, Fault.CONFLICT])
async def test_a_lost_session_is_opened_again_once(sgo, fault):
    async with signed_in(sgo) as session:
        before = await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
        sgo.register.faults.plan("student/diary", fault)
        assert await session.diary(ARTEM.student_id, MONDAY, SATURDAY) == before
    assert sgo.register.logins == 2


async def test_a_register_that_forgets_at_once_is_down_with_its_own_words(sgo):
    async with signed_in(sgo) as session:
        sgo.register.faults.plan("student/diary", Fault.CONFLICT, Fault.CONFLICT)
        with pytest.raises(GradebookDown) as down:
            await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
    assert "Сессия открыта в другом окне" in down.value.text
    assert sgo.register.logins == 2


async def test_ten_requests_that_find_the_session_gone_sign_in_once(sgo):
    async with signed_in(sgo) as session:
        await session.students()
        sgo.register.visits.clear()
        weeks = await asyncio.gather(
            *(session.diary(ARTEM.student_id, MONDAY, SATURDAY) for _ in range(10))
        )
    assert all(week == weeks[0] for week in weeks)
    assert sgo.register.logins == 2


@pytest.mark.parametrize("fault", [Fault.CRASH, Fault.TRUNCATED, Fault.HTML])
async def test_nonsense_is_down_and_the_next_try_works(sgo, fault):
    async with signed_in(sgo) as session:
        sgo.register.faults.plan("student/diary", fault)
        with pytest.raises(GradebookDown) as down:
            await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
        assert down.value.text == GradebookDown.text
        assert await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
    assert sgo.register.logins == 1


@pytest.mark.parametrize("path", ["logindata", "auth/getdata", "login", "student/diary/init"])
@pytest.mark.parametrize("fault", [Fault.CRASH, Fault.HTML, Fault.TRUNCATED])
async def test_trouble_while_signing_in_is_no_refusal(sgo, path, fault):
    if (path, fault) == ("logindata", Fault.HTML):
        fault = Fault.CRASH  # a page there is usual: the cookie is what matters
    async with signed_in(sgo) as session:
        sgo.register.faults.plan(path, fault)
        with pytest.raises(GradebookDown):
            await session.students()
        assert await session.students()


async def test_a_slow_register_is_down_after_the_timeout(sgo):
    async with signed_in(sgo, timeout=0.3) as session:
        await session.students()
        sgo.register.faults.plan("student/diary", Fault.SLOW)
        try:
            with pytest.raises(GradebookDown):
                await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
        finally:
            sgo.release()


async def test_a_wrong_password_is_tried_once_and_never_again(sgo):
    async with signed_in(sgo, password="другой") as session:
        for _ in range(3):
            with pytest.raises(GradebookRefused) as refused:
                await session.students()
            assert "Неправильный пароль" in refused.value.text
    assert sgo.register.refused == 1


async def test_a_salt_that_does_not_fit_is_a_refusal(sgo):
    async with signed_in(sgo) as session:
        sgo.register.faults.plan("auth/getdata", Fault.SALT)
        with pytest.raises(GradebookRefused):
            await session.students()


async def test_the_end_signs_out_and_a_ping_keeps_the_session(sgo):
    async with signed_in(sgo) as session:
        await session.ping()
        await session.ping()
    assert sgo.register.logins == 1
    assert sgo.register.calls[-3:] == ["context", "context", "auth/logout"]
    assert sgo.register.visits == {}


async def test_no_log_and_no_error_holds_the_password_or_a_childs_name(sgo, caplog):
    caplog.set_level(logging.DEBUG)
    said = []
    for fault in (None, *Fault):
        if fault is Fault.SLOW:
            continue
        async with signed_in(sgo) as session:
            if fault is not None:
                sgo.register.faults.plan("login", fault)
            try:
                await session.diary(ARTEM.student_id, MONDAY, SATURDAY)
            except (GradebookDown, GradebookRefused) as error:
                said += [repr(error), str(error), error.text]
            said.append(repr(session._account))
    text = caplog.text + "\n".join(said)
    pw, pw2 = password_proof(PARENT.password, "1")
    for secret in (PARENT.password, pw, pw2, ARTEM.name, str(ARTEM.student_id)):
        assert secret not in text
