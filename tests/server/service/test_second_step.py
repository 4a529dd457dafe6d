"""The second step against whoever knows the password: nothing but a fresh code of its owner's."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from server.service.second_step.totp import code_at, link_of, step_matching, step_of
from tests.helpers.matrix_user import CLIENT, PASSWORD
from tests.helpers.school import Homeserver
from tests.helpers.second_step import NEEDED, REFUSED, Authenticator, log_in, switch_on
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool

_RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # «12345678901234567890» of RFC 6238, appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(_RFC, seconds // 30) == code


def test_a_clock_may_be_half_a_minute_off_and_no_more_and_no_code_works_twice() -> None:
    now = datetime(2026, 9, 1, 8, 0, 10, tzinfo=UTC)
    here = step_of(now)
    taken = [
        step_matching(_RFC, code_at(_RFC, here + drift), now=now, after=0) for drift in range(-2, 3)
    ]
    assert taken == [None, here - 1, here, here + 1, None]
    assert step_matching(_RFC, code_at(_RFC, here), now=now, after=here) is None
    assert step_matching(_RFC, code_at(_RFC, here - 1), now=now, after=here) is None
    later = now + timedelta(seconds=30)
    assert step_matching(_RFC, code_at(_RFC, here + 1), now=later, after=here) == here + 1


def test_the_authenticator_gets_a_link_without_a_raw_sign_of_the_name() -> None:
    link = link_of(_RFC, school="Школа № 14", account="vera")
    assert link.startswith("otpauth://totp/%D0%A8") and f"secret={_RFC}" in link and " " not in link


async def test_a_password_alone_opens_nothing_any_more(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher")
    assert (await log_in(vera)).status_code == 200, "off by default"
    phone, printed = await switch_on(vera)
    state = await vera.ok("GET", "/v1/second-step")
    assert (state["on"], state["codes_left"], state["required"]) == (True, 10, False)
    alone = await log_in(vera)
    assert (alone.status_code, alone.json()["errcode"]) == (403, NEEDED)
    assert "код" in alone.json()["error"] and "access_token" not in alone.text
    wrong_password = await log_in(vera, phone.code(1), password="не тот")
    assert wrong_password.json()["errcode"] == "M_FORBIDDEN", "says nothing of a second step"
    for code in (phone.wrong(), "", "000000000000", phone.code(30), printed[0][:-1]):
        assert (await log_in(vera, code)).json()["errcode"] in {NEEDED, REFUSED}
    fresh = phone.code(1)
    entered = await log_in(vera, f" {fresh[:3]} {fresh[3:]} ")
    assert entered.status_code == 200 and entered.json()["user_id"] == vera.user_id
    again = await log_in(vera, fresh)
    assert again.json()["errcode"] == REFUSED, "no code works twice"
    assert (await log_in(vera, phone.code())).json()["errcode"] == REFUSED, "nor one before it"


async def test_the_code_that_switched_it_on_is_spent(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher")
    begun = await vera.ok("POST", "/v1/second-step/begin")
    code = Authenticator(begun["secret"]).code()
    assert (await log_in(vera)).status_code == 200, "begun is not on"
    await vera.ok("POST", "/v1/second-step/confirm", json={"code": code})
    assert (await log_in(vera, code)).json()["errcode"] == REFUSED


async def test_printed_codes_work_once_each_and_end_with_a_new_sheet(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher")
    _, printed = await switch_on(vera)
    other = await service_school.person("Олег", "teacher")
    _, foreign = await switch_on(other)
    assert len(set(printed)) == 10
    assert (await log_in(vera, foreign[0])).json()["errcode"] == REFUSED
    assert (await log_in(vera, printed[0].lower().replace("-", " "))).status_code == 200
    assert (await log_in(vera, printed[0])).json()["errcode"] == REFUSED
    anew = (await vera.ok("POST", "/v1/second-step/codes", json={"code": printed[1]}))["codes"]
    assert (await log_in(vera, printed[2])).json()["errcode"] == REFUSED
    assert (await log_in(vera, anew[0])).status_code == 200
    assert (await vera.ok("GET", "/v1/second-step"))["codes_left"] == 9


async def test_one_code_at_the_same_moment_lets_one_in(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher")
    _, printed = await switch_on(vera)
    answers = await asyncio.gather(*(log_in(vera, printed[0]) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [200, 403, 403, 403]


async def test_guessing_ends_after_five_and_its_owner_is_told(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher")
    phone, printed = await switch_on(vera)
    tries = await asyncio.gather(*(log_in(vera, phone.wrong()) for _ in range(8)))
    assert sorted(one.status_code for one in tries) == [403] * 5 + [429] * 3
    late = await log_in(vera, printed[0])
    assert (late.status_code, late.json()["errcode"]) == (429, "M_LIMIT_EXCEEDED")
    assert late.json()["retry_after_ms"] > 60_000
    assert await vera.refused(429, "POST", "/v1/second-step/off", json={"code": printed[0]}) == (
        "too_many_tries"
    )
    other = await service_school.person("Олег", "teacher")
    _, theirs = await switch_on(other)
    assert (await log_in(other, theirs[0])).status_code == 200, "others go on"
    deeds = await _deeds(service_school, vera)
    assert deeds == ["second_step.on"] + ["second_step.refused"] * 5


async def test_confirming_a_deed_is_no_way_around(service_school: ServiceSchool) -> None:
    """A stolen session and the password: no other device goes, no password changes."""
    vera = await service_school.person("Вера", "teacher")
    _, printed = await switch_on(vera)
    attempts: list[tuple[str, dict[str, Any]]] = [
        (f"{CLIENT}/delete_devices", {"devices": [vera.matrix.device_id]}),
        (f"{CLIENT}/account/password", {"new_password": "другой-1"}),
        ("/_matrix/client/v1/login/get_token", {}),
        (f"{CLIENT}/account/deactivate", {}),
    ]
    for path, body in attempts:
        auth = await _begin(vera, path, body)
        refused = await vera.matrix.request("POST", path, json=body | {"auth": auth})
        assert (refused.status_code, refused.json()["errcode"]) == (401, NEEDED), path
        for kind in ("m.login.dummy", "app.parta.card", "m.login.token", "m.login.terms"):
            other = {"auth": auth | {"type": kind, "code": printed[0], "token": "x"}}
            assert (await vera.matrix.request("POST", path, json=body | other)).status_code >= 400
    path, body = attempts[1]
    auth = await _begin(vera, path, body) | {"app.parta.code": printed[0]}
    done = await vera.matrix.request("POST", path, json=body | {"auth": auth})
    assert done.status_code == 200
    assert (await log_in(vera, printed[1], password="другой-1")).status_code == 200


async def test_it_goes_off_by_a_code_and_by_nothing_else(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher")
    _, printed = await switch_on(vera)
    off, begin = "/v1/second-step/off", "/v1/second-step/begin"
    assert await vera.refused(409, "POST", begin) == "second_step_on"
    assert (
        await vera.refused(409, "POST", "/v1/second-step/confirm", json={"code": printed[0]})
        == "second_step_not_begun"
    )
    assert await vera.refused(403, "POST", off, json={"code": "000000"}) == "second_step_refused"
    await vera.ok("POST", off, json={"code": printed[0]})
    assert (await log_in(vera)).status_code == 200
    assert await _deeds(service_school, vera) == [
        *("second_step.on", "second_step.refused", "second_step.printed_code", "second_step.off")
    ]


async def test_whoever_lost_it_is_helped_by_the_class_teacher_or_the_school(
    service_school: ServiceSchool,
) -> None:
    pupil = await service_school.person("Илья", "pupil", learns=["9b"])
    mother = await service_school.person("Анна", "parent", children=[pupil])
    leader = await service_school.person("Вера", "teacher", leads=["9b"])
    subject = await service_school.person("Олег", "teacher", teaches=["9b"])
    head = await service_school.person("Завуч", "admin")
    foreign = await service_school.person("Завуч", "admin", org="school-21")
    for one in (pupil, mother, leader, head):
        await switch_on(one)
    where, why = "/v1/second-step/reset", {"reason": "Потерян телефон"}
    for caller in (subject, foreign):
        body = why | {"person": pupil.person}
        assert await caller.refused(404, "POST", where, json=body) == "not_found"
    for caller in (pupil, mother):
        body = why | {"person": pupil.person}
        assert await caller.refused(403, "POST", where, json=body) == "role_needed"
    for target in (head, subject):
        body = why | {"person": target.person}
        assert await leader.refused(404, "POST", where, json=body) == "not_found"
    own = why | {"person": head.person}
    assert await head.refused(403, "POST", where, json=own) == "own_second_step"
    await leader.refused(422, "POST", where, json={"person": pupil.person, "reason": "  "})
    for caller, target in ((leader, pupil), (leader, mother), (head, leader)):
        assert (await log_in(target)).status_code == 403
        await caller.ok("POST", where, json=why | {"person": target.person})
        assert (await log_in(target)).status_code == 200
    again = why | {"person": pupil.person}
    assert await leader.refused(409, "POST", where, json=again) == "second_step_off"
    assert await _deeds(service_school, pupil) == ["second_step.on", "second_step.reset"]


async def test_the_operators_own_is_not_the_schools_to_reset(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.person("Инженер", "staff")
    await service_school.homeserver.admin_call(
        "PUT", f"/_synapse/admin/v1/users/{operator.user_id}/admin", json={"admin": True}
    )
    await switch_on(operator)
    head = await service_school.person("Завуч", "admin")
    body = {"person": operator.person, "reason": "Хочу войти вместо него"}
    assert await head.refused(403, "POST", "/v1/second-step/reset", json=body) == "operator"
    assert (await log_in(operator)).status_code == 403


async def test_a_school_asks_it_of_its_staff(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера Первая", "teacher")
    mother = await service_school.person("Анна", "parent")
    head = await service_school.person("Завуч Вторая", "admin")
    foreign = await service_school.person("Завуч", "admin", org="school-21")
    rule = {"org": SCHOOL, "staff": True}
    for one in (foreign, vera):
        assert (await one.request("PUT", "/v1/second-step/rule", json=rule)).status_code == 403
    await head.ok("PUT", "/v1/second-step/rule", json=rule)
    try:
        asked = [(await one.ok("GET", "/v1/second-step"))["required"] for one in (vera, mother)]
        assert asked == [True, False]
        seen = await head.ok("GET", "/v1/second-step/of-school", params={"org": SCHOOL})
        rows = {one["person"]: one for one in seen["people"]}
        assert seen["staff"] and mother.person not in rows
        assert (rows[vera.person]["since"], rows[vera.person]["required"]) == (None, True)
        await switch_on(vera)
        seen = await head.ok("GET", "/v1/second-step/of-school", params={"org": SCHOOL})
        assert {one["person"]: one for one in seen["people"]}[vera.person]["since"]
    finally:
        await head.ok("PUT", "/v1/second-step/rule", json=rule | {"staff": False})


async def test_nobody_but_the_homeserver_asks_and_secrets_are_in_no_file(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher")
    phone, printed = await switch_on(vera)
    asked = {"user_id": vera.user_id, "code": printed[0]}
    assert await vera.refused(404, "POST", "/v1/internal/second-step", json=asked) == "not_found"
    await log_in(vera, printed[0])
    await log_in(vera, phone.wrong())
    for file in service_school.homeserver.data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for secret in (phone.secret, *printed):
                assert secret.encode() not in content, file.name


async def test_without_the_service_no_password_is_taken(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Nobody gets around the second step by taking the service down."""
    closed = {"service_url": "http://127.0.0.1:9", "service_token": "x"}
    module = {"module": "server.synapse_module.module.PartaModule", "config": closed}
    folder = tmp_path_factory.mktemp("alone") / "school"
    homeserver = Homeserver(folder, "school", extra={"modules": [module]})
    try:
        homeserver.start()
        vera = Member(await homeserver.new_user("Вера", sign_in=False), "vera")
        refused = await log_in(vera)
        assert refused.status_code == 503 and "access_token" not in refused.text
        assert "не может проверить вход" in refused.json()["error"]
        wrong = await log_in(vera, password="не тот")
        assert wrong.status_code == 403, "a wrong password is a wrong password"
        await vera.aclose()
    finally:
        homeserver.stop()


async def _begin(member: Member, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Begin confirming a deed; the password as the first answer."""
    asked: httpx.Response = await member.matrix.request("POST", path, json=body)
    assert asked.status_code == 401, asked.text
    return {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": member.user_id},
        "password": PASSWORD,
        "session": asked.json()["session"],
    }


async def _deeds(school: ServiceSchool, member: Member) -> list[str]:
    operator = await school.operator()
    entries = await operator.audit()
    found = [one for one in entries if one["subject"] == member.user_id]
    return [one["action"] for one in found if one["action"].startswith("second_step")]
