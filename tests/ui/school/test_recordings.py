"""Recorded lessons on the screen: with the teacher's lessons of today, and in «Школа»."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from app.domain.errors import Forbidden, UserText
from app.ui.school.journal_view import JournalPage
from app.ui.school.recordings import RecordingsView, file_name, recording_facts
from app.ui.school.today import facts_of
from tests.helpers.fakes.calls import FakeCalls
from tests.helpers.fakes.recordings import FILM, film
from tests.helpers.settle import turns, until
from tests.ui.school.conftest import SchoolScreen
from tests.ui.school.test_today import HELD

ScreenOf = Callable[..., SchoolScreen]
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


async def _view(screen: SchoolScreen) -> RecordingsView:
    return await screen.tab("Записи уроков", RecordingsView)


async def test_the_head_opens_and_deletes_a_recording(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(admin=True)
    recordings = screen.school.recordings
    recordings.films = (film(), film("r2", "Химия"))
    seen: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())) or True
    )
    view = await _view(screen)
    first, second = view.card.lines
    assert first.file.link.text().startswith("Биология, ")
    first.file.link.click()
    await until(lambda: seen)
    assert (seen[0].suffix, seen[0].read_bytes()) == (".mp4", FILM)
    assert ("fetch", "r1") in recordings.calls
    second.delete.click()
    await turns(20)
    screen.accept()
    await until(lambda: len(view.card.lines) == 1)
    assert ("delete", "r2") in recordings.calls


async def test_what_is_coming_is_said_and_nothing_else_is_done_meanwhile(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(admin=True)
    screen.school.recordings.films = (film(),)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    view = await _view(screen)
    (line,) = view.card.lines
    facts = line.below.text()
    line.show_progress(3, len(FILM))
    assert line.below.text() == "Загружается: 50 %"
    screen.school.recordings.refusal = Forbidden(
        status=403, user_text=UserText("Этой записи больше нет.")
    )
    line.file.link.click()
    await turns(20)
    assert (line.below.text(), line.file.isEnabled()) == (facts, True)


async def test_a_refused_deletion_leaves_it_there(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.recordings.films = (film(),)
    view = await _view(screen)
    screen.school.recordings.refusal = Forbidden(status=403, user_text=UserText("Нельзя."))
    view.card.lines[0].delete.click()
    await turns(20)
    screen.accept()
    await turns(20)
    assert view.card.lines[0].delete.isEnabled()


async def test_without_recordings_it_is_said_what_is_needed(screen_of: ScreenOf) -> None:
    view = await _view(screen_of(admin=True))
    assert (view.card.isVisible(), view.card.lines) == (True, [])


async def test_a_teacher_finds_it_where_the_lesson_was(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.recordings.films = (film(),)
    calls = FakeCalls()
    page = JournalPage(screen.theme, screen.school.diary, screen.tasks, calls, school=screen.school)
    screen.show(page)
    page.came_up()
    await until(lambda: page.view.recordings.lines)
    assert page.view.recordings.isVisible()
    screen.school.recordings.films = ()
    page.came_up()
    await until(lambda: page.view.recordings.isHidden())
    assert facts_of(replace(HELD, recorded=True)).endswith("есть запись")


def test_a_recording_in_words() -> None:
    one = film()
    assert recording_facts(one, NOW).startswith("Вартанян Вера Арамовна · 44:00 · ")
    assert recording_facts(one, NOW).endswith("хранится до 18 декабря")
    assert recording_facts(one, NOW + timedelta(days=365)).endswith("2026")
    assert file_name(film(title="../Физика: «Ток»")).startswith("___Физика_ _Ток_ 2026-11-18")
    assert file_name(film(title="")).startswith("lesson 2026-11-18")
