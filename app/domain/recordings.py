"""Recordings of lessons as the school service keeps them."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LessonRecording:
    """A recording that I may open and delete. `by` is the name of who started it; `size` in bytes.

    `length` is zero where nobody told it; after `kept_until` the school removes the file.
    """

    id: str
    title: str
    by: str
    began: datetime
    length: timedelta
    size: int
    kept_until: datetime | None
