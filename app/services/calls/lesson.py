"""The lesson that a call is: the school service decides, this shows it.

Fulfils `facade.calls.Lesson`. News come with the media server's metadata, so nothing is asked in a
circle; only who leads, or stands at the door, asks the service again, because the metadata leaves
out what is theirs.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from app.domain.calls import NO_SOURCES, Source, Sources
from app.domain.diff import Observable
from app.domain.errors import AppError, BadReply
from app.domain.ids import DeviceId, ParticipantId, RoomId, UserId
from app.domain.lessons import Attendance, Group, LessonFacts, LessonState, TodayLesson
from app.domain.parse.lessons import (
    parse_attendance,
    parse_lesson,
    parse_today,
    told_of_lesson,
)
from app.domain.people import Person
from app.domain.rtc import CallTicket
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
_ALL = "/v1/lessons"
_ONE = "/v1/lessons/{}"
_TRIES = 3
"""So often it is asked anew because an answer was older than the news meanwhile."""


class SchoolRequests(Protocol):
    """The school service in my name: part of `ports.school.SchoolApi`."""

    async def get(self, template: str, *ids: str, params: Mapping[str, str] | None = None) -> Any:
        """`GET`."""

    async def put(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`PUT`."""

    async def post(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`POST`."""

    async def delete(self, template: str, *ids: str) -> None:
        """`DELETE`."""


async def lesson_here(school: SchoolRequests, room_id: RoomId) -> LessonFacts | None:
    """The lesson that goes on in a class's chat."""
    here = await school.get(_ALL + "/here", params={"room_id": room_id})
    known = here.get("lesson") if isinstance(here, dict) else None
    return parse_lesson(known) if isinstance(known, dict) else None


async def start_lesson(school: SchoolRequests, room_id: RoomId) -> LessonFacts | None:
    """Open a lesson in a class's chat; one that goes on already is as good."""
    known = await lesson_here(school, room_id)
    if known is not None:
        return known
    made = await school.post(_ALL, body={"room_id": room_id, "start": True})
    return parse_lesson(made) if isinstance(made, dict) else None


async def lessons_today(school: SchoolRequests) -> tuple[TodayLesson, ...]:
    """The rows of the day."""
    answer = await school.get(_ALL + "/today")
    return parse_today(answer if isinstance(answer, dict) else {})


async def begin_today(school: SchoolRequests, row: TodayLesson) -> LessonFacts:
    """Begin the lesson of a row; lateness is counted from its bell."""
    body = {"class_id": row.class_id, "journal_id": row.row, "start": True}
    for name, at in (("starts_at", row.starts_at), ("ends_at", row.ends_at)):
        if at is not None:
            body[name] = at.isoformat()
    made = await school.post(_ALL, body=body)
    facts = parse_lesson(made) if isinstance(made, dict) else None
    if facts is None or facts.room_id is None:
        raise BadReply("no lesson")
    return facts


async def register_of(school: SchoolRequests, lesson_id: str) -> tuple[Attendance, ...]:
    """Who was there."""
    answer = await school.get(_ONE + "/attendance", lesson_id)
    return parse_attendance(answer if isinstance(answer, dict) else {})


class Lesson:
    """Made when a call turns out to be a lesson; `on_change` is called after every change."""

    def __init__(
        self,
        facts: LessonFacts,
        *,
        school: SchoolRequests,
        me: UserId,
        device: DeviceId,
        person: Callable[[UserId], Person],
        user_of: Callable[[ParticipantId], UserId],
        go: Callable[[str], None],
        on_change: Callable[[], None],
        tasks: TaskScope,
    ) -> None:
        self.facts = facts
        self._school, self._me, self._device = school, me, device
        self._person, self._user_of = person, user_of
        self._go, self._on_change, self._tasks = go, on_change, tasks
        self._in_group = ""
        self._asking = False
        self._ask_again = False
        self.state: Observable[LessonState] = Observable(LessonState())
        self._show()

    # ------------------------------------------------------------------------------------- news

    def take(self, metadata: str) -> None:
        """The media server told everybody something new."""
        told = told_of_lesson(metadata)
        facts = parse_lesson(told, self.facts) if told is not None else None
        if facts is None or facts.id != self.facts.id or facts.revision < self.facts.revision:
            return
        asks = facts.leads or not facts.enters
        self._set(facts)
        if asks:
            self.ask_soon()

    def ask_soon(self) -> None:
        """Ask the service how it stands; news meanwhile are one more question."""
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        self._tasks.start(self._ask(), name="lesson")

    async def _ask(self) -> None:
        try:
            await self.ask_now()
            while self._ask_again:
                self._ask_again = False
                await self.ask_now()
        finally:
            self._asking = False

    async def ask_now(self) -> None:
        """Ask the service how it stands; without an answer it stands as before."""
        try:
            for _ in range(_TRIES):
                if self._take_answer(await self._school.get(_ONE, self.facts.id)):
                    return
        except AppError as error:
            _log.info("the lesson is not known anew: %s", error)

    def _take_answer(self, answer: object) -> bool:
        """Take what the service says, unless something newer was told while it came."""
        facts = parse_lesson(answer, self.facts) if isinstance(answer, dict) else None
        if facts is None:
            raise BadReply("no lesson")
        if facts.revision < self.facts.revision:
            return False
        self._set(facts)
        return True

    def _set(self, facts: LessonFacts) -> None:
        self.facts = facts
        group = facts.group_of(self._me)
        wanted = group.key if group is not None else ""
        known = {one.key for one in facts.groups}
        if not facts.leads and facts.enters and wanted != self._in_group:
            self._in_group = wanted
            self._go(wanted)
        elif self._in_group and self._in_group not in known:
            self._in_group = ""
            self._go("")
        self._show()
        self._on_change()

    def _show(self) -> None:
        facts = self.facts
        group = next((one for one in facts.groups if one.key == self._in_group), None)
        self.state.set(
            LessonState(
                phase=facts.phase,
                leads=facts.leads,
                locked=facts.locked,
                floor=facts.floor,
                door=tuple(map(self._person, facts.waiting)) if facts.leads else (),
                timer_until=facts.timer_until,
                question=facts.question,
                groups=facts.groups,
                groups_until=facts.groups_until,
                group=group,
                notice=facts.notice,
                recording=facts.recording,
                recorder=self._person(facts.recorder) if facts.recorder else None,
                recording_failed=facts.recording_failed,
            )
        )

    def out_of_group(self) -> None:
        """The group's room was closed before anybody said so."""
        self._in_group = ""
        self._show()

    async def group_ticket(self, key: str) -> CallTicket:
        """The way into a group's room."""
        body = {"device_id": self._device}
        answer = await self._school.post(_ONE + "/groups/{}/enter", self.facts.id, key, body=body)
        url, token = (
            answer.get(one) if isinstance(answer, dict) else None for one in ("url", "jwt")
        )
        if not isinstance(url, str) or not isinstance(token, str):
            raise BadReply("no way into the group")
        return CallTicket(url, token)

    # ----------------------------------------------------------------------------- floor and door

    async def mute(self, identity: ParticipantId) -> None:
        """Take microphone and camera from one pupil."""
        await self.give_floor(self._user_of(identity), NO_SOURCES)

    async def mute_all(self) -> None:
        """Take the microphone from all pupils."""
        await self._post("silence", {"sources": [Source.MICROPHONE.value]})

    async def give_floor(self, user_id: UserId, sources: Sources) -> None:
        """Let one pupil publish these and no others."""
        await self._put("floor", {"user_id": user_id, "sources": _names(sources)})

    async def set_floor(self, sources: Sources) -> None:
        """Let every pupil publish these."""
        await self._put("floor", {"sources": _names(sources)})

    async def raise_hand(self, up: bool) -> None:
        """Raise my hand, or take it down."""
        await self._put("hand", {"up": up})

    async def lower_hand(self, user_id: UserId) -> None:
        """Take a hand down."""
        await self._put("hand", {"up": False, "user_id": user_id})

    async def admit(self, users: Sequence[UserId]) -> None:
        """Let these people in."""
        await self._post("admit", {"users": list(users)})

    async def remove(self, user_id: UserId) -> None:
        """Send a person away until they are admitted again."""
        await self._post("remove", {"user_id": user_id})

    async def set_locked(self, locked: bool) -> None:
        """Nobody new comes in."""
        await self._put("lock", {"locked": locked})

    async def end_for_all(self) -> None:
        """End the lesson; nobody stays behind."""
        await self._post("end", {})

    # --------------------------------------------------------------------- question, timer, groups

    async def set_timer(self, until: datetime | None) -> None:
        """Show everybody a clock that runs down."""
        await self._put("timer", {"until": until.isoformat() if until is not None else None})

    async def ask(self, text: str, options: Sequence[str]) -> None:
        """Ask a quick question."""
        await self._post("question", {"text": text, "options": list(options)})

    async def answer(self, option: int) -> None:
        """Answer the open question."""
        question = self.facts.question
        if question is not None:
            await self._post("question/answer", {"question": question.id, "option": option})

    async def close_question(self) -> None:
        """Take no more answers."""
        await self._post("question/close", {})

    async def start_groups(self, groups: Sequence[Group], *, until: datetime | None) -> None:
        """Send people into groups."""
        made = [{"name": one.name, "members": sorted(one.members)} for one in groups]
        end = until.isoformat() if until is not None else None
        await self._put("groups", {"groups": made, "until": end})

    async def enter_group(self, key: str) -> None:
        """Who leads looks into a group; "" comes back."""
        self._in_group = key
        self._go(key)
        self._show()

    async def tell_groups(self, text: str) -> None:
        """A message for all groups."""
        await self._put("groups/notice", {"text": text})

    async def end_groups(self) -> None:
        """Call everybody back."""
        await self._school.delete(_ONE + "/groups", self.facts.id)
        self.ask_soon()

    # ----------------------------------------------------------------------------------- the rest

    async def set_recording(self, on: bool) -> None:
        """Record the lesson; the school tells everybody first. Or end the recording."""
        await self._put("recording", {"on": on})

    async def attendance(self) -> tuple[Attendance, ...]:
        """The register as it is now."""
        return await register_of(self._school, self.facts.id)

    async def _put(self, deed: str, body: Mapping[str, Any]) -> None:
        self._done(await self._school.put(f"{_ONE}/{deed}", self.facts.id, body=body))

    async def _post(self, deed: str, body: Mapping[str, Any]) -> None:
        self._done(await self._school.post(f"{_ONE}/{deed}", self.facts.id, body=body))

    def _done(self, answer: object) -> None:
        """Take the answer to a deed; where it came too late, ask what only it said of me."""
        if not self._take_answer(answer):
            self.ask_soon()


def _names(sources: Sources) -> list[str]:
    return sorted(source.value for source in sources)
