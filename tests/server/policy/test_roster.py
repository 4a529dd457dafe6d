"""Telling the roster: by whom, whole or not at all, and what follows from it."""

import json

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.server.policy.conftest import ROSTER, Guarded


async def test_only_an_administrator_tells_and_reads_it(guarded: Guarded) -> None:
    text = json.dumps(guarded.document(revision="forged"))
    for name in ("artem", "head"):
        assert (await guarded[name].request("PUT", ROSTER, content=text)).status_code == 403
        assert (await guarded[name].request("GET", ROSTER)).status_code == 403
    assert (await guarded["service"].call("GET", ROSTER))["revision"] == "test"


async def test_a_faulty_roster_changes_nothing_and_says_why(guarded: Guarded) -> None:
    faulty = guarded.document(revision="faulty", classes=[])
    answer = await guarded["service"].request("PUT", ROSTER, content=json.dumps(faulty))
    assert answer.status_code == 400
    assert any("enrolments.class" in line for line in answer.json()["app.parta.problems"])
    assert (await guarded["service"].call("GET", ROSTER))["revision"] == "test"


async def test_a_late_writer_does_not_undo_a_newer_roster(guarded: Guarded) -> None:
    text = json.dumps(guarded.document())
    service = guarded["service"]
    stale = await service.request("PUT", ROSTER, params={"after": "older"}, content=text)
    assert stale.status_code == 409
    await service.call("PUT", ROSTER, params={"after": "test"}, content=text)


async def test_messages_carry_the_role_of_the_roster(guarded: Guarded) -> None:
    for name, role in (("artem", "pupil"), ("mixed", "teacher"), ("head", "admin"), ("spy", None)):
        assert await _shown(guarded[name]) == role


async def test_the_roster_outlives_a_restart(guarded: Guarded) -> None:
    guarded.homeserver.kill()
    guarded.homeserver.wait_ready()
    assert (await guarded["service"].call("GET", ROSTER))["revision"] == "test"
    body = {"invite": [guarded["artem"].user_id]}
    answer = await guarded["papa"].request("POST", f"{CLIENT}/createRoom", json=body)
    assert answer.status_code == 403


async def _shown(user: MatrixUser) -> object:
    room = await user.create_room("Заметки")
    event_id = await user.text(room, "Привет")
    event = await user.call("GET", f"{CLIENT}/rooms/{room}/event/{event_id}")
    return event["unsigned"].get("app.parta.role")
