"""The cabinet over plain HTTP: whose forms it takes, what its cookie is, what it never says."""

import re
import secrets
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.helpers.matrix_user import CLIENT, PASSWORD
from tests.helpers.second_step import switch_on
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool

_STAMP = re.compile(r'name="stamp" value="([0-9a-f]{64})"')
_PDF = b"%PDF-1.4 proof"


class Visitor:
    """A browser without a screen: its cookies, and forms as they stand on the page."""

    def __init__(self, url: str) -> None:
        self.http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=60)

    async def look(self, path: str = "/cabinet") -> str:
        """Load a page as a browser does."""
        answer = await self.http.get(path, headers={"Accept": "text/html,*/*"})
        assert answer.status_code in {200, 403}, answer.text
        return answer.text

    async def send(self, path: str, *, on: str = "/cabinet", **more: Any) -> httpx.Response:
        """Send a form of a page."""
        found = _STAMP.search(await self.look(on))
        assert found, "no form of ours on that page"
        data = {"stamp": found[1]} | more.pop("data", {})
        return await self.http.post(path, data=data, headers={"Accept": "text/html"}, **more)

    async def sign_in(
        self, member: Member, password: str = PASSWORD, **more: str
    ) -> httpx.Response:
        typed = {"login": member.matrix.localpart, "password": password, **more}
        return await self.send("/cabinet/sign-in", data=typed)


@pytest.fixture
async def visitor(service_school: ServiceSchool) -> AsyncIterator[Visitor]:
    made = Visitor(service_school.homeserver.service_url)
    yield made
    await made.http.aclose()


