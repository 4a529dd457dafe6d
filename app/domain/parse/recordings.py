"""`GET /v1/recordings`."""

from collections.abc import Mapping
from datetime import timedelta

from app.domain.clean import clean_name
from app.domain.parse.fields import identifier, integer, iso_moment, items, mapping, text
from app.domain.recordings import LessonRecording

_MOST, _LONGEST, _LARGEST = 200, 48 * 3600, 1 << 43


def parse_recordings(reply: object) -> tuple[LessonRecording, ...]:
    """The recordings that make sense, in their order."""
    found = (_one(mapping(row)) for row in items(mapping(reply).get("recordings"), _MOST))
    return tuple(one for one in found if one is not None)


def _one(row: Mapping[str, object]) -> LessonRecording | None:
    recording, began = identifier(row.get("id")), iso_moment(row.get("began_at"))
    if recording is None or began is None:
        return None
    return LessonRecording(
        recording,
        clean_name(text(row.get("title")), 200),
        clean_name(text(row.get("by_name")), 200),
        began,
        timedelta(seconds=integer(row.get("seconds"), 0, _LONGEST) or 0),
        integer(row.get("size"), 0, _LARGEST) or 0,
        iso_moment(row.get("kept_until")),
    )
