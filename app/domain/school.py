"""What the school service says about me and about the schools I answer for."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.ids import UserId


@dataclass(frozen=True, slots=True)
class Grant:
    """A role at one school; `role` in the words of the service: admin, teacher, pupil…"""

    org: str
    role: str


@dataclass(frozen=True, slots=True)
class SchoolMe:
    """Who I am to the school."""

    name: str = ""
    grants: tuple[Grant, ...] = ()
    orgs: tuple[tuple[str, str], ...] = ()
    """(id, name) of my schools."""
    operator: bool = False
    user_id: UserId | None = None

    @property
    def is_admin(self) -> bool:
        """Whether the section «Школа» is for me."""
        return self.operator or any(one.role == "admin" for one in self.grants)

    @property
    def is_staff(self) -> bool:
        """Whether class journals are for me."""
        return any(one.role in {"teacher", "staff", "admin"} for one in self.grants)

    @property
    def is_family(self) -> bool:
        """Whether the section «Дневник» is for me."""
        return any(one.role in {"pupil", "parent"} for one in self.grants)


@dataclass(frozen=True, slots=True)
class SchoolNow:
    """The school year, «2026/2027», and how many people are here now."""

    year: str
    online: int


class Level(Enum):
    """Where an organisation stands in the tree."""

    SCHOOL = "school"
    DISTRICT = "district"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class OrgActivity:
    """Share of active teachers of one organisation; None where the group is too small to show."""

    org: str
    name: str
    parent: str
    level: Level
    teachers: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """Activity of teachers in a week, and which weeks there are."""

    week: str
    taken_at: datetime | None
    weeks: tuple[str, ...]
    orgs: tuple[OrgActivity, ...]


class Why(Enum):
    """What may make a recount differ from the report that was kept."""

    ROSTER = "roster"
    EARLY = "early"
    PURGED = "purged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RecountedOrg:
    """The share that was kept and what the events say; None where the group is too small."""

    name: str
    kept: float | None
    anew: float | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Recount:
    """A week counted anew from the events: how far that is, and what it found once `finished`."""

    done: int
    of: int
    failed: bool = False
    finished: bool = False
    orgs: tuple[RecountedOrg, ...] = ()
    why: tuple[Why, ...] = ()

    @property
    def differing(self) -> tuple[RecountedOrg, ...]:
        """Where the numbers are not the same."""
        return tuple(one for one in self.orgs if one.differs)
