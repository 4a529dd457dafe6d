"""«Мероприятия»: the calendars and news feeds of a school, for who looks after them."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.feeds import Feed, FeedKind, NewFeed
from app.services.facade.school.feeds import Feeds
from app.services.facade.school.school import School
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, empty, label, push_button
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card, plain_text
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet
from app.ui.when import full_time


class FeedsView(LoadedView):
    """A card with a row for each feed: how it was read, reading now, taking it away."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.card = Card(theme, tr("Календари и ленты"))
        self.file = push_button(tr("Загрузить календарь (.ics)"), look="link")
        self.file.clicked.connect(lambda: self.act(self._upload()))
        self.address = push_button(tr("Добавить адрес…"), look="link")
        self.address.clicked.connect(lambda: self.act(self._add()))
        self.card.extra.addWidget(self.file)
        self.card.extra.addWidget(self.address)
        self.card.add_line()
        self._rows = QVBoxLayout()
        self.card.body.addLayout(self._rows)
        self.read: dict[str, QPushButton] = {}
        self.drop: dict[str, QPushButton] = {}
        self.lines: list[tuple[str, str]] = []
        bind(theme, self, lambda: self.card.extra.setSpacing(theme.px(16)))
        self.column.addWidget(self.card)
        self.column.addWidget(
            plain_text(
                theme,
                tr(
                    "Мероприятия и новости видят все люди школы: в «Дневнике» и «Журнале». Адреса "
                    "задаёт администратор сервера: только https и только открытые для всех."
                ),
            )
        )
        self.column.addStretch(1)

    async def load(self) -> None:
        """Ask for the feeds."""
        if self.no_school():
            return
        feeds = [one for one in await self.school.feeds.sources() if one.org == self.org]
        me = self.school.me.value
        self.address.setVisible(me is not None and me.operator)
        empty(self._rows)
        self.read, self.drop, self.lines = {}, {}, []
        for one in feeds:
            self._rows.addWidget(self._row(one))
        if not feeds:
            text = tr("Календарей и лент пока нет.")
            self._rows.addWidget(plain_text(self.theme, text))

    def _row(self, one: Feed) -> QWidget:
        theme, state = self.theme, feed_words(one)
        self.lines.append((one.title, state))
        holder, words = QWidget(), QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(theme, one.title, FontRole.BODY, wrap=True))
        tone = "danger" if one.trouble else "text2"
        words.addWidget(label(theme, state, FontRole.CAPTION, tone=tone, wrap=True))
        line = QHBoxLayout(holder)
        line.addLayout(words, 1)
        read = self.read[one.id] = push_button(tr("Обновить"), look="link")
        read.setAccessibleName(tr("Обновить: {place}", place=one.title))
        read.clicked.connect(partial(self._on_read, one))
        drop = self.drop[one.id] = push_button(tr("Убрать"), look="link")
        drop.setAccessibleName(tr("Убрать: {place}", place=one.title))
        drop.clicked.connect(partial(self._on_drop, one))
        line.addWidget(read)
        line.addWidget(drop)

        def fit() -> None:
            line.setContentsMargins(theme.px(15), theme.px(7), theme.px(15), theme.px(7))
            line.setSpacing(theme.px(16))

        bind(theme, holder, fit)
        return holder

    def _on_read(self, feed: Feed, _: bool = False) -> None:
        self.act(self._read(feed))

    def _on_drop(self, feed: Feed, _: bool = False) -> None:
        self.act(self._drop(feed))

    async def _read(self, feed: Feed) -> None:
        await self.school.feeds.read(feed)
        self.reload()

    async def _drop(self, feed: Feed) -> None:
        if await confirm(
            self,
            self.theme,
            tr("Убрать «{title}»?", title=feed.title),
            tr("Мероприятия и новости оттуда больше не будут видны."),
            action=tr("Убрать"),
            danger=True,
        ):
            await self.school.feeds.remove(feed)
            self.reload()

    async def _upload(self) -> None:
        dialog = QFileDialog(self.window(), tr("Календарь школы"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("iCalendar (*.ics)")
        if await opened(dialog) and dialog.selectedFiles():
            file = Path(dialog.selectedFiles()[0])
            await self.school.feeds.upload(self.org, file.stem[:100] or tr("Календарь"), file)
            toast(self, self.theme, tr("Мероприятия добавлены"))
            self.reload()

    async def _add(self) -> None:
        if await opened(FeedSheet(self, self.theme, self.school.feeds, org=self.org)):
            self.reload()


class FeedSheet(WorkSheet):
    """An address of a calendar or of news."""

    def __init__(self, parent: QWidget | None, theme: Theme, feeds: Feeds, *, org: str) -> None:
        super().__init__(parent, theme, tr("Добавить адрес"))
        self._feeds, self._org = feeds, org
        self.words(tr("Сервер школы читает адрес раз в час. Показываются только даты и заголовки."))
        self.kind = Picker(tr("Что там"))
        kinds = [
            (FeedKind.CALENDAR, tr("Календарь (iCalendar)")),
            (FeedKind.NEWS, tr("Новости (RSS, Atom)")),
        ]
        self.kind.offer(kinds, FeedKind.CALENDAR)
        self.body.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        self.title = self.field(tr("Название"), most=100)
        self.url = self.field(tr("Адрес (https://…)"), most=1000)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.save = self.add_action(tr("Добавить"), look="primary", slot=self._on_save)
        self.buttons = [self.save]
        for field in (self.title, self.url):
            field.textChanged.connect(lambda _: self.refresh())
        self.refresh()
        self.title.setFocus()

    def refresh(self) -> None:
        """Both fields are needed, and the address must be one that is allowed."""
        good = self.url.text().strip().lower().startswith("https://")
        self.save.setEnabled(good and bool(self.title.text().strip()))

    def _on_save(self) -> None:
        kind = self.kind.chosen
        assert isinstance(kind, FeedKind)
        feed = NewFeed(self._org, kind, self.title.text().strip(), self.url.text().strip())
        self.work(self._feeds.add(feed))


def feed_words(one: Feed) -> str:
    """Return what there is in a feed and how it was read."""
    if one.trouble:
        return one.trouble
    if one.kind is FeedKind.CALENDAR:
        count = trn("%n [мероприятие|мероприятия|мероприятий]", one.entries)
    else:
        count = trn("%n [новость|новости|новостей]", one.entries)
    read = full_time(one.read_at, datetime.now(UTC)) if one.read_at else ""
    where = one.url or tr("из файла")
    return " · ".join(part for part in (count, where, read) if part)
