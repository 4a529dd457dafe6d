"""The one policy that stands."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base


class ClientPolicyRow(Base):
    """`slot` is 1; `policy` is the body as it was told."""

    __tablename__ = "client_policy"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    policy: Mapped[dict[str, Any]] = mapped_column(JSON)
