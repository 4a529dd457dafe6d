"""What the services need of files: to send and fetch them, to make them ready."""

from pathlib import Path
from typing import Protocol

from app.domain.ids import MxcUri
from app.domain.prepared import PreparedFile
from app.domain.server import Progress


class MediaApi(Protocol):
    """Files on the homeserver: part of `MatrixApi`."""

    async def upload_limit(self) -> int | None:
        """`m.upload.size` of `GET /media/config`, in bytes; None where there is none."""

    async def create_media(self) -> MxcUri:
        """`POST /media/v1/create`: an address to upload to, so that an upload can be repeated."""

    async def upload(
        self, path: Path, *, mimetype: str, uri: MxcUri | None, progress: Progress
    ) -> MxcUri:
        """Upload a file, streaming; to `uri` when given (`PUT`), else `POST /upload`."""

    async def download(
        self, uri: MxcUri, target: Path, *, max_bytes: int, progress: Progress | None = None
    ) -> str:
        """Stream authenticated media to `target` (whole or not at all); returns the MIME type."""

    async def thumbnail(
        self, uri: MxcUri, target: Path, *, width: int, height: int, crop: bool
    ) -> str:
        """Stream a thumbnail to `target`; `NotFound` where the server has none."""


class MediaTools(Protocol):
    """Work on picture, sound and video files, in a thread of its own."""

    async def prepare(
        self, path: Path, workdir: Path, *, resize: int | None, as_file: bool
    ) -> PreparedFile:
        """Probe a file and make what its message needs. Raises MediaError for what is broken."""
