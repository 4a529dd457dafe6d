"""Saving the results of a poll as a table."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.content import PollContent
from app.domain.errors import StoreError, UserText
from app.domain.polls import PollState
from app.domain.timeline import TimelineItem
from app.services.facade.timeline import Timeline
from app.services.poll_report import poll_table
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr
from app.ui.qt.saving import ask_where_to_save
from app.ui.theme import Theme

_MARK = "\ufeff"
"""Without it Excel reads Cyrillic as something else."""


async def export_poll(host: QWidget, theme: Theme, timeline: Timeline, item: TimelineItem) -> None:
    """Ask where to, and write the results there: names only where the poll is public."""
    if not isinstance(item.content, PollContent):
        return
    poll = item.content.poll
    voters = {} if poll.anonymous else dict(await timeline.poll_voters(item.key))
    header = (tr("Вариант"), tr("Голосов"), tr("Доля"), tr("Кто голосовал"))
    text = poll_table(poll, item.poll or PollState(), voters, header=header)
    target = await ask_where_to_save(host, "parta-poll.csv")
    if target is None:
        return
    try:
        await asyncio.to_thread(_write, target, text)
    except OSError as error:
        raise StoreError(
            type(error).__name__,
            user_text=UserText("Не получилось записать файл. Выберите другую папку."),
        ) from error
    toast(host, theme, tr("Итоги сохранены"))


def _write(target: Path, text: str) -> None:
    target.write_text(_MARK + text, encoding="utf-8", newline="")
