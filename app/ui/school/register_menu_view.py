"""«Меню журнала»: which pages of the register are offered; set up by who runs the server."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from app.domain.register_menu import RegisterEntry, RegisterMenu, is_base
from app.services.facade.school.school import School
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import Switch, bind, label, push_button
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme

_MOST = 20


class RegisterMenuView(LoadedView):
    """The host, a page in each line, and whether families see them."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.card = Card(theme, tr("Ещё в электронном журнале"))
        inside = QVBoxLayout()
        self.card.body.addLayout(inside)
        words = tr(
            "Страницы портала, которых нет в Парте: отчёты, планирование, управление. Они стоят в "
            "меню «Ещё в ЭЖД» над дневником и журналом и открываются в браузере; вход там свой."
        )
        inside.addWidget(label(theme, words, FontRole.PREVIEW, tone="text2", wrap=True))
        self.base = QLineEdit()
        self.base.setPlaceholderText("https://sgo.example")
        self.pages = QPlainTextEdit()
        self.pages.setPlaceholderText(tr("Отчёты = /app/reports"))
        self.pages.setTabChangesFocus(True)
        for name, field in (
            (tr("Адрес электронного журнала"), self.base),
            (tr("Страницы: название = путь, по одной в строке"), self.pages),
        ):
            field.setAccessibleName(name)
            inside.addWidget(label(theme, name, FontRole.CAPTION, tone="text2", wrap=True))
            inside.addWidget(field)
        said = tr("Показывать и семьям")
        self.families = Switch(theme, said)
        row = QHBoxLayout()
        row.addWidget(label(theme, said, FontRole.BODY, wrap=True), 1)
        row.addWidget(self.families)
        inside.addLayout(row)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        inside.addWidget(self.note)
        self.who = label(
            theme, tr("Меняет администратор сервера."), FontRole.CAPTION, tone="text2", wrap=True
        )
        inside.addWidget(self.who)
        self.save = push_button(tr("Сохранить меню"), look="primary")
        self.save.clicked.connect(self._on_save)
        inside.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

        def fit() -> None:
            inside.setContentsMargins(theme.px(15), 0, theme.px(15), theme.px(15))
            inside.setSpacing(theme.px(8))
            self.pages.setFixedHeight(theme.px(150))

        bind(theme, self, fit)

    def written(self) -> object:
        """The host, the pages, and for whom."""
        return self.base.text(), self.pages.toPlainText(), self.families.isChecked()

    async def load(self) -> None:
        """What was decided."""
        if self.no_school():
            return
        menu = await self.school.register_menu.menu(self.org)
        me = self.school.me.value
        operator = me is not None and me.operator
        self.base.setText(menu.base)
        self.pages.setPlainText("\n".join(f"{one.title} = {one.path}" for one in menu.entries))
        self.families.setChecked(menu.families)
        for field in (self.base, self.pages):
            field.setReadOnly(not operator)
        self.families.setEnabled(operator)
        self.save.setVisible(operator)
        self.who.setVisible(not operator)
        self.stack.setCurrentWidget(self.area)

    def _on_save(self) -> None:
        base, (entries, wrong) = self.base.text().strip().rstrip("/"), entries_of(self.pages)
        if base and not is_base(base):
            wrong = tr("Нужен адрес вида https://sgo.example, без пути.")
        elif entries and not base:
            wrong = tr("Укажите адрес электронного журнала.")
        self.note.setText(wrong)
        self.note.setVisible(bool(wrong))
        if not wrong:
            self.act(self._save(RegisterMenu(base, entries, self.families.isChecked())))

    async def _save(self, menu: RegisterMenu) -> None:
        await self.school.register_menu.decide(self.org, menu)
        self.saved()
        toast(self, self.theme, tr("Меню сохранено"))


def entries_of(field: QPlainTextEdit) -> tuple[tuple[RegisterEntry, ...], str]:
    """Return the pages that are written, and what is wrong with them or ''."""
    entries: list[RegisterEntry] = []
    for number, line in enumerate(field.toPlainText().splitlines(), 1):
        if not line.strip():
            continue
        title, equals, path = (part.strip() for part in line.partition("="))
        if not equals or not title or not path.startswith("/") or path.startswith("//"):
            return (), tr("Строка {number}: нужно «Название = /путь».", number=number)
        entries.append(RegisterEntry(title, path))
    if len(entries) > _MOST:
        return (), tr("Не больше {count} страниц.", count=_MOST)
    return tuple(entries), ""