async def test_in_and_out_with_a_cookie_that_scripts_and_strangers_do_not_get(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера <b>Вартанян", "teacher")
    before = await vera.matrix.call("GET", f"{CLIENT}/devices")
    entered = await visitor.sign_in(vera)
    assert (entered.status_code, entered.headers["location"]) == (303, "/cabinet")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Max-Age=3600" in cookie
    page = await visitor.http.get("/cabinet")
    assert "Вера &lt;b&gt;Вартанян" in page.text or "&lt;b&gt;Вартанян Вера" in page.text
    assert "<script" not in page.text and "<b>Вартанян В" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert page.headers["cache-control"] == "no-store"
    after = await vera.matrix.call("GET", f"{CLIENT}/devices")
    assert len(after["devices"]) == len(before["devices"]), "no device stays behind"
    token = visitor.http.cookies["parta"]
    assert (await visitor.send("/cabinet/sign-out")).status_code == 303
    visitor.http.cookies.set("parta", token)
    assert "Пароль" in await visitor.look(), "the old cookie opens nothing"


async def test_the_cookie_changes_at_the_sign_in_and_is_no_operators(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    operator = await service_school.operator()
    await visitor.look()
    planted = visitor.http.cookies["parta"]
    assert (await visitor.sign_in(operator)).status_code == 303
    token = visitor.http.cookies["parta"]
    assert token != planted
    bearer = {"Authorization": f"Bearer {token}"}
    refused = await visitor.http.get("/v1/audit", headers=bearer)
    assert refused.status_code == 403, "an ordinary person here"


async def test_wrong_passwords_are_few_and_say_nothing_of_the_account(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    wrong = await visitor.sign_in(vera, "<i>чужой")
    assert wrong.status_code == 403 and "Неверный логин или пароль." in wrong.text
    assert "чужой" not in wrong.text, "a password never comes back"
    nobody = await visitor.send(
        "/cabinet/sign-in", data={"login": f"no{secrets.token_hex(4)}", "password": "x"}
    )
    assert "Неверный логин или пароль." in nobody.text
    for _ in range(4):
        await visitor.sign_in(vera, "нет")
    late = await visitor.sign_in(vera)
    assert late.status_code == 429 and "Слишком много попыток" in late.text


async def test_the_second_step_is_asked_here_too(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    _, printed = await switch_on(vera)
    asked = await visitor.sign_in(vera)
    assert asked.status_code == 403 and 'name="code"' in asked.text
    assert PASSWORD not in asked.text
    assert (await visitor.sign_in(vera, code="000000")).status_code == 403
    assert (await visitor.sign_in(vera, code=printed[0])).status_code == 303
    assert "Второй шаг при входе включён" in await visitor.look()


async def test_no_other_page_sends_a_form_in_somebodys_name(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    await visitor.sign_in(vera)
    thief = Visitor(service_school.homeserver.service_url)
    stolen = _STAMP.search(await thief.look())
    assert stolen
    for path in ("/cabinet/sign-out-everywhere", "/cabinet/teacher", "/cabinet/sign-out"):
        for stamp in ("", stolen[1], "0" * 64):
            answer = await visitor.http.post(
                path, data={"stamp": stamp}, headers={"Accept": "text/html"}
            )
            assert answer.status_code == 403 and "Эта страница устарела" in answer.text
        unread = await visitor.http.get(path)
        assert unread.status_code in {200, 405}, "nothing is done by a link"
    login = await thief.http.post("/cabinet/sign-in", data={"login": "a", "password": "b"})
    assert login.status_code == 403
    await thief.http.aclose()
    assert (await vera.matrix.request("GET", f"{CLIENT}/account/whoami")).status_code == 200


async def test_after_an_hour_one_signs_in_again(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    await visitor.sign_in(vera)
    (database,) = service_school.homeserver.data.rglob("service/*.db")
    with sqlite3.connect(database, timeout=30) as kept:
        ended = kept.execute(
            "UPDATE session SET expires_at = '2026-01-01 00:00:00.000000' WHERE user_id = ? "
            "AND operator = 0 AND expires_at > '2026-01-02'",
            (vera.user_id,),
        )
        assert ended.rowcount >= 1
    kept.close()
    page = await visitor.look()
    assert "Вход устарел" in page and 'name="password"' in page


async def test_signing_out_everywhere_ends_the_program_and_this_page(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    await visitor.sign_in(vera)
    token = visitor.http.cookies["parta"]
    done = await visitor.send("/cabinet/sign-out-everywhere")
    assert "Вход завершён на всех устройствах" in done.text
    assert (await vera.matrix.request("GET", f"{CLIENT}/account/whoami")).status_code == 401
    visitor.http.cookies.set("parta", token)
    assert 'name="password"' in await visitor.look()


async def test_an_application_is_sent_corrected_and_declined_with_a_reason(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    new = await service_school.stranger("Новый")
    admin = await service_school.person("Завуч", "admin")
    await visitor.sign_in(new)
    where = "/cabinet/teacher"
    typed = {"org": SCHOOL, "family": '"><img src=x>', "given": "Вера", "born": "1986-03-12"}
    files = {"proof": ("справка.pdf", _PDF, "application/pdf")}
    without = await visitor.send(where, on=where, data=typed)
    assert "Приложите подтверждение" in without.text and "<img src=x" not in without.text
    nameless = await visitor.send(where, on=where, data=typed | {"family": " "}, files=files)
    assert "Заполните имя" in nameless.text
    young = await visitor.send(where, on=where, data=typed | {"born": "2015-03-12"}, files=files)
    assert "с 18 лет" in young.text
    other = {"proof": ("a.exe", b"MZ", "application/pdf")}
    odd = await visitor.send(where, on=where, data=typed, files=other)
    assert odd.status_code >= 400 and "Заявка отправлена" not in odd.text
    sent = await visitor.send(where, on=where, data=typed, files=files)
    assert "Заявка отправлена" in sent.text and 'name="proof"' not in sent.text
    queue = (await admin.ok("GET", "/v1/verification/queue"))["applications"]
    (case,) = [one for one in queue if one["user_id"] == new.user_id]
    decision = f"/v1/verification/{case['id']}/decision"
    await admin.ok("POST", decision, json={"approve": False, "reason": "Нет <b>печати</b>."})
    page = await visitor.look(where)
    assert "Причина: Нет &lt;b&gt;печати&lt;/b&gt;." in page and 'name="proof"' in page


async def test_a_pupil_and_whoever_is_a_teacher_have_nothing_to_send(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    await visitor.sign_in(vera)
    page = await visitor.look("/cabinet/teacher")
    assert "вы есть в списке учителей" in page and 'name="proof"' not in page
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    other = Visitor(service_school.homeserver.service_url)
    await other.sign_in(pupil)
    typed = {"org": SCHOOL, "family": "А", "given": "Б", "born": "1986-03-12"}
    files = {"proof": ("справка.pdf", _PDF, "application/pdf")}
    answer = await other.send("/cabinet/teacher", on="/cabinet/teacher", data=typed, files=files)
    assert "Ученик не может" in answer.text
    await other.http.aclose()


async def test_nonsense_is_no_fault_of_the_service(
    service_school: ServiceSchool, visitor: Visitor
) -> None:
    vera = await service_school.person("Вера", "teacher")
    await visitor.sign_in(vera)
    where = "/cabinet/teacher"
    for data in (
        {"born": "31.02.1986"},
        {"org": "nowhere", "family": "А", "given": "Б", "born": "1986-03-12"},
        {"family": "\x00" * 20, "given": "Б", "org": SCHOOL},
        {"family": "А" * 300},
    ):
        assert (await visitor.send(where, on=where, data=data)).status_code < 500
    for path in ("/cabinet/back?loginToken=x&stamp=y", "/cabinet/provider/none", "/cabinet/x"):
        assert (await visitor.http.get(path)).status_code < 500
    visitor.http.cookies.set("parta", "in-" + "x" * 500)
    assert (await visitor.http.get("/cabinet")).status_code == 200
