"""Applying, deciding, complaining, asking for help: the app's services against the real servers."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import ServerError
from app.domain.ids import EventId, RoomId, UserId
from app.domain.trust import ApplicationForm, Stage
from app.services.school.school import SchoolService
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.helpers.settle import eventually
from tests.integration.school.apps import Settings, client_of

AppOf = Callable[[Member], Awaitable[SchoolService]]
FORM = ApplicationForm(SCHOOL, "Тестова", "Вера", "Павловна", "Биология", date(1986, 3, 12))


@pytest.fixture
async def app_of(tmp_path: Path) -> AsyncIterator[AppOf]:
    """The school of somebody's app; its log has a line with a secret in it."""
    clients = []
    log = tmp_path / "parta.log"
    log.write_text("12:01 INFO sync failed for @vera:school token=abc\n", encoding="utf-8")

    async def make(member: Member) -> SchoolService:
        client = await client_of(member)
        clients.append(client)
        return SchoolService(client, Settings(), log_file=log)

    yield make
    for client in clients:
        await client.aclose()


async def test_a_teacher_applies_with_a_proof_and_is_told_of_the_decision(
    service_school: ServiceSchool, app_of: AppOf, tmp_path: Path
) -> None:
    admin = await app_of(await service_school.person("Ольга Завуч", "admin"))
    new = await app_of(await service_school.person("Вера Тестова", "staff"))
    proof = tmp_path / "Справка из школы.png"
    proof.write_bytes(b"\x89PNG\r\n\x1a\n invented")

    status = await new.teachers.mine()
    assert (status.confirmed, status.application) == (False, None)
    assert (SCHOOL, "Школа № 14") in status.schools
    with pytest.raises(ServerError) as no_proof:
        await new.teachers.apply(FORM, None)
    assert str(no_proof.value.user_text).startswith("Приложите подтверждение")
    sent = await new.teachers.apply(FORM, proof)
    assert (sent.stage, sent.form, sent.has_proof) == (Stage.SENT, FORM, True)

    waiting = [one for one in await admin.teachers.queue(approved=False) if one.id == sent.id]
    assert [one.name for one in waiting] == ["Тестова Вера Павловна"]
    saved = await admin.teachers.save_proof(sent.id, tmp_path / "proof")
    assert (saved.name, saved.read_bytes()) == ("proof.png", proof.read_bytes())
    await admin.teachers.decide(sent.id, approve=False, reason="Нужна печать.")
    declined = (await new.teachers.mine()).application
    assert declined is not None
    assert (declined.stage, declined.reason) == (Stage.DECLINED, "Нужна печать.")

    again = await new.teachers.apply(FORM, None)
    assert (again.stage, again.has_proof) == (Stage.SENT, True)
    await admin.teachers.decide(again.id, approve=True, reason="")
    status = await new.teachers.mine()
    assert (status.confirmed, status.by) == (True, "application")
    assert again.id in {one.id for one in await admin.teachers.queue(approved=True)}
    await admin.teachers.revoke(again.id, "Больше не работает.")
    assert not (await new.teachers.mine()).confirmed


@pytest.mark.parametrize(
    ("roles", "form", "said"),
    [
        (("pupil",), FORM, "Ученик не может подтвердить статус учителя."),
        (("teacher",), FORM, "Вы уже учитель этой школы: подтверждать ничего не нужно."),
        (
            ("staff",),
            ApplicationForm(SCHOOL, "Тестов", "Юный", born=date(2015, 1, 1)),
            "Подтвердить статус учителя можно с 18 лет.",
        ),
    ],
)
async def test_who_may_not_be_confirmed_is_told_why(
    service_school: ServiceSchool,
    app_of: AppOf,
    tmp_path: Path,
    roles: tuple[str, ...],
    form: ApplicationForm,
    said: str,
) -> None:
    who = await app_of(await service_school.person("Вера Тестова", *roles))
    proof = tmp_path / "proof.pdf"
    proof.write_bytes(b"%PDF-1.4 invented")
    with pytest.raises(ServerError) as refused:
        await who.teachers.apply(form, proof)
    assert str(refused.value.user_text) == said
    broken = tmp_path / "proof.exe"
    broken.write_bytes(b"MZ")
    with pytest.raises(ServerError) as kind:
        await who.teachers.apply(form, broken)
    assert str(kind.value.user_text) == "Приложите файл PDF, PNG или JPEG."


