"""Sessions of clients; of the token only its hash is kept."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class SessionRow(Base):
    """A signed-in client. `operator`: its account was a server administrator at sign-in."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(index=True)
    operator: Mapped[bool]
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
