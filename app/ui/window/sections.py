"""The sections of a profile: which it has, which is shown, and their pages once opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.ids import RoomId
from app.domain.profiles import ProfileKind
from app.ui.preferences import Preferences
from app.ui.qt.images import ImageLoader, Starter
from app.ui.rail.rail import ALWAYS, Section
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.services.facade.session import Session
    from app.ui.calls.center import CallCenter
    from app.ui.calls.history import HistoryPane
    from app.ui.school.section_page import SectionPage
    from app.ui.window.people import PeoplePane


class Sections(QObject):
    """`body` holds list and conversation first, `left` the chats; others come beside them."""

    changed = Signal()
    """Other sections than before are offered, or another one is shown."""
    room_chosen = Signal(str)
    direct_wanted = Signal(str)
    settings_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        images: ImageLoader,
        preferences: Preferences,
        *,
        body: QStackedWidget,
        left: QStackedWidget,
    ) -> None:
        super().__init__()
        self._theme, self._images, self._preferences = theme, images, preferences
        self._body, self._left = body, left
        self._session: Session | None = None
        self._tasks: Starter | None = None
        self._center: CallCenter | None = None
        self._people: PeoplePane | None = None
        self.history: HistoryPane | None = None
        self._whole: dict[Section, SectionPage] = {}
        """Sections that take the whole page."""

    def attach(
        self, session: Session, tasks: Starter, center: CallCenter | None
    ) -> list[Callable[[], None]]:
        """Come alive, until what is returned is called."""
        self._session, self._tasks, self._center = session, tasks, center
        cuts = [session.school.me.subscribe(lambda _: self._on_me())]
        if session.profile.value.kind is ProfileKind.SCHOOL:
            cuts.append(session.school.policy.subscribe(lambda _: self._on_me()))
        return cuts

    def detach(self) -> None:
        """The profile goes away."""
        if self.history is not None:
            self.history.close_pane()

    @property
    def shown(self) -> Section:
        """The section that is shown."""
        shown = self._body.currentWidget()
        for section, page in self._whole.items():
            if page is shown:
                return section
        if self._left.currentIndex() == 0:
            return Section.CHATS
        return Section.CALLS if self._left.currentWidget() is self.history else Section.PEOPLE

    @property
    def whole_page(self) -> QWidget | None:
        """The page of the section that is shown, where it takes the whole place."""
        return self._whole.get(self.shown)

    @property
    def offered(self) -> frozenset[Section]:
        """The sections this person has: the school's own come with a role there."""
        session = self._session
        me = session.school.me.value if session is not None else None
        if session is None or me is None or session.profile.value.kind is not ProfileKind.SCHOOL:
            return ALWAYS
        has_diary = session.school.policy.value.switches.diary
        diary = {Section.DIARY} if has_diary and (me.is_family or me.is_staff) else set()
        school = {Section.SCHOOL} if me.is_admin else set()
        return ALWAYS | diary | school

    def show(self, section: Section) -> None:
        """Show a section: chats, calls and people on the left, others over the whole page."""
        if self._session is None or self._tasks is None:
            return
        page = self._page_of(section, self._session, self._tasks)
        if page is not None:
            self._body.setCurrentWidget(page)
            page.came_up()
        else:
            self._body.setCurrentIndex(0)
            self._show_left(section, self._session, self._tasks)
        self.changed.emit()

    def _show_left(self, section: Section, session: Session, tasks: Starter) -> None:
        if section is Section.CALLS and self._center is not None:
            history = self._history_pane(self._center, tasks)
            self._left.setCurrentWidget(history)
            history.focus()
        elif section is Section.PEOPLE:
            people = self._people_pane(session, tasks)
            self._left.setCurrentWidget(people)
            people.came_up()
        else:
            self._left.setCurrentIndex(0)

    def _people_pane(self, session: Session, tasks: Starter) -> PeoplePane:
        if self._people is None:
            from app.ui.window.people import PeoplePane

            self._people = PeoplePane(self._theme, self._images, session, tasks)
            self._people.direct_wanted.connect(self.direct_wanted)
            self._left.addWidget(self._people)
        return self._people

    def _history_pane(self, center: CallCenter, tasks: Starter) -> HistoryPane:
        if self.history is None:
            from app.ui.calls.history import HistoryPane

            pane = HistoryPane(self._theme, self._images, center.calls, tasks)
            pane.room_chosen.connect(self.room_chosen)
            pane.call_wanted.connect(lambda room, video: center.start(RoomId(room), video=video))
            self._left.addWidget(pane)
            self.history = pane
        return self.history

    def _page_of(self, section: Section, session: Session, tasks: Starter) -> SectionPage | None:
        """Return the page of a section that takes the whole place, made with its first use."""
        if section in self._whole or section not in self.offered - ALWAYS:
            return self._whole.get(section)
        from app.ui.school.sections import make_section

        page = make_section(section, self._theme, session, tasks, self._preferences)
        page.direct_wanted.connect(self.direct_wanted)
        page.section_wanted.connect(self.show)
        page.settings_wanted.connect(self.settings_wanted)
        if self._center is not None:
            page.lesson_wanted.connect(self._center.open_today)
        self._body.addWidget(page)
        self._whole[section] = page
        return page

    def _on_me(self) -> None:
        if self.shown not in self.offered:
            self.show(Section.CHATS)
        self.changed.emit()
