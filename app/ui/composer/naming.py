"""Naming people after an @: who is offered while one types, and whom the names then mean."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.ids import UserId
from app.domain.people import Member
from app.services.facade.timeline import Timeline
from app.ui.composer.editor import MessageEdit
from app.ui.composer.mentions import EVERYONE, MentionPopup, Offer, offers
from app.ui.qt.images import ImageLoader, Starter
from app.ui.theme import Theme

_EVERYONE = re.compile(rf"(?<!\w)@{EVERYONE}(?!\w)", re.IGNORECASE)


class Naming(QObject):
    """Watches a field; `me` is never offered."""

    def __init__(
        self,
        field: MessageEdit,
        theme: Theme,
        images: ImageLoader,
        *,
        host: QWidget,
        tasks: Starter,
        me: UserId,
    ) -> None:
        super().__init__(host)
        self._field, self._host = field, host
        self._tasks, self._me = tasks, me
        self._timeline: Timeline | None = None
        self._mentioned: dict[str, UserId] = {}
        self.popup = MentionPopup(theme, images, host)
        self.popup.picked.connect(self._on_picked)

    def set_timeline(self, timeline: Timeline) -> None:
        """Offer the people of another chat."""
        self.popup.hide()
        self._timeline = timeline
        self.forget()

    def forget(self) -> None:
        """What was written is gone, and the names with it."""
        self._mentioned.clear()

    def named(self, text: str) -> list[UserId]:
        """Return whom a text names."""
        return [user for name, user in self._mentioned.items() if f"@{name}" in text]

    def names_everyone(self, text: str) -> bool:
        """Whether a text calls everybody, by whom that is allowed."""
        return bool(_EVERYONE.search(text)) and self._may_call_everyone()

    def recall(self, text: str) -> None:
        """A text came back: find out again whom its names mean."""
        if "@" in text and self._timeline is not None:
            self._tasks.start(self._recall(text, self._timeline))

    def look(self) -> None:
        """Offer names for the word before the cursor."""
        word = self._field.word_before_cursor("@")
        chosen = word is not None and word.endswith(" ") and word[:-1] in self._mentioned
        if word is None or chosen or self._timeline is None:
            self.popup.hide()
        else:
            self._tasks.start(self._offer(word, self._timeline))

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose among the offers with the arrows and Tab; whether the key was one of these."""
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

    def lift(self) -> None:
        """Have the popup lie in the window, so that it is not cut at the edge of its host."""
        host = self._host
        if self.popup.parentWidget() is host and host.window() is not host:
            self.popup.setParent(host.window())
            self.popup.hide()

    async def _recall(self, text: str, timeline: Timeline) -> None:
        people = [member.person for member in await _members(timeline)]
        if timeline is self._timeline:
            for person in people:
                if person.user_id != self._me and f"@{person.name}" in text:
                    self._mentioned.setdefault(person.name, person.user_id)

    async def _offer(self, word: str, timeline: Timeline) -> None:
        members = await _members(timeline)
        if timeline is self._timeline and self._field.word_before_cursor("@") == word:
            found = offers(word, members, me=self._me, everyone=self._may_call_everyone())
            window = self.popup.parentWidget()
            above = self._field.mapTo(window, QPoint(0, 0)) if window else QPoint()
            self.popup.show_offers(found, above, self._field.width())

    def _on_picked(self, offer: Offer) -> None:
        if offer.person is not None:
            self._mentioned[offer.text] = offer.person.user_id
        self._field.replace_word("@", f"@{offer.text} ")

    def _may_call_everyone(self) -> bool:
        return self._timeline is not None and self._timeline.details.value.powers.can_mention_room


async def _members(timeline: Timeline) -> Sequence[Member]:
    """Return who is in the chat; nobody while there is no network to ask: one can go on typing."""
    try:
        return await timeline.members()
    except AppError:
        return ()
