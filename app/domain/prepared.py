"""A file on its way out, as media tools hand it to the services."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.content import MediaKind
from app.domain.media import MediaInfo


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file ready to upload: stripped of location data, resized if asked, with a thumbnail."""

    path: Path
    kind: MediaKind
    info: MediaInfo
    thumbnail: Path | None = None
    thumbnail_info: MediaInfo | None = None
    waveform: tuple[int, ...] = ()
