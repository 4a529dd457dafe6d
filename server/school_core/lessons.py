"""Who may enter a lesson's call, and what they may do in it (rows F19, F58; expected 38–40).

A lesson is led by the class's teachers; pupils see and hear, and publish only what they were given
the floor for. Every right is a LiveKit permission, so that no client can take more than its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from server.school_core.roles import STAFF, Role
from server.school_core.roster import ClassId, OrgId
from server.school_core.standing import Standing
from server.school_core.verdict import Verdict, no


class Phase(Enum):
    """Where a lesson is: nobody there, pupils at the door, a teacher in it, over."""

    PLANNED = "planned"
    WAITING = "waiting"
    LIVE = "live"
    ENDED = "ended"


class Source(Enum):
    """What can be published, in the words of LiveKit's tokens."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen_share"
    SCREEN_SOUND = "screen_share_audio"


Sources: TypeAlias = frozenset[Source]

NO_SOURCES: Sources = frozenset()
ALL_SOURCES: Sources = frozenset(Source)
TALK: Sources = frozenset({Source.MICROPHONE, Source.CAMERA})
SHARE: Sources = frozenset({Source.SCREEN, Source.SCREEN_SOUND})


@dataclass(frozen=True, slots=True)
class Grant:
    """The rights of one connection to the SFU."""

    subscribe: bool
    sources: Sources = NO_SOURCES
    data: bool = False


NOTHING = Grant(subscribe=False)
EVERYTHING = Grant(subscribe=True, sources=ALL_SOURCES, data=True)


class Place(Enum):
    """What a member of the chat is to a lesson in it."""

    LEADS = "leads"
    LEARNS = "learns"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class LessonRules:
    """What the teacher has decided. User ids throughout.

    `floor` is what every pupil may publish; `given` replaces it for single people. `entered` are
    those who were inside once: a locked lesson lets them come back.
    """

    phase: Phase
    locked: bool = False
    floor: Sources = NO_SOURCES
    given: Mapping[str, Sources] = field(default_factory=dict)
    admitted: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    def sources_of(self, user_id: str) -> Sources:
        """What a person who does not lead may publish."""
        return self.given.get(user_id, self.floor)


@dataclass(frozen=True, slots=True)
class Enters:
    """The person is inside, with these rights."""

    grant: Grant


@dataclass(frozen=True, slots=True)
class Waits:
    """The person stands at the door; `why` is for them to read."""

    why: Verdict


@dataclass(frozen=True, slots=True)
class Refused:
    """The person is sent away."""

    why: Verdict


Entry: TypeAlias = Enters | Waits | Refused

_ENDED = no("lesson_ended", "Урок закончился.")
_REMOVED = no("lesson_removed", "Учитель удалил вас с урока. Вернуться можно с его разрешения.")
_LOCKED = no("lesson_locked", "Учитель закрыл вход на урок.")
_NO_TEACHER = no("lesson_no_teacher", "Учителя ещё нет. Урок начнётся, когда он войдёт.")
_NOT_ADMITTED = no("lesson_not_admitted", "Вас нет в списке урока. Учитель видит, что вы ждёте.")


def entry(rules: LessonRules, user_id: str, place: Place) -> Entry:
    """Judge somebody at the door or inside; asked again whenever anything changes."""
    if rules.phase is Phase.ENDED:
        return Refused(_ENDED)
    if place is Place.LEADS:
        return Enters(EVERYTHING)
    if user_id in rules.removed:
        return Refused(_REMOVED)
    if rules.locked and user_id not in rules.admitted | rules.entered:
        return Refused(_LOCKED)
    if rules.phase is not Phase.LIVE:
        return Waits(_NO_TEACHER)
    if place is Place.GUEST and user_id not in rules.admitted:
        return Waits(_NOT_ADMITTED)
    return Enters(Grant(subscribe=True, sources=rules.sources_of(user_id)))


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose lesson it is: the class and its school, and teachers named for this one lesson."""

    org: OrgId
    school_class: ClassId | None
    teachers: frozenset[str] = frozenset()


def place(audience: Audience, user_id: str, standing: Standing | None) -> Place:
    """Say what a member of the chat is to a lesson.

    Staff lead where they teach, where they were named, and everywhere in a school they administer;
    who was named but is no longer of the school's staff does not.
    """
    if standing is None:
        return Place.GUEST
    here = standing.roles_in(frozenset({audience.org}))
    if Role.ADMIN in here:
        return Place.LEADS
    if here & STAFF and (user_id in audience.teachers or audience.school_class in standing.teaches):
        return Place.LEADS
    if audience.school_class in standing.learns:
        return Place.LEARNS
    return Place.GUEST
