"""Where to sign in: an address, an invite link or a school's name, until its server is found."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.directory import ListedSchool, is_name
from app.domain.errors import AppError
from app.domain.server import DiscoveredServer
from app.services.facade.profiles import Profiles
from app.ui.login.fields import AddressField, Answer
from app.ui.login.schools import SchoolPicker
from app.ui.login.words import discovery_words
from app.ui.qt.i18n import tr
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import label, say
from app.ui.theme import FontRole, Theme

_PAUSE = 450
"""Milliseconds of quiet after the last key before the address is looked up."""


class AddressEntry(QWidget):
    """`changed` when the `server` was found or is known no longer."""

    changed = Signal()

    def __init__(self, profiles: Profiles, theme: Theme, tasks: Starter, *, school: bool) -> None:
        super().__init__()
        self._profiles, self._tasks = profiles, tasks
        self._by_name = school and profiles.finds_schools
        self._looking: Running | None = None
        self.server: DiscoveredServer | None = None
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE)
        self.pause.timeout.connect(self._on_paused)
        words = _caption(school=school, by_name=self._by_name)
        self.caption = label(theme, words, FontRole.CAPTION, tone="text2", wrap=True)
        self.address = AddressField(theme)
        hint = tr("Например: лицей 14 Самара") if self._by_name else "school14.example"
        self.address.setPlaceholderText(hint if school else "matrix.example")
        self.address.setReadOnly(not profiles.managed.other_servers)
        self.address.textEdited.connect(self._on_edited)
        self.address.returnPressed.connect(self._on_entered)
        self.schools = SchoolPicker(profiles, theme, tasks)
        self.address.went_down.connect(self.schools.list.setFocus)
        self.schools.picked.connect(self._on_school)
        self.schools.left.connect(self.address.setFocus)
        self.found = label(theme, " ", FontRole.CAPTION, tone="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self.caption, self.address, self.schools, self.found):
            column.addWidget(part)

    def go_to(self, address: str) -> None:
        """Look another address up than was typed."""
        self.address.setText(address)
        self.look_up()

    def look_up(self) -> None:
        """Ask the address what it offers."""
        self.pause.stop()
        self.schools.clear()
        address = self.address.text().strip()
        if not address:
            return
        if self._looking is not None:
            self._looking.cancel()
        self.address.show_answer(Answer.ASKING)
        self.found.setText(tr("Ищем сервер…"))
        self._looking = self._tasks.start(self._discover(address))

    def stop(self) -> None:
        """Give up whatever is asked."""
        self.pause.stop()
        self.schools.stop()
        if self._looking is not None:
            self._looking.cancel()

    async def _discover(self, address: str) -> None:
        try:
            server = await self._profiles.discover(address)
        except AppError as error:
            self.server = None
            self.address.show_answer(Answer.WRONG)
            say(self.found, discovery_words(error), tone="danger")
        else:
            self.server = server
            self.address.show_answer(Answer.FOUND)
            say(self.found, server.title or server.server_name, tone="text2")
        self.changed.emit()

    def _looks_for_name(self) -> bool:
        return self._by_name and is_name(self.address.text())

    def _on_edited(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self.server = None
        self.address.show_answer(Answer.NOTHING)
        self.found.setText(" ")
        self.changed.emit()
        if not self._looks_for_name():
            self.schools.clear()
        self.pause.start()

    def _on_paused(self) -> None:
        if self._looks_for_name():
            self.schools.search(self.address.text().strip())
        else:
            self.look_up()

    def _on_entered(self) -> None:
        # One word may be the name of a computer in the school's own network.
        if not (self._looks_for_name() and self.schools.enter()):
            self.look_up()

    def _on_school(self, school: ListedSchool) -> None:
        self.address.setFocus()
        self.go_to(school.address)


def _caption(*, school: bool, by_name: bool) -> str:
    if not school:
        return tr("Адрес сервера")
    if by_name:
        return tr("Название школы, её адрес или ссылка-приглашение")
    return tr("Адрес школы или ссылка-приглашение")