async def test_a_complaint_is_read_by_two_and_the_message_is_deleted(
    service_school: ServiceSchool, app_of: AppOf
) -> None:
    one, two = [
        await app_of(await service_school.person(f"Завуч {n}", "admin")) for n in ("Один", "Два")
    ]
    artem, dasha = [
        await service_school.person(f"{name} Тестова", "pupil", learns=["9b"])
        for name in ("Артём", "Дарья")
    ]
    room = RoomId(await artem.matrix.create_room("Друзья", members=(dasha.matrix,)))
    event = EventId(await artem.matrix.text(room, "плохие слова"))
    victim = await app_of(dasha)
    await victim.complaints.about_message(room, event, "Угрозы")
    await victim.complaints.about_person(UserId(artem.user_id), "Спам или обман")

    found = [each for each in await one.complaints.queue() if each.reporter == dasha.user_id]
    (about_person,) = [each for each in found if each.event_id is None]
    (report,) = [each for each in found if each.event_id == event]
    assert about_person.sender == artem.user_id
    assert (report.reason, report.room_name) == ("Угрозы", "Друзья")
    assert report.name(report.sender) == "Тестова Артём"
    await one.complaints.ask(report.id, "Жалоба на угрозы")
    with pytest.raises(ServerError) as alone:
        await one.complaints.agree(report.id)
    assert "другой администратор" in str(alone.value.user_text)
    agreed = await two.complaints.agree(report.id)
    assert agreed.agreed_at is not None
    said = await two.complaints.read(report.id)
    assert [(each.text, each.reported) for each in said] == [("плохие слова", True)]
    await two.complaints.delete(report.id)

    async def texts() -> list[str]:
        events = await dasha.matrix.messages(room)
        return [each["content"]["body"] for each in events if each["content"].get("body")]

    await eventually(texts, lambda found: found == [], seconds=10)
    closed = await one.complaints.close(report.id, "Беседа с классом")
    assert closed.decision == "Беседа с классом"


async def test_support_answers_in_a_chat_and_the_log_has_no_secrets(
    service_school: ServiceSchool, app_of: AppOf, tmp_path: Path
) -> None:
    admin = await service_school.person("Ольга Завуч", "admin")
    asker = await service_school.person("Вера Тестова", "teacher")
    support = (await app_of(asker)).support
    log = await support.log()
    assert log == "12:01 INFO sync failed for ‹человек› token=‹секрет›\n"
    ticket = await support.ask("Не слышно звука", log)
    assert ticket.room_id is not None
    for who in (admin, asker):
        events = await who.matrix.messages(ticket.room_id)
        said = [one["content"].get("body") for one in events if one["type"] == "m.room.message"]
        assert said == ["Не слышно звука"]
    head = (await app_of(admin)).support
    (listed,) = [one for one in await head.tickets() if one.id == ticket.id]
    assert (listed.name, listed.text, listed.has_log) == ("Тестова Вера", "Не слышно звука", True)
    await head.save_log(ticket.id, tmp_path / "ticket.log")
    assert (tmp_path / "ticket.log").read_text(encoding="utf-8") == log
    await head.close(ticket.id)
    (closed,) = [one for one in await support.tickets() if one.id == ticket.id]
    assert closed.closed_at is not None
    stranger = await app_of(await service_school.person("Пётр Тестов", "teacher"))
    assert ticket.id not in {one.id for one in await stranger.support.tickets()}
