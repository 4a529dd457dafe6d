"""LiveKit's words for what is published, and ours."""

from functools import cache
from typing import Any

from app.domain.calls import ALL_SOURCES, Source, Sources


@cache
def _known() -> dict[int, Source]:
    from livekit import rtc

    return {
        rtc.TrackSource.SOURCE_MICROPHONE: Source.MICROPHONE,
        rtc.TrackSource.SOURCE_CAMERA: Source.CAMERA,
        rtc.TrackSource.SOURCE_SCREENSHARE: Source.SCREEN,
        rtc.TrackSource.SOURCE_SCREENSHARE_AUDIO: Source.SCREEN_SOUND,
    }


def source_of(publication: Any) -> Source | None:
    """What a publication is; None for what we do not know."""
    return _known().get(publication.source)


def livekit_source(source: Source) -> int:
    """LiveKit's word."""
    return next(number for number, ours in _known().items() if ours is source)


def permitted(participant: Any) -> Sources:
    """What the server lets a participant publish; no list of sources means all of them."""
    permission = participant.permissions
    if not permission.can_publish:
        return frozenset()
    if not permission.can_publish_sources:
        return ALL_SOURCES
    return frozenset(_known()[each] for each in permission.can_publish_sources if each in _known())
