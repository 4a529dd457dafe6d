"""A school service without a network: answers by path, and what it was asked."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.errors import AppError, NotFound
from app.domain.server import Progress


class FakeService:
    """`SchoolApi`: `answers` by path with ids filled in; what is missing there is NotFound."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.error: AppError | None = None
        self.calls: list[tuple[Any, ...]] = []

    def is_at(self, url: str) -> bool:
        return url.startswith("https://school14.example/")

    async def get(self, template: str, *ids: str, params: Mapping[str, str] | None = None) -> Any:
        return self._answer("GET", template.format(*ids), dict(params or {}))

    async def get_open(
        self, template: str, *ids: str, params: Mapping[str, str] | None = None
    ) -> Any:
        return self._answer("GET", template.format(*ids), dict(params or {}))

    async def put(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        return self._answer("PUT", template.format(*ids), dict(body or {}))

    async def post(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        return self._answer("POST", template.format(*ids), dict(body or {}))

    async def delete(self, template: str, *ids: str) -> None:
        self._answer("DELETE", template.format(*ids), {})

    async def download(
        self,
        template: str,
        *ids: str,
        target: Path,
        max_bytes: int = 0,
        progress: Progress | None = None,
    ) -> None:
        data = self._answer("FILE", template.format(*ids), {})
        await asyncio.to_thread(target.write_bytes, data)

    async def upload(self, template: str, *ids: str, field: str, source: Path) -> Any:
        data = await asyncio.to_thread(source.read_bytes)
        return self._answer("PUT", template.format(*ids), {field: data})

    async def download_made(
        self, template: str, *ids: str, body: Mapping[str, Any], target: Path
    ) -> None:
        data = self._answer("POST", template.format(*ids), dict(body))
        await asyncio.to_thread(target.write_bytes, data)

    async def send_files(
        self,
        template: str,
        files: Sequence[tuple[str, Path]],
        fields: Mapping[str, str],
        *,
        part: str = "files",
    ) -> Any:
        return self._answer("FORM", template, {part: [name for name, _ in files], **fields})

    def _answer(self, method: str, path: str, more: dict[str, Any]) -> Any:
        self.calls.append((method, path, more))
        if self.error is not None:
            raise self.error
        if path not in self.answers:
            raise NotFound(status=404)
        return self.answers[path]
