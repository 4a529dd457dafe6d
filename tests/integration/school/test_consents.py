"""Consents and the policy for versions: the app's services against the real service."""

import secrets

import pytest

from app.domain.client_policy import Switches, VersionRules
from app.domain.errors import Forbidden
from app.services.school.consents import ConsentService, PolicyService
from tests.helpers.service_school import ServiceSchool
from tests.integration.school.apps import Settings, client_of


async def test_a_mother_agrees_for_her_child_and_takes_it_back(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    name = f"privacy_{secrets.token_hex(4)}"
    text = {"title": "Обработка данных", "text": "Первая редакция", "required": True}
    await operator.ok("PUT", f"/v1/consents/{name}", json=text)
    child = await service_school.person("Артём Кузнецов", "pupil", learns=["2a"], born="2018-05-05")
    mother = await service_school.person("Анна Кузнецова", "parent", children=[child])
    client, childs = await client_of(mother), await client_of(child)
    try:
        consents = ConsentService(client)

        async def document(of: ConsentService = consents):  # type: ignore[no-untyped-def]
            return next(one for one in await of.refresh() if one.document == name)

        first = await document()
        assert [one.person for one in first.waiting] == [mother.person, child.person]
        for person in first.waiting:
            await consents.say(first, person, given=True)
        agreed = await document()
        assert (agreed.waiting, [one.given for one in agreed.people]) == ((), [True, True])
        own = await document(ConsentService(childs))
        assert own.waiting == (), "a child of eight decides nothing and is asked nothing"

        await consents.say(agreed, agreed.people[1], given=False)
        assert [one.given for one in (await document()).people] == [True, False]
        assert (await document()).waiting == (), "a refusal is a decision too"
        await operator.ok("PUT", f"/v1/consents/{name}", json={**text, "text": "Вторая"})
        assert len((await document()).waiting) == 2
    finally:
        await client.aclose()
        await childs.aclose()


async def test_a_version_learns_that_it_is_too_old_before_it_signs_in(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    vera = await service_school.person("Вера", "teacher", sign_in=False)
    policy = {"min_version": "0.2", "switches": {"anonymous_polls": False}}
    await operator.ok("PUT", "/v1/client-policy", json=policy)
    client, settings = await client_of(vera), Settings()
    try:
        old = PolicyService(client, settings, version="0.1.0")
        await old.refresh()
        assert not old.policy.value.allowed
        assert old.policy.value.text.startswith("Эта версия Парты больше не поддерживается")
        new = PolicyService(client, settings, version="0.2.0")
        await new.refresh()
        assert new.policy.value.allowed
        assert not new.policy.value.switches.anonymous_polls
    finally:
        await operator.ok("PUT", "/v1/client-policy", json={})
        await client.aclose()


async def test_the_operator_publishes_and_the_administrator_sees_who_has_not_agreed(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    admin = await service_school.person("Ольга Завуч", "admin")
    clients = [await client_of(operator), await client_of(admin)]
    owner, head = (ConsentService(one) for one in clients)
    versions = PolicyService(clients[0], Settings())
    title = f"Правила {secrets.token_hex(4)}"
    try:
        await owner.publish(None, title=title, text="Первая", required=True)
        first = next(one for one in await owner.refresh() if one.title == title)
        assert (first.version, first.people) == (1, ()), "nobody of the school"
        seen = next(one for one in await head.refresh() if one.title == title)
        assert admin.person in {one.person for one in (await head.overview(seen)).missing}
        await head.say(seen, seen.people[0], given=True)
        after = await head.overview(seen)
        assert after.agreed == 1
        assert admin.person not in {one.person for one in after.missing}
        await owner.publish(first, title=title, text="Вторая", required=True)
        assert (await head.overview(seen)).agreed == 0

        rules = VersionRules(
            "0.0.1", "9.9", "Пора", "https://school.example/p", Switches(links=False)
        )
        await versions.set_rules(rules)
        assert await versions.rules() == rules
        with pytest.raises(Forbidden, match="operator_needed"):
            await PolicyService(clients[1], Settings()).set_rules(rules)
    finally:
        await operator.ok("PUT", "/v1/client-policy", json={})
        for client in clients:
            await client.aclose()
