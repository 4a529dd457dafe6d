"""Exports of other messengers in one form: `result.json` of Telegram, `history.json` of Sferum.

Nobody's account is needed and nothing is fetched: only what stands in the file counts.
"""

import html
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

MOST_MESSAGES = 5_000
MOST_PICTURES = 300
_PICTURE = re.compile(
    r'[^\x00-\x1f\\:*?"<>|/][^\x00-\x1f\\:*?"<>|]{0,290}\.(jpe?g|png|webp|gif)', re.I
)
_MOST_BYTES = 64 * 1024 * 1024
_LONGEST_TEXT = 4_000
_NAME = re.compile(r'<div class="name">(.*?)<span', re.S)
_MEDIA = {
    "photo": "фото",
    "file": "файл",
    "sticker": "стикер",
    "voice_message": "голосовое сообщение",
    "video_message": "видеосообщение",
    "video_file": "видео",
    "audio_file": "аудио",
    "animation": "анимация",
}


class NotAnExport(Exception):
    """The file is no export that is understood; the text is a sentence for people."""


@dataclass(frozen=True, slots=True)
class ForeignMessage:
    """One message. `author` is a name as the other messenger showed it."""

    at: datetime
    author: str
    text: str
    pictures: tuple[str, ...] = ()
    """Where its pictures lie beside the export file."""


@dataclass(frozen=True, slots=True)
class ForeignChat:
    """A chat of elsewhere; `left_out` are older messages beyond what is taken over."""

    source: str
    name: str
    messages: tuple[ForeignMessage, ...]
    left_out: int = 0

    @property
    def pictures(self) -> Sequence[tuple[datetime, str, str]]:
        """(time, author, path) of the latest pictures, in their order."""
        all_of = [(m.at, m.author, path) for m in self.messages for path in m.pictures]
        return all_of[-MOST_PICTURES:]

    @property
    def authors(self) -> Mapping[str, int]:
        """Who wrote how many messages."""
        counts: dict[str, int] = {}
        for message in self.messages:
            counts[message.author] = counts.get(message.author, 0) + 1
        return counts


def read_export(data: bytes) -> ForeignChat:
    """Read a JSON file, or a zip that holds one.

    Raises:
        NotAnExport: it is neither Telegram's nor Sferum's.
    """
    page = ""
    if data.startswith(b"PK\x03\x04"):
        data, page = _unpacked(data)
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise NotAnExport(
            "Это не выгрузка чата: нужен файл JSON из Telegram или Сферума."
        ) from None
    if isinstance(told, dict) and isinstance(told.get("messages"), list):
        name = told.get("name")
        found = list(_telegram(told["messages"]))
        return _chat("Telegram", name if isinstance(name, str) else "", found)
    if isinstance(told, list):
        return _chat("Сферум", "", list(_sferum(told, page)))
    raise NotAnExport("В файле нет сообщений: выгрузите чат в формате JSON.")


def _unpacked(data: bytes) -> tuple[bytes, str]:
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for entry in archive.infolist():
                base = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
                if base in {"result.json", "history.json", "chat.html"}:
                    with archive.open(entry) as member:
                        found[base] = member.read(_MOST_BYTES + 1)
                    if len(found[base]) > _MOST_BYTES:
                        raise NotAnExport("Выгрузка слишком большая: выгрузите меньший срок.")
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ) as error:
        raise NotAnExport("Архив не читается: он повреждён или защищён паролем.") from error
    chat = found.get("result.json") or found.get("history.json")
    if chat is None:
        raise NotAnExport("В архиве нет result.json или history.json с сообщениями.")
    return chat, found.get("chat.html", b"").decode("utf-8", "replace")


def _telegram(messages: Sequence[object]) -> Iterator[ForeignMessage]:
    for one in messages:
        if not isinstance(one, dict) or one.get("type") != "message":
            continue
        at = _time(one.get("date_unixtime"), one.get("date"))
        text = _plain(one.get("text"))
        media = one.get("media_type") or next((key for key in ("photo", "file") if key in one), "")
        if media:
            text = f"[{_MEDIA.get(str(media), 'вложение')}] {text}".strip()
        author = one.get("from")
        if at is not None and text:
            pictures = _pictures([one.get("photo")])
            yield ForeignMessage(at, _name(author), text[:_LONGEST_TEXT], pictures)


def _sferum(messages: Sequence[object], page: str) -> Iterator[ForeignMessage]:
    rows = [one for one in messages if isinstance(one, dict) and isinstance(one.get("date"), int)]
    rows.sort(key=lambda one: one["date"])
    said = [one for one in rows if str(one.get("text", "")).strip() or one.get("attachments")]
    # Names stand only in the page that the exporter writes beside it, in the same order.
    shown = [html.unescape(name).strip() for name in _NAME.findall(page)]
    names: dict[str, str] = {}
    if len(shown) == len(said):
        names = {_id(one): name for one, name in zip(said, shown, strict=True)}
    for one in said:
        at = _time(one["date"], None)
        files = one.get("attachments")
        text = str(one.get("text", "")).strip()
        if isinstance(files, list) and files:
            text = f"[вложений: {len(files)}] {text}".strip()
        author = names.get(_id(one)) or f"Участник {_id(one)}"
        if at is not None:
            pictures = _pictures(files if isinstance(files, list) else [])
            yield ForeignMessage(at, _name(author), text[:_LONGEST_TEXT], pictures)


def _id(message: Mapping[str, object]) -> str:
    """Who wrote it, as text; an export that names nobody, or something else than a name, has ""."""
    told = message.get("from_id")
    return str(told) if isinstance(told, str | int) else ""


def _chat(source: str, name: str, messages: list[ForeignMessage]) -> ForeignChat:
    if not messages:
        raise NotAnExport("В выгрузке нет ни одного сообщения.")
    messages.sort(key=lambda one: one.at)
    kept = tuple(messages[-MOST_MESSAGES:])
    return ForeignChat(source, name[:200], kept, len(messages) - len(kept))


def _pictures(paths: Sequence[object]) -> tuple[str, ...]:
    """Paths inside the export's folder, and nothing that leads out of it."""
    return tuple(
        one
        for one in paths[:100]
        if isinstance(one, str) and _PICTURE.fullmatch(one) and ".." not in one.split("/")
    )


def _plain(text: object) -> str:
    """Telegram writes a text with links as a list of pieces."""
    if isinstance(text, str):
        return text.strip()
    if isinstance(text, list):
        pieces = (
            one if isinstance(one, str) else one.get("text", "") if isinstance(one, dict) else ""
            for one in text
        )
        return "".join(str(piece) for piece in pieces).strip()
    return ""


def _name(author: object) -> str:
    return (
        " ".join(str(author).split())[:200] if isinstance(author, str) and author else "Без имени"
    )


def _time(unix: object, local: object) -> datetime | None:
    try:
        if isinstance(unix, int | str) and not isinstance(unix, bool):
            return datetime.fromtimestamp(int(unix), UTC)
        return datetime.fromisoformat(str(local)).replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
