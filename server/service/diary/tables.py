"""The school's own gradebook, linked registers, and what people have confirmed to have read."""

from datetime import date, datetime, time

from sqlalchemy import JSON, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class DiaryPeriod(Base):
    """A quarter or a term of a school."""

    __tablename__ = "diary_period"

    org: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    begins: Mapped[date]
    ends: Mapped[date]


class DiaryKind(Base):
    """A category of works, kept for delta files that only name its id."""

    __tablename__ = "diary_kind"

    org: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    weight: Mapped[float]


class DiaryLineItem(Base):
    """A work of a class (`LineItem`)."""

    __tablename__ = "diary_line_item"
    __table_args__ = (Index(None, "school_class", "due"),)

    org: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    school_class: Mapped[str]
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    due: Mapped[date]
    kind: Mapped[str]
    weight: Mapped[float]
    duty: Mapped[bool]
    lesson: Mapped[int]


class DiaryResult(Base):
    """What a pupil has for a work (`Result`)."""

    __tablename__ = "diary_result"
    __table_args__ = (Index(None, "line_item"),)

    org: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    line_item: Mapped[str]
    student: Mapped[str] = mapped_column(index=True)
    mark: Mapped[str]
    comment: Mapped[str] = mapped_column(Text)


class DiarySlot(Base):
    """A lesson of the weekly timetable (`Slot`)."""

    __tablename__ = "diary_slot"

    number_of_row: Mapped[int] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    school_class: Mapped[str] = mapped_column(index=True)
    weekday: Mapped[int]
    number: Mapped[int]
    begins: Mapped[time | None]
    ends: Mapped[time | None]
    room: Mapped[str]


class DiaryRegister(Base):
    """An outside register that families may link; only the operator says which hosts we call.

    `logins_of` is the school whose lists name its logins: None the only one, '' none.
    """

    __tablename__ = "diary_register"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    url: Mapped[str]
    school: Mapped[int]
    logins_of: Mapped[str | None]


class DiaryLink(Base):
    """A child's diary in a register, with the family's own sign-in sealed by the vault.

    `refused` is the register's last refusal in words; while it stands nobody knocks there again.
    """

    __tablename__ = "diary_link"

    child: Mapped[str] = mapped_column(primary_key=True)
    register: Mapped[str]
    student: Mapped[int]
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    linked_by: Mapped[str]
    linked_at: Mapped[datetime] = mapped_column(UtcTime)
    refused: Mapped[str] = mapped_column(default="")


class DiarySeen(Base):
    """Which works of a child had a mark when we last looked: ids alone, a JSON list."""

    __tablename__ = "diary_seen"

    child: Mapped[str] = mapped_column(primary_key=True)
    works: Mapped[str] = mapped_column(Text)


class DiaryNotice(Base):
    """An announcement of a school, written by its staff."""

    __tablename__ = "diary_notice"

    id: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str]
    author_name: Mapped[str]
    posted_at: Mapped[datetime] = mapped_column(UtcTime)
    audience: Mapped[str] = mapped_column(default="everyone")
    classes: Mapped[list[str]] = mapped_column(JSON, default=list)
    due: Mapped[date | None]
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)


class DiaryNoticeRead(Base):
    """Somebody has confirmed to have read an announcement, the school's own or a register's."""

    __tablename__ = "diary_notice_read"

    notice: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    read_at: Mapped[datetime] = mapped_column(UtcTime)


class DiaryNoticeFile(Base):
    """A file of an announcement; `notice` is '' until that is posted."""

    __tablename__ = "diary_notice_file"

    id: Mapped[str] = mapped_column(primary_key=True)
    notice: Mapped[str] = mapped_column(index=True)
    place: Mapped[int]
    author: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class DiaryRegisterMenu(Base):
    """Pages of a school's register on one host: `entries` are `{"title", "path"}`."""

    __tablename__ = "diary_register_menu"

    org: Mapped[str] = mapped_column(primary_key=True)
    base: Mapped[str]
    entries: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    families: Mapped[bool]
