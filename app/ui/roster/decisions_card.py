"""What the school decided beside the register: exceptions, rulings, merges; each can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.rosters import Decisions, Merge, Pin, Ruling, Suggestion
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, divider, empty, label, push_button
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme


class DecisionsCard(Card):
    """`undone` gives a pin, a ruling or a merge; `merged` a suggestion that is true."""

    undone = Signal(object)
    merged = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Решения школы"))
        self.theme = theme
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.buttons: dict[object, QPushButton] = {}
        """The button of every row by what it is about."""

    def show_decisions(self, decided: Decisions) -> None:
        """Show what stands now."""
        empty(self._rows)
        self.buttons.clear()
        lift, divide = tr("Снять"), tr("Разделить")
        undo = self.undone.emit
        self._section(tr("Исключения из списка"), decided.pins, pin_words, lift, undo)
        self._section(tr("Ограничения родителей"), decided.rulings, ruling_words, lift, undo)
        self._section(tr("Объединены в одного"), decided.merges, _merge_words, divide, undo)
        self._section(
            tr("Возможно, это один и тот же человек"), decided.suggestions, _suggestion_words,
            tr("Объединить"), self.merged.emit,
        )  # fmt: skip
        if not self.buttons:
            text = tr("Список выполняется без исключений.")
            self._add(label(self.theme, text, FontRole.BODY, tone="text2", wrap=True))

    def _section(
        self,
        title: str,
        rows: Sequence[Pin | Ruling | Merge | Suggestion],
        words: Callable[..., tuple[str, str]],
        action: str,
        act: Callable[[object], None],
    ) -> None:
        if not rows:
            return
        self._rows.addWidget(divider())
        self._add(label(self.theme, title, FontRole.BODY_STRONG, wrap=True))
        for one in rows:
            name, text = words(one)
            button = self.buttons[one] = push_button(action, look="link")
            button.setAccessibleName(f"{action}: {name}, {text}")
            button.clicked.connect(lambda _=False, it=one: act(it))
            self._add(_row(self.theme, name, text, button))

    def _add(self, part: QWidget) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.addWidget(part)
        self._rows.addWidget(holder)
        px = self.theme.px
        bind(self.theme, holder, lambda: line.setContentsMargins(px(15), px(7), px(15), px(7)))


def pin_words(one: Pin) -> tuple[str, str]:
    """Return whose exception it is, and which."""
    day = one.until.strftime("%d.%m.%Y")
    what = tr("есть в чате «{chat}»") if one.inside else tr("нет в чате «{chat}»")
    return one.name, tr(
        "{what} до {day}: {reason}", what=what.format(chat=one.chat), day=day, reason=one.reason
    )


def ruling_words(one: Ruling) -> tuple[str, str]:
    """Return who is kept from whom, and why."""
    parts = [tr("нет чатов с ребёнком и о нём")] if one.no_contact else []
    parts += [tr("нет дневника")] if one.no_diary else []
    return f"{one.guardian_name} — {one.child_name}", f"{', '.join(parts)}: {one.reason}"


def _merge_words(one: Merge) -> tuple[str, str]:
    return one.name, f"{one.kept} = {one.gone}"


def _suggestion_words(one: Suggestion) -> tuple[str, str]:
    return one.name, one.why


def _row(theme: Theme, title: str, text: str, button: QPushButton) -> QWidget:
    holder, words = QWidget(), QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(theme, title, FontRole.BODY, wrap=True))
    words.addWidget(label(theme, text, FontRole.CAPTION, tone="text2", wrap=True))
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addLayout(words, 1)
    line.addWidget(button)
    return holder
