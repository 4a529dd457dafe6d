"""The operator's own document: what was ruled about guardians holds over it at once."""

from tests.helpers.service_school import SCHOOL, ServiceSchool


async def test_a_ruling_holds_over_a_document_that_knows_nothing_of_it(
    service_school: ServiceSchool,
) -> None:
    artem = await service_school.person("Артём Тишин", "pupil", learns=["9b"], sign_in=False)
    mama = await service_school.person("Елена Тишина", "parent", children=[artem])
    head = await service_school.person("Сергей Дорохов", "admin")
    diary = f"/v1/diary/children/{artem.person}/announcements"
    await mama.ok("GET", diary)
    body = {
        "org": SCHOOL,
        "guardian": mama.person,
        "child": artem.person,
        "no_contact": False,
        "no_diary": True,
        "reason": "Решение суда",
    }
    made = await head.ok("POST", "/v1/rosters/rulings", json=body)
    assert await mama.refused(403, "GET", diary) == "diary_ruled_out"
    await service_school.tell()
    assert await mama.refused(403, "GET", diary) == "diary_ruled_out"
    await head.ok("DELETE", f"/v1/rosters/rulings/{made['id']}")
    await service_school.tell()
    await mama.ok("GET", diary)
