"""Channels of a school: a few write, everybody whom they are for may read."""

from dataclasses import dataclass

from app.domain.ids import RoomId, UserId

ROLES = ("pupil", "parent", "teacher", "staff", "admin")
"""For whom a channel may be, in the words of the service."""


@dataclass(frozen=True, slots=True)
class NewChannel:
    """A channel to make; no `roles` means for everybody of the school."""

    org: str
    name: str
    about: str = ""
    subject: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(NewChannel):
    """A channel of the catalogue."""

    room_id: RoomId
    subscribed: bool = False


@dataclass(frozen=True, slots=True)
class ChannelWriter:
    """Somebody who writes in a channel."""

    user_id: UserId
    name: str
