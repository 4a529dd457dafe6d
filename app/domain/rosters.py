"""A school's roster as its administrators see it: uploads, people, exceptions, syncs, cards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from app.domain.people import Role


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what an upload changes; `title` is the heading it stands under."""

    kind: str
    title: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A finding in a file, whole in a sentence with file, line and column."""

    sentence: str
    error: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people of the roster who may be one human; only the school decides."""

    one: str
    other: str
    name: str
    why: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What an upload would change. `allowed`: without an override; `brake` says why not.

    `archives` are chats that nobody could write in any more; `begins` is the day before which it
    can only be looked at.
    """

    id: str
    org: str
    made_at: datetime | None
    summary: str
    before: int = 0
    after: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    more: int = 0
    problems: tuple[FileProblem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    successions: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()
    allowed: bool = True
    brake: str = ""
    begins: date | None = None


class Fate(Enum):
    """What becomes of a class in a new school year."""

    MOVES = "moves"
    LEAVES = "leaves"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class MovingClass:
    """A class, its name in the new year ('' where nobody can say), and what is suggested for it."""

    id: str
    title: str
    pupils: int
    following: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class NewYear:
    """The year that would begin, «2026/2027», and every class of the school.

    `told`: the register says what becomes of the classes, nobody chooses; `begins` is its first
    day, None where the register does not know it yet.
    """

    year: str
    classes: tuple[MovingClass, ...]
    told: bool = False
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A roster that was let stand."""

    number: int
    taken_by: str
    taken_at: datetime | None
    summary: str


@dataclass(frozen=True, slots=True)
class Source:
    """A register that the service pulls by itself; `trouble` is why the last pull failed, or ''."""

    id: str
    org: str
    place: str
    every_hours: int = 24
    taken_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class NewSource:
    """A OneRoster service to pull; the secret goes to the service and is kept nowhere here."""

    url: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    every_hours: int = 24


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class or a subject group. `cards`: I may print the cards of its people."""

    id: str
    title: str
    homeroom: bool
    pupils: int
    teachers: tuple[str, ...] = ()
    cards: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """A parent of a pupil or a child of a parent."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person of a school, with every role they have there."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    classes: tuple[str, ...] = ()
    relatives: tuple[Relative, ...] = ()
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some people by name; `following` asks on, None at the end. `total` fit the question."""

    people: tuple[RosterPerson, ...]
    following: int | None = None
    total: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """A hand-made exception: in or out of a chat until a day, whatever the roster says."""

    kind: str
    about: str
    person: str
    inside: bool
    reason: str
    until: date
    id: str = ""
    name: str = ""
    chat: str = ""


@dataclass(frozen=True, slots=True)
class SchoolChat:
    """A chat that the list makes; `pins` exceptions hold in it now."""

    kind: str
    about: str
    name: str
    members: int = 0
    pins: int = 0


@dataclass(frozen=True, slots=True)
class ChatMember:
    """Somebody in such a chat with their level; `pinned`: by an exception, not by the list."""

    person: str
    name: str
    level: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a court or the school ruled about a parent and a child."""

    guardian: str
    child: str
    no_contact: bool
    no_diary: bool
    reason: str
    id: str = ""
    guardian_name: str = ""
    child_name: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """`gone` is the same human as `kept`."""

    kept: str
    gone: str
    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided beside the register, and who may be one human besides."""

    pins: tuple[Pin, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    merges: tuple[Merge, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


class RunState(Enum):
    """Where a sync is in its life."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    HELD = "held"
    STOPPED = "stopped"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class SyncRun:
    """One sync of chats with the roster."""

    id: int
    state: RunState
    asked_at: datetime | None
    ended_at: datetime | None
    planned: int = 0
    done: int = 0
    text: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to end."""
        return self.state in {RunState.ASKED, RunState.RUNNING}


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The newest syncs first, and how many came and went in a week."""

    runs: tuple[SyncRun, ...] = ()
    joined: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class SyncPreview:
    """What a sync would do now; `text` says why it would wait for a confirmation."""

    allowed: bool
    text: str
    steps: tuple[str, ...] = ()


class CardState(Enum):
    """What the newest card of a person is good for; `NONE`: there never was one."""

    NONE = "none"
    WAITING = "waiting"
    USED = "used"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Somebody of a class who can be given a card to sign in with."""

    person: str
    name: str
    state: CardState = CardState.NONE
    expires_at: datetime | None = None
    second_step: bool = False


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card just made; its code is shown once."""

    name: str
    code: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the ten first steps; `code` tells the program where it is done."""

    number: int
    code: str
    title: str
    done: bool
