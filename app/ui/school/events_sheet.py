"""«Мероприятия и новости»: what is on at the school by days, and titles that lead to its site."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.feeds import NewsLink, SchoolEvent
from app.services.facade.school.feeds import Feeds
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import divider, label, push_button
from app.ui.school.asked_sheet import AskedSheet
from app.ui.school.head import Tabs
from app.ui.theme import FontRole, Theme
from app.ui.when import clock, day_title, full_time, local

_MOST = 60
EVENTS, NEWS = range(2)


async def show_events(parent: QWidget, theme: Theme, feeds: Feeds) -> None:
    """Show them until the sheet is closed."""
    await opened(EventsSheet(parent, theme, feeds))


class EventsSheet(AskedSheet):
    """Two lists of which one is shown."""

    def __init__(self, parent: QWidget | None, theme: Theme, feeds: Feeds) -> None:
        super().__init__(parent, theme, tr("Мероприятия и новости"), width=560)
        self._feeds = feeds
        self.tabs = Tabs(theme, tr("Что показать"), (tr("Мероприятия"), tr("Новости")))
        self.tabs.picked.connect(self._on_tab)
        self.body.insertWidget(0, self.tabs)
        self.column.setSpacing(theme.px(10))

    async def fetch(self) -> Sequence[QWidget]:
        """Ask for the list whose tab is chosen."""
        if self.tabs.current == EVENTS:
            self.nothing = tr("Мероприятий пока нет.")
            return self._events(await self._feeds.events())
        self.nothing = tr("Новостей пока нет.")
        return [self._link(one) for one in (await self._feeds.news())[:_MOST]]

    def _on_tab(self, _: int) -> None:
        self.show_parts(())
        self.ask()

    def _events(self, events: Sequence[SchoolEvent]) -> list[QWidget]:
        """A title for each day, the events of that day under it."""
        theme, now = self._theme, datetime.now(UTC)
        parts: list[QWidget] = []
        shown = ""
        for one in events[:_MOST]:
            day = day_title(max(one.starts_at, now) if one.ends_at > now else one.starts_at, now)
            if day != shown:
                if shown:
                    parts.append(divider())
                parts.append(label(theme, day, FontRole.CAPTION_STRONG, tone="text2"))
                shown = day
            parts.append(self._event(one))
        return parts

    def _event(self, one: SchoolEvent) -> QWidget:
        theme = self._theme
        holder, row, words = QWidget(), QHBoxLayout(), QVBoxLayout()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        when = label(theme, event_time(one), FontRole.BODY, tone="accText", wrap=True)
        when.setFixedWidth(theme.px(110))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        words.setSpacing(theme.px(2))
        words.addWidget(label(theme, one.title, FontRole.BODY_STRONG, wrap=True))
        place = " · ".join(part for part in (one.place, one.calendar) if part)
        for text in (place, one.about):
            if text:
                words.addWidget(label(theme, text, FontRole.CAPTION, tone="text2", wrap=True))
        if one.link:
            words.addWidget(self._opener(one.link, one.link), 0, Qt.AlignmentFlag.AlignLeft)
        holder.setAccessibleName(", ".join(filter(None, (event_time(one), one.title, one.place))))
        return holder

    def _link(self, one: NewsLink) -> QWidget:
        theme = self._theme
        holder = QWidget()
        words = QVBoxLayout(holder)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.px(2))
        words.addWidget(label(theme, one.title, FontRole.BODY_STRONG, wrap=True))
        when = full_time(one.posted_at, datetime.now(UTC)) if one.posted_at else ""
        below = " · ".join(part for part in (one.feed, when) if part)
        if below:
            words.addWidget(label(theme, below, FontRole.CAPTION, tone="text2", wrap=True))
        words.addWidget(self._opener(one.link, one.title), 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _opener(self, link: str, what: str) -> QWidget:
        host = urlsplit(link).hostname or ""
        button = push_button(tr("Открыть на {host}", host=host), look="link")
        button.setAccessibleName(tr("Открыть в браузере: {what}", what=what[:120]))
        button.setToolTip(link)
        button.clicked.connect(partial(self._on_open, link))
        return button

    def _on_open(self, link: str, _: bool = False) -> None:
        QDesktopServices.openUrl(QUrl(link))


def event_time(one: SchoolEvent) -> str:
    """Return «09:00–10:30», «весь день», «28–30 ноября» for an event of several days."""
    begins, ends = local(one.starts_at), local(one.ends_at)
    last = ends - timedelta(seconds=1) if one.ends_at > one.starts_at else ends
    if last.date() > begins.date():
        return f"{begins.day}.{begins.month:02}–{last.day}.{last.month:02}"
    if one.whole_day:
        return tr("весь день")
    if one.ends_at > one.starts_at:
        return f"{clock(one.starts_at)}–{clock(one.ends_at)}"
    return clock(one.starts_at)
