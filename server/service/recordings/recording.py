"""A recording of a lesson, and how it moves on: pure values."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from server.service.calls.recorder import Step, Tape

NOTICE = timedelta(seconds=10)
"""Everybody is told so long before a recording begins: time to read it and to leave."""
UNHEARD_OF = timedelta(seconds=60)
"""A recording that Egress was asked for and knows nothing of after so long did not come about."""


class State(Enum):
    """Where a recording is; the first four are on their way, the last three stay."""

    ANNOUNCED = "announced"
    ASKED = "asked"
    RUNNING = "running"
    STOPPING = "stopping"
    READY = "ready"
    FAILED = "failed"
    REMOVED = "removed"


OPEN = frozenset({State.ANNOUNCED, State.ASKED, State.RUNNING, State.STOPPING})


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording. `by` is who started it; `begins` is when everybody will have been told.

    `began`, `ended`, `seconds` and `size` (bytes) are what Egress says of the file.
    """

    id: str
    lesson_id: str
    org: str
    by: str
    state: State
    begins: datetime
    began: datetime | None = None
    ended: datetime | None = None
    egress_id: str = ""
    seconds: int = 0
    size: int = 0


def moved_on(one: Recording, tape: Tape | None, *, now: datetime, on_disk: int) -> Recording:
    """The recording as Egress tells it; `on_disk` is its file's size there, 0 where there is none.

    Egress forgets what ended a day ago: then the file speaks for itself. Of one that was stopped
    before it had begun nothing stays, and that is no failure.
    """
    lost = State.REMOVED if one.state is State.STOPPING else State.FAILED
    if tape is None:
        if now - one.begins < UNHEARD_OF:
            return one
        state = State.READY if on_disk else lost
        return replace(one, state=state, ended=now, size=on_disk)
    known = replace(one, egress_id=tape.id, began=tape.began or one.began)
    match tape.step:
        case Step.STARTING:
            return known
        case Step.RUNNING:
            running = known.state is not State.STOPPING
            return replace(known, state=State.RUNNING) if running else known
        case Step.ENDING:
            return replace(known, state=State.STOPPING)
        case Step.DONE if on_disk:
            return replace(known, state=State.READY, ended=now, seconds=tape.seconds, size=on_disk)
        case Step.DONE | Step.FAILED:
            return replace(known, state=lost, ended=now)
