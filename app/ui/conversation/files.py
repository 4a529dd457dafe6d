"""Attachments: downloading with progress, opening, saving, playing."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.content import MediaContent, MediaKind
from app.domain.errors import AppError
from app.domain.ids import ItemKey
from app.domain.programs import is_program
from app.domain.timeline import TimelineItem
from app.services.facade.session import Session
from app.services.tasks import TaskScope
from app.ui.conversation.layout.values import PlaySound
from app.ui.conversation.sounds import Sounds
from app.ui.conversation.view import MessageView
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.saving import ask_where_to_save
from app.ui.theme import Theme


class FileActions:
    """What a click on an attachment does."""

    def __init__(
        self, session: Session, theme: Theme, *, tasks: TaskScope, view: MessageView, host: QWidget
    ) -> None:
        self._session, self._theme = session, theme
        self._tasks, self._view, self._host = tasks, view, host
        self._running: dict[ItemKey, asyncio.Task[None]] = {}
        self.sounds = Sounds(view)

    def is_for_viewer(self, content: MediaContent) -> bool:
        """Whether the viewer shows it."""
        return content.kind in (MediaKind.IMAGE, MediaKind.VIDEO)

    def open(self, item: TimelineItem) -> None:
        """Download a file and open it in its program."""
        content = item.content
        if isinstance(content, MediaContent) and content.kind is MediaKind.FILE:
            if item.key in self._running:
                self.cancel(item.key)
            else:
                self._run(item.key, self._open(item, content))

    def play(self, item: TimelineItem, target: PlaySound) -> None:
        """Play, pause or seek a sound."""
        content = item.content
        if not isinstance(content, MediaContent):
            return
        if self.sounds.toggle(item.key, target.share):
            return
        if item.key not in self._running:
            self._run(item.key, self._play(item, content))

    def cancel(self, key: ItemKey) -> bool:
        """Stop a download; whether there was one."""
        task = self._running.pop(key, None)
        if task is not None:
            task.cancel()
        self._show_progress(key, None)
        return task is not None

    async def save_as(self, item: TimelineItem) -> None:
        """Ask for a place and copy the file there."""
        content = item.content
        if not isinstance(content, MediaContent) or content.source is None:
            return
        name = Path(content.filename).name or tr("файл")
        target = await ask_where_to_save(self._host, name)
        if target is not None:
            await self._session.media.save_as(content.source, target)
            toast(self._host, self._theme, tr("Сохранено: {name}", name=target.name))

    def _run(self, key: ItemKey, work: Coroutine[Any, Any, None]) -> None:
        self._show_progress(key, 0.0)

        async def guarded() -> None:
            try:
                await work
            except AppError as error:
                toast(self._host, self._theme, user_text(error.user_text))
            finally:
                self._running.pop(key, None)
                self._show_progress(key, None)

        self._running[key] = self._tasks.start(guarded())

    async def _download(
        self, key: ItemKey, content: MediaContent, *, named: bool = False
    ) -> Path | None:
        """Return the file; `named`: under its own name, for other programs."""
        if content.source is None:
            return Path(content.local_path) if content.local_path else None

        def progress(done: int, total: int) -> None:
            self._show_progress(key, done / total if total > 0 else 0.0)

        load = self._session.media.named if named else self._session.media.file
        return await load(content.source, content.filename, progress=progress)

    async def _open(self, item: TimelineItem, content: MediaContent) -> None:
        path = await self._download(item.key, content, named=True)
        if path is None:
            return
        if is_program(content.filename) and not await confirm(
            self._host,
            self._theme,
            tr("Открыть программу?"),
            tr(
                "«{name}» — программа. Открывайте её, только если доверяете отправителю.",
                name=content.filename[:120],
            ),
            action=tr("Открыть"),
            danger=True,
            wary=True,
        ):
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    async def _play(self, item: TimelineItem, content: MediaContent) -> None:
        path = await self._download(item.key, content)
        if path is not None:
            await self.sounds.play(item.key, path)

    def _show_progress(self, key: ItemKey, share: float | None) -> None:
        if share is None:
            self._view.downloads.pop(key, None)
        else:
            self._view.downloads[key] = share
        self._view.viewport().update()
