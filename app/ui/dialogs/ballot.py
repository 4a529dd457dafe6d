"""«Ваш голос»: a vote that cannot be taken back is chosen whole, then given once."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QDialog,
    QRadioButton,
    QWidget,
)

from app.domain.polls import PollStart
from app.ui.qt.dialogs import Sheet, opened, toast
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import in_font, label
from app.ui.theme import FontRole, Theme


async def ask_ballot(
    parent: QWidget, theme: Theme, poll: PollStart, *, first: str
) -> tuple[str, ...] | None:
    """Let the person fill a ballot, `first` marked already; None when they think better of it."""
    sheet = BallotSheet(parent, theme, poll, first=first)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return sheet.chosen() if accepted else None


class BallotSheet(Sheet):
    """The answers to mark, what becomes of the vote, one button that gives it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, poll: PollStart, *, first: str
    ) -> None:
        super().__init__(parent, theme, tr("Ваш голос"), width=420)
        self._poll = poll
        self.buttons: list[QAbstractButton] = []
        self._group = QButtonGroup(self)
        several = poll.max_selections > 1
        self._group.setExclusive(not several)
        self.body.addWidget(label(theme, poll.question, FontRole.BODY_STRONG, wrap=True))
        for answer in poll.answers:
            words = answer.text.replace("&", "&&")
            button = QCheckBox(words) if several else QRadioButton(words)
            in_font(theme, button)
            button.setChecked(answer.id == first)
            self._group.addButton(button)
            self.buttons.append(button)
            self.body.addWidget(button)
        if several:
            most = tr("Можно выбрать не больше {n}", n=poll.max_selections)
            self.body.addWidget(label(theme, most, FontRole.CAPTION, tone="text2", wrap=True))
        self.body.addWidget(label(theme, _promise(poll), FontRole.BODY, tone="text2", wrap=True))
        self.add_action(tr("Отмена"))
        self.give = self.add_action(tr("Проголосовать"), look="primary")
        self._group.buttonToggled.connect(self._on_toggled)
        self._on_toggled(self.buttons[0], checked=False)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the marked answers."""
        pairs = zip(self._poll.answers, self.buttons, strict=True)
        return tuple(answer.id for answer, button in pairs if button.isChecked())

    def open(self) -> None:
        """Qt: begin with the answer that was pressed."""
        super().open()
        marked = next((one for one in self.buttons if one.isChecked()), self.buttons[0])
        marked.setFocus()

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        many = len(self.chosen())
        if checked and many > self._poll.max_selections:
            button.setChecked(False)
            toast(self, self._theme, tr("Можно выбрать не больше {n}", n=self._poll.max_selections))
            return
        self.give.setEnabled(many > 0)


def _promise(poll: PollStart) -> str:
    final = tr("Изменить или отменить голос потом нельзя.")
    if not poll.anonymous:
        return final
    secret = tr(
        "Кто что выбрал, не видно ни участникам, ни автору, ни учителям: в чате будут только итоги."
    )
    return f"{secret} {final}"
