"""Proof files: in the data folder, under names that say nothing, told apart by their content."""

import os
from pathlib import Path

from server.service.problems import Problem

MOST = 10 * 1024 * 1024

_KINDS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def kind_of(data: bytes) -> str:
    """The media type by the file's own first bytes; what the client calls it is not believed.

    Raises:
        Problem: it is none of the kinds we take.
    """
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    raise Problem(400, "proof_kind", "Приложите файл PDF, PNG или JPEG.")


def save(folder: Path, case_id: str, data: bytes) -> None:
    """Put a file in place in one step."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{case_id}.new"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:  # noqa: PTH123 — only open() takes a descriptor
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / case_id)


def load(folder: Path, case_id: str) -> bytes | None:
    """The file, None where there is none."""
    path = folder / case_id
    return path.read_bytes() if path.is_file() else None
