"""One line of text for a message (chat list, quotes, notifications), and names of chats."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from app.domain.clean import one_line
from app.domain.content import (
    Content,
    EncryptedContent,
    HiddenContent,
    MediaContent,
    MediaKind,
    MembershipContent,
    PollContent,
    RedactedContent,
    RoomChange,
    RoomChangeContent,
    TextContent,
    TextKind,
    UnknownContent,
)
from app.domain.errors import UserText
from app.domain.people import Membership
from app.domain.rich_text import RichText, Style
from app.domain.rooms import Preview, PreviewKind

NO_NAME = "Чат без названия"

_MEDIA = {
    MediaKind.IMAGE: PreviewKind.PHOTO,
    MediaKind.VIDEO: PreviewKind.VIDEO,
    MediaKind.AUDIO: PreviewKind.AUDIO,
    MediaKind.VOICE: PreviewKind.VOICE,
    MediaKind.FILE: PreviewKind.FILE,
    MediaKind.STICKER: PreviewKind.STICKER,
}


def preview_of(content: Content, *, sender_name: str, mine: bool, group: bool) -> Preview:
    """Return the second line of a chat row for its last message."""
    kind, text = summarize(content)
    shows_name = group and not mine and kind not in {PreviewKind.SERVICE, PreviewKind.NONE}
    if isinstance(content, TextContent) and content.kind is TextKind.EMOTE:
        text, shows_name = one_line(f"{short_name(sender_name)} {text}"), False
    return Preview(
        kind=kind,
        sender_name=short_name(sender_name) if shows_name else "",
        text=text,
        mine=mine and kind not in {PreviewKind.SERVICE, PreviewKind.NONE},
    )


def summarize(content: Content) -> tuple[PreviewKind, str]:
    """Return what a message is and its words in one line ('' where the kind says it all)."""
    match content:
        case TextContent():
            return PreviewKind.TEXT, plain_line(content.body)
        case MediaContent():
            words = plain_line(content.caption) if content.caption else ""
            if not words and content.kind in {MediaKind.FILE, MediaKind.AUDIO}:
                words = one_line(content.filename)
            return _MEDIA[content.kind], words
        case PollContent():
            return PreviewKind.POLL, one_line(content.poll.question)
        case RedactedContent():
            return PreviewKind.DELETED, ""
        case EncryptedContent():
            return PreviewKind.ENCRYPTED, ""
        case RoomChangeContent():
            if content.change is RoomChange.CALL_STARTED:
                return PreviewKind.CALL, ""
            return PreviewKind.SERVICE, one_line(_change_text(content))
        case MembershipContent():
            return PreviewKind.SERVICE, one_line(_membership_text(content))
        case UnknownContent():
            return PreviewKind.TEXT, one_line(content.fallback)
        case HiddenContent():
            return PreviewKind.NONE, ""
        case _:
            assert_never(content)


def plain_line(text: RichText) -> str:
    """Return rich text as one line; what stands under a spoiler is not given away."""
    plain = text.text
    for span in text.spans:
        if Style.SPOILER in span.style:
            plain = plain[: span.start] + "▒" * (span.end - span.start) + plain[span.end :]
    return one_line(plain)


def short_name(name: str) -> str:
    """Return the first two words: «Мария Ивановна», not the whole of a long name."""
    return " ".join(name.split()[:2])


def room_name(
    given: str | None, hero_names: Sequence[str], *, others: int, direct_name: str = ""
) -> str:
    """Return the title of a chat: given, the other person's, or those who are in it.

    `others` counts the members besides me, joined and invited.
    """
    if given and given.strip():
        return given
    if direct_name:
        return direct_name
    names = [name for name in hero_names if name]
    if not names:
        return NO_NAME
    if others > len(names):
        return f"{', '.join(names)} и ещё {others - len(names)}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} и {names[-1]}"


_RENAMED = UserText("{before} теперь {name}")
_NEW_FACE = UserText("{name}: новое фото")
_JOINED = UserText("{name} в чате")
_INVITED = UserText("{name}: приглашение отправлено")
_KNOCKED = UserText("{name} просит принять в чат")
_LEFT = UserText("{name} больше не в чате")
_BANNED = UserText("{name}: вход в чат закрыт")
_CREATED = UserText("Чат создан")
_NAME, _NO_NAME = UserText("Новое название: {value}"), UserText("Название убрано")
_TOPIC, _NO_TOPIC = UserText("Новое описание: {value}"), UserText("Описание убрано")
_AVATAR = UserText("Новая картинка чата")
_PINS = UserText("Изменены закреплённые сообщения")
_MOVED = UserText("Чат переехал")
_ENCRYPTED = UserText("Включено шифрование")
_SETTINGS = UserText("Изменены настройки чата")
_SENTENCES = (
    _NAME, _NO_NAME, _TOPIC, _NO_TOPIC, _CREATED, _AVATAR, _PINS, _MOVED, _ENCRYPTED, _SETTINGS,
    _NEW_FACE, _INVITED, _KNOCKED, _BANNED, _LEFT, _JOINED, _RENAMED,
)  # fmt: skip
"""What a service line may say; of two that fit, the first is meant."""


def sentence_of(line: str) -> UserText | None:
    """Return what a service line says, to be translated: it is kept in Russian. None: unknown."""
    for one in _SENTENCES:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(one.source))
        if (found := re.fullmatch(pattern, line)) is not None:
            return replace(one, args=dict(found.groupdict()))
    return None


def _membership_text(content: MembershipContent) -> str:
    name = content.target_name

    def say(text: UserText, **more: str) -> str:
        return str(replace(text, args={"name": name, **more}))

    match content.membership:
        case Membership.JOIN:
            if content.previous is Membership.JOIN:
                if content.previous_name and content.previous_name != name:
                    return say(_RENAMED, before=content.previous_name)
                return say(_NEW_FACE)
            return say(_JOINED)
        case Membership.INVITE:
            return say(_INVITED)
        case Membership.KNOCK:
            return say(_KNOCKED)
        case Membership.LEAVE:
            return say(_LEFT)
        case Membership.BAN:
            return say(_BANNED)
        case _:
            assert_never(content.membership)


def _change_text(content: RoomChangeContent) -> str:
    value: dict[str, str | int] = {"value": content.value}
    match content.change:
        case RoomChange.CREATED:
            return str(_CREATED)
        case RoomChange.NAME:
            return str(replace(_NAME, args=value) if content.value else _NO_NAME)
        case RoomChange.TOPIC:
            return str(replace(_TOPIC, args=value) if content.value else _NO_TOPIC)
        case RoomChange.AVATAR:
            return str(_AVATAR)
        case RoomChange.PINS:
            return str(_PINS)
        case RoomChange.TOMBSTONE:
            return str(_MOVED)
        case RoomChange.ENCRYPTION:
            return str(_ENCRYPTED)
        case (
            RoomChange.POWER_LEVELS
            | RoomChange.HISTORY_VISIBILITY
            | RoomChange.JOIN_RULES
            | RoomChange.CALL_STARTED
        ):
            return str(_SETTINGS)
        case _:
            assert_never(content.change)
