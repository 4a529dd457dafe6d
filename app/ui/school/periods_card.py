"""A card of periods: a name and a choice in each row, and a button once something was changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import ChoiceField, bind, label, push_button
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme

_YEAR = 365


class PeriodsCard(Card):
    """`chosen` gives the days of each row, None for ever."""

    saved = Signal()

    def __init__(self, theme: Theme, title: str, text: str, rows: Mapping[str, str]) -> None:
        super().__init__(theme, title)
        self.fields: dict[str, ChoiceField] = {}
        self._stands: dict[str, int | None] = {}
        inside = QVBoxLayout()
        self.body.addLayout(inside)
        inside.addWidget(label(theme, text, FontRole.PREVIEW, tone="text2", wrap=True))
        for key, words in rows.items():
            row = QHBoxLayout()
            row.addWidget(label(theme, words, FontRole.BODY, wrap=True), 1)
            field = self.fields[key] = ChoiceField(theme, words)
            field.currentIndexChanged.connect(lambda _: self._refresh_save())
            row.addWidget(field)
            inside.addLayout(row)
        self.state = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        self.state.hide()
        inside.addWidget(self.state)
        self.save = push_button(tr("Сохранить сроки…"), look="primary")
        self.save.clicked.connect(self.saved)
        inside.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

        def fit() -> None:
            inside.setContentsMargins(theme.px(15), 0, theme.px(15), theme.px(15))
            inside.setSpacing(theme.px(8))

        bind(theme, self, fit)

    def offer(self, key: str, choices: Sequence[int | None], stands: int | None) -> None:
        """Offer periods in a row; what stands is chosen, even where it is none of them."""
        field, self._stands[key] = self.fields[key], stands
        offered = [*choices] if stands in choices else [*choices, stands]
        field.blockSignals(True)
        field.clear()
        for days in sorted(offered, key=lambda one: -1 if one is None else one):
            field.addItem(years_words(days), days)
        field.setCurrentIndex(field.findText(years_words(stands)))
        field.blockSignals(False)
        self._refresh_save()

    def say(self, text: str) -> None:
        """Say how what stands came about."""
        self.state.setText(text)
        self.state.show()

    def chosen(self) -> dict[str, int | None]:
        """The days of every row."""
        return {key: field.currentData() for key, field in self.fields.items()}

    def choose(self, key: str, days: int | None) -> None:
        """Choose in a row."""
        self.fields[key].setCurrentIndex(self.fields[key].findText(years_words(days)))

    def _refresh_save(self) -> None:
        self.save.setEnabled(bool(self._stands) and self.chosen() != self._stands)


def years_words(days: int | None) -> str:
    """Return «Всегда», «2 года», «90 дней»."""
    if days is None:
        return tr("Всегда")
    if days % _YEAR == 0:
        return trn("%n [год|года|лет]", days // _YEAR)
    return trn("%n [день|дня|дней]", days)
