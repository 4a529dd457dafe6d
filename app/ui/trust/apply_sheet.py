"""«Подтвердить статус учителя»: who I am, at which school, and a file that proves it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.trust import ApplicationForm, Verification
from app.services.facade.school.trust import Teachers
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ChoiceField, label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet


class ApplySheet(WorkSheet):
    """Filled with what was written before; accepted when the school has it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, teachers: Teachers, status: Verification
    ) -> None:
        super().__init__(parent, theme, tr("Подтвердить статус учителя"), width=480)
        self._teachers, self._file = teachers, Path()
        known = status.application
        form = known.form if known is not None else ApplicationForm()
        self._has_proof = known is not None and known.has_proof
        self.words(
            tr(
                "Заявку рассмотрит администратор школы. После подтверждения рядом с вашим именем "
                "появится значок учителя."
            ),
            role=FontRole.PREVIEW,
        )
        self.school = ChoiceField(theme, tr("Школа"))
        for org, name in status.schools:
            self.school.addItem(name, org)
        self.school.setCurrentIndex(max(self.school.findData(form.org), 0))
        self.body.addWidget(self.school, 0, Qt.AlignmentFlag.AlignLeft)
        self.family = self.field(tr("Фамилия"))
        self.given = self.field(tr("Имя"))
        self.middle = self.field(tr("Отчество (если есть)"))
        self.subject = self.field(tr("Предмет или должность"), most=200)
        self.born = self.field(tr("Дата рождения: 12.03.1986"), most=10)
        for place, text in (
            (self.family, form.family),
            (self.given, form.given),
            (self.middle, form.middle),
            (self.subject, form.subject),
            (self.born, form.born.strftime("%d.%m.%Y") if form.born else ""),
        ):
            place.setText(text)
            place.textChanged.connect(lambda _: self.refresh())
        self.proof = push_button("")
        self.proof.clicked.connect(self._on_choose)
        self.body.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            label(
                theme,
                tr(
                    "Справка с места работы или удостоверение: PDF, PNG или JPEG до 10 МБ. "
                    "Файл увидят только администраторы этой школы."
                ),
                FontRole.CAPTION,
                tone="text2",
                wrap=True,
            )
        )
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Отправить заявку"), look="primary", slot=self._on_go)
        self.buttons = [self.go, self.proof]
        self._name_proof()
        self.refresh()

    def form(self) -> ApplicationForm:
        """Return what stands in the fields."""
        fields = (self.family, self.given, self.middle, self.subject)
        family, given, middle, subject = (" ".join(one.text().split()) for one in fields)
        org = str(self.school.currentData() or "")
        written = ApplicationForm(org, family, given, middle, subject)
        return replace(written, born=read_day(self.born.text()))

    def take_file(self, path: Path) -> None:
        """Take a file as the proof."""
        self._file = path
        self._name_proof()
        self.refresh()

    def refresh(self) -> None:
        """School, name, day of birth and proof are needed."""
        form = self.form()
        whole = form.org and form.family and form.given and form.born
        self.go.setEnabled(bool(whole) and (self._has_proof or bool(self._file.name)))
        wrong = bool(self.born.text().strip()) and form.born is None
        self.born.setProperty("wrong", wrong)
        self.born.style().polish(self.born)

    def _name_proof(self) -> None:
        if self._file.name:
            self.proof.setText(tr("Подтверждение: {name}", name=self._file.name))
        elif self._has_proof:
            self.proof.setText(tr("Подтверждение приложено. Заменить…"))
        else:
            self.proof.setText(tr("Приложить подтверждение…"))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Подтверждение"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(f"{tr('Документы')} (*.pdf *.png *.jpg *.jpeg)")
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def _on_go(self) -> None:
        self.work(self._teachers.apply(self.form(), self._file if self._file.name else None))


def read_day(text: str) -> date | None:
    """Return the day in «12.03.1986», None for anything else."""
    try:
        return datetime.strptime(text.strip(), "%d.%m.%Y").date()  # noqa: DTZ007 — a day has no zone
    except ValueError:
        return None
