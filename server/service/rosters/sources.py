"""One door for every upload: what the files are, and the way from a pull to a roster."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from server.school_core.roster import Roster
from server.service.rosters.applied import apply_pull
from server.service.rosters.contract import Connector, Tables
from server.service.rosters.csv_export import recognise
from server.service.rosters.list_export import ListExport, ListOptions
from server.service.rosters.problems import Problem, Report
from server.service.rosters.roster_map import to_roster


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of one pull: tables to keep, the roster they make, and what was found."""

    tables: Tables
    roster: Roster
    problems: tuple[Problem, ...]


def connector_for(
    files: Mapping[str, bytes], *, known: Collection[str], lists: ListOptions
) -> Connector:
    """Return the connector that reads these files."""
    return recognise(files, known=known) or ListExport(files, lists)


def import_from(
    connector: Connector,
    before: Tables,
    *,
    revision: str,
    day: date,
    since: datetime | None = None,
) -> Imported:
    """Pull everything, or what changed since a time, and make the roster of a day.

    Raises:
        RosterRefused: nothing is applied; it holds every finding.
    """
    report = Report()
    pull = connector.pull(since, report=report)
    report.stop()
    tables = apply_pull(before, pull, report=report)
    roster = to_roster(tables, revision=revision, report=report, day=day)
    return Imported(tables, roster, report.problems)
