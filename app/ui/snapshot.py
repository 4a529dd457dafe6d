"""What was on the screen last time, as the first paint takes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.profiles import Profile
from app.domain.rooms import RoomSummary


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One profile with the first rows of its chat list."""

    profile: Profile
    rooms: Sequence[RoomSummary] = ()
    unread: int = 0
    active: bool = False
