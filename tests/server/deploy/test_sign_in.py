"""In through a region's broker: from the plan to the session, with a real OpenID provider.

The installation is what `server.deploy` writes, the provider a certified one with the claims that
brokers of ESIA give.
"""

import json
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
import yaml

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.oidc import OpenIdProvider, browse
from tests.helpers.postgres import Postgres
from tests.helpers.school_fixtures import openid_provider
from tests.server.deploy.conftest import Installation

__all__ = ["openid_provider"]

pytestmark = pytest.mark.timeout(300)  # a whole installation starts on two cores

REDIRECT = "http://127.0.0.1:9/callback"
WAYS = ("oidc-esia", "oidc-region")


@pytest.fixture(scope="module")
def one(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, openid_provider: OpenIdProvider
) -> Iterator[Installation]:
    root = tmp_path_factory.mktemp("one") / "school"
    school = Installation(root, postgres, 0, size="one")
    secret = root / "broker.secret"
    secret.write_text("parta-test-secret\n")
    answers = {
        "issuer": openid_provider.issuer,
        "client_id": "parta",
        "client_secret_file": str(secret),
    }
    school.plan["redis"] = {}
    school.plan["sign_in"] = [
        {"kind": "esia", **answers, "claim": "person_id"},
        {"kind": "oidc", "id": "region", "title": "Министерство образования", **answers},
    ]
    school.plan_file.write_text(yaml.safe_dump(school.plan, allow_unicode=True))
    assert school.deploy("make") == 0, school.said
    try:
        school.start()
        yield school
    finally:
        school.stop()


class _People:
    """People of this school's roster; they sign in to the service with a password's session."""

    def __init__(self, school: Installation, admin: MatrixUser) -> None:
        self.school, self.admin = school, admin
        self.known: dict[str, MatrixUser] = {}

    async def add(self, person: str, role: str = "teacher") -> MatrixUser:
        user = await self.school.homeserver.new_user(person)
        self.known[person] = user
        await self.tell()
        return user

    async def tell(self, *, without: str = "") -> None:
        people = [one for one in self.known.items() if one[0] != without]
        document = {
            "revision": secrets.token_hex(8),
            "orgs": [{"id": "s14", "name": "Школа № 14"}],
            "people": [{"id": key, "user_id": user.user_id} for key, user in people],
            "grants": [{"person": key, "org": "s14", "role": "teacher"} for key, _ in people],
        }
        content = json.dumps(document)
        await self.service(self.admin, "PUT", "/v1/school/roster", content=content)

    async def service(self, user: MatrixUser, method: str, path: str, **more: Any) -> Any:
        openid_path = f"{CLIENT}/user/{quote(user.user_id)}/openid/request_token"
        openid = await user.call("POST", openid_path, json={})
        async with httpx.AsyncClient(base_url=self.school.site, timeout=60) as http:
            session = (await http.post("/v1/session", json=openid)).raise_for_status().json()
            headers = {"Authorization": f"Bearer {session['token']}"}
            answer = await http.request(method, path, headers=headers, **more)
            assert answer.is_success, answer.text
            return answer.json() if answer.content else None


@pytest.fixture
async def people(one: Installation) -> AsyncIterator[_People]:
    made = _People(one, await one.homeserver.new_user("Администратор", admin=True))
    yield made
    for user in (made.admin, *made.known.values()):
        await user.aclose()


async def _come(school: Installation, way: str) -> httpx.Response | str:
    """Go through the browser; the address with a login token, or the page that refuses."""
    path = f"{CLIENT}/login/sso/redirect/{way}?redirectUrl={REDIRECT}"
    return await browse(school.site + path, until=REDIRECT)


async def _finish(school: Installation, end: httpx.Response | str) -> httpx.Response:
    assert isinstance(end, str), end.text
    (token,) = parse_qs(urlsplit(end).query)["loginToken"]
    async with httpx.AsyncClient(base_url=school.site, timeout=60) as http:
        return await http.post(f"{CLIENT}/login", json={"type": "m.login.token", "token": token})


async def _accounts(people: _People) -> int:
    path = "/_synapse/admin/v2/users?limit=1"
    total: int = (await people.admin.call("GET", path))["total"]
    return total


async def test_several_ways_are_offered_with_their_names(one: Installation) -> None:
    async with httpx.AsyncClient(base_url=one.site, timeout=60) as http:
        flows = (await http.get(f"{CLIENT}/login")).json()["flows"]
        told = (await http.get("/v1/sign-in")).json()["ways"]
    (sso,) = [flow for flow in flows if flow["type"] == "m.login.sso"]
    named = {(each["id"], each["name"], each.get("brand")) for each in sso["identity_providers"]}
    assert named == {
        ("oidc-esia", "Госуслуги", "gosuslugi"),
        ("oidc-region", "Министерство образования", "app.parta.authority"),
    }
    assert [(each["id"], each["kind"]) for each in told] == [(way, "browser") for way in WAYS]


