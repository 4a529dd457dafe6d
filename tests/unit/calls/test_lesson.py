"""A lesson as the call shows it: what is told to all, what is asked for, where one is sent."""

import json
from typing import Any

import pytest

from app.domain.calls import NO_SOURCES, Source
from app.domain.errors import AppError, Offline
from app.domain.ids import DeviceId, ParticipantId, RoomId, UserId
from app.domain.lessons import Group, LessonFacts, Phase, Recording
from app.domain.people import Person
from app.services.calls.lesson import Lesson, start_lesson
from app.services.calls.roll import user_of
from app.services.tasks import TaskScope
from tests.helpers.fakes.service import FakeService
from tests.helpers.settle import until

ME, PUPIL = UserId("@me:s"), UserId("@a:s")
PATH = "/v1/lessons/L1"
LIVE: dict[str, Any] = {"id": "L1", "phase": "live"}
GROUP = {"key": "g", "name": "Первая", "members": [ME]}


class Room:
    """A lesson with what it asked for and where it went."""

    def __init__(self, tasks: TaskScope, **facts: Any) -> None:
        self.service = FakeService()
        self.went: list[str] = []
        self.changes = 0
        self.lesson = Lesson(
            LessonFacts("L1", phase=Phase.LIVE, **facts),
            school=self.service,
            me=ME,
            device=DeviceId("D"),
            person=lambda user: Person(user, user),
            user_of=user_of,
            go=self.went.append,
            on_change=self._changed,
            tasks=tasks,
        )

    def _changed(self) -> None:
        self.changes += 1

    def told(self, **more: Any) -> None:
        self.lesson.take(json.dumps({"app.parta.lesson": LIVE | more}))


async def test_a_pupil_inside_asks_nothing_of_the_service(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True)
    room.told(locked=True, hands=[{"user_id": PUPIL, "at": "2026-11-25T10:00:00+00:00"}])
    assert room.lesson.state.value.locked
    assert list(room.lesson.facts.hands) == [PUPIL]
    assert (room.service.calls, room.changes) == ([], 1)


async def test_who_waits_or_leads_asks_what_is_theirs(tasks: TaskScope) -> None:
    door = {"state": "enters", "text": ""}
    for mine in ({"enters": False}, {"enters": True, "leads": True}):
        room = Room(tasks, **mine)
        place = "leads" if "leads" in mine else "learns"
        room.service.answers[PATH] = LIVE | {"place": place, "door": door, "waiting": [PUPIL]}
        room.told()
        await until(lambda room=room: len(room.service.calls) == 1 and room.lesson.facts.waiting)
        assert room.lesson.facts.enters
        assert [one.user_id for one in room.lesson.state.value.door] == (
            [PUPIL] if place == "leads" else []
        )


async def test_an_answer_older_than_the_news_is_asked_for_again(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True)
    old, new = LIVE | {"revision": 4}, LIVE | {"revision": 6, "locked": True, "place": "leads"}
    room.service.answers[PATH] = old

    async def slow(*_: object) -> Any:
        answer = room.service.answers[PATH]
        if answer is old:
            room.told(revision=5, locked=True)
            room.service.answers[PATH] = new
        return answer

    room.service.get = slow  # type: ignore[method-assign]
    await room.lesson.ask_now()
    assert (room.lesson.facts.revision, room.lesson.facts.leads) == (6, True)
    assert room.lesson.state.value.locked
    room.told(revision=5)
    assert room.lesson.state.value.locked, "metadata that came late changes nothing"


async def test_my_answer_is_shown_though_the_lesson_went_on_meanwhile(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True)
    asked = {"id": "q1", "text": "Что?", "options": ["Да", "Нет"], "open": True}
    mine = {"question": asked | {"mine": 1}}
    room.told(revision=4, question=asked)

    async def slow(*_: object, **__: object) -> Any:
        room.told(revision=6, question=asked)
        return LIVE | {"revision": 5} | mine

    room.service.post = slow  # type: ignore[method-assign]
    room.service.answers[PATH] = LIVE | {"revision": 6} | mine
    await room.lesson.answer(1)
    await until(lambda: room.lesson.facts.question and room.lesson.facts.question.mine == 1)


async def test_news_during_a_question_are_one_more_question(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True, leads=True)
    room.service.answers[PATH] = LIVE | {"place": "leads"}
    for _ in range(5):
        room.told()
    await until(lambda: len(room.service.calls) == 2)


async def test_metadata_of_another_lesson_is_none_of_ours(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True)
    room.told(id="L2", locked=True)
    room.lesson.take("no JSON")
    assert (room.lesson.facts.locked, room.changes) == (False, 0)


