"""«Правила»: who has not agreed to what, what the school decides for itself.

For whoever runs the server, texts and versions too.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.domain.client_policy import VersionRules
from app.domain.consents import ConsentDocument, ConsentOverview
from app.domain.school_rules import SchoolRules
from app.domain.second_step import PersonSecondStep
from app.services.facade.school.school import School
from app.ui.consents.consent_sheet import edition
from app.ui.consents.consents_page import decided
from app.ui.consents.publish_sheet import PublishSheet
from app.ui.consents.rules_card import RulesCard
from app.ui.consents.second_step_card import ResetSheet, SecondStepCard
from app.ui.consents.versions_card import VersionsCard
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, label, push_button
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card, FitList
from app.ui.theme import FontRole, Theme
from app.ui.trust.queue import Line, LineDelegate

_MOST = 100
"""Names in one card: more are a matter for the next day."""


class RulesView(LoadedView):
    """A card for each document, the school's own rules, then the versions."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.cards: list[DocumentCard] = []
        self.nothing = label(
            theme, tr("Школа пока не просит согласий."), FontRole.BODY, tone="text2", wrap=True
        )
        self.add = push_button(tr("Добавить документ"), look="plain")
        self.add.clicked.connect(lambda: self.act(self._publish(None)))
        self.versions = VersionsCard(theme)
        self.versions.saved.connect(lambda rules: self.act(self._save(rules)))
        self.rules = RulesCard(theme)
        self.rules.saved.connect(lambda rules: self.act(self._decide(rules)))
        self.second = SecondStepCard(theme)
        self.second.asked.connect(lambda wanted: self.act(self._ask_staff(wanted)))
        self.second.chosen.connect(lambda one: self.act(self._reset(one)))
        self._documents = QVBoxLayout()
        self.column.addLayout(self._documents)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.rules)
        self.column.addWidget(self.second)
        self.column.addWidget(self.versions)
        self.column.addStretch(1)
        bind(theme, self, lambda: self._documents.setSpacing(theme.px(16)))

    @property
    def _operator(self) -> bool:
        me = self.school.me.value
        return me is not None and me.operator

    def written(self) -> object:
        """The switches, and the versions of whoever runs the server."""
        return self.rules.rules(), self.versions.rules()

    async def load(self) -> None:
        """Ask for the documents and who has not agreed."""
        documents = await self.school.consents.refresh()
        seen = [(one, await self.school.consents.overview(one)) for one in documents]
        versions = await self.school.version_rules() if self._operator else None
        rules = await self.school.school_rules(self.org) if self.org else None
        second = await self.school.second_step.of_school(self.org) if self.org else None
        for card in self.cards:
            self._documents.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(one, overview) for one, overview in seen]
        self.nothing.setVisible(not self.cards)
        self.add.setVisible(self._operator)
        self.rules.setVisible(rules is not None)
        if rules is not None:
            self.rules.show_rules(rules)
        self.second.setVisible(second is not None)
        if second is not None:
            self.second.show_state(second)
        self.versions.setVisible(versions is not None)
        if versions is not None:
            self.versions.show_rules(versions)

    def _card(self, document: ConsentDocument, overview: ConsentOverview) -> "DocumentCard":
        card = DocumentCard(self.theme, document, overview)
        card.renew.setVisible(self._operator)
        card.renew.clicked.connect(lambda: self.act(self._publish(document)))
        self._documents.addWidget(card)
        return card

    async def _publish(self, document: ConsentDocument | None) -> None:
        sheet = PublishSheet(self, self.theme, self.school.consents, document)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self.theme, tr("Опубликовано: теперь об этом спросят каждого."))
            self.reload()

    async def _decide(self, rules: SchoolRules) -> None:
        await self.school.set_school_rules(self.org, rules)
        self.saved()
        toast(self, self.theme, tr("Правила сохранены"))

    async def _ask_staff(self, wanted: bool) -> None:
        await self.school.second_step.ask_staff(self.org, wanted=wanted)
        self.reload()

    async def _reset(self, one: PersonSecondStep) -> None:
        book = self.school.second_step
        sheet = ResetSheet(self, self.theme, book, person=one.person, name=one.name)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self.theme, tr("Второй шаг сброшен: человек прочитает причину."))
            self.reload()

    async def _save(self, rules: VersionRules) -> None:
        await self.school.set_version_rules(rules)
        self.saved()
        toast(self, self.theme, tr("Правила сохранены"))


class DocumentCard(Card):
    """How many agreed, and the names of those who have not."""

    def __init__(self, theme: Theme, document: ConsentDocument, overview: ConsentOverview) -> None:
        super().__init__(theme, document.title)
        self.renew = push_button(tr("Новая редакция"), look="link")
        self.extra.addWidget(self.renew)
        agreed = trn("%n [согласие|согласия|согласий]", overview.agreed)
        lacking = trn("без согласия %n [человек|человека|человек]", len(overview.missing))
        self.state = label(
            theme, f"{edition(document)} · {agreed} · {lacking}", FontRole.PREVIEW, tone="text2"
        )
        head = QVBoxLayout()
        head.addWidget(self.state)
        self.body.addLayout(head)
        self.list: FitList[Line] = FitList(
            theme, tr("Кто ещё не согласился"), text_of=lambda line: line.spoken
        )
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        if overview.missing:
            self.add_line()
            self.body.addWidget(self.list)
        self.list.show_rows(_lines(document, overview))
        bind(theme, self, lambda: head.setContentsMargins(theme.px(15), 0, theme.px(15), 12))


def _lines(document: ConsentDocument, overview: ConsentOverview) -> Sequence[Line]:
    return [
        Line(one.name, decided(document, one), "", loud=False, value=one)
        for one in overview.missing[:_MOST]
    ]
