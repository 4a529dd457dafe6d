"""Recording a lesson: everybody is told first, the teacher alone decides, and it ends for sure."""

import json
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from server.service.calls.requests import room_name
from tests.helpers.call import claims, soon, twirp
from tests.helpers.egress import FILM, EgressSimulator
from tests.helpers.school import Homeserver, until
from tests.helpers.service_school import OTHER_SCHOOL
from tests.server.recordings.conftest import Recorded, allow


def room(recorded: Recorded) -> str:
    return room_name(recorded.klass.room_id)


def names_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


def write_half(path: str) -> None:
    Path(path).write_bytes(b"half")


async def ended(recorded: Recorded, recorder: EgressSimulator) -> None:
    """Return when nothing of the lesson is recorded any more."""

    await soon(lambda: not recorder.running(room(recorded)))


async def test_everybody_is_told_before_it_begins_and_as_long_as_it_goes_on(
    recorded: Recorded, recorder: EgressSimulator
) -> None:
    klass = recorded.klass
    artem = await klass.inside("artem")
    assert (await klass.state(recorded.id))["recording_offered"]
    assert not (await klass.state(recorded.id, by="artem"))["recording_offered"]
    said = (await recorded.record(True))["recording"]
    assert (said["by"], said["on"]) == (recorded.vera.user_id, False)
    await soon(lambda: artem.states[-1]["recording"] is not None)
    assert artem.states[-1]["recording"] == {
        "by": recorded.vera.user_id, "begins": artem.states[-1]["recording"]["begins"], "on": False,
    }  # fmt: skip
    assert recorder.all == [], "nothing is recorded before they could read it"
    # Who uses another program reads it in the chat.
    (newest, *_) = await klass.messages()
    assert newest["content"]["body"].startswith("Урок «Биология» записывается. Запись включает")
    assert "Классная" in newest["content"]["body"]
    await recorded.goes_on()
    await soon(lambda: artem.states[-1]["recording"]["on"])
    (info,) = recorder.all
    assert info.room_name == room(recorded)
    # Whoever comes later is told with the token, before any picture of them could be taken.
    dasha = klass.device("dasha")
    answer = await dasha.get_token(klass.room_id)
    assert answer["app.parta.lesson"]["recording"]["on"]
    await recorded.record(False)
    await soon(lambda: artem.states[-1]["recording"] is None)
    assert not artem.states[-1]["recording_failed"]


async def test_a_second_wish_is_the_same_recording_and_one_taken_back_never_begins(
    recorded: Recorded, recorder: EgressSimulator
) -> None:
    first = (await recorded.record(True))["recording"]
    assert (await recorded.record(True, by="zoya"))["recording"] == first
    assert (await recorded.record(False))["recording"] is None
    recorded.hurry()
    assert (await recorded.record(False))["recording"] is None
    await recorded.record(True)
    await recorded.goes_on()
    assert len(recorder.all) == 1
    await recorded.record(False)


