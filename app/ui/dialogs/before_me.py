"""«Что писали до меня»: the last messages before a newcomer came, where their link shows them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.content import TextContent
from app.domain.errors import AppError
from app.domain.events import Event
from app.domain.ids import UserId
from app.domain.people import Person
from app.domain.preview import summarize
from app.domain.rich_text import Style
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.ui.delegates.chat_row import preview_words
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import bind, label
from app.ui.theme import FontRole, Theme
from app.ui.when import clock, day_title, local

HIGH = 420


async def show_before_me(
    parent: QWidget, theme: Theme, session: Session, summary: RoomSummary
) -> None:
    """Show the messages until they are closed."""
    await opened(BeforeMeSheet(parent, theme, session=session, summary=summary))


class BeforeMeSheet(TaskSheet):
    """Names, times and words, day by day; nothing of it can be answered or enters the chat."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, session: Session, summary: RoomSummary
    ) -> None:
        super().__init__(parent, theme, tr("Что писали до меня"), width=560)
        self._session, self._room = session, summary
        self._events: Sequence[Event] = ()
        self._people: Mapping[UserId, Person] = {}
        self.note = label(theme, tr("Загружаю…"), FontRole.BODY, tone="text2", wrap=True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setObjectName("before_me")
        self.text.setAccessibleName(tr("Сообщения до вашего прихода"))
        self.text.hide()
        self.body.addWidget(self.note)
        self.body.addWidget(self.text, 1)
        bind(theme, self, self._write)

    def open(self) -> None:
        """Qt: ask."""
        super().open()
        self.tasks.start(self._load())

    async def _load(self) -> None:
        try:
            events = await self._session.school.links.window(self._room.room_id)
            senders = dict.fromkeys(event.sender for event in events)
            people = {sender: await self._session.people.person(sender) for sender in senders}
        except AppError as error:
            self.note.setText(user_text(error.user_text))
            return
        self._events, self._people = events, people
        if not events:
            self.note.setText(tr("До вашего прихода здесь ничего не написали."))
            return
        self.note.setText(tr("Эти сообщения вам открыла ссылка, по которой вы вошли."))
        host = self._host.height() if self._host is not None else 700
        px = self._theme.px
        self.text.setMinimumHeight(max(px(120), min(px(HIGH), host - px(180))))
        self._write()
        self.text.show()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())  # what was said last is what one came for

    def _write(self) -> None:
        theme = self._theme
        colors = theme.colors
        self.text.setStyleSheet(
            f"QTextEdit#before_me {{ background: transparent; color: {colors.text.name()}; }}"
        )
        self.text.clear()
        strong, plain, faint = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        strong.setFont(theme.font(FontRole.BODY_STRONG))
        strong.setForeground(colors.accText)
        plain.setFont(theme.font(FontRole.BODY))
        plain.setForeground(colors.text)
        faint.setFont(theme.font(FontRole.CAPTION))
        faint.setForeground(colors.text2)
        head, line = QTextBlockFormat(), QTextBlockFormat()
        head.setTopMargin(theme.px(10))
        cursor = QTextCursor(self.text.document())
        now, day = datetime.now(UTC), None
        for event in self._events:
            if (then := local(event.timestamp).date()) != day:
                day = then
                cursor.insertBlock(head, faint)
                cursor.insertText(day_title(event.timestamp, now), faint)
            cursor.insertBlock(head, strong)
            cursor.insertText(self._people[event.sender].name, strong)
            cursor.insertText(f"  {clock(event.timestamp)}", faint)
            cursor.insertBlock(line, plain)
            cursor.insertText(words_of(event), plain)


def words_of(event: Event) -> str:
    """Return what a message says, with its lines; what stands under a spoiler stays there."""
    content = event.content
    if isinstance(content, TextContent):
        spoils = any(Style.SPOILER in span.style for span in content.body.spans)
        if not spoils:
            return content.body.text
    return preview_words(*summarize(content))
