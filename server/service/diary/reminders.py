"""Deadlines of announcements: who has not confirmed is reminded once, the morning before (F32)."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from server.service.diary import noticeboard
from server.service.diary.board import meant_accounts
from server.service.diary.noticeboard import BoardNotice
from server.service.notices.outbox import tell
from server.service.world import World

MORNING = 9
"""The hour of the school's day before which nobody is reminded."""
_LOOK_EVERY = 300.0
_DAY = timedelta(days=1)


async def keep_reminding(world: World) -> None:
    """Job: look for deadlines that come near."""
    while True:
        await remind(world)
        await asyncio.sleep(_LOOK_EVERY)


async def remind(world: World) -> None:
    """One round: of what is due today or tomorrow, once each, never on the day of posting."""
    now, zone = world.now(), world.settings.zone
    here = now.astimezone(zone)
    if here.hour < MORNING:
        return
    today = here.date()
    for notice in await world.database.run(noticeboard.due_between, today, today + _DAY):
        if notice.posted_at.astimezone(zone).date() < today:
            accounts = await meant_accounts(world, notice)
            await world.database.run(_remind, notice, accounts, now=now)


def words_of(notice: BoardNotice) -> str:
    """The reminder as the bot writes it."""
    assert notice.due is not None  # it was looked for by its deadline
    return (
        f"Напоминание: до {notice.due:%d.%m.%Y} — «{notice.title}». "
        "Объявление ждёт вашей отметки «Ознакомлен(а)»."
    )


def _remind(session: Session, notice: BoardNotice, accounts: list[str], *, now: datetime) -> None:
    if not noticeboard.note_reminded(session, notice.id, now=now):
        return
    read = noticeboard.readers(session, notice.id)
    for account in accounts:
        if account not in read:
            tell(session, account, words_of(notice))