async def test_whom_the_register_knows_comes_in_at_once_and_who_left_does_not(
    one: Installation, people: _People, openid_provider: OpenIdProvider
) -> None:
    vera = await people.add("vera")
    subject = f"reg-{secrets.token_hex(6)}"
    known = [{"subject": subject, "person": "vera"}]
    await people.service(people.admin, "PUT", "/v1/identities/known/oidc-esia", json=known)
    claims = {"person_id": subject, "snils": "000-000-000 00", "trusted": True}
    await openid_provider.next_person("1000299", name="Вера Вартанян", claims=claims)
    entered = await _finish(one, await _come(one, "oidc-esia"))
    assert (entered.status_code, entered.json().get("user_id")) == (200, vera.user_id)

    # Synapse knows the identity by now; the roster still has the last word.
    await people.tell(without="vera")
    refused = await _finish(one, await _come(one, "oidc-esia"))
    assert refused.status_code == 403
    assert refused.json()["app.parta.reason"] == "not_in_roster"
    assert "нет в списках школы" in refused.json()["error"]
    await people.tell()


async def test_the_cabinet_opens_by_the_provider_for_whoever_began_there(
    one: Installation, people: _People, openid_provider: OpenIdProvider
) -> None:
    olga = await people.add("olga")
    subject = f"reg-{secrets.token_hex(6)}"
    known = [{"subject": subject, "person": "olga"}]
    await people.service(people.admin, "PUT", "/v1/identities/known/oidc-esia", json=known)
    await openid_provider.next_person("1000300", claims={"person_id": subject})
    page = await browse(f"{one.site}/cabinet/provider/oidc-esia")
    assert isinstance(page, httpx.Response) and page.status_code == 200
    assert page.url.path == "/cabinet" and olga.user_id in page.text
    assert "Госуслуги" in page.text, "the binding stands there"
    left = (await olga.call("GET", f"{CLIENT}/devices"))["devices"]
    assert len(left) == 1, "no device stays behind"

    end = await _come(one, "oidc-esia")
    assert isinstance(end, str), end.text
    (token,) = parse_qs(urlsplit(end).query)["loginToken"]
    planted = f"{one.site}/cabinet/back?stamp={'0' * 64}&loginToken={token}"
    foreign = await browse(planted)
    assert isinstance(foreign, httpx.Response) and foreign.status_code == 403
    assert "Начните вход ещё раз" in foreign.text, "nobody is signed in as somebody else"
    assert (await _finish(one, end)).status_code == 200, "the token was not even tried"


async def test_a_stranger_gets_no_account_and_a_page_that_says_what_to_do(
    one: Installation, people: _People, openid_provider: OpenIdProvider
) -> None:
    before = await _accounts(people)
    await openid_provider.next_person(
        "777", name="Чужой", claims={"person_id": f"x{secrets.token_hex(6)}"}
    )
    page = await _come(one, "oidc-esia")
    assert isinstance(page, httpx.Response)
    assert page.status_code == 403
    assert "ещё не связан ни с одним профилем" in page.text
    assert "«Госуслуги»" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert await _accounts(people) == before

    await openid_provider.next_person("778", name="Без номера", claims={})
    nameless = await _come(one, "oidc-esia")
    assert isinstance(nameless, httpx.Response)
    assert await _accounts(people) == before


async def test_the_code_of_the_page_binds_and_unbinding_shuts_the_way_again(
    one: Installation, people: _People, openid_provider: OpenIdProvider
) -> None:
    anna, other = await people.add("anna"), await people.add("boris")
    await openid_provider.next_person(f"s{secrets.token_hex(6)}", name="Анна Белова")
    page = await _come(one, "oidc-region")
    assert isinstance(page, httpx.Response)
    code = page.text.partition('class="code">')[2].partition("<")[0]
    looked = await people.service(anna, "POST", "/v1/identities/code", json={"code": code})
    assert looked == {
        "provider": "oidc-region",
        "title": "Министерство образования",
        "hint": "Анна Белова",
    }
    confirmed = {"code": code.lower(), "confirm": True}
    await people.service(anna, "POST", "/v1/identities/code", json=confirmed)
    entered = await _finish(one, await _come(one, "oidc-region"))
    assert entered.json()["user_id"] == anna.user_id
    with pytest.raises(AssertionError, match="no_code"):
        await people.service(other, "POST", "/v1/identities/code", json=confirmed)

    (mine,) = (await people.service(anna, "GET", "/v1/identities"))["identities"]
    assert mine["title"] == "Министерство образования"
    await people.service(anna, "DELETE", f"/v1/identities/{mine['id']}")
    again = await _come(one, "oidc-region")
    assert isinstance(again, httpx.Response), "the homeserver has forgotten them too"
    assert "ещё не связан" in again.text


def test_no_code_and_no_claim_is_in_a_log(one: Installation) -> None:
    logs = list(one.root.glob("*.log"))
    assert logs
    for log in logs:
        text = log.read_text()
        assert "person_id" not in text, log.name
        assert "Анна Белова" not in text, log.name
        assert "sign-in/refused" not in text, log.name


def test_a_plan_with_two_ways_of_one_name_is_refused(one: Installation, tmp_path: Path) -> None:
    plan: dict[str, Any] = json.loads(json.dumps(one.plan))
    plan["sign_in"][1]["id"] = "esia"
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(plan))
    kept, one.plan_file = one.plan_file, file
    try:
        assert one.deploy("check") == 1
    finally:
        one.plan_file = kept
    assert "two ways to sign in have the same id" in one.said
