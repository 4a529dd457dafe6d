"""«Учебный год»: 9Б becomes 10Б, the last grade leaves; looked at as a draft before it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.errors import ServerError
from app.domain.rosters import Fate, MovingClass, NewYear
from app.services.facade.school.school import School
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import ChoiceField, bind, empty, label, push_button
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme
from app.ui.when import plain_date

_CONFLICT = 409


class YearView(LoadedView):
    """A row for each class with what becomes of it; the draft is read under «Состав и чаты»."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.card = Card(theme, tr("Новый учебный год"))
        self.fields: dict[str, ChoiceField] = {}
        inside = QVBoxLayout()
        self.card.body.addLayout(inside)
        self.words = [
            label(theme, text, FontRole.PREVIEW, tone="text2", wrap=True) for text in _explained()
        ]
        for paragraph in self.words:
            inside.addWidget(paragraph)
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
        title = tr("Новый учебный год: {year}", year=year.year)
        self.card.title.setText(title if year.year else tr("Новый учебный год"))
        self.words[0].setText(_told(year) if year.told else _explained()[0])
        empty(self._grid)
        self.fields = {}
        for row, one in enumerate(year.classes):
            name = label(self.theme, one.title, FontRole.BODY_STRONG)
            count = trn("%n [ученик|ученика|учеников]", one.pupils)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(label(self.theme, count, FontRole.PREVIEW, tone="text2"), row, 1)
            if year.told:
                said = fate_words(one) if year.begins else ""
                self._grid.addWidget(label(self.theme, said, FontRole.BODY), row, 2)
                continue
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


def fate_words(one: MovingClass) -> str:
    """Return what becomes of a class by the register's word."""
    if one.fate is Fate.LEAVES:
        return tr("выпускается")
    if one.following == one.title or not one.following:
        return tr("остаётся как есть")
    return tr("станет {title}", title=one.following)


def _told(year: NewYear) -> str:
    if year.begins is None:
        return tr(
            "Список этой школы приходит из журнала, новый учебный год придёт оттуда же. Классов "
            "нового года в журнале ещё не было: «Посмотреть, что изменится» спросит его снова."
        )
    day = plain_date(year.begins)
    return tr(
        "Классы нового года взяты из журнала, год начинается {day}. До этого дня живут прежние "
        "классы, потом их чаты продолжаются в новых.",
        day=day,
    )


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
