"""`m.room.message` and `m.sticker`: text, media, captions, voice notes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.clean import clean_filename, clean_text, one_line
from app.domain.content import (
    Content,
    HiddenContent,
    MediaContent,
    MediaKind,
    RedactedContent,
    TextContent,
    TextKind,
    UnknownContent,
)
from app.domain.html import MAX_SPANS, parse_html, plain_text
from app.domain.media import MediaInfo, parse_mxc
from app.domain.parse.fields import integer, items, mapping, text
from app.domain.rich_text import RichText, Span, Style

ALBUM = "app.parta.album"
"""Key in the content of pictures that were sent together: the album's id."""
MAX_FALLBACK = 1_000
_MAX_SIDE = 100_000
_MAX_DURATION = 7 * 24 * 3600 * 1000
_WAVEFORM_POINTS = 256
_WAVEFORM_TOP = 1024

_TEXT_KINDS = {
    "m.text": TextKind.TEXT,
    "m.emote": TextKind.EMOTE,
    "m.notice": TextKind.NOTICE,
    "m.server_notice": TextKind.NOTICE,
}
_MEDIA_KINDS = {
    "m.image": MediaKind.IMAGE,
    "m.video": MediaKind.VIDEO,
    "m.audio": MediaKind.AUDIO,
    "m.file": MediaKind.FILE,
}
_DEFAULT_MIME = {
    MediaKind.IMAGE: "image/jpeg",
    MediaKind.VIDEO: "video/mp4",
    MediaKind.AUDIO: "audio/mpeg",
    MediaKind.VOICE: "audio/ogg",
    MediaKind.STICKER: "image/png",
}
_MIME = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+\-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+\-]{0,100}\Z")
_BLURHASH = re.compile(r"[0-9A-Za-z#$%*+,\-.:;=?@\[\]^_{|}~]{6,120}\Z")
_ROOM_MENTION = re.compile(r"(?<![\w@])@(?:room|все|all)\b", re.IGNORECASE)


def parse_message(content: Mapping[str, Any], *, reply: bool = False) -> Content:
    """Return the content of an `m.room.message`. `reply`: its body may start with a fallback."""
    if not content:
        return RedactedContent()
    msgtype = text(content.get("msgtype"))
    if kind := _TEXT_KINDS.get(msgtype):
        body = parse_body(content, reply=reply)
        return TextContent(body, kind) if body else UnknownContent(msgtype)
    if media := _MEDIA_KINDS.get(msgtype):
        return parse_media(content, media)
    if msgtype.startswith("m.key.verification"):
        return HiddenContent(msgtype)
    return UnknownContent(one_line(msgtype, 100) or "m.room.message", fallback_text(content))


def parse_body(content: Mapping[str, Any], *, reply: bool = False) -> RichText | None:
    """Return the text of a message with its formatting, None where there is none."""
    plain = text(content.get("body"))
    source = text(content.get("formatted_body"))
    if content.get("format") != "org.matrix.custom.html":
        source = ""
    rich = RichText("")
    if source:
        rich = parse_html(source)
    if not rich.text:
        if reply or "<mx-reply" in source:
            plain = strip_reply_fallback(plain)
        rich = plain_text(plain)
    if not rich.text.strip():
        return None
    if mapping(content.get("m.mentions")).get("room") is True:
        rich = _mark_room_mention(rich)
    return rich


