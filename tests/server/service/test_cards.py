"""Sign-in cards: printed by the class teacher, good once, ended by a newer one."""

import asyncio
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from server.school_core.roster import OrgId, PersonId
from server.service.cards.codes import new_code, normal
from server.service.cards.service import Holder, NewCard
from server.service.cards.sheet import sheet_of
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, Member, ServiceSchool

FLOW = "app.parta.card"


async def _enter(school: ServiceSchool, code: str) -> httpx.Response:
    body = {
        "type": FLOW,
        "identifier": {"type": "m.id.user", "user": f"card-{code[:4].lower()}"},
        "code": code,
        "refresh_token": True,
    }
    async with httpx.AsyncClient(base_url=school.homeserver.url, timeout=30) as http:
        return await http.post(f"{CLIENT}/login", json=body)


async def _card(teacher: Member, pupil: Member, class_id: str = "9b") -> dict[str, Any]:
    body = {"class_id": class_id, "people": [pupil.person]}
    (card,) = await teacher.ok("POST", "/v1/cards/reset", json=body)
    return card  # type: ignore[no-any-return]


def _words(paper: Path, how: str = "-layout") -> str:
    command = ["pdftotext", how, str(paper), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


async def test_a_card_opens_its_persons_account_once(service_school: ServiceSchool) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"], sign_in=False)
    card = await _card(teacher, pupil)
    link = parse_qs(urlsplit(card["link"]).query)
    assert link == {"address": [service_school.homeserver.url], "code": [card["code"]]}

    async with httpx.AsyncClient(base_url=service_school.homeserver.url, timeout=60) as http:
        flows = (await http.get(f"{CLIENT}/login")).json()["flows"]
    assert {"type": FLOW} in flows

    first = await _enter(service_school, card["code"].lower().replace("-", " "))
    assert (first.status_code, first.json()["user_id"]) == (200, pupil.user_id)
    assert first.json()["refresh_token"]
    again = await _enter(service_school, card["code"])
    assert (again.status_code, again.json()["errcode"]) == (403, "M_FORBIDDEN")


async def test_a_new_card_ends_the_old_one_and_a_reset_signs_out(
    service_school: ServiceSchool,
) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Дарья", "pupil", learns=["9b"])
    old = await _card(teacher, pupil)
    gone = await pupil.matrix.request("GET", f"{CLIENT}/account/whoami")
    assert gone.status_code == 401
    new = await _card(teacher, pupil)
    assert (await _enter(service_school, old["code"])).status_code == 403
    (told,) = [
        one
        for one in (await teacher.ok("GET", "/v1/cards", params={"class_id": "9b"}))["people"]
        if one["person"] == pupil.person
    ]
    assert told["card"] == "waiting"
    chosen = {"class_id": "9b", "people": [pupil.person]}
    await teacher.ok("POST", "/v1/cards/revoke", json=chosen)
    assert (await _enter(service_school, new["code"])).status_code == 403


async def test_the_sheet_has_a_card_for_each_of_the_class_and_a_code_that_works(
    service_school: ServiceSchool, tmp_path: Path
) -> None:
    teacher = await service_school.person("Анна", "teacher", leads=["2a"])
    pupils = [
        await service_school.person(f"Ученик{number}", "pupil", learns=["2a"], sign_in=False)
        for number in range(3)
    ]
    chosen = {"class_id": "2a", "people": [pupil.person for pupil in pupils]}
    sheet = await teacher.request("POST", "/v1/cards/sheet", json=chosen)
    assert sheet.headers["content-type"] == "application/pdf"
    paper = tmp_path / "cards.pdf"
    paper.write_bytes(sheet.content)
    text = await asyncio.to_thread(_words, paper)
    for number in range(3):
        assert f"Ученик{number}" in text
    codes = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert len(set(codes)) == 3
    entered = {(await _enter(service_school, code)).json()["user_id"] for code in codes}
    assert entered == {pupil.user_id for pupil in pupils}


def test_long_names_and_addresses_stand_whole_on_a_card(tmp_path: Path) -> None:
    """Whoever has no camera types the address: a part of it is worth nothing."""
    address = "https://chat.lyceum-14.samara.edu.example"
    names = [
        "Рождественская-Преображенская Александра-Виктория Константиновна",
        "Ибрагим-оглы Сейдабдуллах Гаджимурад кызы",
        "О’Нил Д'Артаньян Жан-Батистович",
        *(f"Ёлкин Пётр {number}" for number in range(37)),
    ]
    cards = [
        NewCard(Holder(f"@u:{name}", PersonId(name), name, OrgId("s")), new_code())
        for name in names
    ]
    paper = tmp_path / "cards.pdf"
    paper.write_bytes(sheet_of(cards, school="МАОУ лицей № 14 г. Самары", address=address))
    text = _words(paper, "-raw")
    assert text.count("\f") == 5, "forty cards on five pages"
    plain = "".join(text.split())
    assert plain.count(address.removeprefix("https://")) == 40
    assert all("".join(name.split()) in plain for name in names)
    assert all(card.code in plain for card in cards)
    assert "…" not in text


async def test_only_who_leads_the_class_gets_its_cards(service_school: ServiceSchool) -> None:
    pupil = await service_school.person("Илья", "pupil", learns=["9b"])
    subject = await service_school.person("Пётр", "teacher", teaches=["9b"])
    other = await service_school.person("Нина", "teacher", leads=["2a"])
    parent = await service_school.person("Мама", "parent", children=[pupil])
    admin = await service_school.person("Завуч", "admin")
    body = {"class_id": "9b"}
    for one in (subject, other):
        assert await one.refused(403, "POST", "/v1/cards/sheet", json=body) == "not_class_teacher"
    for one in (pupil, parent):
        assert await one.refused(403, "POST", "/v1/cards/sheet", json=body) == "role_needed"
    assert (await admin.request("POST", "/v1/cards/sheet", json=body)).is_success
    outside = {"class_id": "9b", "people": [other.person]}
    assert await admin.refused(404, "POST", "/v1/cards/reset", json=outside) == "not_found"
    parents = await admin.ok("GET", "/v1/cards", params={"class_id": "9b", "whose": "parents"})
    assert parent.person in [one["person"] for one in parents["people"]]


async def test_a_class_teacher_opens_no_account_that_may_do_more(
    service_school: ServiceSchool, _told: Any
) -> None:
    """A parent who heads the school, teaches in it, or runs the server."""
    pupil = await service_school.person("Илья", "pupil", learns=["2a"], sign_in=False)
    vera = await service_school.person("Вера", "teacher", leads=["2a"])
    head = await service_school.person("Директор", "admin", "parent", children=[pupil])
    colleague = await service_school.person("Коллега", "teacher", "parent", children=[pupil])
    elsewhere = await service_school.person(
        "Завуч", "admin", "parent", org=OTHER_SCHOOL, children=[pupil], sign_in=False
    )
    mama = await service_school.person("Мама", "parent", children=[pupil], sign_in=False)
    operator = await service_school.operator()
    _told.people.append({"id": "it", "user_id": operator.user_id, "given": "И", "family": "Т"})
    _told.guardianships.append({"guardian": "it", "child": pupil.person})
    try:
        await service_school.tell()

        async def offered(caller: Member) -> set[str]:
            where = {"class_id": "2a", "whose": "parents"}
            found = (await caller.ok("GET", "/v1/cards", params=where))["people"]
            known = {one.person for one in (head, colleague, elsewhere, mama)} | {"it"}
            return {one["person"] for one in found} & known

        assert await offered(vera) == {mama.person}
        assert await offered(head) == {head.person, colleague.person, mama.person}
        for person in (head.person, colleague.person, elsewhere.person, "it"):
            body = {"class_id": "2a", "whose": "parents", "people": [person]}
            for path in ("/v1/cards/reset", "/v1/cards/sheet"):
                assert await vera.refused(404, "POST", path, json=body) == "not_found"
        body = {"class_id": "2a", "whose": "parents", "people": ["it"]}
        assert await head.refused(404, "POST", "/v1/cards/reset", json=body) == "not_found"
    finally:
        _told.people[:] = [one for one in _told.people if one["id"] != "it"]
        _told.guardianships[:] = [one for one in _told.guardianships if one["guardian"] != "it"]
        await service_school.tell()


async def test_nobody_but_the_homeserver_asks_whose_code_it_is(
    service_school: ServiceSchool,
) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"], sign_in=False)
    card = await _card(teacher, pupil)
    asked = {"kind": FLOW, "code": card["code"]}
    assert await teacher.refused(404, "POST", "/v1/internal/sign-in", json=asked) == "not_found"
    assert (await _enter(service_school, card["code"])).status_code == 200


async def test_codes_are_nowhere_in_the_services_files(service_school: ServiceSchool) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"], sign_in=False)
    card = await _card(teacher, pupil)
    await _enter(service_school, card["code"])
    bare = card["code"].replace("-", "").encode()
    files = (service_school.homeserver.data / "service").rglob("*")
    kept = {file.name: file.read_bytes() for file in files if file.is_file()}
    assert any(pupil.user_id.encode() in content for content in kept.values())
    for name, content in kept.items():
        assert card["code"].encode() not in content, name
        assert bare not in content, name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7k3m-9qwe-rt2y", "7K3M-9QWE-RT2Y"),
        (" 7K3M 9QWE RT2Y ", "7K3M-9QWE-RT2Y"),
        ("7К3М9QWEРТ2У", "7K3M-9QWE-PT2Y"),
        ("OI1L-0000-0000", "0111-0000-0000"),
        ("7K3M-9QWE", ""),
        ("7K3M-9QWE-RT2!", ""),
        ("", ""),
    ],
)
def test_what_is_typed_is_read_as_it_was_printed(typed: str, meant: str) -> None:
    assert normal(typed) == meant


def test_a_fresh_code_reads_as_itself() -> None:
    assert all(normal(code) == code for code in (new_code() for _ in range(200)))


async def test_classes_say_whose_cards_the_asker_prints(service_school: ServiceSchool) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"], teaches=["9b-bio"])
    head = await service_school.person("Сергей", "admin")
    told = {}
    for who in (teacher, head):
        path = "/v1/rosters/classes?org=school-14"
        classes = (await who.ok("GET", path))["classes"]
        told[who.person] = {one["id"] for one in classes if one["cards"]}
    assert told == {teacher.person: {"9b"}, head.person: {"9b", "2a"}}
