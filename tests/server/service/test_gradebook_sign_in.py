"""In with the register's password: only whom the roster has, never by guessing, kept nowhere."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from server.demo.sgo.families import SCHOOL, Family
from server.demo.sgo.faults import Fault
from tests.helpers.matrix_user import CLIENT
from tests.helpers.second_step import switch_on
from tests.helpers.service_school import SCHOOL as ORG
from tests.helpers.service_school import Member, ServiceSchool
from tests.server.diary.register import RunningRegister, serve_register

FLOW = "app.parta.gradebook"
WHERE = "/v1/sign-in/gradebook"


@pytest.fixture(scope="module")
def sgo() -> Iterator[RunningRegister]:
    with serve_register() as running:
        yield running


@pytest.fixture
async def nobody(service_school: ServiceSchool, sgo: RunningRegister) -> Member:
    """Somebody at the sign-in page, with a register to choose."""
    operator = await service_school.operator()
    told = {"title": "Сетевой Город", "url": sgo.url, "school": SCHOOL}
    await operator.ok("PUT", "/v1/diary/registers/sgo", json=told)
    visitor = await service_school.stranger()
    visitor.token = ""
    return visitor


def _account(sgo: RunningRegister, *, school: int = SCHOOL) -> Family:
    """A fresh account of the register, so that tests do not count each other's tries."""
    made = Family(f"login{secrets.token_hex(4)}", secrets.token_hex(8), school, ())
    sgo.register.families += (made,)
    return made


def _typed(account: Family, **more: Any) -> dict[str, Any]:
    return {"register": "sgo", "login": account.login, "password": account.password, **more}


async def _finish(school: ServiceSchool, ticket: str) -> httpx.Response:
    body = {
        "type": FLOW,
        "identifier": {"type": "m.id.user", "user": "gradebook"},
        "ticket": ticket,
        "refresh_token": True,
    }
    async with httpx.AsyncClient(base_url=school.homeserver.url, timeout=30) as http:
        return await http.post(f"{CLIENT}/login", json=body)


