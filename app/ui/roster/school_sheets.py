"""Tabs of «Школа» for those who are no administrators: a teacher's cards and first steps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.facade.school.school import School
from app.ui.qt.dialogs import opened
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import bind, push_button
from app.ui.roster.cards_view import CardsView
from app.ui.roster.loaded import LoadedView
from app.ui.roster.steps_view import StepsView
from app.ui.theme import Theme


async def show_cards(parent: QWidget, theme: Theme, school: School) -> None:
    """Show the cards of the classes that I lead until it is closed."""
    await opened(CardsSheet(parent, theme, school))


class _ViewSheet(TaskSheet):
    """A tab in a sheet of its own; what it does ends with it."""

    def __init__(self, parent: QWidget | None, theme: Theme, title: str) -> None:
        super().__init__(parent, theme, title, width=760)

    def hold(self, view: LoadedView) -> None:
        """Show a view."""
        view.setMinimumHeight(self._theme.px(420))
        view.setStyleSheet(
            "QScrollArea#school_scroll, QWidget#school_inner { background: transparent; }"
        )
        self.body.addWidget(view)
        self.add_action(tr("Закрыть"))
        view.came_up()


class CardsSheet(_ViewSheet):
    """Cards, for a class teacher."""

    def __init__(self, parent: QWidget | None, theme: Theme, school: School) -> None:
        super().__init__(parent, theme, tr("Карточки класса"))
        self.view = CardsView(theme, school, self.tasks)
        self.hold(self.view)


class StepsSheet(_ViewSheet):
    """First steps, for a teacher; closes when a step leads somewhere."""

    def __init__(self, parent: QWidget | None, theme: Theme, school: School) -> None:
        super().__init__(parent, theme, tr("Первые шаги"))
        self.view = StepsView(theme, school, self.tasks)
        self.hold(self.view)
        for wanted in (self.view.section_wanted, self.view.settings_wanted):
            wanted.connect(self.accept)


class StaffTools(QWidget):
    """Two buttons above the journal: the class's cards, the first steps."""

    section_wanted = Signal(object)
    """Show another `Section` of the rail."""
    settings_wanted = Signal()

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__()
        self._theme, self._school = theme, school
        self.cards = push_button(tr("Карточки класса"), look="chip")
        self.steps = push_button(tr("Первые шаги"), look="chip")
        row = FlowLayout(self)
        for button, show in ((self.cards, self._cards), (self.steps, self._steps)):
            button.clicked.connect(lambda _=False, it=show: tasks.start(it()))
            row.addWidget(button)
        bind(theme, self, lambda: row.setSpacing(theme.px(8)))

    async def _cards(self) -> None:
        await opened(CardsSheet(self, self._theme, self._school))

    async def _steps(self) -> None:
        sheet = StepsSheet(self, self._theme, self._school)
        sheet.view.section_wanted.connect(self.section_wanted)
        sheet.view.settings_wanted.connect(self.settings_wanted)
        await opened(sheet)
