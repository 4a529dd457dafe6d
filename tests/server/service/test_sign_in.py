"""In and out of the service, and who one is there."""

import json
from urllib.parse import quote

from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, ServiceSchool


async def test_a_matrix_account_signs_in_and_is_who_the_roster_says(
    service_school: ServiceSchool,
) -> None:
    child = await service_school.person("Артём", learns=["9b"])
    mother = await service_school.person("Анна", "parent", "teacher", children=[child])
    me = await mother.ok("GET", "/v1/me")
    assert me["roles"] == [
        {"org": SCHOOL, "role": "parent"},
        {"org": SCHOOL, "role": "teacher"},
    ]
    assert (me["person"], me["operator"]) == (mother.person, False)
    stranger = await service_school.stranger()
    assert (await stranger.ok("GET", "/v1/me"))["roles"] == []
    assert (await (await service_school.operator()).ok("GET", "/v1/me"))["operator"] is True


async def test_a_token_is_worth_nothing_after_signing_out_and_a_made_up_one_never(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher")
    await vera.ok("DELETE", "/v1/session")
    assert await vera.refused(401, "GET", "/v1/me") == "session_over"
    vera.token = ""
    assert await vera.refused(401, "GET", "/v1/me") == "no_session"
    forged = {"access_token": "made-up", "matrix_server_name": vera.matrix.server.server_name}
    assert await vera.refused(401, "POST", "/v1/session", json=forged) == "openid_refused"
    # The token of another homeserver is not even asked about.
    foreign = forged | {"matrix_server_name": "elsewhere.example"}
    assert await vera.refused(401, "POST", "/v1/session", json=foreign) == "openid_refused"


async def test_a_dismissed_person_has_no_role_at_the_next_request(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    await admin.ok("GET", "/v1/audit")
    await service_school.dismiss(admin)
    assert await admin.refused(403, "GET", "/v1/audit") == "role_needed"


async def test_only_the_operator_replaces_the_roster_and_a_wrong_one_changes_nothing(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    operator = await service_school.operator()
    path = "/v1/school/roster"
    assert await admin.refused(403, "PUT", path, content="{}") == "operator_needed"
    wrong = {"revision": "x", "orgs": [], "people": [], "grants": [{"person": "nobody"}]}
    code = await operator.refused(400, "PUT", path, content=json.dumps(wrong))
    assert code == "roster_refused"
    assert (await admin.ok("GET", "/v1/me"))["roles"] == [{"org": SCHOOL, "role": "admin"}]


async def test_the_module_knows_what_the_service_knows(service_school: ServiceSchool) -> None:
    """Contact rules and roles bind from the moment the roster is told."""
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    stranger = await service_school.stranger()
    room = await vera.matrix.create_room(members=(artem.matrix,), direct=True)
    event = await vera.matrix.text(room, "Здравствуй")
    seen = await artem.matrix.call("GET", f"{CLIENT}/rooms/{room}/event/{event}")
    assert seen["unsigned"]["app.parta.role"] == "teacher"
    body = {"invite": [artem.user_id], "preset": "private_chat"}
    answer = await stranger.matrix.request("POST", f"{CLIENT}/createRoom", json=body)
    assert answer.status_code == 403


async def test_what_a_school_decides_binds_at_once_and_outlives_the_next_roster(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    foreign = await service_school.person("Чужая", "admin", org=OTHER_SCHOOL)
    one = await service_school.person("Артём", "pupil", learns=["9b"])
    two = await service_school.person("Даша", "pupil", learns=["9b"])
    path = f"/v1/school/{SCHOOL}/switches"
    invite = {"invite": [two.user_id], "preset": "private_chat", "is_direct": True}
    assert (await admin.ok("GET", path))["classmates"] is True
    assert await foreign.refused(404, "PUT", path, json={"classmates": False}) == "no_school"
    assert await one.refused(403, "PUT", path, json={"classmates": False}) == "role_needed"
    try:
        await admin.ok("PUT", path, json={"classmates": False})
        await service_school.tell()
        answer = await one.matrix.request("POST", f"{CLIENT}/createRoom", json=invite)
        assert answer.json()["app.parta.reason"] == "pupil_classmates_off"
    finally:
        await admin.ok("PUT", path, json={})
    await one.matrix.call("POST", f"{CLIENT}/createRoom", json=invite)


async def test_a_persons_card_tells_each_what_they_may_know(service_school: ServiceSchool) -> None:
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    mother = await service_school.person("Елена", "parent", "teacher", children=[pupil])
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    other = await service_school.person("Чужой", "pupil", org=OTHER_SCHOOL, learns=["7v"])
    path = f"/v1/school/people/{quote(mother.user_id)}"
    told = await vera.ok("GET", path)
    assert told["name"] == "Тестовая Елена"
    assert [one["role"] for one in told["roles"]] == ["teacher", "parent"]
    assert told["roles"][1]["children"] == [{"name": "Тестовая Артём", "school_class": "9Б"}]
    (shown,) = (await pupil.ok("GET", f"/v1/school/people/{quote(vera.user_id)}"))["roles"]
    assert (shown["role"], shown["leads"]) == ("teacher", ["9Б"])
    assert await other.refused(404, "GET", path) == "no_person"
    stranger = await service_school.stranger()
    assert await stranger.refused(404, "GET", path) == "no_person"
