"""The rail's sections: who has which, and that each profile keeps its own."""

from datetime import date
from itertools import pairwise

import pytest

from app.domain.diary import Assignment, Work
from app.domain.school import SchoolMe
from app.ui.desktop.tray import words_of
from app.ui.preferences import Settings
from app.ui.rail.rail import ALWAYS, Section
from app.ui.school.diary_page import DiaryPage
from app.ui.theme import FontRole
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.school import HEAD, MOTHER, VERA
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline
from tests.helpers.settle import turns, until
from tests.ui.shell.conftest import Live


def offered(live: Live) -> set[Section]:
    rail = live.screen.window.rail
    return {section for section, button in rail.sections.items() if not button.isHidden()}


async def test_the_school_s_sections_come_with_a_role(start) -> None:
    profiles = FakeProfiles()
    school = profiles.sessions[0].school
    live: Live = start(profiles)
    await turns(30)
    assert offered(live) == ALWAYS
    school.me.set(MOTHER)
    assert offered(live) == ALWAYS | {Section.DIARY}
    school.me.set(VERA)
    assert offered(live) == ALWAYS | {Section.DIARY}, "class journals"
    school.me.set(HEAD)
    assert offered(live) == ALWAYS | {Section.DIARY, Section.SCHOOL}
    school.me.set(SchoolMe())
    assert offered(live) == ALWAYS


async def test_large_text_widens_the_rail_and_every_word_keeps_one_size(start) -> None:
    profiles = FakeProfiles()
    profiles.sessions[0].school.me.set(HEAD)
    live: Live = start(profiles)
    await turns(30)
    window = live.screen.window
    before = window.rail.width()
    page = window.page
    assert page is not None
    page.theme.set_look(dark=False, scale=2.0)
    await turns(5)
    window.grab()
    assert window.rail.width() > before
    fonts = {button._fitting_font().pixelSize() for button in window.rail.sections.values()}
    assert fonts == {page.theme.font(FontRole.SMALL).pixelSize()}
    # A low window has room for the icons alone; nothing lies over anything else.
    window.resize(1000, 540)
    window.grab()
    rail = window.rail
    stack = [*rail.buttons, rail.add, *rail.sections.values(), rail.settings]
    for above, below in pairwise(stack):
        assert above.geometry().bottom() < below.geometry().top()


async def test_a_section_is_shown_and_left_and_a_lost_role_closes_it(start) -> None:
    profiles = FakeProfiles()
    school = profiles.sessions[0].school
    school.me.set(MOTHER)
    live: Live = start(profiles)
    await turns(30)
    window = live.screen.window
    window.rail.sections[Section.DIARY].click()
    await turns(30)
    page = window.page
    assert isinstance(page.body.currentWidget(), DiaryPage)
    assert window.rail.sections[Section.DIARY].isChecked()
    window.rail.sections[Section.CHATS].click()
    assert page.body.currentWidget() is page.splitter
    window.rail.sections[Section.DIARY].click()
    school.me.set(SchoolMe())
    assert page.sections.shown is Section.CHATS
    assert window.rail.sections[Section.CHATS].isChecked()


async def test_who_comes_back_to_the_chats_writes_on(start) -> None:
    session = FakeSession(timelines=lambda room_id, at: FakeTimeline(room_id=room_id))
    live: Live = start(FakeProfiles([session]))
    window = live.screen.window
    page = window.page
    assert page is not None
    window.activateWindow()
    await until(window.isActiveWindow)
    window.rail.sections[Section.PEOPLE].click()
    window.rail.sections[Section.CHATS].click()
    assert page.chats.view.hasFocus(), "no chat is open"
    await page.open(session.rooms.observe()[0].room_id)
    assert page.conversation is not None
    window.rail.sections[Section.PEOPLE].click()
    window.rail.sections[Section.CHATS].setFocus()
    window.rail.sections[Section.CHATS].click()
    assert page.conversation.composer.field.hasFocus()


async def test_the_personal_profile_has_no_school_in_it(start) -> None:
    profiles = FakeProfiles()
    profiles.sessions[0].school.me.set(MOTHER)
    profiles.sessions[1].school.me.set(MOTHER)
    live: Live = start(profiles)
    await turns(30)
    window = live.screen.window
    window.rail.sections[Section.DIARY].click()
    await turns(30)
    profiles.activate(profiles.sessions[1].profile.value.id)
    await turns(30)
    assert offered(live) == ALWAYS
    assert window.rail.sections[Section.CHATS].isChecked()
    profiles.activate(profiles.sessions[0].profile.value.id)
    await turns(30)
    assert offered(live) == ALWAYS | {Section.DIARY}
    assert window.rail.sections[Section.DIARY].isChecked(), "as it was left"


async def test_writing_to_a_teacher_leaves_the_diary_for_the_chat(start) -> None:
    profiles = FakeProfiles()
    session = profiles.sessions[0]
    session.school.me.set(MOTHER)
    live: Live = start(profiles)
    await turns(30)
    window = live.screen.window
    window.rail.sections[Section.DIARY].click()
    await turns(30)
    page = window.page
    page.body.currentWidget().direct_wanted.emit("@vera:school14.example")
    await turns(30)
    assert any(call[0] == "create_direct" for call in session.rooms.calls)


@pytest.mark.qt_log_ignore("This plugin does not", extend=True)
async def test_homework_for_tomorrow_is_notified_and_a_click_opens_the_diary(
    start, monkeypatch
) -> None:
    profiles = FakeProfiles()
    session = profiles.sessions[0]
    session.school.me.set(MOTHER)
    live: Live = start(profiles)
    await turns(30)
    desktop = live.screen._desktop
    assert desktop is not None
    shown = []
    monkeypatch.setattr(desktop.tray, "notify", shown.append)
    task = Assignment("a", "Задание", "п. 5", date(2026, 11, 26), homework=True)
    session.school.due.set((Work("Алгебра", task), Work("Химия", task), Work("Алгебра", task)))
    (note,) = shown
    assert (note.title, note.body) == ("3 задания на завтра", "Алгебра, Химия")
    hidden = " ".join(words_of(note, Settings(hidden_text=True)))
    assert hidden == "Парта Напоминание из дневника"
    desktop.opened.emit(note)
    await turns(30)
    page = live.screen.window.page
    assert isinstance(page.body.currentWidget(), DiaryPage)
