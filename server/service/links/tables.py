"""Links and who came by them."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class LinkRow(Base):
    """A link. `roles` are names with commas between, '' for everybody the creator may invite."""

    __tablename__ = "link"

    id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    room_id: Mapped[str] = mapped_column(index=True)
    room_name: Mapped[str]
    creator: Mapped[str]
    org: Mapped[str]
    roles: Mapped[str]
    history: Mapped[bool]
    max_uses: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class LinkUse(Base):
    """Somebody came by a link. `joined_as` is the event of their joining, '' until it is done."""

    __tablename__ = "link_use"
    __table_args__ = (UniqueConstraint("link_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[str] = mapped_column(ForeignKey("link.id"))
    user_id: Mapped[str] = mapped_column(index=True)
    used_at: Mapped[datetime] = mapped_column(UtcTime)
    joined_as: Mapped[str] = mapped_column(default="")
