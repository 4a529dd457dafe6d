"""What goes to a chat besides text: files, pictures of the screen, polls, stickers, voice."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.ids import EventId, RoomId
from app.domain.rooms import RoomSummary
from app.domain.stickers import Sticker
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.composer import attaching
from app.ui.composer.manners import Manners
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.dialogs.sticker_pane import StickerPane


class Enclosures(QObject):
    """Asks and sends; `take_reply` gives what is answered, which counts as answered then."""

    finished = Signal()
    """Something was sent or given up: the person goes on writing."""
    emoji_picked = Signal(str)
    """Meant for the text."""

    def __init__(
        self,
        host: QWidget,
        session: Session,
        theme: Theme,
        images: ImageLoader,
        *,
        tasks: TaskScope,
        manners: Manners,
        take_reply: Callable[[], EventId | None],
    ) -> None:
        super().__init__(host)
        self.host = host
        self._session, self._theme, self._images = session, theme, images
        self._tasks, self._manners, self._take_reply = tasks, manners, take_reply
        self._room: RoomSummary | None = None
        self._timeline: Timeline | None = None
        self._snipping = False

    def set_room(self, summary: RoomSummary, timeline: Timeline) -> None:
        """Send to another chat."""
        self._room, self._timeline = summary, timeline

    def files_may_go(self) -> bool:
        """Whether the chat takes files now; it is said why not."""
        why = self._manners.objection_to_files()
        if why:
            toast(self.host, self._theme, why)
        return not why

    # ---------------------------------------------------------------------- files and pictures

    def show_menu(self, over: QWidget) -> None:
        """Open the menu of the paper clip."""
        timeline = self._timeline
        polls = timeline is None or timeline.details.value.powers.can_send_poll
        attaching.show_menu(self, self._theme, over, polls=polls)

    def add_files(self, paths: list[Path], *, made: Path | None = None) -> None:
        """Offer files to send; `made` is a folder of ours, gone when nothing of it is sent."""
        if self._room is not None and paths and self.files_may_go():
            self._tasks.start(self._send_files(self._room.room_id, paths, made))
        elif made is not None:
            shutil.rmtree(made, ignore_errors=True)

    def add_image(self, image: QImage) -> None:
        """Offer a picture from the clipboard."""
        folder = Path(tempfile.mkdtemp(prefix="parta-"))
        path = folder / f"{tr('Снимок')}.png"
        if image.save(str(path)):
            self.add_files([path], made=folder)
            return
        shutil.rmtree(folder, ignore_errors=True)
        toast(self.host, self._theme, tr("Снимок не записать на диск: проверьте, есть ли место."))

    async def _send_files(self, room_id: RoomId, paths: list[Path], made: Path | None) -> None:
        from app.ui.dialogs.files import ask_files

        composer = self._session.composer
        files = await ask_files(self.host, self._theme, paths, composer.upload_limit)
        if files:
            files = tuple(replace(file, made=made is not None) for file in files)
            reply_to = self._take_reply()
            await composer.send_files(room_id, files, reply_to=reply_to)
        elif made is not None:
            await asyncio.to_thread(shutil.rmtree, made, ignore_errors=True)
        self.finished.emit()

    def snip(self, *, hide: bool) -> None:
        """Offer a part of the screen; `hide`: without this window in it."""
        if self._room is not None and self.files_may_go():
            self._tasks.start(self._snip(hide=hide))

    async def _snip(self, *, hide: bool) -> None:
        from app.ui.composer.snipping import snip

        if self._snipping:
            return  # the key was pressed again
        self._snipping = True
        try:
            hides = hide and not attaching.is_showing_screen(self._session)
            image = await snip(self.host.window(), self._theme, hide=hides)
        finally:
            self._snipping = False
        if image is not None:
            self.add_image(image)

    def add_voice(self, path: Path) -> None:
        """Send a recording."""
        if self._room is not None:
            self._tasks.start(self._send_voice(self._room.room_id, path))

    async def _send_voice(self, room_id: RoomId, path: Path) -> None:
        from app.services.facade.composer import OutgoingFile

        files = [OutgoingFile(path, voice=True, made=True)]
        await self._session.composer.send_files(room_id, files, reply_to=self._take_reply())

    # ----------------------------------------------------------------------------------- polls

    def ask_poll(self) -> None:
        """Make a poll."""
        if self._room is not None:
            self._tasks.start(self._send_poll(self._room.room_id))

    async def _send_poll(self, room_id: RoomId) -> None:
        from app.ui.dialogs.poll import ask_poll
        from app.ui.dialogs.poll_draft import keep_draft, kept_draft

        # Only a school's server holds a poll to its promises.
        rules = self._session.school.me.value is not None
        begun = await kept_draft(self._session, room_id)
        secret = rules and self._session.school.policy.value.switches.anonymous_polls
        poll, left = await ask_poll(
            self.host, self._theme, rules=rules, anonymous=secret, draft=begun
        )
        if poll is not None:
            await self._session.composer.send_poll(room_id, poll)
        await keep_draft(self._session, room_id, left)
        self.finished.emit()

    # ---------------------------------------------------------------------- emoji and stickers

    def show_picker(self, over: QWidget) -> None:
        """Open emoji and stickers."""
        from app.ui.dialogs.emoji import EmojiPicker

        picker = EmojiPicker(
            self._theme, self.host, session=self._session, stickers=self._sticker_pane()
        )
        picker.picked.connect(self.emoji_picked)
        picker.sticker_picked.connect(self.add_sticker)
        picker.add_stickers_wanted.connect(self._on_add_stickers)
        picker.show_above(over)

    def _sticker_pane(self) -> "Callable[[TaskScope], StickerPane] | None":
        from app.ui.dialogs.sticker_pane import StickerPane

        session, room = self._session, self._room
        if room is None or not session.school.policy.value.switches.stickers:
            return None
        return lambda tasks: StickerPane(
            self._theme, self._images, session=session, room=room, tasks=tasks
        )

    def add_sticker(self, sticker: Sticker) -> None:
        """Send a sticker."""
        if self._room is not None and self.files_may_go():
            self._tasks.start(self._send_sticker(self._room.room_id, sticker))

    async def _send_sticker(self, room_id: RoomId, sticker: Sticker) -> None:
        reply_to = self._take_reply()
        await self._session.composer.send_sticker(room_id, sticker, reply_to=reply_to)
        self.finished.emit()

    def _on_add_stickers(self) -> None:
        from app.ui.dialogs.add_stickers import add_stickers

        if self._room is not None and self._timeline is not None:
            may = self._timeline.details.value.powers.can_set_pack
            self._tasks.start(
                add_stickers(
                    self.host, self._theme, self._session, room=self._room, may_change_room=may
                )
            )
