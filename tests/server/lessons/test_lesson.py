"""A lesson from the first click to the register, with LiveKit's own client in every chair."""

from datetime import UTC, datetime, timedelta

from tests.helpers.call import soon
from tests.server.lessons.conftest import ClassRoom


async def test_a_lesson_from_the_teachers_click_to_the_register(klass: ClassRoom) -> None:
    lesson_id = await klass.lesson()
    artem = klass.device("artem")
    answer = await artem.get_token(klass.room_id)
    assert answer["app.parta.waits"]["code"] == "lesson_no_teacher"
    await artem.join()
    assert not artem.may_publish
    vera = await klass.inside("vera")
    await vera.publish("microphone")
    # The door opens by itself, the pupil hears the teacher and nobody else speaks.
    await soon(lambda: artem.gets(vera) == {"microphone"})
    assert artem.states[-1]["phase"] == "live"
    assert not artem.may_publish
    await klass["vera"].ok("POST", f"/v1/lessons/{lesson_id}/end")
    await soon(lambda: artem.ended is not None and vera.ended is not None)
    lines = await klass.register(lesson_id)
    assert lines["Артём"]["joined"] and lines["Артём"]["late_minutes"] == 0
    assert not lines["Артём"]["here"]
    assert lines["Даша"]["joined"] is None
    said = [one for one in await klass.messages() if one["type"] == "m.room.message"]
    assert said[0]["content"]["app.parta.lesson"]["phase"] == "ended"
    assert said[0]["content"]["m.new_content"]["body"].startswith("Урок «Биология» закончился")
    ring = [e for e in await klass.messages() if e["type"].endswith("rtc.notification")]
    assert ring[0]["content"]["notification_type"] == "ring"


async def test_the_floor_is_given_and_taken_and_stays_taken(klass: ClassRoom) -> None:
    lesson_id = await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")
    path = f"/v1/lessons/{lesson_id}"
    await artem.member.ok("PUT", f"{path}/hand", json={"up": True})
    await soon(lambda: [hand["user_id"] for hand in vera.states[-1]["hands"]] == [artem.user_id])
    floor = {"user_id": artem.user_id, "sources": ["microphone"]}
    await vera.member.ok("PUT", f"{path}/floor", json=floor)
    await soon(lambda: artem.may_publish)
    await artem.publish("microphone")
    await soon(lambda: vera.gets(artem) == {"microphone"})
    assert vera.states[-1]["hands"] == []
    await vera.member.ok("POST", f"{path}/silence", json={})
    await soon(lambda: not artem.may_publish and not vera.gets(artem))
    # A new connection has no more rights than the one before.
    await artem.leave()
    again = await klass.inside("artem", "OTHER")
    assert not again.may_publish


async def test_who_is_not_on_the_list_waits_until_admitted(klass: ClassRoom) -> None:
    klass.room_id = await klass.chat("vera", "artem", "ivan")
    lesson_id = await klass.lesson()
    vera = await klass.inside("vera")
    await vera.publish("microphone")
    await soon(lambda: vera.states[-1]["phase"] == "live")
    ivan = klass.device("ivan")
    answer = await ivan.get_token(klass.room_id)
    assert answer["app.parta.waits"]["code"] == "lesson_not_admitted"
    await ivan.join()
    await soon(lambda: vera.states[-1]["waiting"] == [ivan.user_id])
    assert not ivan.gets(vera)
    body = {"users": [ivan.user_id]}
    await vera.member.ok("POST", f"/v1/lessons/{lesson_id}/admit", json=body)
    await soon(lambda: ivan.gets(vera) == {"microphone"})
    await soon(lambda: vera.states[-1]["waiting"] == [])


async def test_a_locked_lesson_lets_back_in_only_who_was_inside(klass: ClassRoom) -> None:
    lesson_id = await klass.lesson()
    await klass.inside("vera")
    artem = await klass.inside("artem")
    lock = f"/v1/lessons/{lesson_id}/lock"
    await klass["vera"].ok("PUT", lock, json={"locked": True})
    assert await klass.device("dasha").refused(klass.room_id) == "lesson_locked"
    await artem.leave()
    await klass.inside("artem")
    await klass["vera"].ok("PUT", lock, json={"locked": False})
    await klass.inside("dasha")


