"""What every connector is: what it can deliver, and one `pull` of normalised tables.

A pull holds the tables of OneRoster by their own names, whatever the source was; each row has a
stable `sourcedId`, and `dateLastModified` and `status` where the source tells them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from server.service.rosters.problems import Report
from server.service.rosters.rows import Row


class Capability(Enum):
    """What a source can tell or take."""

    ROSTER = "roster"
    GUARDIANS = "guardians"
    TIMETABLE = "timetable"
    MARKS = "marks"
    HOMEWORK = "homework"
    ANNOUNCEMENTS = "announcements"
    ATTENDANCE_WRITE = "attendance_write"
    LOGIN = "login"


class Mode(Enum):
    """BULK: a missing row is gone. DELTA: only what is `tobedeleted` is gone."""

    BULK = "bulk"
    DELTA = "delta"


TABLES = (
    "orgs",
    "academicSessions",
    "courses",
    "users",
    "roles",
    "classes",
    "enrollments",
    "demographics",
    "relationships",
)
"""The normalised tables that make a roster; a table that depends on another stands after it."""

Tables = Mapping[str, Mapping[str, Row]]
"""Table → sourcedId → row: what is kept between two pulls."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table in one pull."""

    mode: Mode
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """What a source told; a table that is not in `parts` was not told about."""

    parts: Mapping[str, Part] = field(default_factory=dict)


class Connector(Protocol):
    """A source of rosters."""

    def capabilities(self) -> frozenset[Capability]:
        """Return what this source delivers."""
        ...

    def pull(self, since: datetime | None, *, report: Report) -> Pull:
        """Return everything, or what has changed since; findings go to the report.

        Raises:
            RosterRefused: nothing can be read at all.
        """
        ...
