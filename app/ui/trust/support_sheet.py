"""«Написать в поддержку»: what is wrong, and the program's log, shown before it goes."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QWidget

from app.domain.errors import AppError
from app.domain.trust import Ticket
from app.services.facade.school.trust import Support
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import Switch, label
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet

_MOST = 5_000


async def ask_support(parent: QWidget, theme: Theme, support: Support) -> Ticket | None:
    """Write to support; None where nothing was sent."""
    sheet = SupportSheet(parent, theme, support)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return sheet.ticket if accepted else None


class SupportSheet(WorkSheet):
    """The log goes out as it is shown here, and only where the person says so."""

    def __init__(self, parent: QWidget | None, theme: Theme, support: Support) -> None:
        super().__init__(parent, theme, tr("Написать в поддержку"), width=560)
        self._support = support
        self.ticket: Ticket | None = None
        self.words(
            tr("Откроется чат с администраторами вашей школы. Пароли в нём не нужны никому."),
            role=FontRole.PREVIEW,
        )
        self.what = self.text(tr("Что случилось и что вы делали перед этим"), height=110)
        self.with_log = Switch(theme, tr("Приложить журнал программы"))
        row = QHBoxLayout()
        row.addWidget(label(theme, tr("Приложить журнал программы"), FontRole.BODY, wrap=True), 1)
        row.addWidget(self.with_log)
        self.body.addLayout(row)
        self.log_note = label(
            theme,
            tr(
                "Из журнала уже убраны пароли, имена, адреса и телефоны. Посмотрите, что уйдёт; "
                "лишнее можно стереть."
            ),
            FontRole.CAPTION,
            tone="text2",
            wrap=True,
        )
        self.log = QPlainTextEdit()
        self.log.setAccessibleName(tr("Журнал, который уйдёт"))
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setTabChangesFocus(True)
        self.log.setFixedHeight(theme.px(160))
        for part in (self.log_note, self.log, self.note):
            self.body.addWidget(part)
        self.log_note.hide()
        self.log.hide()
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Отправить"), look="primary", slot=self._on_go)
        self.buttons = [self.go]
        self.what.textChanged.connect(self.refresh)
        self.with_log.toggled.connect(self._on_log)
        self.refresh()

    def refresh(self) -> None:
        """Some words are needed."""
        self.go.setEnabled(bool(self.what.toPlainText().strip()))

    def _on_log(self, on: bool) -> None:
        self.log_note.setVisible(on)
        self.log.setVisible(on)
        if on and not self.log.toPlainText():
            self.tasks.start(self._show_log())

    async def _show_log(self) -> None:
        try:
            found = await self._support.log()
        except AppError:  # the words alone are worth sending too
            found = ""
        self.log.setPlainText(found)
        bar = self.log.verticalScrollBar()
        bar.setValue(bar.maximum())
        if not found:
            self.log_note.setText(tr("Журнал пуст."))

    def _on_go(self) -> None:
        self.work(self._send())

    async def _send(self) -> None:
        log = self.log.toPlainText() if self.with_log.isChecked() else ""
        self.ticket = await self._support.ask(self.what.toPlainText().strip()[:_MOST], log)
