"""«Чаты школы»: every chat that the list makes, who is in it, and the exceptions by hand."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.domain.order import alike
from app.domain.rosters import SchoolChat
from app.services.facade.school.school import School
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, label
from app.ui.roster.chat_sheet import ChatSheet
from app.ui.roster.lines import Line, LineList
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme


class ChatsView(LoadedView):
    """By name, narrowed by typing; a chat opens with its people and exceptions."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self._chats: tuple[SchoolChat, ...] = ()
        self.card = Card(theme, tr("Чаты школы"))
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(tr("Название чата"))
        self.search.setAccessibleName(tr("Название чата"))
        self.search.textChanged.connect(lambda _: self._refresh())
        inside = QVBoxLayout()
        self.nothing = label(theme, tr("Ничего не нашлось"), FontRole.BODY, tone="text2")
        inside.addWidget(self.search)
        inside.addWidget(self.nothing)
        self.card.body.addLayout(inside)
        self.list = LineList(theme, tr("Чаты школы"))
        self.list.chosen.connect(lambda chat: self.act(self._open(chat)))
        self.card.body.addWidget(self.list)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        bind(
            theme, self, lambda: inside.setContentsMargins(*(theme.px(n) for n in (15, 0, 15, 10)))
        )

    async def load(self) -> None:
        """Ask for the chats."""
        if self.no_school():
            return
        self._chats = await self.school.rosters.chats(self.org)
        if not self._chats:
            text = tr("Чаты появятся, когда в списке школы будут классы и сотрудники.")
            self.say("chat_multiple_24_regular", tr("Чатов ещё нет"), text)
            return
        self._refresh()
        self.stack.setCurrentWidget(self.area)

    def _refresh(self) -> None:
        typed = alike(self.search.text().strip())
        found = [one for one in self._chats if typed in alike(one.name)]
        self.list.show_lines([_line(one) for one in found])
        self.nothing.setVisible(not found)

    async def _open(self, chat: SchoolChat) -> None:
        await opened(ChatSheet(self, self.theme, self.school.rosters, org=self.org, chat=chat))
        self.reload()


def _line(one: SchoolChat) -> Line:
    people = trn("%n участник(а/ов)", one.members)
    side = trn("%n [исключение|исключения|исключений]", one.pins) if one.pins else ""
    return Line(one.name, people, side, key=one)
