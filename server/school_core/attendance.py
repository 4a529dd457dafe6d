"""How long somebody was at a lesson, from the times their devices came and went.

A person with two devices is there once; a connection that came back within a minute was never
away; nothing counts before the lesson begins and after it ends, so waiting at the door is neither
presence nor lateness.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

BRIDGE = timedelta(seconds=60)
"""A shorter absence is a reconnection."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One connection to the lesson; `left` is None while it lasts."""

    joined: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """One person's attendance. `late` is how long after the beginning they first came.

    `joined` and `left` are the first coming and the last going, seconds in between may be missing
    from `present`; `left` is None for who is still there.
    """

    joined: datetime
    left: datetime | None
    present: timedelta
    late: timedelta

    @property
    def late_minutes(self) -> int:
        """Whole minutes late; less than one is none."""
        return int(self.late.total_seconds() // 60)


def presence(
    stays: Iterable[Stay], *, begun: datetime, due: datetime | None, until: datetime, over: bool
) -> Presence | None:
    """Work out one person's attendance, None for who was not there.

    `begun` is when the teacher opened the lesson, `due` when it was to begin by the timetable: the
    later of the two is what lateness is measured from. `until` is its end or, unless `over`, now.
    """
    open_at_end = False
    spans: list[tuple[datetime, datetime]] = []
    for stay in stays:
        start, end = max(stay.joined, begun), min(stay.left or until, until)
        if end > start or (stay.left is None and end == start):
            spans.append((start, end))
            open_at_end = open_at_end or (stay.left is None and not over)
    if not spans:
        return None
    merged = _merge(spans)
    first, last = merged[0][0], merged[-1][1]
    expected = max(begun, due) if due is not None else begun
    return Presence(
        joined=first,
        left=None if open_at_end else last,
        present=sum((end - start for start, end in merged), timedelta()),
        late=max(first - expected, timedelta()),
    )


def _merge(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] <= BRIDGE:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
