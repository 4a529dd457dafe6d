"""What the school decides for itself: each switch counts when it is saved, on the server."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.school_rules import SchoolRules
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import Switch, bind, label, push_button
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme


class RulesCard(Card):
    """Switches under three headings; `saved` gives the rules that are to stand."""

    saved = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Правила школы"))
        self._rules = SchoolRules()
        self.switches: dict[str, Switch] = {}
        inside = QVBoxLayout()
        self.body.addLayout(inside)
        for heading, named in rule_words().items():
            inside.addWidget(label(theme, heading, FontRole.CAPTION, tone="text2"))
            for name, words in named.items():
                row = QHBoxLayout()
                row.addWidget(label(theme, words, FontRole.BODY, wrap=True), 1)
                made = self.switches[name] = Switch(theme, words, checked=False)
                row.addWidget(made)
                inside.addLayout(row)
        self.save = push_button(tr("Сохранить"), look="primary")
        self.save.clicked.connect(lambda: self.saved.emit(self.rules()))
        inside.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

        def fit() -> None:
            inside.setContentsMargins(theme.px(15), 0, theme.px(15), theme.px(15))
            inside.setSpacing(theme.px(8))

        bind(theme, self, fit)

    def show_rules(self, rules: SchoolRules) -> None:
        """Show what stands."""
        self._rules = rules
        for name, switch in self.switches.items():
            switch.setChecked(getattr(rules, name))

    def rules(self) -> SchoolRules:
        """Return what is chosen."""
        chosen = {name: switch.isChecked() for name, switch in self.switches.items()}
        return replace(self._rules, **chosen)


def rule_words() -> dict[str, dict[str, str]]:
    """Return what a school decides, under headings."""
    return {
        tr("Кто кому пишет лично"): {
            "teacher_other_pupils": tr("Сотрудники — ученикам, которых не учат"),
            "classmates": tr("Одноклассники — друг другу, с 5 класса"),
            "classmates_primary": tr("Одноклассники — друг другу, в 1–4 классах"),
            "class_parents": tr("Родители одного класса — друг другу"),
        },
        tr("Что отправляют ученики"): {
            "pupil_files": tr("Файлы, фотографии и голос"),
            "pupil_links": tr("Ссылки"),
            "pupil_forwards": tr("Пересланные чужие сообщения"),
        },
        tr("Кто видит, кто в сети"): {
            "staff_exactly": tr("Ученики и родители видят сотрудников точно, а не примерно"),
            "pupils_to_parents": tr("Родители примерно видят чужих детей"),
        },
        tr("Уроки"): {
            "lesson_recordings": tr("Учитель может записать урок, предупредив всех на нём"),
        },
    }
