"""A document of the school to read and decide on, for oneself and one's children."""

from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QWidget

from app.domain.consents import ConsentDocument, PersonConsent
from app.domain.errors import AppError
from app.services.facade.school.consents import Consents
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import bind, in_font, label, say
from app.ui.theme import FontRole, Theme
from app.ui.when import local


async def ask_consent(
    parent: QWidget, theme: Theme, consents: Consents, document: ConsentDocument
) -> bool:
    """Show a document until it is decided on; False when that is put off."""
    sheet = ConsentSheet(parent, theme, consents, document)
    return await opened(sheet) == QDialog.DialogCode.Accepted


class ConsentSheet(TaskSheet):
    """The text, for whom, one button that agrees; Esc and «Не сейчас» decide nothing."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, consents: Consents, document: ConsentDocument
    ) -> None:
        super().__init__(parent, theme, document.title or tr("Согласие"), width=620)
        self._consents, self.document = consents, document
        self.body.addWidget(label(theme, edition(document), FontRole.CAPTION, tone="text2"))
        self.text = QPlainTextEdit(document.text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(document.title)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(label(theme, tr("За кого вы согласны:"), FontRole.BODY_STRONG))
        self.boxes: list[tuple[QCheckBox, PersonConsent]] = []
        for person in document.people:
            if person.may:
                box = QCheckBox(person.name.replace("&", "&&"))
                in_font(theme, box)
                box.setChecked(person in document.waiting)
                box.toggled.connect(self._refresh)
                self.boxes.append((box, person))
                self.body.addWidget(box)
        words = tr("Согласие можно отозвать в любой день: Настройки, Согласия.")
        self.body.addWidget(label(theme, words, FontRole.CAPTION, tone="text2", wrap=True))
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self.body.addWidget(self.note)
        self.add_action(tr("Не сейчас"))
        self.agree = self.add_action(tr("Согласен(на)"), look="primary", slot=self._on_agree)
        bind(theme, self, self._fit)
        self._refresh()

    def open(self) -> None:
        """Qt: begin with the text, so that the keys scroll it."""
        super().open()
        self.text.setFocus()

    def _fit(self) -> None:
        self.text.setFont(self._theme.font(FontRole.BODY))
        self.text.setMinimumHeight(self._theme.soft(240))

    def _refresh(self) -> None:
        self.agree.setEnabled(any(box.isChecked() for box, _ in self.boxes))

    def _on_agree(self) -> None:
        self.agree.setEnabled(False)
        self.tasks.start(self._agree())

    async def _agree(self) -> None:
        try:
            for box, person in self.boxes:
                if box.isChecked() and not person.given:
                    await self._consents.say(self.document, person, given=True)
            await self._consents.refresh()
        except AppError as error:
            # Nothing is lost: what was ticked stays ticked.
            say(self.note, user_text(error.user_text))
            self._refresh()
            return
        self.accept()


def edition(document: ConsentDocument) -> str:
    """Return which version this is, and of which day."""
    if document.published_at is None:
        return tr("Редакция {version}", version=document.version)
    day = local(document.published_at).strftime("%d.%m.%Y")
    return tr("Редакция {version} от {day}", version=document.version, day=day)
