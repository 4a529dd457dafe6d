"""Files sent as a form (`multipart/form-data`), read off the UI thread."""

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from app.domain.errors import MediaError, TooLarge, UserText

MAX_FORM = 60 * 1024 * 1024
"""Bytes of all files together; the service takes 64 MB."""


def form_of(
    files: Sequence[tuple[str, Path]], fields: Mapping[str, str], *, part: str = "files"
) -> tuple[bytes, str]:
    """Return body and content type of a form; each file is (its name there, where it is).

    Blocks: call it in a thread.
    """
    edge = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        parts += [_head(edge, f'name="{name}"'), value.encode(), b"\r\n"]
    size = 0
    for name, path in files:
        try:
            with path.open("rb") as file:
                data = file.read(MAX_FORM + 1 - size)
        except OSError as error:
            text = UserText("Файл «{name}» не открылся. Выберите его ещё раз.", {"name": name})
            raise MediaError(type(error).__name__, user_text=text) from error
        size += len(data)
        if size > MAX_FORM:
            text = UserText("Файлы слишком большие: вместе не больше 60 МБ.")
            raise TooLarge(status=413, user_text=text)
        parts += [_head(edge, f'name="{part}"; filename="{_escaped(name)}"'), data, b"\r\n"]
    parts.append(f"--{edge}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={edge}"


def _head(edge: str, disposition: str) -> bytes:
    return f"--{edge}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()


def _escaped(name: str) -> str:
    """Return a file name as browsers write it: only what would break the line is escaped."""
    return "".join(quote(char) if char in '"\r\n' else char for char in name)
