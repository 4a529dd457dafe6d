"""The steps through «Дневник» and «Школа», as a teacher, a pupil, a mother and a head see them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from app.ui.preferences import Mode
from app.ui.rail.rail import Section
from app.ui.school.activity_view import ActivityView
from app.ui.school.admin_page import AdminPage, pages
from app.ui.school.diary_head import ABSENCES, NOTICES, RESULTS
from app.ui.school.diary_page import DiaryPage
from app.ui.school.journal_view import JournalPage
from tests.tour.hand import Lost

if TYPE_CHECKING:
    from tests.tour.steps import Tour

Page = TypeVar("Page", bound=QWidget)


class Sections:
    """The school's sections; each step comes back to Vera's profile."""

    def __init__(self, tour: "Tour") -> None:
        self._tour = tour

    def steps(self) -> list[Callable[[], Awaitable[None]]]:
        """The steps in their order."""
        return [self.journal, self.diary_of_a_pupil, self.diary_of_a_mother, self.activity]

    async def journal(self) -> None:
        """Vera loads the journal of her subject."""
        hand = self._tour.hand
        page = await self._section(Section.DIARY, JournalPage)
        view = page.view
        await hand.until(lambda: view.group.options, "the journals")
        subject = next(key for key, title in view.group.options if title == "9Б · биология")
        view.group.choose(subject)
        await hand.press("Загрузить", within=page)
        await hand.until(lambda: view.rows.model().rowCount() > 20, "the pupils' marks")
        await hand.picture("journal")
        self._leave()

    async def diary_of_a_pupil(self) -> None:
        """Artem's chats as the roster made them, and his week."""
        async with self._as("artem"):
            await self._tour.open_chat("9Б · класс")
            await self._tour.hand.picture("pupil-chats")
            await self._diary("diary-week")
            await self._dark("diary-week-dark")

    async def diary_of_a_mother(self) -> None:
        """Everything a family reads."""
        hand = self._tour.hand
        async with self._as("kuznetsova"):
            page = await self._diary("diary-mother")
            for tab, view, name in (
                (RESULTS, page.results, "results"),
                (ABSENCES, page.absences, "absences"),
                (NOTICES, page.notices, "announcements"),
            ):
                page.tabs.choose(tab)
                await hand.until(view.isVisible, name)
                await hand.picture(f"diary-{name}")

    async def activity(self) -> None:
        """The head looks how much the teachers write."""
        hand = self._tour.hand
        async with self._as("director"):
            page = await self._section(Section.SCHOOL, AdminPage)
            view = next(one for one in page.findChildren(ActivityView))
            await hand.until(lambda: view.weeks.options, "the weeks that were counted")
            await hand.picture("activity")
            await self._dark("activity-dark")
            for place, _ in pages()[1:]:
                page.nav.choose(place.key)
                await hand.picture(f"school-{place.key}")
            self._leave()
            await self._tour.open_chat("Пряничная область · администраторы")
            await hand.picture("weekly-report")

    async def _diary(self, picture: str) -> DiaryPage:
        page = await self._section(Section.DIARY, DiaryPage)
        await self._tour.hand.until(page.week.isVisible, "the week")
        await self._tour.hand.picture(picture)
        return page

    async def _dark(self, picture: str) -> None:
        preferences = self._tour.screen.preferences
        preferences.change(mode=Mode.DARK)
        await self._tour.hand.picture(picture)
        preferences.change(mode=Mode.LIGHT)
        await self._tour.hand.settle()

    async def _section(self, section: Section, kind: type[Page]) -> Page:
        hand, window = self._tour.hand, self._tour.screen.window
        button = window.rail.sections[section]
        await hand.until(lambda: button.isVisible(), f"the section {section.value}")
        await hand.click(button)
        page = window.page
        if page is None:
            raise Lost("no profile is shown")
        await hand.until(lambda: page.findChildren(kind), section.value)
        return page.findChildren(kind)[-1]

    def _leave(self) -> None:
        page = self._tour.screen.window.page
        if page is not None:
            page.sections.show(Section.CHATS)

    @asynccontextmanager
    async def _as(self, login: str) -> AsyncIterator[None]:
        """Somebody else at the same computer, who signs out again."""
        tour, hand = self._tour, self._tour.hand
        tour.screen.show_login()
        await tour.sign_in("school", login)
        try:
            await hand.until(lambda: len(tour.session.rooms.observe(None)), "chats")
            yield
        finally:
            count = len(tour.profiles.sessions)
            tour.screen.window.rail.sign_out_wanted.emit(tour.session.profile.value.id)
            await hand.press("Выйти", within=await tour.sheet())
            await hand.until(lambda: len(tour.profiles.sessions) < count, "to be signed out")
