"""Linking an outside gradebook: which one, the family's own login there, which child is meant."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.diary import Child, Register
from app.ui.qt.dialogs import Sheet
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label, say
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme


class LinkDialog(Sheet):
    """`submitted` when the form is filled; the page answers with `fail`, `choose` or `accept`."""

    submitted = Signal()

    def __init__(
        self, parent: QWidget, theme: Theme, child: Child, registers: Sequence[Register]
    ) -> None:
        super().__init__(parent, theme, tr("Привязать электронный журнал"), width=460)
        self._say(
            tr(
                "Оценки и задания ({name}) появятся здесь. Логин и пароль от журнала хранит "
                "сервер школы в зашифрованном виде и никому не показывает.",
                name=child.name,
            )
        )
        self.register = self._picker(tr("Журнал"))
        self.register.offer([(one.id, one.title) for one in registers], registers[0].id)
        self.login = self._field(tr("Логин"))
        self.password = self._field(tr("Пароль"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.child = self._picker(tr("Ребёнок в журнале"))
        self.child.hide()
        self.problem = label(theme, "", FontRole.PREVIEW, tone="danger", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Привязать"), look="primary", slot=self._on_go)
        for field in (self.login, self.password):
            field.textChanged.connect(self._on_typed)
        self._on_typed()
        self.login.setFocus()

    @property
    def student(self) -> int | None:
        """The child that was picked, where one had to be."""
        chosen = self.child.chosen if not self.child.isHidden() else None
        return chosen if isinstance(chosen, int) else None

    def fail(self, text: str) -> None:
        """Say what the gradebook or the server said; nothing that was typed is lost."""
        say(self.problem, text)
        self.go.setEnabled(True)
        self.password.setFocus()
        self.password.selectAll()

    def choose(self, students: Sequence[tuple[int, str]]) -> None:
        """Ask which of the account's children is meant."""
        self.child.offer(students, students[0][0] if students else None)
        self.child.show()
        self.fail(tr("В журнале несколько детей. Выберите, чей это дневник."))
        self.problem.setProperty("tone", "text2")
        self.child.setFocus()

    def _say(self, text: str) -> None:
        self.body.addWidget(label(self._theme, text, FontRole.BODY, tone="text2", wrap=True))

    def _picker(self, name: str) -> Picker:
        picker = Picker(name)
        self.body.addWidget(picker, 0, Qt.AlignmentFlag.AlignLeft)
        return picker

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMaxLength(200)
        self.body.addWidget(field)
        return field

    def _on_typed(self) -> None:
        ready = bool(self.login.text().strip() and self.password.text())
        self.go.setEnabled(ready)

    def _on_go(self) -> None:
        self.go.setEnabled(False)
        self.problem.hide()
        self.submitted.emit()
