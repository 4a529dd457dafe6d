"""A section that takes the whole page beside the rail, and a place within one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
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
    _first: QWidget | None = None

    def begin_at(self, first: QWidget) -> None:
        """Name the part that gets the keyboard when the page is given it.

        As Qt's focus proxy it would be the only stop of Tab: the page counts as one control then.
        """
        self._first = first
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: to the part where one begins."""
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())

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
