"""What a teacher has decided in one lesson, and the changes that can be made to it: pure values.

Kept as JSON in the lesson's row. User ids throughout.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from server.school_core.lessons import NO_SOURCES, LessonRules, Phase, Sources


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Question(_Value):
    """A quick question. `answers` is what each person chose, by the option's number."""

    id: str
    text: str
    options: tuple[str, ...]
    open: bool = True
    answers: dict[str, int] = {}

    @property
    def totals(self) -> tuple[int, ...]:
        """How many chose each option."""
        chosen = list(self.answers.values())
        return tuple(chosen.count(number) for number in range(len(self.options)))


class Group(_Value):
    """A breakout group. `key` names its room on the SFU."""

    key: str
    name: str
    members: frozenset[str]


class Recorded(_Value):
    """What those inside are told of a recording. `by` started it; before `begins` none goes on."""

    by: str
    begins: datetime
    on: bool = False


class Board(_Value):
    """Everything decided in a lesson that is not its phase.

    `hands` are in the order in which they went up, by the server's clock. `notice` is the teacher's
    message to all groups; `leaving` are keys of groups that ended and may still have a room.
    `recording` is written by `server.service.recordings` alone, as `recording_failed`: the last one
    broke off.
    """

    locked: bool = False
    floor: Sources = NO_SOURCES
    given: dict[str, Sources] = {}
    admitted: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    hands: dict[str, datetime] = {}
    question: Question | None = None
    timer_until: datetime | None = None
    groups: tuple[Group, ...] = ()
    groups_until: datetime | None = None
    leaving: frozenset[str] = frozenset()
    notice: str = ""
    recording: Recorded | None = None
    recording_failed: bool = False

    def rules(self, phase: Phase) -> LessonRules:
        """What the door asks."""
        return LessonRules(
            phase,
            locked=self.locked,
            floor=self.floor,
            given=self.given,
            admitted=self.admitted,
            entered=self.entered,
            removed=self.removed,
        )

    def group_of(self, user_id: str) -> Group | None:
        """The group a person was put into."""
        return next((group for group in self.groups if user_id in group.members), None)

    # --------------------------------------------------------------------------------- changes

    def give_floor(self, user_id: str, sources: Sources) -> "Board":
        """Let one person publish these sources and no others; their hand goes down."""
        given = {**self.given, user_id: sources}
        return self.lower_hand(user_id).model_copy(update={"given": given})

    def set_floor(self, sources: Sources) -> "Board":
        """Let every pupil publish these sources and no others, whoever was given what before."""
        return self.model_copy(update={"floor": sources, "given": {}})

    def silence_all(self, sources: Sources) -> "Board":
        """Take these sources from everybody at once, and leave the rest as it is."""
        given = {user: kept for user, had in self.given.items() if (kept := had - sources)}
        return self.model_copy(update={"floor": self.floor - sources, "given": given})

    def raise_hand(self, user_id: str, at: datetime) -> "Board":
        """Put a hand up; one that is up keeps its turn."""
        if user_id in self.hands:
            return self
        return self.model_copy(update={"hands": {**self.hands, user_id: at}})

    def lower_hand(self, user_id: str) -> "Board":
        """Put a hand down."""
        hands = {user: at for user, at in self.hands.items() if user != user_id}
        return self.model_copy(update={"hands": hands})

    def admit(self, user_id: str) -> "Board":
        """Let a person in, even one who was removed."""
        return self.model_copy(
            update={"admitted": self.admitted | {user_id}, "removed": self.removed - {user_id}}
        )

    def remove(self, user_id: str) -> "Board":
        """Send a person away until they are admitted again."""
        given = {user: sources for user, sources in self.given.items() if user != user_id}
        board = self.lower_hand(user_id)
        return board.model_copy(
            update={
                "removed": self.removed | {user_id},
                "admitted": self.admitted - {user_id},
                "given": given,
            }
        )

    def let_in(self, users: frozenset[str]) -> "Board":
        """Note who is inside."""
        if users <= self.entered:
            return self
        return self.model_copy(update={"entered": self.entered | users})

    def answer(self, user_id: str, option: int) -> "Board":
        """Note a person's answer to the open question; the last one counts."""
        question = self.question
        if question is None:
            return self
        answers: Mapping[str, int] = {**question.answers, user_id: option}
        return self.model_copy(
            update={"question": question.model_copy(update={"answers": answers})}
        )

    def close_question(self) -> "Board":
        """Take no more answers: from now on everybody sees the totals."""
        if self.question is None:
            return self
        return self.model_copy(
            update={"question": self.question.model_copy(update={"open": False})}
        )

    def call_back(self) -> "Board":
        """End the groups."""
        leaving = self.leaving | {group.key for group in self.groups}
        return self.model_copy(
            update={"groups": (), "groups_until": None, "leaving": leaving, "notice": ""}
        )

    def divide(self, groups: tuple[Group, ...], until: datetime | None) -> "Board":
        """Begin groups in place of those there were."""
        return self.call_back().model_copy(update={"groups": groups, "groups_until": until})

    def left(self, keys: frozenset[str]) -> "Board":
        """Note that the rooms of these ended groups are gone."""
        return self.model_copy(update={"leaving": self.leaving - keys})
