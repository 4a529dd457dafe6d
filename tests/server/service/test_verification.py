"""Confirming a teacher against the real homeserver: queue, decision, badge within seconds."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, Member, ServiceSchool
from tests.helpers.settle import eventually

_DRAFT = {
    "org": SCHOOL,
    "subject": "Биология",
    "family": "Тестова",
    "given": "Вера",
    "born": "1986-03-12",
}
_PDF = b"%PDF-1.4 invented proof"


async def _apply(member: Member, **changes: Any) -> dict[str, Any]:
    await member.ok("PUT", "/v1/verification", json=_DRAFT | changes)
    await member.ok("PUT", "/v1/verification/proof", files={"proof": ("d.pdf", _PDF)})
    case: dict[str, Any] = await member.ok("POST", "/v1/verification/send")
    return case


async def _role_seen(reader: Member, room: str, event: str) -> str | None:
    path = f"{CLIENT}/rooms/{quote(room)}/event/{quote(event)}"
    unsigned: Mapping[str, Any] = (await reader.matrix.call("GET", path))["unsigned"]
    role = unsigned.get("app.parta.role")
    return role if isinstance(role, str) else None


async def _told(member: Member) -> list[str]:
    """What the bot wrote to somebody, oldest first."""
    path = f"{CLIENT}/user/{quote(member.user_id)}/account_data/m.direct"
    answer = await member.matrix.request("GET", path)
    rooms = (
        [room for rooms in answer.json().values() for room in rooms] if answer.is_success else []
    )
    events = [event for room in rooms for event in await member.matrix.messages(room)]
    return [one["content"]["body"] for one in events[::-1] if one["type"] == "m.room.message"]


async def test_an_approved_teacher_has_the_badge_within_five_seconds_and_loses_it_as_fast(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    new = await service_school.person("Вера", "staff")
    colleague = await service_school.person("Иван", "teacher")
    room = await new.matrix.create_room(members=(colleague.matrix,))
    event = await new.matrix.text(room, "Здравствуйте")
    assert await _role_seen(colleague, room, event) == "staff"

    case = await _apply(new)
    (waiting,) = [
        one
        for one in (await admin.ok("GET", "/v1/verification/queue"))["applications"]
        if one["id"] == case["id"]
    ]
    assert (waiting["subject"], waiting["state"]) == ("Биология", "sent")
    at = f"/v1/verification/{case['id']}"
    proof = await admin.request("GET", f"{at}/proof")
    assert proof.content == _PDF
    assert proof.headers["Content-Disposition"].startswith("attachment")

    decided = time.monotonic()
    await admin.ok("POST", f"{at}/decision", json={"approve": True})
    await eventually(
        lambda: _role_seen(colleague, room, event), lambda role: role == "teacher", seconds=5
    )
    assert time.monotonic() - decided < 5
    status = await new.ok("GET", "/v1/verification")
    assert (status["confirmed"], status["by"]) == (True, "application")
    assert (await new.ok("GET", "/v1/me"))["roles"] == [
        {"org": SCHOOL, "role": "staff"},
        {"org": SCHOOL, "role": "teacher"},
    ]
    again = {"approve": False, "reason": "Передумали"}
    assert await admin.refused(409, "POST", f"{at}/decision", json=again) == "application_state"

    await admin.ok("POST", f"{at}/revoke", json={"reason": "Вы уволились."})
    await eventually(
        lambda: _role_seen(colleague, room, event), lambda role: role == "staff", seconds=5
    )
    said = await eventually(lambda: _told(new), lambda texts: len(texts) == 2)
    assert said == [
        "Статус учителя подтверждён. Значок появится рядом с вашим именем.",
        "Подтверждение статуса учителя отозвано. Причина: Вы уволились.",
    ]
    log = await admin.audit()
    steps = [one["action"] for one in log if one["subject"] == new.user_id]
    assert steps == ["verification.sent", "verification.approved", "verification.revoked"]


async def test_the_roster_confirms_without_an_application(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher")
    status = await vera.ok("GET", "/v1/verification")
    assert (status["confirmed"], status["by"], status["application"]) == (True, "roster", None)
    assert {one["id"] for one in status["schools"]} == {SCHOOL, OTHER_SCHOOL}


async def test_an_account_the_roster_does_not_know_becomes_a_teacher_of_the_school(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    new = await service_school.stranger("Новая")
    case = await _apply(new)
    # Before that the school's people are out of reach.
    answer = await new.matrix.request(
        "POST", f"{CLIENT}/createRoom", json={"invite": [admin.user_id]}
    )
    assert answer.status_code == 403
    decision = {"approve": True}
    await admin.ok("POST", f"/v1/verification/{case['id']}/decision", json=decision)
    await new.matrix.create_room(members=(admin.matrix,))
    # A new roster does not take the confirmation away.
    await service_school.tell()
    assert (await new.ok("GET", "/v1/verification"))["confirmed"] is True


@pytest.mark.parametrize(
    ("roles", "more", "code"),
    [
        (("parent",), {"born": "2010-01-01"}, "under_age"),
        (("teacher",), {"org": OTHER_SCHOOL}, "teacher_elsewhere"),
        (("teacher",), {}, "already_teacher"),
        (("pupil",), {}, "pupil"),
    ],
)
async def test_who_cannot_apply(
    service_school: ServiceSchool, roles: tuple[str, ...], more: dict[str, str], code: str
) -> None:
    member = await service_school.person("Заявитель", *roles)
    await member.ok("PUT", "/v1/verification", json=_DRAFT | more)
    await member.ok("PUT", "/v1/verification/proof", files={"proof": ("d.pdf", _PDF)})
    assert await member.refused(403, "POST", "/v1/verification/send") == code


async def test_the_register_knows_the_birth_date_better(service_school: ServiceSchool) -> None:
    young = await service_school.person("Юный", "staff", born="2012-05-05")
    await young.ok("PUT", "/v1/verification", json=_DRAFT)
    await young.ok("PUT", "/v1/verification/proof", files={"proof": ("d.pdf", _PDF)})
    assert await young.refused(403, "POST", "/v1/verification/send") == "under_age"


async def test_strangers_see_neither_applications_nor_proofs(service_school: ServiceSchool) -> None:
    new = await service_school.person("Вера", "staff")
    assert await new.refused(404, "POST", "/v1/verification/send") == "no_application"
    await new.ok("PUT", "/v1/verification", json=_DRAFT)
    assert await new.refused(400, "POST", "/v1/verification/send") == "no_proof"
    page = {"proof": ("d.pdf", b"<html>")}
    assert await new.refused(400, "PUT", "/v1/verification/proof", files=page) == "proof_kind"
    case = await _apply(new)
    at = f"/v1/verification/{case['id']}"
    teacher = await service_school.person("Иван", "teacher")
    foreign = await service_school.person("Чужая", "admin", org=OTHER_SCHOOL)
    assert await teacher.refused(403, "GET", "/v1/verification/queue") == "role_needed"
    assert await teacher.refused(404, "GET", f"{at}/proof") == "not_found"
    assert await foreign.refused(404, "GET", f"{at}/proof") == "not_found"
    decision = {"approve": True}
    assert await foreign.refused(404, "POST", f"{at}/decision", json=decision) == "not_found"
    queue = (await foreign.ok("GET", "/v1/verification/queue"))["applications"]
    assert case["id"] not in [one["id"] for one in queue]
    admin = await service_school.person("Ольга", "admin")
    refusal = {"approve": False}
    assert await admin.refused(400, "POST", f"{at}/decision", json=refusal) == "reason_needed"
    await admin.ok("POST", f"{at}/decision", json=refusal | {"reason": "Нужна справка."})
    # Corrected and sent again.
    assert (await _apply(new, subject="Химия"))["state"] == "sent"
