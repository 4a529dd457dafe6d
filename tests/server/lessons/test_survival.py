"""kill -9 of the SFU, the service and Synapse in the middle of a lesson; teachers who vanish."""

import os
import signal
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from server.service.calls.requests import room_name
from server.service.calls.sfu import Sfu
from tests.helpers.call import soon, soon_so
from tests.helpers.school import Homeserver, until
from tests.server.lessons.conftest import ClassRoom


def kill(server: Homeserver, program: str) -> None:
    """Kill a program of the school hard; its supervisor starts it again."""
    pid = server.status()["programs"][program]["pid"]
    os.kill(pid, signal.SIGKILL)
    until(lambda: server.status()["programs"].get(program, {}).get("pid") not in (pid, None))


def wait_up(server: Homeserver, program: str) -> None:
    """Return when a program answers again."""
    until(lambda: server.status()["programs"].get(program, {}).get("phase") == "ready")


def seconds(line: dict[str, Any]) -> float:
    """From first coming to last going."""
    joined, left = (datetime.fromisoformat(line[one]) for one in ("joined", "left"))
    return (left - joined).total_seconds()


async def test_after_the_sfu_was_killed_the_lesson_goes_on_and_the_register_is_whole(
    klass: ClassRoom, sfu: Sfu
) -> None:
    server = klass.school.homeserver
    lesson_id = await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")
    await vera.member.ok("PUT", f"/v1/lessons/{lesson_id}/floor", json={"sources": ["microphone"]})
    kill(server, "livekit")
    wait_up(server, "livekit")
    await vera.leave()
    await artem.leave()
    # The school makes the room again; what the teacher had decided still holds.
    again, back = await klass.inside("vera", "NEW"), await klass.inside("artem", "NEW")
    await soon(lambda: back.may_publish and again.identity in back.sees)
    assert (await klass.state(lesson_id))["phase"] == "live"
    await klass["vera"].ok("POST", f"/v1/lessons/{lesson_id}/end")
    line = (await klass.register(lesson_id))["Артём"]
    assert abs(line["present_seconds"] - seconds(line)) <= 1
    assert line["late_minutes"] == 0


async def test_after_the_service_was_killed_it_knows_who_left_meanwhile(klass: ClassRoom) -> None:
    server = klass.school.homeserver
    lesson_id = await klass.lesson()
    vera = await klass.inside("vera")
    artem, dasha = await klass.inside("artem"), await klass.inside("dasha")
    await vera.publish("microphone")
    await soon(lambda: artem.gets(vera) == {"microphone"})
    kill(server, "service")
    gone = datetime.now(UTC)
    await artem.leave()
    wait_up(server, "service")
    assert dasha.gets(vera) == {"microphone"}  # nobody noticed anything

    async def known() -> bool:
        lines = await klass.register(lesson_id)
        return not lines["Артём"]["here"] and bool(lines["Даша"]["here"])

    await soon_so(known)
    line = (await klass.register(lesson_id))["Артём"]
    assert abs(datetime.fromisoformat(line["left"]) - gone) < timedelta(seconds=5)
    # What was decided before holds, and new decisions are enforced.
    await klass["vera"].ok(
        "POST", f"/v1/lessons/{lesson_id}/remove", json={"user_id": dasha.user_id}
    )
    await soon(lambda: dasha.ended is not None)


async def test_a_lesson_is_led_while_the_homeserver_is_down(klass: ClassRoom) -> None:
    server = klass.school.homeserver
    lesson_id = await klass.lesson()
    await klass.inside("vera")
    artem = await klass.inside("artem")
    server.freeze()
    try:
        floor = {"user_id": artem.user_id, "sources": ["microphone"]}
        await klass["vera"].ok("PUT", f"/v1/lessons/{lesson_id}/floor", json=floor)
        await soon(lambda: artem.may_publish)
    finally:
        server.thaw()
    kill(server, server.name)
    server.wait_ready()
    await klass["vera"].ok("POST", f"/v1/lessons/{lesson_id}/end")
    await soon(lambda: artem.ended is not None)

    async def told() -> bool:
        newest = (await klass.messages())[0]["content"]
        return bool(newest.get("app.parta.lesson", {}).get("phase") == "ended")

    await soon_so(told)


