"""Which versions of the program are let in, and what the school offers in it."""

import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.domain.client_policy import Switches, VersionRules
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import Switch, bind, label, push_button
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}\Z|\Z")
_ADDRESS = re.compile(r"https://\S{1,500}\Z|\Z")


class VersionsCard(Card):
    """Fields and switches; `saved` gives the rules that are to stand."""

    saved = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Версии программы"))
        self._theme_of = theme
        self._inside = QVBoxLayout()
        self.body.addLayout(self._inside)
        self.oldest = self._field(tr("Не пускать версии старше"), "1.2")
        self.newest = self._field(tr("Последняя версия"), "1.4")
        self.address = self._field(tr("Откуда скачать"), "https://school14.example/parta")
        self.message = self._field(tr("Что сказать тем, кому пора обновиться"), "")
        self.message.setMaxLength(500)
        self.switches: dict[str, Switch] = {}
        for name, words in switch_words().items():
            row = QHBoxLayout()
            row.addWidget(label(theme, words, FontRole.BODY, wrap=True), 1)
            made = self.switches[name] = Switch(theme, words, checked=True)
            row.addWidget(made)
            self._inside.addLayout(row)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self._inside.addWidget(self.note)
        self.save = push_button(tr("Сохранить правила"), look="primary")
        self.save.clicked.connect(self._on_save)
        self._inside.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

        def fit() -> None:
            self._inside.setContentsMargins(theme.px(15), 0, theme.px(15), theme.px(15))
            self._inside.setSpacing(theme.px(8))

        bind(theme, self, fit)

    def show_rules(self, rules: VersionRules) -> None:
        """Show what stands."""
        self.oldest.setText(rules.min_version)
        self.newest.setText(rules.latest_version)
        self.address.setText(rules.download_url)
        self.message.setText(rules.message)
        for name, switch in self.switches.items():
            switch.setChecked(getattr(rules.switches, name))

    def rules(self) -> VersionRules:
        """Return what is written."""
        offered = {name: switch.isChecked() for name, switch in self.switches.items()}
        return VersionRules(
            self.oldest.text().strip(),
            self.newest.text().strip(),
            self.message.text().strip(),
            self.address.text().strip(),
            replace(Switches(), **offered),
        )

    def _on_save(self) -> None:
        rules = self.rules()
        wrong = ""
        if not (_VERSION.match(rules.min_version) and _VERSION.match(rules.latest_version)):
            wrong = tr("Версия — это числа через точку, например 1.4 или 1.4.2.")
        elif not _ADDRESS.match(rules.download_url):
            wrong = tr("Адрес должен начинаться с https://")
        self.note.setText(wrong)
        self.note.setVisible(bool(wrong))
        if not wrong:
            self.saved.emit(rules)

    def _field(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.setAccessibleName(name)
        self._inside.addWidget(label(self._theme_of, name, FontRole.CAPTION, tone="text2"))
        self._inside.addWidget(made)
        return made


def switch_words() -> dict[str, str]:
    """Return what the school may offer or not."""
    return {
        "calls": tr("Звонки"),
        "lessons": tr("Уроки в чате класса"),
        "diary": tr("Дневник"),
        "anonymous_polls": tr("Анонимные опросы"),
        "links": tr("Ссылки на чаты"),
        "stickers": tr("Стикеры"),
    }
