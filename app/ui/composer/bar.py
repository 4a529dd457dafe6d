"""The composer: text, answers, changes, files, polls, voice; it keeps the draft of every chat."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.ids import EventId, RoomId, UserId
from app.domain.preview import preview_of
from app.domain.rooms import RoomSummary
from app.domain.stickers import Sticker
from app.domain.timeline import TimelineItem
from app.services.facade import Draft, Session, Timeline
from app.services.tasks import TaskScope
from app.ui.composer import attaching
from app.ui.composer.editor import MessageEdit
from app.ui.composer.manners import Manners
from app.ui.composer.mentions import EVERYONE, MentionPopup, Offer, offers
from app.ui.composer.recording import RecordingRow
from app.ui.composer.strip import Strip
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.failures import toasted
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import IconButton, bind
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.dialogs.sticker_pane import StickerPane

LONGEST = 30_000
"""Characters; an event may hold 64 KB, Cyrillic takes two bytes and stands in it twice."""


class ComposerBar(QWidget):
    """Sends to one chat at a time; what is unsent stays with its chat."""

    edit_last_requested = Signal()

    def __init__(self, session: Session, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._session, self._theme, self._images = session, theme, images
        self._tasks = TaskScope(toasted(self, theme))
        self._room: RoomSummary | None = None
        self._timeline: Timeline | None = None
        self._reply_to: EventId | None = None
        self._editing: EventId | None = None
        self._mentioned: dict[str, UserId] = {}
        self._filling = False
        self._snipping = False
        self.manners = Manners(theme, may_send_files=session.managed.send_files)
        self.strip = Strip(theme)
        self.field = MessageEdit(theme)
        self.popup = MentionPopup(theme, images, self)
        self.attach = IconButton(theme, "attach_24_regular", tr("Прикрепить"), icon_size=22)
        self.emoji = IconButton(theme, "emoji_24_regular", tr("Эмодзи"), icon_size=22)
        self.voice = IconButton(theme, "mic_24_regular", tr("Голосовое сообщение"), icon_size=22)
        self.send = IconButton(theme, "send_24_filled", tr("Отправить"), icon_size=22)
        for button in (self.voice, self.send):
            button.set_color(lambda: theme.colors.accText)
        self.recording = RecordingRow(theme, self._tasks)
        self._lay_out()
        self._connect()
        self._unwatch = session.composer.watch_drafts(self._on_draft_from_elsewhere)
        bind(theme, self, self.update)
        self._refresh_buttons()

    # --------------------------------------------------------------------------------- the chat

    def set_room(self, summary: RoomSummary, timeline: Timeline) -> None:
        """Write to another chat; its draft comes back."""
        self._keep_draft()
        self.recording.cancel()
        self.popup.hide()
        self._room, self._timeline = summary, timeline
        self.manners.set_timeline(timeline)
        self._mentioned.clear()
        self._show_draft(summary.room_id)

    def start_reply(self, item: TimelineItem) -> None:
        """Answer a message."""
        if self._editing is not None:
            self._stop_edit()
        self._show_reply(EventId(item.event_id or item.key))
        self.focus()
        self._keep_draft()

    def start_edit(self, item: TimelineItem) -> None:
        """Change an own message."""
        if self._room is not None:
            self._tasks.start(self._begin_edit(self._room.room_id, item))

    def add_files(self, paths: list[Path], *, made: Path | None = None) -> None:
        """Offer files to send; `made` is a folder of ours, gone when nothing of it is sent."""
        if (
            self._room is not None
            and paths
            and not self._objects(self.manners.objection_to_files())
        ):
            self._tasks.start(self._send_files(self._room.room_id, paths, made))
        elif made is not None:
            shutil.rmtree(made, ignore_errors=True)

    def add_image(self, image: QImage) -> None:
        """Offer a picture from the clipboard."""
        folder = Path(tempfile.mkdtemp(prefix="parta-"))
        path = folder / f"{tr('Снимок')}.png"
        if image.save(str(path)):
            self.add_files([path], made=folder)

    def stop(self) -> None:
        """The program ends: nothing from elsewhere is shown any more."""
        self.manners.stop()
        self._unwatch()
        self._unwatch = lambda: None  # a page that is taken away stops when the program ends too

    def focus(self) -> None:
        """Go on writing."""
        self.field.setFocus()

    # -------------------------------------------------------------------------------- sending

    def _on_submitted(self) -> None:
        if self.popup.isVisible():
            self.popup.pick()
            return
        text = self.field.toPlainText().strip()
        if self._room is None or not text:
            return
        if len(text) > LONGEST:
            more = trn("%n [знак|знака|знаков]", len(text) - LONGEST)
            toast(self, self._theme, tr("Сообщение длиннее предела на {more}.", more=more))
            return
        if self._objects(self.manners.objection(text, editing=self._editing is not None)):
            return
        room_id = self._room.room_id
        if self._editing is not None:
            self._tasks.start(self._edit(room_id, self._editing, text))
            return
        if f"@{EVERYONE}" in text.split() and self._may_call_everyone():
            self._tasks.start(self._send_to_everyone(room_id, text))
            return
        self._tasks.start(self._send(room_id, text, everyone=False))

    def _objects(self, why: str) -> bool:
        """Say why something cannot go now; whether there is a reason."""
        if why:
            toast(self, self._theme, why)
        return bool(why)

    async def _send(self, room_id: RoomId, text: str, *, everyone: bool) -> None:
        reply_to = self._reply_to
        mentions = [user for name, user in self._mentioned.items() if f"@{name}" in text]
        self._forget_text(room_id)
        try:
            await self._session.composer.send_text(
                room_id, text, mentions=mentions, mention_room=everyone, reply_to=reply_to
            )
        except AppError:
            self._give_back(room_id, text, reply_to)
            raise

    async def _send_to_everyone(self, room_id: RoomId, text: str) -> None:
        count = self._timeline.details.value.joined_count if self._timeline else 0
        people = trn("%n [участник|участника|участников]", count)
        if await confirm(
            self,
            self._theme,
            tr("Сообщить всем?"),
            tr("Уведомление получат все: {people}.", people=people),
            action=tr("Отправить всем"),
        ):
            await self._send(room_id, text, everyone=True)

    async def _edit(self, room_id: RoomId, event_id: EventId, text: str) -> None:
        self._forget_text(room_id)
        try:
            await self._session.composer.edit(room_id, event_id, text)
        except AppError:
            self._give_back(room_id, text, None)
            raise

    async def _begin_edit(self, room_id: RoomId, item: TimelineItem) -> None:
        event_id = EventId(item.event_id or item.key)
        source = await self._session.composer.source_text(room_id, event_id)
        if self._room is None or self._room.room_id != room_id:
            return
        self._reply_to = None
        self._set_text(source)
        self._show_edit(event_id)
        self.focus()
        self._keep_draft()

    async def _send_files(self, room_id: RoomId, paths: list[Path], made: Path | None) -> None:
        from app.ui.dialogs.files import ask_files

        limit = await self._session.composer.upload_limit()
        files = await ask_files(self, self._theme, paths, limit)
        if files:
            reply_to = self._reply_to
            self._clear_strip()
            await self._session.composer.send_files(room_id, files, reply_to=reply_to)
        elif made is not None:
            await asyncio.to_thread(shutil.rmtree, made, ignore_errors=True)
        self.focus()

    async def _send_poll(self, room_id: RoomId) -> None:
        from app.ui.dialogs.poll import ask_poll
        from app.ui.dialogs.poll_draft import keep_draft, kept_draft

        # Only a school's server holds a poll to its promises.
        rules = self._session.school.me.value is not None
        begun = await kept_draft(self._session, room_id)
        secret = rules and self._session.school.policy.value.switches.anonymous_polls
        poll, left = await ask_poll(self, self._theme, rules=rules, anonymous=secret, draft=begun)
        if poll is not None:
            await self._session.composer.send_poll(room_id, poll)
        await keep_draft(self._session, room_id, left)
        self.focus()

    async def _send_voice(self, room_id: RoomId, path: Path) -> None:
        from app.services.facade import OutgoingFile

        file = OutgoingFile(path, voice=True)
        await self._session.composer.send_files(room_id, [file], reply_to=self._reply_to)
        self._clear_strip()

    # -------------------------------------------------------------------------- text and draft

    def _forget_text(self, room_id: RoomId) -> None:
        self._set_text("")
        self._mentioned.clear()
        self._clear_strip()
        self._session.composer.set_draft(room_id, Draft())
        self._session.composer.typing(room_id, active=False)

    def _give_back(self, room_id: RoomId, text: str, reply_to: EventId | None) -> None:
        """A message that was not taken goes back where it was written."""
        if self._room is not None and self._room.room_id == room_id:
            self._set_text(text)
            if reply_to is not None:
                self._show_reply(reply_to)
            self._keep_draft()
        else:
            self._session.composer.set_draft(room_id, Draft(text, reply_to))

    def _set_text(self, text: str) -> None:
        self._filling = True
        self.field.setPlainText(text)
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)
        self._filling = False
        self._refresh_buttons()

    def _show_draft(self, room_id: RoomId) -> None:
        draft = self._session.composer.draft(room_id)
        self._clear_strip()
        self._set_text(draft.text)
        if draft.edit is not None:
            self._show_edit(draft.edit)
        elif draft.reply_to is not None:
            self._show_reply(draft.reply_to)

    def _on_draft_from_elsewhere(self, room_id: RoomId) -> None:
        if self._room is not None and self._room.room_id == room_id:
            self._show_draft(room_id)

    def _keep_draft(self) -> None:
        if self._room is not None:
            draft = Draft(self.field.toPlainText(), self._reply_to, self._editing)
            self._session.composer.set_draft(self._room.room_id, draft)

    def _on_text_changed(self) -> None:
        self._refresh_buttons()
        if self._filling or self._room is None:
            return
        self._keep_draft()
        writing = bool(self.field.toPlainText()) and self._editing is None
        self._session.composer.typing(self._room.room_id, active=writing)

    def _refresh_buttons(self) -> None:
        writing = bool(self.field.toPlainText().strip()) or self._editing is not None
        self.send.setVisible(writing)
        self.voice.setVisible(not writing)

    # ---------------------------------------------------------------------------------- strip

    def _show_reply(self, event_id: EventId) -> None:
        self._reply_to, self._editing = event_id, None
        item = self._item(event_id)
        name = item.sender.name if item is not None else tr("сообщение")
        title = tr("Ответ: {name}", name=name)
        self.strip.show_for(title, _line(item), editing=False)

    def _show_edit(self, event_id: EventId) -> None:
        self._editing = event_id
        self.strip.show_for(tr("Изменение сообщения"), _line(self._item(event_id)), editing=True)
        self._refresh_buttons()

    def _item(self, event_id: EventId) -> TimelineItem | None:
        rows = self._timeline.items if self._timeline is not None else ()
        return next((row for row in rows if event_id in (row.event_id, row.key)), None)

    def _clear_strip(self) -> None:
        self._reply_to = self._editing = None
        self.strip.hide()
        self._refresh_buttons()

    def _stop_edit(self) -> None:
        self._set_text("")
        self._clear_strip()

    def _on_strip_cancelled(self) -> None:
        if self._editing is not None:
            self._stop_edit()
        else:
            self._clear_strip()
        self._keep_draft()
        self.focus()

    def _leave_innermost(self) -> bool:
        if self.popup.isVisible():
            self.popup.hide()
        elif not self.strip.isHidden():
            self._on_strip_cancelled()
        else:
            return False
        return True

    # ------------------------------------------------------------------------------- mentions

    def _on_cursor_moved(self) -> None:
        word = self.field.word_before_cursor("@")
        if word is None or self._timeline is None or self._filling:
            self.popup.hide()
        else:
            self._tasks.start(self._offer(word, self._timeline))

    async def _offer(self, word: str, timeline: Timeline) -> None:
        members = await timeline.members()
        if timeline is self._timeline and self.field.word_before_cursor("@") == word:
            me = self._session.profile.value.user_id
            found = offers(word, members, me=me, everyone=self._may_call_everyone())
            window = self.popup.parentWidget()
            above = self.field.mapTo(window, QPoint(0, 0)) if window else QPoint()
            self.popup.show_offers(found, above, self.field.width())

    def _on_offer_picked(self, offer: Offer) -> None:
        self.field.replace_word("@", f"@{offer.text} ")
        if offer.person is not None:
            self._mentioned[offer.text] = offer.person.user_id

    def _may_call_everyone(self) -> bool:
        return self._timeline is not None and self._timeline.details.value.powers.can_mention_room

    # -------------------------------------------------------------------------------- buttons

    def _on_attach(self) -> None:
        timeline = self._timeline
        polls = timeline is None or timeline.details.value.powers.can_send_poll
        attaching.show_menu(self, self._theme, polls=polls)

    def snip(self, *, hide: bool) -> None:
        """Offer a part of the screen; `hide`: without this window in it."""
        if self._room is not None and not self._objects(self.manners.objection_to_files()):
            self._tasks.start(self._snip(hide=hide))

    async def _snip(self, *, hide: bool) -> None:
        from app.ui.composer.snipping import snip

        if self._snipping:
            return  # the key was pressed again
        self._snipping = True
        try:
            hides = hide and not attaching.is_showing_screen(self._session)
            image = await snip(self.window(), self._theme, hide=hides)
        finally:
            self._snipping = False
        if image is not None:
            self.add_image(image)

    def ask_poll(self) -> None:
        """Make a poll."""
        if self._room is not None:
            self._tasks.start(self._send_poll(self._room.room_id))

    def _on_emoji(self) -> None:
        from app.ui.dialogs.emoji import EmojiPicker

        picker = EmojiPicker(
            self._theme, self, session=self._session, stickers=self._sticker_pane()
        )
        picker.picked.connect(self._on_emoji_picked)
        picker.sticker_picked.connect(self._on_sticker_picked)
        picker.add_stickers_wanted.connect(self._on_add_stickers)
        picker.show_above(self.emoji)

    def _on_emoji_picked(self, emoji: str) -> None:
        self.field.insertPlainText(emoji)
        self.focus()

    def _sticker_pane(self) -> "Callable[[TaskScope], StickerPane] | None":
        from app.ui.dialogs.sticker_pane import StickerPane

        session, room = self._session, self._room
        if room is None or not session.school.policy.value.switches.stickers:
            return None
        return lambda tasks: StickerPane(
            self._theme, self._images, session=session, room=room, tasks=tasks
        )

    def _on_sticker_picked(self, sticker: Sticker) -> None:
        if self._room is not None and not self._objects(self.manners.objection_to_files()):
            self._tasks.start(self._send_sticker(self._room.room_id, sticker))

    async def _send_sticker(self, room_id: RoomId, sticker: Sticker) -> None:
        reply_to = self._reply_to
        self._clear_strip()
        await self._session.composer.send_sticker(room_id, sticker, reply_to=reply_to)
        self.focus()

    def _on_add_stickers(self) -> None:
        from app.ui.dialogs.add_stickers import add_stickers

        if self._room is not None and self._timeline is not None:
            may = self._timeline.details.value.powers.can_set_pack
            self._tasks.start(
                add_stickers(self, self._theme, self._session, room=self._room, may_change_room=may)
            )

    def _on_voice(self) -> None:
        if not self._objects(self.manners.objection_to_files()):
            self.recording.begin()

    def _on_recorded(self, path: Path) -> None:
        if self._room is not None:
            self._tasks.start(self._send_voice(self._room.room_id, path))

    def _on_recording(self, active: bool) -> None:
        self._row.setVisible(not active)

    # -------------------------------------------------------------------------------- wiring

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the popup lies in the window, so that it is not cut at the bar's edge."""
        if self.popup.parentWidget() is self and self.window() is not self:
            self.popup.setParent(self.window())
            self.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc closes the innermost thing; the arrows and Tab choose among offered names."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        if event.key() == Qt.Key.Key_Escape:
            return self._leave_innermost()
        if not self.popup.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Up:
                self.popup.move_by(-1)
            case Qt.Key.Key_Down:
                self.popup.move_by(1)
            case Qt.Key.Key_Tab:
                self.popup.pick()
            case _:
                return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the surface and a line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colors.surface)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colors.line)
        painter.end()

    def _lay_out(self) -> None:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(6)
        bottom = Qt.AlignmentFlag.AlignBottom
        row.addWidget(self.attach, 0, bottom)
        row.addWidget(self.field, 1)
        for button in (self.emoji, self.voice, self.send):
            row.addWidget(button, 0, bottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        for widget in (self.manners, self.strip, self._row, self.recording):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.field.submitted.connect(self._on_submitted)
        self.field.edit_last.connect(self.edit_last_requested)
        self.field.files_given.connect(self.add_files)
        self.field.image_given.connect(self.add_image)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.cursorPositionChanged.connect(self._on_cursor_moved)
        self.field.installEventFilter(self)
        self.popup.picked.connect(self._on_offer_picked)
        self.strip.cancelled.connect(self._on_strip_cancelled)
        self.send.clicked.connect(self._on_submitted)
        self.attach.clicked.connect(self._on_attach)
        self.emoji.clicked.connect(self._on_emoji)
        self.voice.clicked.connect(self._on_voice)
        self.recording.recorded.connect(self._on_recorded)
        self.recording.active_changed.connect(self._on_recording)


def _line(item: TimelineItem | None) -> str:
    if item is None:
        return tr("Сообщение")
    preview = preview_of(item.content, sender_name=item.sender.name, mine=item.mine, group=False)
    return preview.text