async def test_a_lesson_whose_teacher_is_long_gone_closes_and_nobody_stays(
    klass: ClassRoom, sfu: Sfu
) -> None:
    lesson_id = await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")

    async def live() -> bool:
        return bool((await klass.state(lesson_id))["phase"] == "live")

    await soon_so(live)
    await vera.leave()

    async def alone() -> bool:
        people = await sfu.participants(room_name(klass.room_id))
        return [one.identity for one in people] == [artem.identity]

    await soon_so(alone)
    assert artem.ended is None
    # Six minutes pass.
    path = klass.school.homeserver.data / "service" / "service.db"
    before = (datetime.now(UTC) - timedelta(minutes=6)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with sqlite3.connect(path, timeout=30) as database:
        database.execute("UPDATE lesson SET teacher_seen = ? WHERE id = ?", (before, lesson_id))
    database.close()
    await soon(lambda: artem.ended is not None)

    async def closed() -> bool:
        return await sfu.told(room_name(klass.room_id)) is None

    await soon_so(closed)
    assert (await klass.state(lesson_id))["phase"] == "ended"


async def test_groups_talk_among_themselves_and_come_back(klass: ClassRoom, sfu: Sfu) -> None:
    lesson_id = await klass.lesson()
    vera = await klass.inside("vera")
    await klass.inside("artem")
    await klass.inside("dasha")
    path = f"/v1/lessons/{lesson_id}"
    members = [klass["artem"].user_id, klass["dasha"].user_id]
    body = {"groups": [{"name": "Первая", "members": members}]}
    key = (await klass["vera"].ok("PUT", f"{path}/groups", json=body))["groups"][0]["key"]
    inside = {}
    for name in ("artem", "dasha"):
        device = klass.device(name, "GROUP")
        token = {"device_id": "GROUP"}
        answer = await klass[name].ok("POST", f"{path}/groups/{key}/enter", json=token)
        device.url, device.jwt = answer["url"], answer["jwt"]
        inside[name] = await device.join()
    await inside["artem"].publish("microphone")
    await soon(lambda: inside["dasha"].gets(inside["artem"]) == {"microphone"})
    await klass["vera"].ok("PUT", f"{path}/groups/notice", json={"text": "Ещё минута"})
    await soon(lambda: inside["dasha"].states[-1]["notice"] == "Ещё минута")
    await klass["vera"].ok("DELETE", f"{path}/groups")
    await soon(lambda: all(one.ended is not None for one in inside.values()))
    assert vera.ended is None
    await soon(lambda: vera.states[-1]["groups"] == [])
    lines = await klass.register(lesson_id)
    assert lines["Артём"]["here"]


async def test_a_quick_question_is_answered_once_each_and_shown_when_closed(
    klass: ClassRoom,
) -> None:
    lesson_id = await klass.lesson()
    await klass.inside("vera")
    artem, dasha = await klass.inside("artem"), await klass.inside("dasha")
    path = f"/v1/lessons/{lesson_id}/question"
    asked = {"text": "Что делит клетка первым?", "options": ["ядро", "мембрану"]}
    question = (await klass["vera"].ok("POST", path, json=asked))["question"]["id"]
    for member, option in ((artem.member, 1), (artem.member, 0), (dasha.member, 0)):
        answer = {"question": question, "option": option}
        seen = await member.ok("POST", f"{path}/answer", json=answer)
        assert (seen["question"]["mine"], seen["question"]["totals"]) == (option, None)
    state = await klass.state(lesson_id)
    assert state["question"]["totals"] == [2, 0]
    await soon(lambda: dasha.states[-1]["question"]["answered"] == 2)
    assert "totals" not in dasha.states[-1]["question"]
    await klass["vera"].ok("POST", f"{path}/close")
    await soon(lambda: dasha.states[-1]["question"].get("totals") == [2, 0])
    late = {"question": question, "option": 1}
    assert await dasha.member.refused(409, "POST", f"{path}/answer", json=late)
