"""A lesson as the rest of the service knows it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from server.school_core.lessons import Audience, LessonRules, Phase, Place, place
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

    `announced` is the phase of which the chat was told last.
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
