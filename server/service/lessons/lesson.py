"""A lesson as the rest of the service knows it."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from server.school_core.lessons import Audience, Enters, LessonRules, Phase, Place, entry, place
from server.school_core.roster import ClassId, OrgId
from server.school_core.school import SchoolDay
from server.service.calls.requests import SLOT, room_name
from server.service.lessons.board import Board

EARLY = timedelta(minutes=15)
"""A planned lesson opens its door so long before the bell."""
ORPHANED = timedelta(minutes=5)
"""A lesson whose teacher has been gone so long is over."""
NEVER_BEGUN = timedelta(minutes=60)
"""A lesson to which no teacher came so long after opening is over."""


class EndReason(Enum):
    """Why a lesson is over."""

    TEACHER = "teacher"
    ORPHANED = "orphaned"
    NEVER_BEGUN = "never_begun"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. Times as in `server.service.lessons.tables`.

    `announced` is the phase of which the chat was told last; `revision` counts the changes of what
    people in it are told, so that a late answer is known for one.
    """

    id: str
    room_id: str
    org: str
    class_id: str
    title: str
    creator: str
    phase: Phase
    created: datetime
    board: Board = field(default_factory=Board)
    teachers: frozenset[str] = frozenset()
    journal_id: str = ""
    due: datetime | None = None
    due_until: datetime | None = None
    opened: datetime | None = None
    begun: datetime | None = None
    ended: datetime | None = None
    end_reason: EndReason | None = None
    teacher_seen: datetime | None = None
    event_id: str = ""
    announced: str = ""
    closed: bool = False
    revision: int = 0

    def told_otherwise(self, before: "Lesson") -> bool:
        """Whether anything that people in it are told is not as before."""
        told = (self.title, self.phase, self.board, self.teachers)
        return told != (before.title, before.phase, before.board, before.teachers)

    @property
    def room(self) -> str:
        """The lesson's room on the SFU: that of the chat's call, where Element Call finds it."""
        return room_name(self.room_id)

    def group_room(self, key: str) -> str:
        """The room on the SFU of a breakout group."""
        return room_name(self.room_id, SLOT, self.id, key)

    @property
    def rooms(self) -> tuple[str, ...]:
        """Every room of the lesson on the SFU that may be there, the main one first."""
        return (
            self.room,
            *(self.group_room(group.key) for group in self.board.groups),
            *map(self.group_room, sorted(self.board.leaving)),
        )

    @property
    def rules(self) -> LessonRules:
        """What the door asks."""
        return self.board.rules(self.phase)

    @property
    def audience(self) -> Audience:
        """Whose lesson it is."""
        return Audience(OrgId(self.org), ClassId(self.class_id), self.teachers)

    def place_of(self, user_id: str, day: SchoolDay | None) -> Place:
        """What an account is to this lesson today."""
        return place(self.audience, user_id, day.standing(user_id) if day else None)

    def is_due(self, now: datetime) -> bool:
        """Whether a planned lesson may be opened by whoever comes to it."""
        if self.due is None:
            return False
        until = self.due_until or self.due + NEVER_BEGUN
        return self.due - EARLY <= now <= until


def moved_on(
    lesson: Lesson,
    users: Set[str],
    teacher_came: datetime | None,
    *,
    day: SchoolDay | None,
    now: datetime,
) -> Lesson:
    """The lesson with these people connected; `teacher_came` is None where nobody leads.

    It begins with its teacher and ends when none has been there for long; who was inside is noted.
    """
    if lesson.phase not in {Phase.WAITING, Phase.LIVE}:
        return lesson
    if teacher_came is not None:
        lesson = replace(
            lesson, phase=Phase.LIVE, begun=lesson.begun or teacher_came, teacher_seen=now
        )
    else:
        last = lesson.teacher_seen or lesson.opened or lesson.created
        patience = ORPHANED if lesson.teacher_seen else NEVER_BEGUN
        if now - last > patience:
            reason = EndReason.ORPHANED if lesson.teacher_seen else EndReason.NEVER_BEGUN
            return replace(lesson, phase=Phase.ENDED, ended=last, end_reason=reason)
    inside = {
        user
        for user in users
        if isinstance(entry(lesson.rules, user, lesson.place_of(user, day)), Enters)
    }
    board = lesson.board.let_in(frozenset(inside))
    if board.groups_until is not None and board.groups_until <= now:
        board = board.call_back()
    return replace(lesson, board=board)
