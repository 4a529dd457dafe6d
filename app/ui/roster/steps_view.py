"""«Первые шаги»: how far along I am of ten, what comes next, and a button that leads there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.domain.rosters import FirstStep
from app.services.facade.school.school import School
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, empty, label, push_button
from app.ui.rail.rail import Section
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme


class StepsCard(Card):
    """Ten lines with a tick each; the first that is open has the main button."""

    wanted = Signal(str)
    """The code of a step that the person wants to take."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Первые шаги"))
        self.theme = theme
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Первые шаги"))
        self.state = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.buttons: dict[str, QWidget] = {}
        self._rows = QVBoxLayout()
        around = QVBoxLayout()
        for part in (self.bar, self.state):
            around.addWidget(part)
        around.addLayout(self._rows)
        self.body.addLayout(around)

        def fit() -> None:
            around.setContentsMargins(theme.px(15), 0, theme.px(15), theme.px(15))
            around.setSpacing(theme.px(10))
            self._rows.setSpacing(theme.px(4))

        bind(theme, self, fit)

    def show_steps(self, steps: Sequence[FirstStep]) -> None:
        """Show where the person stands."""
        empty(self._rows)
        self.buttons.clear()
        done = sum(one.done for one in steps)
        self.bar.setRange(0, max(len(steps), 1))
        self.bar.setValue(done)
        ready = tr("Всё готово. Спасибо!")
        count = tr("Сделано {done} из {all}", done=done, all=len(steps))
        self.state.setText(ready if done == len(steps) else count)
        following = next((one for one in steps if not one.done), None)
        for one in steps:
            self._rows.addWidget(self._row(one, main=one is following))

    def _row(self, one: FirstStep, *, main: bool) -> QWidget:
        theme, holder = self.theme, QWidget()
        sign = label(theme, str(one.number), FontRole.BODY_STRONG, tone="text3")
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        role = FontRole.BODY_STRONG if main else FontRole.BODY
        words = label(theme, step_words(one), role, tone="text2" if one.done else "text", wrap=True)
        done = tr("сделано") if one.done else tr("не сделано")
        words.setAccessibleName(f"{one.number}. {step_words(one)}, {done}")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(sign)
        line.addWidget(words, 1)
        action = "" if one.done else action_words(one.code)
        if action:
            button = push_button(action, look="primary" if main else "link")
            button.setAccessibleName(f"{action}: {step_words(one)}")
            button.clicked.connect(lambda: self.wanted.emit(one.code))
            self.buttons[one.code] = button
            line.addWidget(button)

        def paint() -> None:
            if one.done:
                color, size = theme.colors.accText, theme.px(20)
                ratio = self.devicePixelRatioF()
                sign.setPixmap(theme.icon("checkmark_circle_20_filled", color, size, ratio))
            sign.setFixedWidth(theme.px(22))
            line.setSpacing(theme.px(12))
            holder.setMinimumHeight(theme.px(36))

        bind(theme, holder, paint)
        return holder


class StepsView(LoadedView):
    """The steps as a place of «Школа»; its signals lead to where they are done."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.card = StepsCard(theme)
        self.card.wanted.connect(self._on_wanted)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    async def load(self) -> None:
        """Found out anew each time."""
        self.card.show_steps(await self.school.onboarding.steps())

    def _on_wanted(self, code: str) -> None:
        me = self.school.me.value
        place = place_of(code, admin=me is not None and me.is_admin)
        if isinstance(place, Section):
            self.section_wanted.emit(place)
        elif place:
            self.place_wanted.emit(place)
        else:
            self.settings_wanted.emit()


def place_of(code: str, *, admin: bool) -> Section | str:
    """Return where a step is done: a section, the key of a place of «Школа», '' for settings."""
    match code:
        case "subjects" | "pupils" | "parents" if admin:
            return "roster"
        case "confirmed" if admin:
            return "applications"
        case "gradebook":
            return Section.DIARY
        case "staff" | "subjects" | "pupils" | "parents" | "talk":
            return Section.CHATS
    return ""


def action_words(code: str) -> str:
    """Return what a button that leads to a step says; '' where nothing is to be done here."""
    return {
        "profile": tr("Заполнить"),
        "verify": tr("Подать заявку"),
        "staff": tr("К чатам"),
        "confirmed": tr("Посмотреть"),
        "subjects": tr("Создать"),
        "pupils": tr("Пригласить"),
        "parents": tr("Создать"),
        "gradebook": tr("Подключить"),
        "talk": tr("К чатам"),
    }.get(code, "")


def step_words(one: FirstStep) -> str:
    """Return what a step is about, in the person's language."""
    known = {
        "install": tr("Установите Парту"),
        "profile": tr("Заполните профиль"),
        "verify": tr("Подайте заявку на подтверждение статуса учителя"),
        "staff": tr("Войдите в чат сотрудников школы по ссылке"),
        "confirmed": tr("Получите подтверждённый статус"),
        "subjects": tr("Создайте чаты по предметам"),
        "pupils": tr("Пригласите учеников"),
        "parents": tr("Создайте чаты с родителями"),
        "gradebook": tr("Подключите электронный журнал"),
        "talk": tr("Общайтесь с классами"),
    }
    return known.get(one.code, one.title)