async def test_the_film_is_for_who_held_the_lesson_and_the_head_and_is_deleted_for_good(
    recorded: Recorded, films: Path
) -> None:
    klass = recorded.klass
    await recorded.record(True)
    await recorded.goes_on()
    await recorded.record(False)
    film = await recorded.film()
    assert (film["title"], film["by_name"], film["size"]) == (
        "Биология", "Классная Вера", len(FILM),
    )  # fmt: skip
    path = f"/v1/recordings/{film['id']}"
    for name in ("vera", "head"):
        assert [one["id"] for one in await recorded.files(name)] == [film["id"]]
        answer = await klass[name].request("GET", f"{path}/file")
        assert (answer.status_code, answer.content) == (200, FILM)
        assert answer.headers["Content-Type"] == "video/mp4"
    part = await recorded.vera.request("GET", f"{path}/file", headers={"Range": "bytes=0-5"})
    assert (part.status_code, part.content) == (206, FILM[:6])
    assert await recorded.files("zoya") == [], "she teaches the class and did not hold the lesson"
    for name in ("artem", "petya", "mama", "ivan", "zoya"):
        assert (await klass[name].ok("GET", "/v1/recordings"))["recordings"] == []
        if name != "zoya":
            where = {"lesson_id": recorded.id}
            code = await klass[name].refused(403, "GET", "/v1/recordings", params=where)
            assert code == "recording_not_yours"
        for method, one in (("GET", f"{path}/file"), ("DELETE", path)):
            assert await klass[name].refused(403, method, one) == "recording_not_yours"
    theirs = await klass.school.person("Олег Соседний", "admin", "teacher", org=OTHER_SCHOOL)
    assert (await theirs.ok("GET", "/v1/recordings"))["recordings"] == []
    assert await theirs.refused(403, "GET", f"{path}/file") == "recording_not_yours"
    stranger = await klass.school.stranger()
    await stranger.refused(403, "GET", f"{path}/file")
    stranger.token = ""
    await stranger.refused(401, "GET", f"{path}/file")
    name = f"lesson-{film['id']}.mp4"
    assert name in names_in(films)
    await klass["head"].ok("DELETE", path)
    assert name not in names_in(films)
    assert await recorded.vera.refused(410, "GET", f"{path}/file") == "recording_gone"
    assert await recorded.files() == []
    log = await _log(recorded)
    assert [one for one in log if one.startswith("recording")] == [
        "recording.started",
        "recording.running",
        "recording.stopped",
        "recording.ready",
        *["recording.fetched"] * 3,
        "recording.deleted",
    ]


async def _log(recorded: Recorded) -> list[str]:
    """The deeds about this lesson, in order."""
    operator = await recorded.klass.school.operator()
    answer = await operator.request("GET", "/v1/audit/export")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    return [one["action"] for one in lines if one["details"].get("lesson") == recorded.id]


async def by_the_end(recorded: Recorded) -> None:
    await recorded.vera.ok("POST", f"/v1/lessons/{recorded.id}/end")


async def by_the_switch(recorded: Recorded) -> None:
    await allow(recorded.klass.school, recorded.klass["head"], False)


@pytest.mark.parametrize("how", [by_the_end, by_the_switch])
async def test_a_recording_that_nobody_may_want_any_more_ends_by_itself(
    recorded: Recorded,
    recorder: EgressSimulator,
    how: Callable[[Recorded], Awaitable[None]],
) -> None:
    await recorded.record(True)
    await recorded.goes_on()
    await how(recorded)
    await ended(recorded, recorder)
    await recorded.film()
    assert await recorded.told() is None


async def test_without_a_free_recorder_everybody_hears_that_nothing_is_recorded(
    recorded: Recorded, recorder: EgressSimulator
) -> None:
    recorder.refuses = "unavailable"
    artem = await recorded.klass.inside("artem")
    await recorded.record(True)
    recorded.hurry()
    await soon(lambda: artem.states and artem.states[-1]["recording_failed"])
    assert artem.states[-1]["recording"] is None
    recorder.refuses = ""
    assert not (await recorded.record(True))["recording_failed"], "the next try is a new one"
    await recorded.goes_on()
    await recorded.record(False)


async def test_a_recording_that_breaks_off_is_told_and_leaves_no_half_file(
    recorded: Recorded, recorder: EgressSimulator, films: Path
) -> None:
    await recorded.record(True)
    await recorded.goes_on()
    (info,) = recorder.all
    write_half(info.room_composite.file_outputs[0].filepath)
    name = Path(info.room_composite.file_outputs[0].filepath).name
    assert name in names_in(films)
    recorder.end(info, error="the browser died")
    state = await recorded.klass.state(recorded.id)
    assert (state["recording"], state["recording_failed"]) == (None, True)
    assert name not in names_in(films)
    assert await recorded.files() == []


