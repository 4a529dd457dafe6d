"""A new teacher with nothing but a browser: applies, is approved, sees it; so does the program."""

import base64
from pathlib import Path

import pytest

from tests.helpers.matrix_user import CLIENT, PASSWORD
from tests.helpers.service_school import SCHOOL, ServiceSchool
from tests.helpers.web_browser import WebBrowser, web_browser

__all__ = ["web_browser"]

_PROOF = b"%PDF-1.4\n% proof of an invented teacher\n"


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    made = tmp_path / "справка.pdf"
    made.write_bytes(_PROOF)
    return made


async def test_from_the_application_to_the_badge(
    service_school: ServiceSchool, web_browser: WebBrowser, proof: Path
) -> None:
    new = await service_school.stranger("Вера Новая")
    admin = await service_school.person("Завуч", "admin")
    url = service_school.homeserver.service_url
    page = web_browser
    page.resize(360, 740)
    page.go(f"{url}/cabinet/teacher")
    page.type("[name=login]", new.matrix.localpart)
    page.type("[name=password]", "не тот")
    page.send("button.go")
    assert "Неверный логин или пароль." in page.text
    assert page.script("return document.querySelector('[name=login]').value") == (
        new.matrix.localpart
    )
    page.type("[name=password]", PASSWORD)
    page.send("button.go")
    assert "Чем открывается профиль" in page.text
    (cookie,) = page.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    assert page.script("return document.cookie") == ""

    page.go(f"{url}/cabinet/teacher")
    assert "Подтвердите, что вы учитель" in page.text
    width = page.script("return document.documentElement.scrollWidth")
    assert width <= 360, "nothing sticks out on a telephone"
    page.set_value("[name=org]", SCHOOL)
    for name, text in (("family", "Новая"), ("given", "Вера"), ("subject", "Биология")):
        page.type(f"[name={name}]", text)
    page.set_value("[name=born]", "1986-03-12")
    page.type("[type=file]", str(proof))
    page.send("form[enctype] button")
    assert "Заявка отправлена" in page.text and "у администратора школы" in page.text

    queue = (await admin.ok("GET", "/v1/verification/queue"))["applications"]
    (case,) = [one for one in queue if one["user_id"] == new.user_id]
    seen = await admin.request("GET", f"/v1/verification/{case['id']}/proof")
    assert seen.content == _PROOF
    decision = f"/v1/verification/{case['id']}/decision"
    await admin.ok("POST", decision, json={"approve": True})
    page.go(f"{url}/cabinet/teacher")
    assert "Статус учителя подтверждён" in page.text

    room = await admin.matrix.create_room("Учительская", members=(new.matrix,))
    event = await new.matrix.text(room, "Здравствуйте")
    read = await admin.matrix.call("GET", f"{CLIENT}/rooms/{room}/event/{event}")
    assert read["unsigned"]["app.parta.role"] == "teacher", "the badge of the program"

    page.send("nav button")
    assert "Пароль" in page.text
    page.go(f"{url}/cabinet/teacher")
    assert "Статус учителя подтверждён" not in page.text
    assert not [line for line in page.complaints() if "Content Security Policy" in line]
    assert base64.b64decode(page.picture()).startswith(b"\x89PNG")


async def test_a_form_of_another_page_does_nothing(
    service_school: ServiceSchool, web_browser: WebBrowser, tmp_path: Path
) -> None:
    vera = await service_school.person("Вера", "teacher")
    url, page = service_school.homeserver.service_url, web_browser
    page.go(f"{url}/cabinet")
    page.type("[name=login]", vera.matrix.localpart)
    page.type("[name=password]", PASSWORD)
    page.send("button.go")
    foreign = tmp_path / "foreign.html"
    foreign.write_text(
        f'<meta charset="utf-8"><form method="post" action="{url}/cabinet/sign-out-everywhere">'
        '<input name="stamp" value=""><button>Приз</button></form>'
    )
    page.go(foreign.as_uri())
    page.send("button")
    assert "Эта страница устарела" in page.text
    assert (await vera.matrix.request("GET", f"{CLIENT}/account/whoami")).status_code == 200
