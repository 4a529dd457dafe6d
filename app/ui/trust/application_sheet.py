"""One application as the administrator sees it: look at the proof, accept, refuse, revoke."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.trust import Application, Stage
from app.services.facade.school.trust import Teachers
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr
from app.ui.qt.saving import ask_where_to_save
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet

_REASON = 200


class ApplicationSheet(WorkSheet):
    """The reason is asked where the applicant will read it: with a refusal and a revocation."""

    proof_saved = Signal(str)

    def __init__(
        self, parent: QWidget | None, theme: Theme, teachers: Teachers, application: Application
    ) -> None:
        super().__init__(parent, theme, application.name, width=480)
        self._teachers, self.application = teachers, application
        self._add_facts(application)
        self.proof = push_button(tr("Открыть подтверждение…"), look="link")
        self.proof.setVisible(application.has_proof)
        self.proof.clicked.connect(lambda: self.work(self._save_proof(), close=False))
        self.proof_saved.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        self.body.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignLeft)
        approved = application.stage is Stage.APPROVED
        self.reason = self.field(
            tr("Причина отзыва: её прочитает учитель")
            if approved
            else tr("Причина отказа: её прочитает заявитель"),
            most=_REASON,
        )
        self.body.addWidget(self.note)
        self.add_action(tr("Закрыть"))
        if approved:
            self.refuse = self.add_action(tr("Отозвать"), look="danger", slot=self._on_revoke)
            self.buttons = [self.refuse]
        else:
            self.refuse = self.add_action(tr("Отказать"), look="danger", slot=self._on_refuse)
            self.accept_button = self.add_action(
                tr("Подтвердить"), look="primary", slot=self._on_accept
            )
            self.buttons = [self.refuse, self.accept_button]
        self.buttons.append(self.proof)
        self.reason.textChanged.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Without a reason nobody is refused."""
        self.refuse.setEnabled(bool(self._reason()))

    async def save_proof_to(self, target: Path) -> None:
        """Save the proof and show it in its program: it is a document, no page of ours."""
        saved = await self._teachers.save_proof(self.application.id, target)
        toast(self, self._theme, tr("Подтверждение сохранено."))
        self.proof_saved.emit(str(saved))

    def _reason(self) -> str:
        return " ".join(self.reason.text().split())

    def _add_facts(self, one: Application) -> None:
        theme, grid = self._theme, QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        born = one.form.born.strftime("%d.%m.%Y") if one.form.born else tr("не указана")
        facts = (
            (tr("Предмет"), one.form.subject or tr("не указан")),
            (tr("Дата рождения"), born),
            (tr("Учётная запись"), one.user_id),
        )
        for row, (name, value) in enumerate(facts):
            grid.addWidget(label(theme, name, FontRole.PREVIEW, tone="text2"), row, 0)
            shown = label(theme, value, FontRole.BODY, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, row, 1)
        self.body.addLayout(grid)

    async def _save_proof(self) -> None:
        target = await ask_where_to_save(
            self, tr("Подтверждение {name}", name=self.application.name)
        )
        if target is not None:
            await self.save_proof_to(target)

    def _on_accept(self) -> None:
        self.work(self._teachers.decide(self.application.id, approve=True, reason=""))

    def _on_refuse(self) -> None:
        decide = self._teachers.decide
        self.work(decide(self.application.id, approve=False, reason=self._reason()))

    def _on_revoke(self) -> None:
        self.work(self._teachers.revoke(self.application.id, self._reason()))
