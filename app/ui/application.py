"""The screen as one object: `app.bootstrap` makes it, shows the snapshot, then gives it life.

screen = Screen(qt_app, preferences_path)       # nothing heavy is imported
screen.show_snapshot(snapshots)                 # rail and chat list are painted
...                                             # services start
screen.attach(profiles, tasks)                  # the same rows go on living
await screen.closed.wait()
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.profiles import Profile
from app.domain.rooms import RoomSummary


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was on the screen last time: one profile with the first rows of its chat list."""

    profile: Profile
    rooms: Sequence[RoomSummary] = ()
    unread: int = 0
    active: bool = False
