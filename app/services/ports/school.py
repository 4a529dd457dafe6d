"""What the services need of the school service: requests in my name."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from app.domain.server import Progress


class SchoolApi(Protocol):
    """The school service in my name. Ids fill the `{}` of a path; replies are raw JSON."""

    async def get(self, template: str, *ids: str, params: Mapping[str, str] | None = None) -> Any:
        """`GET`."""

    async def get_open(
        self, template: str, *ids: str, params: Mapping[str, str] | None = None
    ) -> Any:
        """`GET` of what is told to everybody, without signing in."""

    def is_at(self, url: str) -> bool:
        """Whether an address lies at this service; no while we have not spoken to it."""

    async def put(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`PUT`."""

    async def post(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`POST`, never repeated by itself."""

    async def delete(self, template: str, *ids: str) -> None:
        """`DELETE`."""

    async def download(
        self,
        template: str,
        *ids: str,
        target: Path,
        max_bytes: int = ...,
        progress: Progress | None = None,
    ) -> None:
        """Write a file, whole or not at all; one that is larger than the usual is named so."""

    async def upload(self, template: str, *ids: str, field: str, source: Path) -> Any:
        """`PUT` a small file as the one field of a form."""

    async def send_file(
        self, template: str, source: Path, *, params: Mapping[str, str], progress: Progress
    ) -> Any:
        """`POST` a file as the body, in pieces."""

    async def download_made(
        self, template: str, *ids: str, body: Mapping[str, Any], target: Path
    ) -> None:
        """`POST`, the reply written to a file, whole or not at all."""

    async def send_files(
        self,
        template: str,
        files: Sequence[tuple[str, Path]],
        fields: Mapping[str, str],
        *,
        part: str = "files",
    ) -> Any:
        """`POST` files, each with its name there, and fields as a form; they stand in `part`."""