async def test_groups_send_a_pupil_over_and_back(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True)
    room.told(groups=[GROUP])
    room.told(groups=[GROUP], notice="Минута")
    assert room.went == ["g"]
    assert room.lesson.state.value.group == Group("g", "Первая", frozenset({ME}))
    room.told(groups=[])
    assert (room.went, room.lesson.state.value.group) == (["g", ""], None)


async def test_who_leads_goes_into_groups_only_by_their_own_will(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True, leads=True)
    room.service.answers[PATH] = LIVE | {"place": "leads", "groups": [GROUP]}
    room.told(groups=[GROUP])
    assert room.went == []
    await room.lesson.enter_group("g")
    assert room.went == ["g"]
    await until(lambda: room.service.calls)


async def test_every_control_says_what_is_meant(tasks: TaskScope) -> None:
    room, lesson = Room(tasks, enters=True, leads=True), None
    lesson = room.lesson
    room.service.answers = {
        f"{PATH}/{deed}": LIVE
        for deed in ("floor", "silence", "hand", "admit", "remove", "lock", "end", "timer")
    }
    await lesson.mute(ParticipantId(f"{PUPIL}:DEV"))
    await lesson.mute_all()
    await lesson.give_floor(PUPIL, frozenset({Source.SCREEN, Source.CAMERA}))
    await lesson.set_floor(NO_SOURCES)
    await lesson.lower_hand(PUPIL)
    await lesson.admit([PUPIL])
    await lesson.remove(PUPIL)
    await lesson.set_locked(True)
    await lesson.set_timer(None)
    await lesson.end_for_all()
    assert room.service.calls == [
        ("PUT", f"{PATH}/floor", {"user_id": PUPIL, "sources": []}),
        ("POST", f"{PATH}/silence", {"sources": ["microphone"]}),
        ("PUT", f"{PATH}/floor", {"user_id": PUPIL, "sources": ["camera", "screen_share"]}),
        ("PUT", f"{PATH}/floor", {"sources": []}),
        ("PUT", f"{PATH}/hand", {"up": False, "user_id": PUPIL}),
        ("POST", f"{PATH}/admit", {"users": [PUPIL]}),
        ("POST", f"{PATH}/remove", {"user_id": PUPIL}),
        ("PUT", f"{PATH}/lock", {"locked": True}),
        ("PUT", f"{PATH}/timer", {"until": None}),
        ("POST", f"{PATH}/end", {}),
    ]


async def test_what_does_not_get_through_is_an_error_and_changes_nothing(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True, leads=True)
    room.service.error = Offline("no network")
    with pytest.raises(AppError):
        await room.lesson.set_locked(True)
    assert not room.lesson.state.value.locked


async def test_a_lesson_that_goes_on_is_not_begun_again(tasks: TaskScope) -> None:
    service = FakeService()
    service.answers = {"/v1/lessons/here": {"leads": True, "lesson": LIVE}, "/v1/lessons": LIVE}
    await start_lesson(service, RoomId("!r"))
    assert [call[0] for call in service.calls] == ["GET"]
    service.answers["/v1/lessons/here"] = {"leads": True, "lesson": None}
    await start_lesson(service, RoomId("!r"))
    assert service.calls[-1] == ("POST", "/v1/lessons", {"room_id": "!r", "start": True})


async def test_a_recording_is_told_to_everybody_and_wished_for_by_who_leads(
    tasks: TaskScope,
) -> None:
    room = Room(tasks, enters=True)
    assert room.lesson.state.value.recording is Recording.NOT_OFFERED
    told = {"by": "@vera:s", "begins": "2026-11-26T09:00:00+00:00", "on": False}
    room.told(recording=told)
    state = room.lesson.state.value
    assert (state.recording, state.recorder) == (Recording.SOON, Person("@vera:s", "@vera:s"))
    room.told(recording=told | {"on": True})
    assert room.lesson.state.value.recording is Recording.ON
    room.told(recording=None, recording_failed=True)
    state = room.lesson.state.value
    assert (state.recording, state.recorder) == (Recording.NOT_OFFERED, None)
    assert state.recording_failed
    room.told(recording={"by": 7, "on": True})
    assert room.lesson.state.value.recording is Recording.NOT_OFFERED, "nobody records nothing"


async def test_recording_is_offered_by_the_service_alone(tasks: TaskScope) -> None:
    room = Room(tasks, enters=True, leads=True)
    answer = LIVE | {"place": "leads", "recording_offered": True}
    room.service.answers[PATH] = answer
    await room.lesson.ask_now()
    assert room.lesson.state.value.recording is Recording.OFF
    room.told(locked=True)
    assert room.lesson.state.value.recording is Recording.OFF, (
        "the metadata leaves out what is mine"
    )
    room.service.answers[PATH + "/recording"] = answer
    await room.lesson.set_recording(True)
    assert ("PUT", PATH + "/recording", {"on": True}) in room.service.calls