async def test_who_bound_the_register_comes_in_with_its_password_once_a_ticket(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    offered = await nobody.ok("GET", "/v1/sign-in")
    assert {"id": "sgo", "title": "Сетевой Город", "kind": "gradebook"} in offered["ways"]
    flows = (await nobody.matrix.call("GET", f"{CLIENT}/login"))["flows"]
    assert FLOW in {flow["type"] for flow in flows}

    mother = await service_school.person("Елена Кузнецова", "parent")
    account = _account(sgo)
    assert await nobody.refused(403, "POST", WHERE, json=_typed(account)) == "identity_unknown"
    await mother.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    answer = await nobody.ok("POST", WHERE, json=_typed(account, login=f" {account.login} "))
    assert answer["profiles"] == []
    first = await _finish(service_school, answer["ticket"])
    assert (first.status_code, first.json()["user_id"]) == (200, mother.user_id)
    assert (await _finish(service_school, answer["ticket"])).status_code == 403

    (mine,) = (await mother.ok("GET", "/v1/identities"))["identities"]
    assert (mine["title"], mine["working"], mine["source"]) == ("Сетевой Город", True, "person")
    assert mine["used_at"] is not None
    assert account.login not in mine["hint"]
    await mother.ok("DELETE", f"/v1/identities/{mine['id']}")
    assert await nobody.refused(403, "POST", WHERE, json=_typed(account)) == "identity_unknown"


async def test_guessing_is_stopped_before_the_register_locks_the_account(
    nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    before = sgo.register.refused
    for _ in range(5):
        wrong = _typed(account, password="не тот")
        assert await nobody.refused(403, "POST", WHERE, json=wrong) == "gradebook_refused"
    stopped = await nobody.request("POST", WHERE, json=_typed(account))
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_tries")
    assert "через 15 мин" in stopped.json()["text"]
    assert sgo.register.refused - before == 5, "the sixth try did not reach the register"
    other = _account(sgo)
    code = await nobody.refused(403, "POST", WHERE, json=_typed(other))
    assert code == "identity_unknown", "others go on"


async def test_linking_a_diary_is_no_way_around_the_limit(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    path = f"/v1/diary/children/{pupil.person}/link"
    wrong = _typed(account, password="не тот")
    for _ in range(5):
        assert await pupil.refused(409, "PUT", path, json=wrong) == "gradebook_refused"
    assert await pupil.refused(429, "PUT", path, json=wrong) == "too_many_tries"
    assert await nobody.refused(429, "POST", WHERE, json=_typed(account)) == "too_many_tries"


async def test_an_account_of_another_school_and_a_register_nobody_knows(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    elsewhere = _account(sgo, school=21)
    assert await nobody.refused(403, "POST", WHERE, json=_typed(elsewhere)) == "gradebook_refused"
    pupil = await service_school.person("Артём", "pupil")
    bound = await pupil.refused(403, "POST", "/v1/identities/gradebook", json=_typed(elsewhere))
    assert bound == "gradebook_refused"
    unknown = _typed(elsewhere) | {"register": "nowhere"}
    assert await nobody.refused(404, "POST", WHERE, json=unknown) == "not_found"


async def test_who_left_the_school_and_who_was_never_in_it_stay_outside(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    stranger = await service_school.stranger()
    bound = await stranger.refused(403, "POST", "/v1/identities/gradebook", json=_typed(account))
    assert bound == "not_in_roster"
    pupil = await service_school.person("Илья", "pupil", learns=["9b"])
    await pupil.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    ticket = (await nobody.ok("POST", WHERE, json=_typed(account)))["ticket"]
    assert ticket
    await service_school.dismiss(pupil)
    assert await nobody.refused(403, "POST", WHERE, json=_typed(account)) == "not_in_roster"


async def test_one_account_of_two_profiles_asks_which(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    """A teacher whom the roster also has as a parent, with an account for each."""
    account = _account(sgo)
    teacher = await service_school.person("Вера Ли", "teacher", leads=["9b"])
    parent = await service_school.person("Вера Ли", "parent")
    for one in (teacher, parent):
        await one.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    asked = await nobody.ok("POST", WHERE, json=_typed(account))
    assert asked["ticket"] is None
    assert [(one["person"], one["roles"]) for one in asked["profiles"]] == [
        (teacher.person, ["teacher"]),
        (parent.person, ["parent"]),
    ]
    chosen = await nobody.ok("POST", WHERE, json=_typed(account, person=parent.person))
    entered = await _finish(service_school, chosen["ticket"])
    assert entered.json()["user_id"] == parent.user_id
    pupil = await service_school.person("Чужой", "pupil")
    other = _typed(account, person=pupil.person)
    assert await nobody.refused(404, "POST", WHERE, json=other) == "not_found"


async def test_what_the_schools_register_says_opens_the_first_sign_in(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account, operator = _account(sgo), await service_school.operator()
    pupil = await service_school.person("Дарья", "pupil", learns=["9b"], sign_in=False)
    told = [
        {"subject": account.login, "person": pupil.person},
        {"subject": "somebody", "person": "not-here"},
    ]
    path = "/v1/identities/known/sgo"
    admin = await service_school.person("Завуч", "admin")
    assert await admin.refused(403, "PUT", path, json=told) == "operator_needed"
    answer = await operator.ok("PUT", path, json=told)
    assert answer == {"bound": 1, "unknown": ["not-here"]}
    ticket = (await nobody.ok("POST", WHERE, json=_typed(account)))["ticket"]
    assert (await _finish(service_school, ticket)).json()["user_id"] == pupil.user_id
    assert (await operator.ok("PUT", path, json=[]))["bound"] == 0
    assert await nobody.refused(403, "POST", WHERE, json=_typed(account)) == "identity_unknown"


async def test_the_registers_password_needs_the_second_step_too(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    mother = await service_school.person("Елена", "parent")
    await mother.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    _, printed = await switch_on(mother)
    assert await nobody.refused(403, "POST", WHERE, json=_typed(account)) == "second_step_needed"
    wrong = _typed(account, code="000000")
    assert await nobody.refused(403, "POST", WHERE, json=wrong) == "second_step_refused"
    right = _typed(account, code=printed[0])
    ticket = (await nobody.ok("POST", WHERE, json=right))["ticket"]
    assert (await _finish(service_school, ticket)).json()["user_id"] == mother.user_id
    assert await nobody.refused(403, "POST", WHERE, json=right) == "second_step_refused"


async def test_a_register_that_is_down_is_said_so(nobody: Member, sgo: RunningRegister) -> None:
    sgo.register.faults.plan("login", Fault.CRASH)
    account = _account(sgo)
    assert await nobody.refused(503, "POST", WHERE, json=_typed(account)) == "gradebook_down"


async def test_an_administrator_sees_bindings_and_undoes_one_with_a_reason(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    mother = await service_school.person("Анна Белова", "parent")
    await mother.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    admin = await service_school.person("Завуч", "admin")
    foreign = await service_school.person("Завуч", "admin", org="school-21")
    where = {"org": ORG}
    seen = (await admin.ok("GET", "/v1/identities/of-school", params=where))["identities"]
    (row,) = [one for one in seen if one["person"] == mother.person]
    assert (row["name"], row["working"]) == ("Белова Анна", True)
    path = f"/v1/identities/of-school/{row['id']}/unlink"
    why = {"org": ORG, "reason": "Потерян телефон"}
    for one in (foreign, mother):
        assert (await one.request("POST", path, json=why)).status_code == 403
    own = why | {"org": "school-21"}
    assert await foreign.refused(404, "POST", path, json=own) == "not_found"
    await admin.ok("POST", path, json=why)
    gone = await mother.matrix.request("GET", f"{CLIENT}/account/whoami")
    assert gone.status_code == 401, "signed out everywhere"
    assert await nobody.refused(403, "POST", WHERE, json=_typed(account)) == "identity_unknown"
    operator = await service_school.operator()
    log = (await operator.request("GET", "/v1/audit/export")).text.splitlines()
    mine = [one for one in map(json.loads, log) if one["subject"] == mother.person]
    assert [one["action"] for one in mine] == ["identity.linked", "identity.unlinked"]
    assert mine[1]["details"]["reason"] == "Потерян телефон"


async def test_nobody_undoes_the_binding_of_another(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    mother = await service_school.person("Анна", "parent")
    await mother.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    (mine,) = (await mother.ok("GET", "/v1/identities"))["identities"]
    other = await service_school.person("Ольга", "parent")
    path = f"/v1/identities/{mine['id']}"
    assert await other.refused(404, "DELETE", path) == "not_found"
    assert await nobody.refused(401, "DELETE", path) == "no_session"
    assert (await other.ok("GET", "/v1/identities"))["identities"] == []


async def test_nothing_that_was_typed_is_in_any_file_of_the_servers(
    service_school: ServiceSchool, nobody: Member, sgo: RunningRegister
) -> None:
    account = _account(sgo)
    mother = await service_school.person("Елена", "parent")
    await mother.ok("POST", "/v1/identities/gradebook", json=_typed(account))
    wrong = _typed(account, password=f"x{account.password}")
    await nobody.refused(403, "POST", WHERE, json=wrong)
    ticket = (await nobody.ok("POST", WHERE, json=_typed(account)))["ticket"]
    await _finish(service_school, ticket)
    for file in service_school.homeserver.data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for secret in (account.login, account.password, ticket):
                assert secret.encode() not in content, file.name
