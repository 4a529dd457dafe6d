"""Polls the service looks after, who has voted, and the count; the latter two are timeless."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime

_BY_KEY: Final = {"sqlite_with_rowid": False}
"""SQLite keeps such a table in the order of its keys, not in that of the writing."""


class PollRow(Base):
    """A poll that is anonymous or closes by itself. `stable`: of the type `m.poll.start`.

    `published` are the totals everybody may know by now, of `published_voters` people.
    """

    __tablename__ = "poll"

    id: Mapped[str] = mapped_column(primary_key=True)
    room_id: Mapped[str]
    author: Mapped[str]
    stable: Mapped[bool]
    anonymous: Mapped[bool]
    disclosed: Mapped[bool]
    most: Mapped[int]
    closes_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    published: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_voters: Mapped[int]


class PollVoter(Base):
    """Somebody has voted; nothing here says when or for what."""

    __tablename__ = "poll_voter"
    __table_args__ = _BY_KEY

    poll_id: Mapped[str] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)


class PollCount(Base):
    """How many chose an answer."""

    __tablename__ = "poll_count"
    __table_args__ = _BY_KEY

    poll_id: Mapped[str] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(primary_key=True)
    votes: Mapped[int]


class PollPosition(Base):
    """How far along the homeserver's stream of events polls are known; `slot` is 1."""

    __tablename__ = "poll_position"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
