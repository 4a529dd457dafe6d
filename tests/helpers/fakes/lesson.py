"""A lesson without a network."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.calls import NO_SOURCES, EndReason, Source, Sources
from app.domain.diff import Observable
from app.domain.errors import AppError
from app.domain.ids import ParticipantId, UserId
from app.domain.lessons import Attendance, Group, LessonState, Phase, Question, Recording

if TYPE_CHECKING:
    from tests.helpers.fakes.calls import FakeCall


class FakeLesson:
    """A `Lesson`; every action is noted and done to the participants of its call."""

    def __init__(self, call: "FakeCall", state: LessonState) -> None:
        self._call = call
        self.state = Observable(state)
        self.done: list[tuple[Any, ...]] = []
        self.register: tuple[Attendance, ...] = ()
        self.error: AppError | None = None

    async def mute(self, identity: ParticipantId) -> None:
        self._note("mute", identity)
        self._call.change(identity, publishing=NO_SOURCES, may_publish=NO_SOURCES)

    async def mute_all(self) -> None:
        self._note("mute_all")
        for one in list(self._call.participants):
            if not one.leads:
                self._call.change(
                    one.identity,
                    publishing=one.publishing - {Source.MICROPHONE},
                    may_publish=one.may_publish - {Source.MICROPHONE},
                )

    async def give_floor(self, user_id: UserId, sources: Sources) -> None:
        self._note("give_floor", user_id, sources)
        for one in list(self._call.participants):
            if one.person.user_id == user_id:
                self._call.change(
                    one.identity,
                    may_publish=sources,
                    publishing=one.publishing & sources,
                    hand_since=None,
                )

    async def set_floor(self, sources: Sources) -> None:
        self._note("set_floor", sources)
        self.change(floor=sources)

    async def lower_hand(self, user_id: UserId) -> None:
        self._note("lower_hand", user_id)
        for one in list(self._call.participants):
            if one.person.user_id == user_id:
                self._call.change(one.identity, hand_since=None)

    async def admit(self, users: Sequence[UserId]) -> None:
        self._note("admit", tuple(users))
        door = tuple(p for p in self.state.value.door if p.user_id not in users)
        self.change(door=door)

    async def remove(self, user_id: UserId) -> None:
        self._note("remove", user_id)
        self._call.drop(user_id)

    async def set_locked(self, locked: bool) -> None:
        self._note("set_locked", locked)
        self.change(locked=locked)

    async def end_for_all(self) -> None:
        self._note("end_for_all")
        self.change(phase=Phase.ENDED)
        self._call.end(EndReason.ENDED_FOR_ALL)

    async def set_timer(self, until: datetime | None) -> None:
        self._note("set_timer", until)
        self.change(timer_until=until)

    async def ask(self, text: str, options: Sequence[str]) -> None:
        self._note("ask", text, tuple(options))
        totals = (0,) * len(options) if self.state.value.leads else None
        self.change(question=Question("q", text, tuple(options), totals=totals))

    async def answer(self, option: int) -> None:
        self._note("answer", option)
        question = self.state.value.question
        assert question is not None
        self.change(question=replace(question, mine=option))

    async def close_question(self) -> None:
        self._note("close_question")
        question = self.state.value.question
        assert question is not None
        totals = question.totals or (0,) * len(question.options)
        self.change(question=replace(question, open=False, totals=totals))

    async def start_groups(self, groups: Sequence[Group], *, until: datetime | None) -> None:
        self._note("start_groups", tuple(groups), until)
        named = tuple(replace(g, key=f"g{number}") for number, g in enumerate(groups, 1))
        self.change(groups=named, groups_until=until)

    async def enter_group(self, key: str) -> None:
        self._note("enter_group", key)
        self.change(group=next((g for g in self.state.value.groups if g.key == key), None))

    async def tell_groups(self, text: str) -> None:
        self._note("tell_groups", text)
        self.change(notice=text)

    async def end_groups(self) -> None:
        self._note("end_groups")
        self.change(groups=(), groups_until=None, group=None)

    async def set_recording(self, on: bool) -> None:
        self._note("set_recording", on)
        self.change(recording=Recording.ON if on else Recording.OFF)

    async def attendance(self) -> tuple[Attendance, ...]:
        self._note("attendance")
        return self.register

    def change(self, **fields: Any) -> None:
        """Give the state other values, as the service would."""
        self.state.set(replace(self.state.value, **fields))

    def _note(self, *call: Any) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(call)
