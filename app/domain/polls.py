"""Polls (MSC3381, unstable and stable types): the question, the votes, the tally."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import UserId

MAX_QUESTION = 80
"""Longest question that our dialog takes, in characters."""
MIN_OPTIONS, MAX_OPTIONS = 2, 20


@dataclass(frozen=True, slots=True)
class PollAnswer:
    """One option; `id` is opaque and unique within the poll."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PollStart:
    """A question with its options. `disclosed`: totals are shown before the end."""

    question: str
    answers: tuple[PollAnswer, ...]
    max_selections: int = 1
    disclosed: bool = True
    background: str = ""
    """Name of a background of ours (`app.parta.poll.background`), or ''."""
    closes_at: datetime | None = None
    """When the school closes it by itself, UTC (`app.parta.rules`)."""
    final: bool = False
    """The first vote of each person counts: the school refuses a second one."""


@dataclass(frozen=True, slots=True)
class PollState:
    """Where a poll stands: the last valid vote of each person before its end.

    `votes` maps an answer id to the people who chose it, in order of their votes.
    """

    votes: tuple[tuple[str, tuple[UserId, ...]], ...] = ()
    voters: int = 0
    own: frozenset[str] = frozenset()
    closed: bool = False

    def count(self, answer_id: str) -> int:
        """Return how many chose the answer."""
        return next((len(users) for key, users in self.votes if key == answer_id), 0)
