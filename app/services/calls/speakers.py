"""Who spoke, latest first, calmly: a word in between does not turn the layout upside down."""

from collections.abc import Sequence

from app.domain.diff import Observable
from app.domain.ids import ParticipantId
from app.services.ports.clock import Clock

HOLD = 2.0
"""Seconds that whoever came to the front stays there."""
MOST = 16


class Speakers:
    """Fed with who is heard now, the loudest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._changed = -HOLD
        self.recent: Observable[tuple[ParticipantId, ...]] = Observable(())

    def heard(self, speakers: Sequence[ParticipantId]) -> None:
        """These are heard now."""
        known = self.recent.value
        if not speakers:
            return
        front = known[:1]
        if front and (front[0] in speakers or self._clock.monotonic() - self._changed < HOLD):
            # Others who speak move up behind the one in front.
            order = (*front, *(one for one in speakers if one != front[0]))
        else:
            order = tuple(speakers)
            self._changed = self._clock.monotonic()
        rest = (one for one in known if one not in order)
        self.recent.set((*order, *rest)[:MOST])
