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
    anonymous: bool = False
    """Votes go to the school's service, which tells totals only; each person has one, final."""


@dataclass(frozen=True, slots=True)
class PollDraft:
    """A poll that was begun and not sent. `hours` is how long one may vote, 0 for good."""

    question: str = ""
    options: tuple[str, ...] = ()
    background: str = ""
    several: bool = False
    anonymous: bool = False
    final: bool = False
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Totals of an anonymous poll as the school published them."""

    voters: int = 0
    answers: tuple[tuple[str, int], ...] = ()
    closed: bool = False
    """No more votes are taken: these are the last totals."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What I know of an anonymous poll beside its events: whether I voted, and the totals.

    `chosen` is known only on the computer where the vote was given: the school does not keep it.
    """

    voted: bool = False
    chosen: tuple[str, ...] = ()
    tally: Tally = Tally()


@dataclass(frozen=True, slots=True)
class PollState:
    """Where a poll stands: the last valid vote of each person before its end.

    `votes` maps an answer id to the people who chose it, in order of their votes.
    """

    votes: tuple[tuple[str, tuple[UserId, ...]], ...] = ()
    voters: int = 0
    own: frozenset[str] = frozenset()
    closed: bool = False
    voted: bool = False
    """I have voted; in an anonymous poll `own` may be unknown all the same."""
    tally: Tally | None = None
    """Totals without names, in anonymous polls alone."""

    def count(self, answer_id: str) -> int:
        """Return how many chose the answer."""
        if self.tally is not None:
            return dict(self.tally.answers).get(answer_id, 0)
        return next((len(users) for key, users in self.votes if key == answer_id), 0)
