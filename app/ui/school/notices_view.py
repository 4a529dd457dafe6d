"""Announcements with author and date; who has read one says so with a button."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.diary import Announcement
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, label, push_button
from app.ui.school.cards import Card, plain_text
from app.ui.school.file_link import FileLink, open_file, save_file
from app.ui.school.words import due_words
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time

_MOST = 30


class NoticesView(QWidget):
    """A card for each of the newest announcements."""

    confirmed = Signal(str)
    file_wanted = Signal(str, str, str, object)
    """(announcement, file, name of the file, what to do with it: a `Deal`)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        bind(theme, self, lambda: self._column.setSpacing(theme.px(16)))

    def show_notices(self, notices: tuple[Announcement, ...]) -> None:
        """Show the newest announcements."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._card(one) for one in notices[:_MOST]]
        if not self._parts:
            self._parts = [plain_text(self._theme, tr("Объявлений пока нет."))]
        for place, part in enumerate(self._parts):
            self._column.insertWidget(place, part)

    def cards(self) -> list[QWidget]:
        """What is shown, from top to bottom."""
        return list(self._parts)

    def _card(self, one: Announcement) -> Card:
        theme = self._theme
        now = datetime.now(UTC)
        card = Card(theme, one.title)
        inside = QVBoxLayout()
        by = " · ".join(part for part in (one.author, full_time(one.posted_at, now)) if part)
        inside.addWidget(label(theme, by, FontRole.CAPTION, tone="text2", wrap=True))
        text = label(theme, one.text, FontRole.BODY, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(text)
        if one.due is not None:
            inside.addWidget(label(theme, due_words(one.due), FontRole.CAPTION, tone="accText"))
        for file in one.attachments:
            link = FileLink(theme, file.name)
            wanted = partial(self.file_wanted.emit, one.id, file.id, file.name)
            link.opened.connect(partial(wanted, open_file))
            link.saved.connect(partial(wanted, save_file))
            inside.addWidget(link)
        row = QHBoxLayout()
        if one.read_at is None:
            button = push_button(tr("Ознакомлен(а)"), look="primary")
            button.setAccessibleName(tr("Ознакомлен(а): {title}", title=one.title))
            button.clicked.connect(lambda: self._on_confirmed(button, one.id))
            row.addWidget(button)
        else:
            when = tr("Вы ознакомились {moment}", moment=full_time(one.read_at, now))
            row.addWidget(label(theme, when, FontRole.CAPTION, tone="accText"))
        row.addStretch(1)
        inside.addLayout(row)
        card.body.addLayout(inside)
        bind(theme, card, lambda: _fit(theme, inside))
        return card

    def _on_confirmed(self, button: QWidget, notice: str) -> None:
        button.setEnabled(False)
        self.confirmed.emit(notice)


def _fit(theme: Theme, inside: QVBoxLayout) -> None:
    inside.setContentsMargins(theme.px(15), 0, theme.px(15), theme.px(14))
    inside.setSpacing(theme.px(8))
