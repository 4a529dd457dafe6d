"""The panel of a call window: its people or its room's chat, beside the stage or over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.ui.calls.people import PeoplePanel
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.conversation.page import ConversationPage

SIDE, NARROW = 312, 860


class SidePanel(QStackedWidget):
    """Shows one of the two or is hidden; `changed` when that is different from before."""

    changed = Signal()

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        people: PeoplePanel,
        make_chat: Callable[[QWidget], ConversationPage],
    ) -> None:
        super().__init__(parent)
        self._window, self._theme = parent, theme
        self._people, self._make_chat = people, make_chat
        self.chat: ConversationPage | None = None
        """Made when it is asked for."""
        self._edge = QFrame(parent)
        self._edge.hide()
        self.addWidget(people)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ground = theme.colors.win.name()
        self.setStyleSheet(
            f"QStackedWidget#side {{ background: {ground}; }}"
            f"QStackedWidget#side QListView {{ background: {ground}; }}"
        )
        self.hide()

    @property
    def shows_people(self) -> bool:
        """Whether the people are in sight."""
        return self._shows(self._people)

    @property
    def shows_chat(self) -> bool:
        """Whether the chat is in sight."""
        return self.chat is not None and self._shows(self.chat)

    def toggle_people(self) -> None:
        """Show or hide the people."""
        self._toggle(self._people, focus=self._people.view)

    def toggle_chat(self) -> None:
        """Show or hide the chat of the call's room."""
        if self.chat is None:
            self.chat = self._make_chat(self)
            self.addWidget(self.chat)
        self._toggle(self.chat, focus=self.chat)

    def close_panel(self) -> bool:
        """Hide what is shown; whether anything was."""
        if self.isHidden():
            return False
        self.hide()
        self.changed.emit()
        return True

    def stop(self) -> None:
        """The call is over: let go of the chat."""
        if self.chat is not None:
            self.chat.stop()

    def place(self, column: QWidget, *, top: int, bottom: int) -> None:
        """Share the window with `column`; where it lies over it, `top` and `bottom` stay free."""
        wide, high = self._window.width(), self._window.height()
        side = min(self._theme.soft(SIDE), wide) if not self.isHidden() else 0
        covers = bool(side) and wide < self._theme.soft(NARROW)
        if not covers:
            top = bottom = 0
        column.setGeometry(0, 0, wide if covers else wide - side, high)
        self.setGeometry(wide - side, top, side, high - bottom - top)
        self._edge.setStyleSheet(f"background: {self._theme.colors.surface2.name()}")
        self._edge.setGeometry(wide - side, top, 1, high - bottom - top)
        self._edge.setVisible(bool(side))
        self.raise_()
        self._edge.raise_()

    def _shows(self, panel: QWidget) -> bool:
        return not self.isHidden() and self.currentWidget() is panel

    def _toggle(self, panel: QWidget, *, focus: QWidget) -> None:
        shown = self._shows(panel)
        self.setCurrentWidget(panel)
        self.setVisible(not shown)
        self.changed.emit()
        if not shown:
            focus.setFocus()
