"""Which page belongs to which section; each is imported with its first use."""

from app.services.facade.session import Session
from app.ui.preferences import Preferences
from app.ui.qt.images import Starter
from app.ui.rail.rail import Section
from app.ui.school.section_page import SectionPage
from app.ui.theme import Theme


def make_section(
    section: Section,
    theme: Theme,
    session: Session,
    tasks: Starter,
    preferences: Preferences | None = None,
) -> SectionPage:
    """Return the page of a section."""
    if section is Section.DIARY:
        from app.ui.school.diary_page import DiaryPage

        me = session.school.me.value
        if me is not None and not me.is_family:
            from app.ui.school.journal_view import JournalPage

            school = session.school
            return JournalPage(theme, school.diary, tasks, session.calls, school=school)
        staff = me is not None and me.is_staff
        return DiaryPage(
            theme,
            session.school.diary,
            tasks,
            journal=staff,
            calls=session.calls,
            feeds=session.school.feeds,
            board=session.school.board if staff else None,
            school=session.school if staff else None,
            register_menu=session.school.register_menu,
        )
    from app.ui.school.admin_page import AdminPage

    return AdminPage(theme, session.school, tasks, preferences)
