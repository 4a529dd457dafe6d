"""Links into a school's chats: what the service says of them, and what their addresses hold."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

_TOKEN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@dataclass(frozen=True, slots=True)
class InviteLink:
    """A link. `url` is told once, when it is made: '' where this computer has not kept it."""

    id: str
    url: str = ""
    roles: tuple[str, ...] = ()
    history: bool = False
    uses: int = 0
    max_uses: int | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """What a link opens; `problem` is a sentence where it does not open to me."""

    room_name: str
    school: str
    inside: bool
    may_join: bool
    problem: str = ""
    history: bool = False
    """Whether newcomers see the last 250 messages."""


def token_of(url: str) -> str:
    """Return the secret in `https://…/j/TOKEN`, '' for any other address."""
    try:
        pieces = urlsplit(url.strip()).path.split("/")
    except ValueError:
        return ""
    token = pieces[2] if len(pieces) == 3 and pieces[:2] == ["", "j"] else ""
    return token if 16 <= len(token) <= 64 and _TOKEN_LETTERS.issuperset(token) else ""
