"""Bodies about the log of deeds."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class EntryBody(BaseModel):
    """One deed."""

    number: int
    at: datetime
    actor: str
    action: str
    org: str
    subject: str
    details: dict[str, Any]
    hash: str


class EntriesBody(BaseModel):
    """A page; ask on with `after` = `next`, which is null at the end."""

    entries: list[EntryBody]
    next: int | None


class CheckBody(BaseModel):
    """Whether the chain is whole; `head` is worth writing down outside the server."""

    entries: int
    head: str
    broken_at: int | None
