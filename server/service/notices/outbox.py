"""Writing a notice down, and the job that delivers what is written."""

import asyncio
import logging
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.notices.tables import NoticeRow
from server.service.world import World

_log = logging.getLogger(__name__)

_LOOK_EVERY = 0.5
_REST = 15.0


@dataclass(frozen=True, slots=True)
class Notice:
    """A text for one account."""

    id: int
    user_id: str
    text: str


def tell(session: Session, user_id: str, text: str) -> None:
    """Write a notice down, in the transaction of what it is about."""
    session.add(NoticeRow(user_id=user_id, text=text))


async def deliver(world: World) -> None:
    """Job: bring every notice into its reader's chat with the bot, in the order of writing."""
    while True:
        for notice in await world.database.run(_waiting):
            try:
                await world.homeserver.tell(notice.user_id, notice.text, txn=f"notice-{notice.id}")
            except HomeserverRefused as refused:
                # An account that is closed: there is nobody to read it.
                _log.warning("a notice cannot be delivered: %s", refused)
            except HomeserverDown as trouble:
                _log.warning("notices wait: %s", trouble)
                await asyncio.sleep(_REST)
                break
            await world.database.run(_done, notice.id)
        await asyncio.sleep(_LOOK_EVERY)


def _waiting(session: Session) -> tuple[Notice, ...]:
    rows = session.scalars(select(NoticeRow).order_by(NoticeRow.id).limit(50))
    return tuple(Notice(row.id, row.user_id, row.text) for row in rows)


def _done(session: Session, notice_id: int) -> None:
    session.execute(delete(NoticeRow).where(NoticeRow.id == notice_id))
