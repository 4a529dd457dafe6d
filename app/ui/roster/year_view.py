"""«Учебный год»: 9Б becomes 10Б, the last grade leaves; looked at as a draft before it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.errors import ServerError
from app.domain.rosters import Fate, MovingClass, NewYear
from app.services.school_facade import School
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import ChoiceField, bind, label, push_button
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme

_CONFLICT = 409


class YearView(LoadedView):
    """A row for each class with what becomes of it; the draft is read under «Состав и чаты»."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.card = Card(theme, tr("Новый учебный год"))
        self.fields: dict[str, ChoiceField] = {}
        inside = QVBoxLayout()
        self.card.body.addLayout(inside)
        for words in _explained():
            inside.addWidget(label(theme, words, FontRole.PREVIEW, tone="text2", wrap=True))
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        inside.addWidget(self._rows)
        self.look = push_button(tr("Посмотреть, что изменится"), look="primary")
        self.look.clicked.connect(lambda: self.act(self._roll()))
        inside.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

        def fit() -> None:
            px = theme.px
            inside.setContentsMargins(px(15), 0, px(15), px(15))
            inside.setSpacing(px(10))
            self._grid.setHorizontalSpacing(px(14))
            self._grid.setVerticalSpacing(px(4))

        bind(theme, self, fit)

    async def load(self) -> None:
        """Ask what each class would become."""
        if self.no_school():
            return
        try:
            year = await self.school.rosters.new_year(self.org)
        except ServerError as error:
            if error.status != _CONFLICT:
                raise
            text = user_text(error.user_text)
            self.say("calendar_24_regular", tr("Новый год готовится не здесь"), text)
            return
        self._show(year)
        self.stack.setCurrentWidget(self.area)

    def chosen(self) -> dict[str, Fate]:
        """What becomes of each class, by its id."""
        return {key: Fate(field.currentData()) for key, field in self.fields.items()}

    def choose(self, school_class: str, fate: Fate) -> None:
        """Decide about a class."""
        field = self.fields[school_class]
        field.setCurrentIndex(field.findData(fate.value))

    def _show(self, year: NewYear) -> None:
        self.card.title.setText(tr("Новый учебный год: {year}", year=year.year))
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fields = {}
        for row, one in enumerate(year.classes):
            title = label(self.theme, one.title, FontRole.BODY_STRONG)
            count = trn("%n [ученик|ученика|учеников]", one.pupils)
            self._grid.addWidget(title, row, 0)
            self._grid.addWidget(label(self.theme, count, FontRole.PREVIEW, tone="text2"), row, 1)
            field = self.fields[one.id] = ChoiceField(self.theme, one.title)
            for fate, words in fates_of(one):
                field.addItem(words, fate.value)
            field.setCurrentIndex(field.findData(one.fate.value))
            self._grid.addWidget(field, row, 2)
        self.look.setEnabled(bool(year.classes))

    async def _roll(self) -> None:
        self.look.setEnabled(False)
        try:
            await self.school.rosters.roll(self.org, self.chosen())
        finally:
            self.look.setEnabled(True)
        toast(self, self.theme, tr("Проверьте, что изменится, и примените."))
        self.place_wanted.emit("roster")


def fates_of(one: MovingClass) -> list[tuple[Fate, str]]:
    """Return what may become of a class, in words."""
    moves = [(Fate.MOVES, tr("станет {title}", title=one.following))] if one.following else []
    return [*moves, (Fate.LEAVES, tr("выпускается")), (Fate.STAYS, tr("остаётся как есть"))]


def _explained() -> tuple[str, ...]:
    return (
        tr(
            "Для школ, у которых нет выгрузки нового года. Классы переходят вместе с чатами, "
            "учителями и предметами: меняются только названия. Новые ученики придут со "
            "следующей выгрузкой."
        ),
        tr(
            "Выпускаемые классы: их чаты становятся архивом, писать в них нельзя. Ученики и "
            "родители, у которых больше нет детей в школе, выходят из чатов, их учётные записи "
            "закрываются по сроку из раздела «Хранение». Учителя читают архив дальше."
        ),
    )
