"""The results of a poll as a table that any spreadsheet opens (CSV)."""

import csv
import io
from collections.abc import Mapping, Sequence

from app.domain.people import Person
from app.domain.polls import PollStart, PollState

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def poll_table(
    poll: PollStart,
    state: PollState,
    voters: Mapping[str, Sequence[Person]],
    *,
    header: Sequence[str],
) -> str:
    """Return the table: one line an answer; names only where the poll is public.

    `header` are the words of the columns: answer, votes, share, who.
    """
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow([_cell(poll.question)])
    table.writerow(header[:3] if poll.anonymous else header)
    for answer in poll.answers:
        votes = state.count(answer.id)
        share = f"{100 * votes / state.voters:.1f} %".replace(".", ",") if state.voters else ""
        line = [_cell(answer.text), str(votes), share]
        if not poll.anonymous:
            names = (person.name for person in voters.get(answer.id, ()))
            line.append(_cell(", ".join(names)))
        table.writerow(line)
    return out.getvalue()


def _cell(text: str) -> str:
    """A spreadsheet must not take somebody's words for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