def parse_media(content: Mapping[str, Any], kind: MediaKind) -> Content:
    """Return a picture, video, sound, file or sticker.

    A missing address makes a local echo (`source` None); a wrong or encrypted one, a fallback.
    """
    source = parse_mxc(content.get("url"))
    if source is None and ("url" in content or "file" in content):
        return UnknownContent(kind.value, fallback_text(content))
    if kind is MediaKind.AUDIO and ("org.matrix.msc3245.voice" in content or "m.voice" in content):
        kind = MediaKind.VOICE
    body, filename = text(content.get("body")), text(content.get("filename"))
    caption = None
    if filename and body and body != filename and kind is not MediaKind.STICKER:
        caption = parse_body(content)
    audio = mapping(content.get("org.matrix.msc1767.audio"))
    info = parse_info(content.get("info"), kind)
    if info.duration is None:
        info = replace(info, duration=integer(audio.get("duration"), 0, _MAX_DURATION))
    return MediaContent(
        kind=kind,
        filename=clean_filename(filename or body) or _DEFAULT_NAMES[kind],
        source=source,
        info=info,
        caption=caption,
        album=one_line(text(content.get(ALBUM)), 64),
        waveform=_waveform(audio.get("waveform")),
    )


def parse_info(value: object, kind: MediaKind) -> MediaInfo:
    """Return what the sender says of a file, without what cannot be."""
    info = mapping(value)
    mimetype = text(info.get("mimetype"))[:200].partition(";")[0].strip().lower()
    default = _DEFAULT_MIME.get(kind, "application/octet-stream")
    width, height = (integer(info.get(side), 1, _MAX_SIDE) for side in ("w", "h"))
    blurhash = info.get("xyz.amorgan.blurhash") or info.get("blurhash")
    usable = isinstance(blurhash, str) and _BLURHASH.match(blurhash)
    return MediaInfo(
        mimetype=mimetype if _MIME.match(mimetype) else default,
        size=integer(info.get("size")),
        width=width if height else None,
        height=height if width else None,
        duration=integer(info.get("duration"), 0, _MAX_DURATION),
        thumbnail=parse_mxc(info.get("thumbnail_url")),
        blurhash=str(blurhash) if usable else None,
    )


def fallback_text(content: Mapping[str, Any]) -> str:
    """Return the words an unknown event offers to clients that do not know it."""
    for key in ("body", "m.text", "org.matrix.msc1767.text"):
        if words := extensible_text(content.get(key)):
            return clean_text(words, MAX_FALLBACK).strip()
    return ""


def extensible_text(value: object) -> str:
    """Return the plain text of an MSC1767 field: a string or a list of representations."""
    if isinstance(value, str):
        return value
    for part in items(value, 20):
        part = mapping(part)
        if part.get("mimetype", "text/plain") == "text/plain" and text(part.get("body")):
            return text(part.get("body"))
    return ""


def strip_reply_fallback(body: str) -> str:
    """Return the body without the quote that old clients put in front of a reply."""
    if not body.startswith(("> <@", "> * <@", "> <!", "> * <!")):
        return body
    lines = body.split("\n")
    index = next((i for i, line in enumerate(lines) if not line.startswith(">")), len(lines))
    if index < len(lines) and not lines[index].strip():
        index += 1
    return "\n".join(lines[index:])


_DEFAULT_NAMES = {
    MediaKind.IMAGE: "Фотография",
    MediaKind.VIDEO: "Видео",
    MediaKind.AUDIO: "Аудиозапись",
    MediaKind.VOICE: "Голосовое сообщение",
    MediaKind.FILE: "Файл",
    MediaKind.STICKER: "Стикер",
}


def _waveform(value: object) -> tuple[int, ...]:
    points = [integer(point, 0, 1 << 20) for point in items(value, 10_000)]
    step = max(1, len(points) // _WAVEFORM_POINTS)
    return tuple(min(point or 0, _WAVEFORM_TOP) for point in points[::step])[:_WAVEFORM_POINTS]


def _mark_room_mention(rich: RichText) -> RichText:
    """Mark `@room` and `@все` where the sender really told everybody."""
    spans = list(rich.spans)
    for match in _ROOM_MENTION.finditer(rich.text):
        start, end = match.span()
        if len(spans) < MAX_SPANS and not any(s.start < end and start < s.end for s in spans):
            spans.append(Span(start, end, Style.MENTION, "@room"))
    return RichText(rich.text, tuple(sorted(spans, key=lambda span: span.start)))