async def test_a_call_in_a_class_chat_is_begun_by_its_teacher(klass: ClassRoom) -> None:
    klass.room_id = await klass.chat("vera", "artem", "ivan")
    artem = klass.device("artem")
    for other in (artem, klass.device("ivan")):
        assert await other.refused(klass.room_id) == "class_call_no_lesson"
    vera = await klass.inside("vera")
    await vera.publish("camera")
    await artem.join(klass.room_id)
    await soon(lambda: artem.gets(vera) == {"camera"})
    assert not artem.may_publish


async def test_in_an_ordinary_chat_everybody_speaks(klass: ClassRoom) -> None:
    room = await klass["artem"].matrix.create_room("Кружок", members=(klass["dasha"].matrix,))
    artem = await klass.device("artem").join(room)
    dasha = await klass.device("dasha").join(room)
    await artem.publish("microphone")
    await dasha.publish("camera")
    await soon(lambda: artem.gets(dasha) == {"camera"} and dasha.gets(artem) == {"microphone"})


async def test_whom_the_school_has_parted_it_does_not_connect(klass: ClassRoom) -> None:
    """In a chat of two one may still read, and a call would be the way around."""
    room = await klass["artem"].matrix.create_room(members=(klass["dasha"].matrix,), direct=True)
    artem, dasha = klass.device("artem"), klass.device("dasha")
    assert (await artem.ask(room)).status_code == 200
    enrolments = klass.school._roster.enrolments
    hers = [one for one in enrolments if one["person"] == klass["dasha"].person]
    klass.school._roster.enrolments = [one for one in enrolments if one not in hers]
    try:
        await klass.school.tell()
        for device in (artem, dasha):
            answer = await device.ask(room)
            assert (answer.status_code, answer.json()["app.parta.reason"]) == (403, "contact_ended")
        assert (await klass.device("vera").ask(klass.room_id)).status_code == 200
    finally:
        klass.school._roster.enrolments = enrolments
        await klass.school.tell()
    assert (await dasha.ask(room)).status_code == 200


async def test_a_lesson_of_the_timetable_opens_by_itself_when_its_hour_comes(
    klass: ClassRoom,
) -> None:
    """From a row of the journal: the class is named, and its chat is found."""
    make = klass.school.person
    klass.people["boris"] = await make("Борис Биолог", "teacher", teaches=["9b-bio"])
    klass.people["lena"] = await make("Лена Третья", "pupil", learns=["9b-bio"])
    boris, now = klass["boris"], datetime.now(UTC)
    room_id = await klass.chat("boris", "lena", class_id="9b-bio", kind="subject")
    plan = {
        "class_id": "9b-bio",
        "journal_id": "row-7",
        "starts_at": (now + timedelta(hours=3)).isoformat(),
        "ends_at": (now + timedelta(hours=4)).isoformat(),
        "start": False,
    }
    later = await boris.ok("POST", "/v1/lessons", json=plan)
    assert (later["phase"], later["room_id"], later["journal_id"]) == ("planned", room_id, "row-7")
    assert await klass.device("lena").refused(room_id) == "class_call_no_lesson"
    plan["starts_at"] = (now + timedelta(minutes=10)).isoformat()
    soon_due = await boris.ok("POST", "/v1/lessons", json=plan)
    answer = await klass.device("lena").get_token(room_id)
    assert answer["app.parta.lesson"]["id"] == soon_due["id"]
    assert answer["app.parta.waits"]["code"] == "lesson_no_teacher"
    place = {"room_id": room_id}
    here = await boris.ok("GET", "/v1/lessons/here", params=place)
    assert (here["leads"], here["lesson"]["id"]) == (True, soon_due["id"])
    assert not (await klass["lena"].ok("GET", "/v1/lessons/here", params=place))["leads"]
    for wrong in ({}, {"room_id": "!x", "class_id": "9b"}):
        assert await boris.refused(422, "POST", "/v1/lessons", json=wrong)
    assert await boris.refused(409, "POST", "/v1/lessons", json={"class_id": "7v"})
