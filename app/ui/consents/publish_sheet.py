"""Publishing a document, or a new version of one: everybody is asked anew."""

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.consents import ConsentDocument
from app.services.facade.school.consents import Consents
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import in_font
from app.ui.theme import Theme
from app.ui.trust.work_sheet import WorkSheet


class PublishSheet(WorkSheet):
    """Title, text, whether it is required; begins with what stands now."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        consents: Consents,
        document: ConsentDocument | None,
    ) -> None:
        title = tr("Новая редакция") if document is not None else tr("Новый документ")
        super().__init__(parent, theme, title, width=620)
        self._consents, self._document = consents, document
        self.title = self.field(tr("Название документа"), most=200)
        self.content = self.text(tr("Текст"), height=240)
        self.required = QCheckBox(tr("Без этого согласия в школе не обойтись"))
        in_font(theme, self.required)
        self.body.addWidget(self.required)
        self.words(tr("После публикации каждого спросят снова, за себя и за детей."))
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.publish = self.add_action(tr("Опубликовать"), look="primary", slot=self._on_publish)
        self.buttons = [self.publish]
        if document is not None:
            self.title.setText(document.title)
            self.content.setPlainText(document.text)
            self.required.setChecked(document.required)
        self.title.textChanged.connect(lambda _: self.refresh())
        self.content.textChanged.connect(self.refresh)
        self.refresh()

    def open(self) -> None:
        """Qt: begin with the title."""
        super().open()
        self.title.setFocus()

    def refresh(self) -> None:
        """Both are needed; what stands already need not be published again."""
        title, text = self.title.text().strip(), self.content.toPlainText().strip()
        old = self._document
        same = old is not None and (title, text) == (old.title, old.text.strip())
        self.publish.setEnabled(bool(title and text) and not same)

    def _on_publish(self) -> None:
        self.work(
            self._consents.publish(
                self._document,
                title=self.title.text().strip(),
                text=self.content.toPlainText().strip(),
                required=self.required.isChecked(),
            )
        )
