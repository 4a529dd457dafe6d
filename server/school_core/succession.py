"""A new school year: which class of last year goes on as which one of this year.

A class goes on where most of its pupils do, whatever the register calls it now. Whether its chat
goes on too, or a new one is made and the old one becomes an archive, is the school's choice.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from server.school_core.roster import ClassId, ClassKind, EnrolmentRole, PersonId, Roster


@dataclass(frozen=True, slots=True)
class Succession:
    """`old` goes on as `new`; `share` of the new one's pupils were in the old one."""

    old: ClassId
    new: ClassId
    share: float


def successions(before: Roster, after: Roster, day: date) -> tuple[Succession, ...]:
    """Return the classes that are there no more, each with the new one most of it went on in.

    `before` is asked for its own last day: on `day` its enrolments may be over.
    """
    old_pupils, new_pupils = _pupils(before, None), _pupils(after, day)
    gone = before.classes.keys() - after.classes.keys()
    fresh = after.classes.keys() - before.classes.keys()
    was_in: dict[PersonId, set[ClassId]] = defaultdict(set)
    for key in gone:
        for pupil in old_pupils.get(key, ()):
            was_in[pupil].add(key)
    best: dict[ClassId, Succession] = {}
    for new in sorted(fresh):
        pupils = new_pupils.get(new, frozenset())
        counts = Counter(
            old for pupil in pupils for old in was_in[pupil] if _alike(before, old, after, new)
        )
        for old, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:1]:
            found = Succession(old, new, count / len(pupils))
            enough = count * 2 > max(len(pupils), 1) and count * 2 > len(old_pupils[old])
            if enough and found.share > best.get(old, Succession(old, new, 0)).share:
                best[old] = found
    return tuple(best[key] for key in sorted(best))


def replaced_classes(before: Roster, after: Roster, day: date) -> tuple[ClassId, ...]:
    """Return classes that kept their id while hardly anybody stayed: their chat would be another's.

    A register that numbers its classes anew every year does so, and strangers would read what the
    class before them wrote.
    """
    old_pupils, new_pupils = _pupils(before, None), _pupils(after, day)
    found = []
    for key in sorted(before.classes.keys() & after.classes.keys()):
        was, now = old_pupils.get(key, frozenset()), new_pupils.get(key, frozenset())
        if len(was) >= 3 and len(now) >= 3 and len(was & now) * 5 < min(len(was), len(now)):
            found.append(key)
    return tuple(found)


def _pupils(roster: Roster, day: date | None) -> Mapping[ClassId, frozenset[PersonId]]:
    found: dict[ClassId, set[PersonId]] = defaultdict(set)
    for one in roster.enrolments:
        if one.role is EnrolmentRole.PUPIL and (day is None or one.holds_on(day)):
            found[one.school_class].add(one.person)
    return {key: frozenset(pupils) for key, pupils in found.items()}


def _alike(before: Roster, old: ClassId, after: Roster, new: ClassId) -> bool:
    was, now = before.classes[old], after.classes[new]
    if (was.org, was.kind) != (now.org, now.kind):
        return False
    return was.kind is ClassKind.HOMEROOM or was.subject == now.subject
