"""What clients are told before signing in; consents for oneself and one's child."""

import secrets

import httpx

from tests.helpers.service_school import OTHER_SCHOOL, ServiceSchool


async def test_a_version_that_is_too_old_learns_it_without_signing_in(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    vera = await service_school.person("Вера", "admin")
    policy = {"min_version": "1.2", "latest_version": "1.4", "switches": {"calls": False}}
    path = "/v1/client-policy"
    assert await vera.refused(403, "PUT", path, json=policy) == "operator_needed"
    await operator.ok("PUT", path, json=policy)
    try:
        async with httpx.AsyncClient(
            base_url=service_school.homeserver.service_url, timeout=60
        ) as nobody:
            old = (await nobody.get(path, params={"version": "1.1.9"})).json()
            new = (await nobody.get(path, params={"version": "1.3"})).json()
        assert (old["allowed"], new["allowed"], new["outdated"]) == (False, True, True)
        assert old["text"].startswith("Эта версия Парты больше не поддерживается.")
        assert (new["switches"]["calls"], new["switches"]["diary"]) == (False, True)
    finally:
        await operator.ok("PUT", path, json={})


async def test_consents_are_asked_anew_for_a_new_version_and_can_be_taken_back(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    name = f"privacy_{secrets.token_hex(4)}"
    path = f"/v1/consents/{name}"
    text = {"title": "Обработка данных", "text": "Первая редакция", "required": True}
    await operator.ok("PUT", path, json=text)
    child = await service_school.person("Артём", "pupil", learns=["2a"], born="2018-05-05")
    mother = await service_school.person("Анна", "parent", children=[child])
    admin = await service_school.person("Ольга", "admin")
    foreign = await service_school.person("Чужая", "admin", org=OTHER_SCHOOL)

    async def given() -> dict[str, bool]:
        documents = (await mother.ok("GET", "/v1/consents"))["documents"]
        (mine,) = [one for one in documents if one["document"] == name]
        return {one["person"]: one["given"] for one in mine["people"]}

    assert await given() == {mother.person: False, child.person: False}
    await mother.ok("POST", path, json={"version": 1, "given": True})
    word = {"version": 1, "given": True, "person": child.person}
    await mother.ok("POST", path, json=word)
    assert await given() == {mother.person: True, child.person: True}
    assert await child.refused(403, "POST", path, json=word) == "consent_child"
    assert await admin.refused(403, "POST", path, json=word) == "consent_stranger"

    async def lacking() -> set[str]:
        return {one["person"] for one in (await admin.ok("GET", f"{path}/overview"))["missing"]}

    assert not {mother.person, child.person} & await lacking()
    await mother.ok("POST", path, json={**word, "given": False})
    assert child.person in await lacking() and mother.person not in await lacking()

    await operator.ok("PUT", path, json={**text, "text": "Вторая редакция"})
    assert await given() == {mother.person: False, child.person: False}
    assert await mother.refused(409, "POST", path, json=word) == "consent_version"
    await mother.ok("POST", path, json={**word, "version": 2})
    assert (await given())[child.person] is True
    away = (await foreign.ok("GET", f"{path}/overview"))["missing"]
    assert mother.person not in {one["person"] for one in away}
    log = (await operator.request("GET", "/v1/audit/export")).text
    assert "consent.withdrawn" in log