def _kill_service(server: Homeserver) -> None:
    pid = server.status()["programs"]["service"]["pid"]
    os.kill(pid, signal.SIGKILL)
    until(lambda: server.status()["programs"]["service"].get("pid") not in (pid, None))


async def test_after_the_service_was_killed_it_knows_what_became_of_a_recording(
    recorded: Recorded, recorder: EgressSimulator
) -> None:
    recorder.slow = True
    await recorded.record(True)
    recorded.hurry()

    await soon(lambda: recorder.all)
    server = recorded.klass.school.homeserver
    _kill_service(server)
    (info,) = recorder.all
    info.status = 1
    recorder.end(info, told=False)
    until(lambda: server.status()["programs"]["service"].get("phase") == "ready")
    assert (await recorded.film())["size"] == len(FILM)
    assert await recorded.told() is None


async def test_what_is_recorded_without_us_in_our_folder_is_ended_and_other_things_are_not(
    recorded: Recorded, recorder: EgressSimulator, films: Path
) -> None:
    ours = recorder.stray(room(recorded), films / "lesson-lost.mp4")
    other = recorder.stray("elsewhere", Path("/srv/other/lesson-lost.mp4"))
    # The service asks every minute, and when it begins.
    server = recorded.klass.school.homeserver
    _kill_service(server)

    await soon(lambda: ours not in recorder.running(room(recorded)))
    assert recorder.running("elsewhere") == [other]


async def test_no_token_of_a_client_records(recorded: Recorded, recorder: EgressSimulator) -> None:
    klass = recorded.klass
    await recorded.record(True)
    await recorded.goes_on()
    (info,) = recorder.all
    bodies: dict[str, dict[str, Any]] = {
        "StartRoomCompositeEgress": {"room_name": room(recorded)},
        "StopEgress": {"egress_id": info.egress_id},
        "ListEgress": {},
    }
    for name in ("artem", "vera"):
        device = klass.device(name, "RAW")
        await device.get_token(klass.room_id)
        assert "roomRecord" not in claims(device.jwt)["video"]
        for method, body in bodies.items():
            assert await twirp(recorder.url, device.jwt, f"Egress/{method}", body) == 401
            assert await twirp(device.url, device.jwt, f"Egress/{method}", body) in (401, 403)
    assert recorder.running(room(recorded)) == [info]
    await recorded.record(False)


async def test_a_webhook_that_nobody_signed_changes_nothing(
    recorded: Recorded, recorder: EgressSimulator
) -> None:
    await recorded.record(True)
    await recorded.goes_on()
    (info,) = recorder.all
    http = recorded.vera.matrix._http
    url = f"{recorded.vera.matrix.server.service_url}/livekit/webhook"
    file = info.room_composite.file_outputs[0].filepath
    body = {
        "event": "egress_ended",
        "egressInfo": {"status": 3, "roomComposite": {"fileOutputs": [{"filepath": file}]}},
    }
    assert (await http.post(url, json=body)).status_code == 401
    assert (await recorded.told())["on"]
    # Nor is one believed that says more than Egress does.
    recorder.tell("egress_ended", info)
    assert (await recorded.told())["on"]
    await recorded.record(False)


async def test_it_is_refused_with_a_sentence_where_it_is_not_to_be_had(recorded: Recorded) -> None:
    path = f"/v1/lessons/{recorded.id}/recording"
    for name in ("artem", "petya", "mama", "ivan"):
        code = await recorded.klass[name].refused(403, "PUT", path, json={"on": True})
        assert code == "lesson_not_leading"
    await allow(recorded.klass.school, recorded.klass["head"], False)
    assert not (await recorded.klass.state(recorded.id))["recording_offered"]
    code = await recorded.vera.refused(403, "PUT", path, json={"on": True})
    assert code == "recording_not_allowed"
    await allow(recorded.klass.school, recorded.klass["head"], True)
    await by_the_end(recorded)
    assert await recorded.vera.refused(409, "PUT", path, json={"on": True}) == "lesson_not_live"
