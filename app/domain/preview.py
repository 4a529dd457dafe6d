"""One line of text for a message (chat list, quotes, notifications), and names of chats."""

from collections.abc import Sequence
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


def _membership_text(content: MembershipContent) -> str:
    name = content.target_name
    match content.membership:
        case Membership.JOIN:
            if content.previous is Membership.JOIN:
                if content.previous_name and content.previous_name != name:
                    return f"{content.previous_name} теперь {name}"
                return f"{name}: новое фото"
            return f"{name} в чате"
        case Membership.INVITE:
            return f"{name}: приглашение отправлено"
        case Membership.KNOCK:
            return f"{name} просит принять в чат"
        case Membership.LEAVE:
            return f"{name} больше не в чате"
        case Membership.BAN:
            return f"{name}: вход в чат закрыт"
        case _:
            assert_never(content.membership)


def _change_text(content: RoomChangeContent) -> str:
    match content.change:
        case RoomChange.CREATED:
            return "Чат создан"
        case RoomChange.NAME:
            return f"Новое название: {content.value}" if content.value else "Название убрано"
        case RoomChange.TOPIC:
            return f"Новое описание: {content.value}" if content.value else "Описание убрано"
        case RoomChange.AVATAR:
            return "Новая картинка чата"
        case RoomChange.PINS:
            return "Изменены закреплённые сообщения"
        case RoomChange.TOMBSTONE:
            return "Чат переехал"
        case RoomChange.ENCRYPTION:
            return "Включено шифрование"
        case (
            RoomChange.POWER_LEVELS
            | RoomChange.HISTORY_VISIBILITY
            | RoomChange.JOIN_RULES
            | RoomChange.CALL_STARTED
        ):
            return "Изменены настройки чата"
        case _:
            assert_never(content.change)
