"""The composer: text, answers, changes, files, polls, voice; it keeps the draft of every chat."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.ids import EventId, RoomId, UserId
from app.domain.preview import preview_of
from app.domain.rooms import RoomSummary
from app.domain.timeline import TimelineItem
from app.services.facade.composer import Draft
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.composer.editor import MessageEdit
from app.ui.composer.enclosures import Enclosures
from app.ui.composer.manners import Manners
from app.ui.composer.naming import Naming
from app.ui.composer.recording import RecordingRow
from app.ui.composer.strip import Strip
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.failures import toasted
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import IconButton, bind
from app.ui.theme import Theme

LONGEST = 30_000
"""Characters; an event may hold 64 KB, Cyrillic takes two bytes and stands in it twice."""


class ComposerBar(QWidget):
    """Sends to one chat at a time; what is unsent stays with its chat."""

    edit_last_requested = Signal()

    def __init__(self, session: Session, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._tasks = TaskScope(toasted(self, theme))
        self._room: RoomSummary | None = None
        self._timeline: Timeline | None = None
        self._reply_to: EventId | None = None
        self._editing: EventId | None = None
        self._aside = ""
        """While a message is changed: what was being written before, and answers `_reply_to`."""
        self._filling = False
        self._asking = False
        self.manners = Manners(theme, may_send_files=session.managed.send_files)
        self.strip = Strip(theme)
        self.field = MessageEdit(theme)
        self.naming = Naming(
            self.field,
            theme,
            images,
            host=self,
            tasks=self._tasks,
            me=session.profile.value.user_id,
        )
        self.popup = self.naming.popup
        self.enclosures = Enclosures(
            self,
            session,
            theme,
            images,
            tasks=self._tasks,
            manners=self.manners,
            take_reply=self._take_reply,
        )
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
        self._room, self._timeline = summary, timeline
        self.manners.set_timeline(timeline)
        self.naming.set_timeline(timeline)
        self.enclosures.set_room(summary, timeline)
        self._show_draft(summary.room_id)

    def start_reply(self, item: TimelineItem) -> None:
        """Answer a message."""
        if self._editing is not None:
            self._end_edit()
        self._show_reply(EventId(item.event_id or item.key))
        self.focus()
        self._keep_draft()

    def start_edit(self, item: TimelineItem) -> None:
        """Change an own message."""
        if self._room is not None:
            self._tasks.start(self._begin_edit(self._room.room_id, item))

    def stop(self) -> None:
        """The program ends: nothing from elsewhere is shown any more."""
        self.manners.stop()
        self._unwatch()
        self._unwatch = lambda: None  # a page that is taken away stops when the program ends too

    def focus(self) -> None:
        """Go on writing."""
        self.field.setFocus()

    def paste(self) -> None:
        """Take what is on the clipboard."""
        self.focus()
        self.field.paste()

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
        why = self.manners.objection(text, editing=self._editing is not None)
        if why:
            toast(self, self._theme, why)
            return
        room_id = self._room.room_id
        if self._editing is not None:
            editing, mentions = self._editing, self.naming.named(text)
            self._end_edit()
            self._keep_draft()
            self._tasks.start(self._edit(room_id, editing, text, mentions))
        elif not self.naming.names_everyone(text):
            self._take(room_id, text, everyone=False)
        elif not self._asking:
            self._asking = True
            self._tasks.start(self._send_to_everyone(room_id, text))

    def _take(self, room_id: RoomId, text: str, *, everyone: bool) -> None:
        """Send what is in the field and empty it at once: the next key begins another message."""
        mentions, reply_to = self.naming.named(text), self._reply_to
        self._forget_text(room_id)
        self._tasks.start(self._send(room_id, text, mentions, reply_to, everyone=everyone))

    async def _send(
        self,
        room_id: RoomId,
        text: str,
        mentions: Sequence[UserId],
        reply_to: EventId | None,
        *,
        everyone: bool,
    ) -> None:
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
        try:
            sure = await confirm(
                self,
                self._theme,
                tr("Сообщить всем?"),
                tr("Уведомление получат все: {people}.", people=people),
                action=tr("Отправить всем"),
            )
        finally:
            self._asking = False
        if sure:
            self._take(room_id, text, everyone=True)

    async def _edit(
        self, room_id: RoomId, event_id: EventId, text: str, mentions: Sequence[UserId]
    ) -> None:
        try:
            await self._session.composer.edit(room_id, event_id, text, mentions=mentions)
        except AppError:
            self._give_back(room_id, text, None)
            raise

    async def _begin_edit(self, room_id: RoomId, item: TimelineItem) -> None:
        event_id = EventId(item.event_id or item.key)
        source = await self._session.composer.source_text(room_id, event_id)
        if self._room is None or self._room.room_id != room_id:
            return
        if self._editing is None:
            self._aside = self.field.toPlainText()
        self._set_text(source)
        self._show_edit(event_id)
        self.focus()
        self._keep_draft()

    # -------------------------------------------------------------------------- text and draft

    def _forget_text(self, room_id: RoomId) -> None:
        if self._room is not None and self._room.room_id == room_id:
            self._set_text("")
            self.naming.forget()
            self._clear_strip()
        self._session.composer.set_draft(room_id, Draft())
        self._session.composer.typing(room_id, active=False)

    def _give_back(self, room_id: RoomId, text: str, reply_to: EventId | None) -> None:
        """A message that was not taken goes back where it was written, before what is there."""
        if self._room is not None and self._room.room_id == room_id:
            begun = self.field.toPlainText()
            self._set_text(f"{text}\n{begun}" if begun else text)
            self.naming.recall(text)
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
        self.naming.recall(draft.text)
        self._aside, self._reply_to = draft.aside, draft.reply_to
        if draft.edit is not None:
            self._show_edit(draft.edit)
        elif draft.reply_to is not None:
            self._show_reply(draft.reply_to)

    def _on_draft_from_elsewhere(self, room_id: RoomId) -> None:
        if self._room is not None and self._room.room_id == room_id:
            self._show_draft(room_id)

    def _keep_draft(self) -> None:
        if self._room is not None:
            aside = self._aside if self._editing is not None else ""
            draft = Draft(self.field.toPlainText(), self._reply_to, self._editing, aside)
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

    def _take_reply(self) -> EventId | None:
        if self._editing is not None:
            return None  # the answer waits with the text that was put aside
        reply_to = self._reply_to
        self._clear_strip()
        self._keep_draft()
        return reply_to

    def _clear_strip(self) -> None:
        self._reply_to = self._editing = None
        self._aside = ""
        self.strip.hide()
        self._refresh_buttons()

    def _end_edit(self) -> None:
        """Go on with what was being written before."""
        aside, reply_to = self._aside, self._reply_to
        self._clear_strip()
        self._set_text(aside)
        self.naming.recall(aside)
        if reply_to is not None:
            self._show_reply(reply_to)

    def _on_strip_cancelled(self) -> None:
        if self._editing is not None:
            self._end_edit()
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

    # ---------------------------------------------------------------------------------- wiring

    def _on_cursor_moved(self) -> None:
        if self._filling:
            self.popup.hide()
        else:
            self.naming.look()

    def _on_voice(self) -> None:
        if self.enclosures.files_may_go():
            self.recording.begin()

    def _on_emoji_picked(self, emoji: str) -> None:
        self.field.insertPlainText(emoji)
        self.focus()

    def _on_recording(self, active: bool) -> None:
        self._row.setVisible(not active)
        if not active:
            self.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the popup lies in the window, so that it is not cut at the bar's edge."""
        self.naming.lift()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc closes the innermost thing; the arrows and Tab choose among offered names."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        if event.key() == Qt.Key.Key_Escape:
            return self._leave_innermost()
        return self.naming.take_key(event)

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
        self.field.files_given.connect(self.enclosures.add_files)
        self.field.image_given.connect(self.enclosures.add_image)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.cursorPositionChanged.connect(self._on_cursor_moved)
        self.field.installEventFilter(self)
        self.enclosures.finished.connect(self.focus)
        self.enclosures.emoji_picked.connect(self._on_emoji_picked)
        self.strip.cancelled.connect(self._on_strip_cancelled)
        self.send.clicked.connect(self._on_submitted)
        self.attach.clicked.connect(lambda: self.enclosures.show_menu(self.attach))
        self.emoji.clicked.connect(lambda: self.enclosures.show_picker(self.emoji))
        self.voice.clicked.connect(self._on_voice)
        self.recording.recorded.connect(self.enclosures.add_voice)
        self.recording.active_changed.connect(self._on_recording)


def _line(item: TimelineItem | None) -> str:
    if item is None:
        return tr("Сообщение")
    preview = preview_of(item.content, sender_name=item.sender.name, mine=item.mine, group=False)
    return preview.text
