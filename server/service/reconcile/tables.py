"""What the service remembers beside the homeserver: whose account is whose, exceptions, runs."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class SyncAccount(Base):
    """The account of a person, for ever: it is written down before it is made.

    `left_on` is the day on which the person was no longer in the roster.
    """

    __tablename__ = "sync_account"

    person: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(unique=True)
    left_on: Mapped[date | None]


class SyncPin(Base):
    """A hand-made exception: in or out of a chat until a day, whatever the roster says."""

    __tablename__ = "sync_pin"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    org: Mapped[str] = mapped_column(index=True)
    about: Mapped[str]
    person: Mapped[str]
    inside: Mapped[bool]
    level: Mapped[int]
    reason: Mapped[str]
    until: Mapped[date]
    made_by: Mapped[str]


class SyncSuccessor(Base):
    """A class of last year goes on as one of this year: its chats keep their people and history."""

    __tablename__ = "sync_successor"

    old: Mapped[str] = mapped_column(primary_key=True)
    new: Mapped[str]


class SyncRun(Base):
    """One sync. `state` is a `RunState`; whoever runs it writes `seen_at` again and again.

    `told`: the teachers know of its changes.
    """

    __tablename__ = "sync_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    asked_by: Mapped[str]
    confirmed: Mapped[bool]
    stop: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revision: Mapped[str] = mapped_column(default="")
    planned: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text, default="")
    told: Mapped[bool] = mapped_column(default=False)


class SyncChange(Base):
    """One thing a run did. Ids only; `chat` is '' for accounts."""

    __tablename__ = "sync_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("sync_run.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    step: Mapped[str]
    chat: Mapped[str]
    org: Mapped[str]
    about: Mapped[str]
    person: Mapped[str]
    level: Mapped[int]
