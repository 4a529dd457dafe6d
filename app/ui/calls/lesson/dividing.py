"""Who goes into which breakout group: by chance to begin with, then as the teacher moves people."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from app.domain.calls import Participant
from app.domain.ids import UserId
from app.domain.lessons import Group
from app.ui.qt.i18n import tr


def pupils_of(people: Sequence[Participant]) -> list[UserId]:
    """Return those who do not lead, each once."""
    return sorted({one.person.user_id for one in people if not one.leads})


def divide(people: Sequence[Participant], count: int, chance: Random) -> tuple[Group, ...]:
    """Divide those who do not lead into `count` groups whose sizes differ by one at most."""
    pupils = pupils_of(people)
    chance.shuffle(pupils)
    count = max(1, min(count, len(pupils) or 1))
    members: list[set[UserId]] = [set() for _ in range(count)]
    for place, user in enumerate(pupils):
        members[place % count].add(user)
    return tuple(
        Group("", tr("Группа {number}", number=number), frozenset(each))
        for number, each in enumerate(members, 1)
    )


def moved(groups: Sequence[Group], user: UserId, place: int | None) -> tuple[Group, ...]:
    """Put a person into the group at `place`, or into none: then they stay in the lesson."""
    return tuple(
        replace(group, members=group.members | {user} if at == place else group.members - {user})
        for at, group in enumerate(groups)
    )


def left_over(groups: Sequence[Group], people: Sequence[Participant]) -> list[UserId]:
    """Return the pupils of no group."""
    placed = {user for group in groups for user in group.members}
    return [user for user in pupils_of(people) if user not in placed]
