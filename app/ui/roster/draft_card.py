"""What an upload would change, to be read before it is: who comes, goes, moves; what to look at."""

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.rosters import Draft, Suggestion
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import bind, divider, label, push_button
from app.ui.roster.lines import Line, LineList
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme
from app.ui.when import plain_date, today

_FIRST = 8
"""Lines of one kind that are shown before the person asks for more."""


class DraftCard(Card):
    """`applied` or `cancelled` by the person; the brake wants a tick and a reason."""

    applied = Signal(object, str, bool)
    """(draft, reason of the override or '', last year's chats go on)."""
    cancelled = Signal(object)

    def __init__(self, theme: Theme, draft: Draft) -> None:
        super().__init__(theme, tr("Что изменится"), accent=True)
        self.theme, self.draft = theme, draft
        self.lists: list[LineList] = []
        self._column = QVBoxLayout()
        self.body.addLayout(self._column)
        bind(theme, self, lambda: self._column.setSpacing(theme.px(6)))
        self.summary = self._words(draft.summary, FontRole.BODY)
        self._problems()
        for title, rows in groupby(draft.changes, lambda one: (one.kind, one.title)):
            texts = [Line(one.text) for one in rows]
            count = max(draft.counts.get(title[0], 0), len(texts))
            self._section(f"{change_words(*title)} · {count}", texts, hidden=count - len(texts))
        self._suggestions()
        self.carry_on = QCheckBox(tr("Чаты прошлого года продолжаются в новых классах"))
        self.carry_on.setChecked(True)
        self.carry_on.setVisible(bool(draft.successions))
        self._section(tr("Классы нового учебного года"), [Line(one) for one in draft.successions])
        self._add(self.carry_on)
        archives = [Line(one) for one in draft.archives]
        self._section(
            f"{tr('Чаты станут архивом: читать можно, писать нет')} · {len(archives)}", archives
        )
        for warning in draft.replaced:
            self._words(warning, FontRole.BODY, tone="warn")
        self.override = QCheckBox(tr("Это не ошибка: применить всё равно"))
        self.reason = QLineEdit()
        self._brake()
        self.early = draft.begins is not None and draft.begins > today()
        if self.early and draft.begins is not None:
            day = plain_date(draft.begins)
            text = tr("Год начнётся {day}: применить можно будет с этого дня.", day=day)
            self._words(text, FontRole.BODY_STRONG)
        self.apply = push_button(tr("Применить"), look="primary" if draft.allowed else "danger")
        self.cancel = push_button(tr("Отменить загрузку"))
        self._buttons()
        self._refresh_apply()

    def work(self) -> None:
        """The answer is on its way."""
        for part in (self.apply, self.cancel, self.override, self.reason):
            part.setEnabled(False)

    def rest(self) -> None:
        """It did not come through: the person may try again."""
        for part in (self.cancel, self.override, self.reason):
            part.setEnabled(True)
        self._refresh_apply()

    def texts(self) -> list[str]:
        """Everything that stands in the lists."""
        return [text for one in self.lists for text in one.texts()]

    # -------------------------------------------------------------------------------- parts

    def _problems(self) -> None:
        problems = self.draft.problems
        if problems:
            title = trn("Проверьте: %n [замечание|замечания|замечаний]", len(problems))
            tone = ("danger", "text")
            rows = [Line(one.sentence, tone=tone[not one.error]) for one in problems]
            self._section(title, rows)

    def _suggestions(self) -> None:
        if not self.draft.suggestions:
            return
        self._words(tr("Возможно, это один и тот же человек"), FontRole.BODY_STRONG)
        text = tr("Объединить их можно будет на вкладке «Люди» после применения.")
        self._words(text, FontRole.CAPTION, tone="text2")
        self._lines([suggestion_line(one) for one in self.draft.suggestions])

    def _brake(self) -> None:
        self.reason.setPlaceholderText(tr("Почему уходит столько людей"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.setMaxLength(300)
        held = not self.draft.allowed
        if held:
            self._words(tr("Сработал предохранитель"), FontRole.BODY_STRONG, tone="danger")
            self._words(self.draft.brake, FontRole.BODY)
        for part in (self.override, self.reason):
            part.setVisible(held)
            self._add(part)
        self.override.toggled.connect(lambda _: self._refresh_apply())
        self.reason.textChanged.connect(lambda _: self._refresh_apply())

    def _buttons(self) -> None:
        theme, row = self.theme, QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.apply)
        self.apply.clicked.connect(self._on_apply)
        self.cancel.clicked.connect(lambda: self.cancelled.emit(self.draft))
        self.body.addLayout(row)
        bind(theme, self, lambda: row.setContentsMargins(*(theme.px(15),) * 4))

    def _refresh_apply(self) -> None:
        sure = self.override.isChecked() and bool(self.reason.text().strip())
        self.reason.setEnabled(self.override.isChecked())
        self.apply.setEnabled((self.draft.allowed or sure) and not self.early)

    def _on_apply(self) -> None:
        reason = "" if self.draft.allowed else self.reason.text().strip()
        self.applied.emit(self.draft, reason, self.carry_on.isChecked())

    def _section(self, title: str, rows: list[Line], *, hidden: int = 0) -> None:
        if rows:
            self._column.addWidget(divider())
            self._words(title, FontRole.BODY_STRONG)
            self._lines(rows, hidden=hidden)

    def _lines(self, rows: list[Line], *, hidden: int = 0) -> None:
        made = LineList(self.theme, tr("Что изменится"), first=_FIRST)
        made.show_lines(rows, hidden=hidden)
        self.lists.append(made)
        self._column.addWidget(made)

    def _words(self, text: str, role: FontRole, *, tone: str = "text") -> QWidget:
        return self._add(label(self.theme, text, role, tone=tone, wrap=True))

    def _add(self, part: QWidget) -> QWidget:
        theme, line = self.theme, QHBoxLayout()
        line.addWidget(part, 1)
        self._column.addLayout(line)
        bind(theme, part, lambda: line.setContentsMargins(theme.px(15), 0, theme.px(15), 0))
        return part


def change_words(kind: str, title: str) -> str:
    """Return the heading of a kind of change; the service's own word for one we do not know."""
    known = {
        "comes": tr("Приходят"),
        "goes": tr("Уходят"),
        "moves": tr("Переходят в другой класс"),
        "role": tr("Меняется роль"),
        "renamed": tr("Меняется имя"),
        "leads": tr("Меняется классный руководитель"),
        "teaches": tr("Меняются уроки учителей"),
        "groups": tr("Меняются учебные группы"),
        "guardian": tr("Меняются родители"),
        "ruling": tr("Меняются ограничения родителей"),
        "class_comes": tr("Новые классы и группы"),
        "class_goes": tr("Классы и группы в архив"),
        "class_renamed": tr("Классы переименованы"),
    }
    return known.get(kind, title)


def suggestion_line(one: Suggestion) -> Line:
    """Return the line of two people who may be one."""
    sure = tr("скорее всего") if one.certain else tr("возможно")
    return Line(one.name, one.why, sure, key=one)
