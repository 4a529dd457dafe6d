"""What a court or the school ruled about guardians: it stands over whatever the register says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from server.school_core.roster import Guardianship, PersonId, Roster


@dataclass(frozen=True, slots=True)
class Ruling:
    """`no_contact`: no chat with the child nor about it; `no_diary`: no marks and homework."""

    guardian: PersonId
    child: PersonId
    no_contact: bool = False
    no_diary: bool = False


def with_rulings(roster: Roster, rulings: Iterable[Ruling]) -> Roster:
    """Return the roster with every ruling on the link it speaks of.

    A ruling about a link that the register does not have waits until it has. What the register
    forbids itself stays forbidden.
    """
    ruled = {(one.guardian, one.child): one for one in rulings}
    return replace(
        roster, guardianships=frozenset(_ruled(link, ruled) for link in roster.guardianships)
    )


def _ruled(link: Guardianship, ruled: dict[tuple[PersonId, PersonId], Ruling]) -> Guardianship:
    ruling = ruled.get((link.guardian, link.child))
    if ruling is None:
        return link
    return replace(
        link,
        no_contact=link.no_contact or ruling.no_contact,
        no_diary=link.no_diary or ruling.no_diary,
    )
