"""The school that all sources make: each speaks for its schools, rulings stand over all."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from server.school_core.merging import Clash, Merge, joined, with_merges, within
from server.school_core.parts import schools_of, without
from server.school_core.roster import OrgId, PersonId, Roster
from server.school_core.rulings import Ruling, with_rulings
from server.service.rosters.contract import Tables
from server.service.rosters.problems import Report
from server.service.rosters.roster_map import to_roster


@dataclass(frozen=True, slots=True)
class Told:
    """What a source has told. `org` is the school it speaks for, '' for all it names.

    `year` is the day whose classes stand: a school year turns with what a source tells, never with
    a decision about one person. `day` is the day whose roles do, where it is another.
    """

    org: str
    namespace: str
    tables: Tables
    year: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided beside the sources. `lifted` are rulings that hold no longer."""

    merges: Sequence[Merge] = ()
    rulings: Sequence[Ruling] = ()
    lifted: Collection[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """The whole; `told` is it before merges and rulings, only what the sources know."""

    roster: Roster
    told: Roster
    clashes: tuple[Clash, ...]


def compose(
    standing: Roster, sources: Iterable[Told], decided: Decided, *, day: date, revision: str
) -> Composed:
    """Return the roster of a day.

    A source that speaks for one school is believed about it before one that speaks for many; what
    stands for schools no source speaks for goes on standing.

    Raises:
        RosterRefused: what a source told contradicts itself.
    """
    made = [(one, _roster_of(one, day)) for one in sources]
    spoken_for = frozenset(OrgId(one.org) for one, _ in made if one.org)
    rosters = [
        within(roster if one.org else without(roster, spoken_for), one.namespace)
        for one, roster in made
    ]
    covered = spoken_for.union(*(schools_of(roster) for roster in rosters))
    told, clashes = joined(rosters, revision=revision)
    rest = _lifted(without(standing, covered), decided.lifted)
    whole, more = joined([*rosters, rest], revision=revision)
    whole = with_rulings(with_merges(whole, decided.merges), decided.rulings)
    return Composed(whole, told, (*clashes, *(one for one in more if one not in clashes)))


def _roster_of(one: Told, day: date) -> Roster:
    return to_roster(
        one.tables, revision="source", report=Report(), day=one.day or day, year=one.year
    )


def _lifted(roster: Roster, pairs: Collection[tuple[str, str]]) -> Roster:
    """Where no source tells of a link anew, a lifted ruling is taken off it here."""
    lifted = {(PersonId(guardian), PersonId(child)) for guardian, child in pairs}
    return replace(
        roster,
        guardianships=frozenset(
            replace(link, no_contact=False, no_diary=False)
            if (link.guardian, link.child) in lifted
            else link
            for link in roster.guardianships
        ),
    )
