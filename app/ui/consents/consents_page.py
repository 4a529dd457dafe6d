"""Settings: which consents were given for the family and when; taking one back; shared data."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.consents import ConsentDocument, PersonConsent
from app.domain.errors import AppError
from app.services.facade.session import Session
from app.ui.consents.consent_sheet import ask_consent
from app.ui.consents.shared_data import shared_data
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import empty, label, push_button, scroll_by_key
from app.ui.settings.parts import SettingsPage
from app.ui.theme import FontRole, Theme
from app.ui.when import local


class ConsentsPage(SettingsPage):
    """Documents with a line for each person, then what is known about me."""

    def __init__(self, theme: Theme, session: Session, tasks: Starter) -> None:
        super().__init__(theme)
        self._consents, self._tasks = session.school.consents, tasks
        inner = SettingsPage(theme)
        inner.column.setContentsMargins(0, 0, theme.px(12), 0)
        inner.heading(tr("Согласия"))
        self.state = label(theme, tr("Загружаю…"), FontRole.PREVIEW, tone="text2", wrap=True)
        inner.column.addWidget(self.state)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(14))
        inner.column.addLayout(self._list)
        self.again = push_button(tr("Повторить"))
        self.again.clicked.connect(lambda: tasks.start(self._load()))
        self.again.hide()
        inner.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        inner.column.addSpacing(theme.px(8))
        inner.heading(tr("Какие данные передаются"))
        for title, text in shared_data():
            inner.column.addWidget(label(theme, title, FontRole.BODY, wrap=True))
            inner.words(text)
        inner.column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        scroll_by_key(area, tr("Согласия и данные"))
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.setMinimumHeight(theme.soft(360))
        self.column.addWidget(area, 1)
        tasks.start(self._load())

    async def _load(self) -> None:
        self.again.hide()
        try:
            found = await self._consents.refresh()
        except AppError as error:
            self.state.setText(user_text(error.user_text))
            self.state.show()
            self.again.show()
            return
        self._show(found)

    def _show(self, documents: tuple[ConsentDocument, ...]) -> None:
        empty(self._list)
        self.state.setText(tr("Школа пока не просит согласий."))
        self.state.setVisible(not documents)
        for document in documents:
            self._list.addWidget(self._block(document))

    def _block(self, document: ConsentDocument) -> QWidget:
        theme = self.theme
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.addWidget(label(theme, document.title, FontRole.BODY, wrap=True), 1)
        read = push_button(tr("Читать"), look="link")
        read.setAccessibleName(tr("Читать: {title}", title=document.title))
        read.clicked.connect(lambda: self._tasks.start(self._read(document)))
        head.addWidget(read)
        column.addLayout(head)
        for person in document.people:
            line = QHBoxLayout()
            words = f"{person.name}: {decided(document, person)}"
            line.addWidget(label(theme, words, FontRole.PREVIEW, tone="text2", wrap=True), 1)
            if person.given and person.may:
                back = push_button(tr("Отозвать"), look="plain")
                back.setAccessibleName(tr("Отозвать согласие за {name}", name=person.name))
                back.clicked.connect(
                    lambda _=False, p=person: self._start(self._take_back(document, p))
                )
                line.addWidget(back)
            column.addLayout(line)
        return block

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(work)

    async def _read(self, document: ConsentDocument) -> None:
        await ask_consent(self, self.theme, self._consents, document)
        self._show(self._consents.documents.value)

    async def _take_back(self, document: ConsentDocument, person: PersonConsent) -> None:
        if not await confirm(
            self,
            self.theme,
            tr("Отозвать согласие?"),
            tr(
                "{title}. За кого: {name}. Школа узнает об этом сразу.",
                title=document.title,
                name=person.name,
            ),
            action=tr("Отозвать"),
            danger=True,
        ):
            return
        try:
            await self._consents.say(document, person, given=False)
            self._show(await self._consents.refresh())
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))


def decided(document: ConsentDocument, person: PersonConsent) -> str:
    """Return in words where somebody stands to a document."""
    if person.version is None or person.at is None:
        return tr("решения ещё нет") if person.may else tr("решают родители")
    day = local(person.at).strftime("%d.%m.%Y")
    if person.given:
        return tr("согласие дано {day}", day=day)
    if person.version != document.version:
        return tr("вышла новая редакция: решение от {day} её не касается", day=day)
    return tr("согласие отозвано {day}", day=day)
