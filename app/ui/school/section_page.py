"""A section that takes the whole page beside the rail, and a place within one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class SectionPage(QWidget):
    """Made when it is shown for the first time; `came_up` each time it is shown."""

    direct_wanted = Signal(str)
    """Open the direct chat with this account."""
    lesson_wanted = Signal(object)
    """Begin or enter the lesson of a row of the day (`TodayLesson`)."""
    section_wanted = Signal(object)
    """Show another `Section` of the rail."""
    settings_wanted = Signal()

    def came_up(self) -> None:
        """Look whether there is something new."""


class AdminView(QWidget):
    """One place of the section «Школа»; `came_up` each time it is shown."""

    section_wanted = Signal(object)
    """Show another `Section` of the rail."""
    settings_wanted = Signal()
    place_wanted = Signal(str)
    """Show another place of the section by its key."""
    waiting_changed = Signal(int)
    """How many wait for an answer here."""
    chosen_org = ""
    """The school that was chosen; '' for the first of mine."""

    def came_up(self) -> None:
        """Look whether there is something new."""
