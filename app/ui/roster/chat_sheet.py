"""One chat of the school: who is in it and why, and in or out for a time by a person's word."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import AppError
from app.domain.rosters import ChatMember, Decisions, Pin, RosterPerson, SchoolChat
from app.services.facade.school.rosters import Rosters
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.widgets import label
from app.ui.roster.decisions_card import DecisionsCard
from app.ui.roster.exception_sheets import PinSheet
from app.ui.roster.lines import Line, LineList
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet

_LEADS, _HELPS = 100, 50
_LEAST = 2
"""Letters from which on somebody is looked for."""


class ChatSheet(WorkSheet):
    """Exceptions hold from the next sync on; the list decides about everybody else."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, rosters: Rosters, *, org: str, chat: SchoolChat
    ) -> None:
        super().__init__(parent, theme, chat.name, width=620)
        self._rosters, self._org, self._chat = rosters, org, chat
        self.words(
            tr("Кто в чате, решает список школы. Выберите человека, чтобы убрать его на время.")
        )
        self.pins = DecisionsCard(theme)
        self.pins.undone.connect(lambda pin: self.tasks.start(self._unpin(pin)))
        self.body.addWidget(self.pins)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Добавить: имя или фамилия"))
        self.search.setAccessibleName(tr("Добавить: имя или фамилия"))
        self.search.textChanged.connect(lambda text: self.tasks.start(self._find(text)))
        self.body.addWidget(self.search)
        self.found = LineList(theme, tr("Найденные люди"), first=8)
        self.found.chosen.connect(lambda one: self.tasks.start(self._pin(one, inside=True)))
        self.body.addWidget(self.found)
        self.body.addWidget(label(theme, tr("Участники"), FontRole.BODY_STRONG))
        self.members = LineList(theme, tr("Участники"), first=30)
        self.members.chosen.connect(lambda one: self.tasks.start(self._pin(one, inside=False)))
        self.body.addWidget(self.members)
        self.body.addWidget(self.note)
        self.add_action(tr("Закрыть"))
        self.tasks.start(self._load())

    async def _load(self) -> None:
        chat = self._chat
        try:
            people = await self._rosters.chat_members(self._org, chat)
            decided = await self._rosters.decisions()
        except AppError as error:
            self.say(user_text(error.user_text))
            return
        self.say("")
        self.members.show_lines([member_line(one) for one in people])
        mine = (one for one in decided.pins if (one.kind, one.about) == (chat.kind, chat.about))
        self.pins.show_decisions(Decisions(pins=tuple(mine)))

    async def _find(self, text: str) -> None:
        if len(text.strip()) < _LEAST:
            self.found.show_lines([])
            return
        try:
            page = await self._rosters.people(
                self._org, text=text.strip(), role=None, school_class=""
            )
        except AppError as error:
            self.say(user_text(error.user_text))
            return
        if text == self.search.text():
            self.found.show_lines([Line(one.name, key=one) for one in page.people])

    async def _pin(self, one: RosterPerson | ChatMember, *, inside: bool) -> None:
        person = one if isinstance(one, RosterPerson) else RosterPerson(one.person, one.name)
        sheet = PinSheet(
            self, self._theme, self._rosters,
            org=self._org, person=person, classes=(), today=datetime.now().astimezone().date(),
        )  # fmt: skip
        key = (self._chat.kind, self._chat.about)
        sheet.chat.offer([(key, self._chat.name)], key)
        sheet.way.choose(inside)
        if await opened(sheet):
            self.search.clear()
            await self._load()

    async def _unpin(self, pin: Pin) -> None:
        try:
            await self._rosters.unpin(pin)
        except AppError as error:
            self.say(user_text(error.user_text))
            return
        await self._load()


def member_line(one: ChatMember) -> Line:
    """Return somebody with what they are in the chat, and whether an exception let them in."""
    role = tr("ведёт") if one.level >= _LEADS else tr("помогает") if one.level >= _HELPS else ""
    parts = (role, tr("исключение") if one.pinned else "")
    return Line(one.name, side=" · ".join(part for part in parts if part), key=one)
