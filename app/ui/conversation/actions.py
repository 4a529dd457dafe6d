"""Does what menus, keys and clicks ask for: talks to the composer, opens dialogs, says errors."""

from collections.abc import Coroutine, Sequence
from typing import Any
from urllib.parse import quote

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.content import MediaContent, PollContent
from app.domain.errors import AppError
from app.domain.ids import ItemKey
from app.domain.polls import PollStart
from app.domain.rooms import Powers
from app.domain.stickers import Sticker
from app.domain.timeline import TimelineItem
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.conversation.choices import Choice, choices_for, id_of, vote_after
from app.ui.conversation.exporting import export_poll
from app.ui.conversation.files import FileActions
from app.ui.conversation.links import host_of, is_odd, may_open
from app.ui.conversation.view import MessageView
from app.ui.conversation.words import clock_time, plain_words
from app.ui.desktop.links import is_ours
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme


class MessageActions(QObject):
    """Actions on the messages of the open chat."""

    reply_wanted = Signal(object)
    edit_wanted = Signal(object)
    person_wanted = Signal(str)
    jump_wanted = Signal(str)
    """An event id."""
    link_wanted = Signal(str)
    """An address that the program itself follows (`desktop.links`)."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        images: ImageLoader,
        *,
        tasks: TaskScope,
        view: MessageView,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._session, self._theme, self._images = session, theme, images
        self._tasks, self._view, self._host = tasks, view, host
        self.files = FileActions(session, theme, tasks=tasks, view=view, host=host)

    @property
    def timeline(self) -> Timeline | None:
        """The open chat."""
        return self._view.timeline

    def powers(self) -> Powers:
        """Return what I may do here."""
        return self.timeline.details.value.powers if self.timeline is not None else Powers()

    def choices(self, item: TimelineItem) -> tuple[Choice, ...]:
        """Return what the menu of a message offers."""
        school = self._session.school.me.value is not None
        return choices_for(item, self.powers(), reports=school)

    def do(self, choice: Choice, item: TimelineItem) -> None:
        """Do what a menu entry says."""
        timeline = self.timeline
        if timeline is None:
            return
        room, composer = timeline.room_id, self._session.composer
        match choice:
            case Choice.REPLY:
                self.reply_wanted.emit(item)
            case Choice.EDIT:
                self.edit_wanted.emit(item)
            case Choice.COPY:
                self.copy([item])
            case Choice.COPY_LINK:
                self._put(_address(timeline.room_id, item), tr("Ссылка скопирована"))
            case Choice.FORWARD:
                self.start(self.forward([item]))
            case Choice.SELECT:
                self._view.set_choosing({item.key})
            case Choice.PIN | Choice.UNPIN:
                pinned = choice is Choice.PIN
                self.start(composer.pin_message(room, id_of(item), pinned=pinned))
            case Choice.SAVE:
                self.start(self.files.save_as(item))
            case Choice.KEEP_STICKER:
                self.start(self._keep_sticker(item))
            case Choice.READERS | Choice.REACTIONS | Choice.EDITS:
                self.start(self._show_people(choice, timeline, item.key))
            case Choice.TAKE_VOTE_BACK:
                self.start(composer.vote(room, id_of(item), ()))
            case Choice.CLOSE_POLL:
                self.start(self._close_poll(timeline, item))
            case Choice.EXPORT_POLL:
                self.start(export_poll(self._host, self._theme, timeline, item))
            case Choice.RETRY:
                self.start(composer.retry(room, item.key))
            case Choice.DISCARD:
                self.start(composer.discard(room, item.key))
            case Choice.REPORT:
                self.start(self._report(timeline, item))
            case Choice.DELETE:
                self.start(self.delete([item]))

    def react(self, item: TimelineItem, emoji: str) -> None:
        """Add or take back a reaction of mine."""
        if self.timeline is not None and emoji:
            self.start(self._session.composer.react(self.timeline.room_id, id_of(item), emoji))

    def pick_reaction(self, item: TimelineItem, at: QPoint) -> None:
        """Let the person pick any emoji."""
        from app.ui.dialogs.emoji import EmojiPicker

        picker = EmojiPicker(self._theme, self._host, session=self._session)
        picker.picked.connect(lambda emoji: self.react(item, emoji))
        picker.show_at(at)

    def vote(self, item: TimelineItem, answer_id: str) -> None:
        """Vote, change the vote, or take it back."""
        poll = item.content.poll if isinstance(item.content, PollContent) else None
        if poll is not None and (poll.final or poll.anonymous):
            if item.poll is not None and item.poll.voted:
                self.say(tr("В этом опросе голос изменить нельзя."))
                return
            if poll.anonymous or poll.max_selections > 1:
                self.start(self._ballot(item, poll, answer_id))
                return
        answers = vote_after(item, answer_id)
        if answers is None:
            content = item.content
            if isinstance(content, PollContent) and item.poll and not item.poll.closed:
                most = content.poll.max_selections
                self.say(tr("Можно выбрать не больше {n}", n=most))
            return
        if self.timeline is not None:
            room = self.timeline.room_id
            self.start(self._session.composer.vote(room, id_of(item), answers))

    async def _ballot(self, item: TimelineItem, poll: PollStart, answer_id: str) -> None:
        from app.ui.dialogs.ballot import ask_ballot

        timeline = self.timeline
        if timeline is None or item.event_id is None or (item.poll and item.poll.closed):
            return
        answers = await ask_ballot(self._host, self._theme, poll, first=answer_id)
        if answers:
            await self._session.composer.vote(timeline.room_id, id_of(item), answers)

    def show_voters(self, key: ItemKey) -> None:
        """Who chose what in a poll."""
        if self.timeline is not None:
            self.start(self._voters(self.timeline, key))

    def open_link(self, url: str, text: str) -> None:
        """Follow our own links, open others in the browser; ask where one is not what it seems."""
        if not may_open(url):
            self.say(tr("Такую ссылку Парта не открывает"))
        elif is_ours(url) or self._session.school.links.is_mine(url):
            self.link_wanted.emit(url)
        elif is_odd(url, text):
            self.start(self._ask_link(url))
        else:
            QDesktopServices.openUrl(QUrl(url))

    def copy(self, items: Sequence[TimelineItem]) -> None:
        """Put the text of messages on the clipboard, with names when there are several."""
        if len(items) == 1:
            text = self._view.selected_text() or plain_words(items[0])
        else:
            text = "\n\n".join(
                f"{item.sender.name}, {clock_time(item.timestamp)}\n{plain_words(item)}"
                for item in items
            )
        self._put(text, tr("Скопировано"))

    def copy_address(self, url: str) -> None:
        """Put the address behind a link on the clipboard."""
        self._put(url, tr("Адрес скопирован"))

    async def forward(self, items: Sequence[TimelineItem]) -> None:
        """Ask where to, and copy messages there."""
        from app.ui.dialogs.forward import ask_forward

        timeline = self.timeline
        ids = [item.event_id for item in items if item.event_id is not None]
        if timeline is None or not ids:
            return
        targets = await ask_forward(self._host, self._theme, self._session, self._images, len(ids))
        if targets:
            await self._session.composer.forward(timeline.room_id, ids, targets)
            self._view.set_choosing(None)
            self.say(tr("Переслано"))

    async def delete(self, items: Sequence[TimelineItem]) -> None:
        """Ask, then delete for everybody."""
        timeline = self.timeline
        if timeline is None or not items:
            return
        one = len(items) == 1
        if await confirm(
            self._host,
            self._theme,
            tr("Удалить сообщение?") if one else tr("Удалить сообщения: {n}?", n=len(items)),
            tr("Оно исчезнет у всех участников чата.")
            if one
            else tr("Они исчезнут у всех участников чата."),
            action=tr("Удалить"),
            danger=True,
        ):
            keys = [item.key for item in items]
            await self._session.composer.delete(timeline.room_id, keys)
            self._view.set_choosing(None)

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something of this page; what goes wrong is said in passing."""
        self._tasks.start(self._guarded(work))

    def say(self, text: str) -> None:
        """Say something in passing."""
        toast(self._host, self._theme, text)

    async def _guarded(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except AppError as error:
            self.say(user_text(error.user_text))

    async def _keep_sticker(self, item: TimelineItem) -> None:
        content = item.content
        if isinstance(content, MediaContent) and content.source is not None:
            sticker = Sticker(content.source, content.filename, content.info)
            await self._session.stickers.keep(sticker)
            self.say(tr("Стикер в вашем наборе"))

    async def _show_people(self, choice: Choice, timeline: Timeline, key: ItemKey) -> None:
        from app.ui.dialogs.people import show_edits, show_reactions, show_readers

        shows = {
            Choice.READERS: show_readers,
            Choice.REACTIONS: show_reactions,
            Choice.EDITS: show_edits,
        }
        await shows[choice](self._host, self._theme, self._images, timeline, key)

    def show_list(self, choice: Choice, key: ItemKey) -> None:
        """Who read, who reacted, or the versions of a message."""
        if self.timeline is not None:
            self.start(self._show_people(choice, self.timeline, key))

    async def _report(self, timeline: Timeline, item: TimelineItem) -> None:
        from app.ui.trust.report_dialog import report_message

        complaints = self._session.school.complaints
        await report_message(self._host, self._theme, complaints, timeline.room_id, id_of(item))

    async def _voters(self, timeline: Timeline, key: ItemKey) -> None:
        from app.ui.dialogs.people import show_voters

        await show_voters(self._host, self._theme, self._images, timeline, key)

    def open_media(self, item: TimelineItem) -> None:
        """A picture or video in the viewer, a file in its program."""
        if isinstance(item.content, MediaContent) and self.timeline is not None:
            if self.files.is_for_viewer(item.content):
                self.start(self._viewer(self.timeline, item.key))
            else:
                self.files.open(item)

    async def _viewer(self, timeline: Timeline, key: ItemKey) -> None:
        from app.ui.viewer.viewer import open_viewer

        await open_viewer(self._host, self._theme, self._session, self._images, timeline, key)

    async def _close_poll(self, timeline: Timeline, item: TimelineItem) -> None:
        if await confirm(
            self._host,
            self._theme,
            tr("Завершить опрос?"),
            tr("Больше никто не сможет проголосовать или изменить голос."),
            action=tr("Завершить"),
        ):
            await self._session.composer.close_poll(timeline.room_id, id_of(item))

    async def _ask_link(self, url: str) -> None:
        if await confirm(
            self._host,
            self._theme,
            tr("Открыть ссылку?"),
            tr("На самом деле она ведёт на {host}:\n{url}", host=host_of(url), url=url[:400]),
            action=tr("Открыть"),
        ):
            QDesktopServices.openUrl(QUrl(url))

    def _put(self, text: str, said: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self.say(said)


def _address(room_id: str, item: TimelineItem) -> str:
    room = quote(room_id.removeprefix("!"), safe=":.-_")
    event = quote(id_of(item).removeprefix("$"), safe="-_")
    return f"matrix:roomid/{room}/e/{event}"
