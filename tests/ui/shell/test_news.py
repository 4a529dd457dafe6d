"""What is new: once after an update, never at a first start, always in the settings."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

import app
from app.ui.news import NewsSheet, order_of, read_releases, since
from app.ui.settings.computer import AboutPage
from tests.helpers.settle import until
from tests.ui.shell.conftest import Live
from tests.ui.shell.test_settings import _find, _open

Start = Callable[..., Live]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_file_tells_of_this_version_in_both_languages(language: str) -> None:
    releases = read_releases(language)
    assert releases[0].version == app.__version__
    assert all(one.changes and all(one.changes) for one in releases)
    assert len(releases[0].changes) == len(read_releases("ru")[0].changes)


def test_only_what_came_later_is_new(tmp_path: Path) -> None:
    file = tmp_path / "news.json"
    rows = ",".join(
        f'{{"version": "{version}", "date": "2026-01-01", "ru": ["x"]}}'
        for version in ("0.9.0", "0.10.0", "0.2.1")
    )
    file.write_text(f"[{rows}]", encoding="utf-8")
    releases = read_releases("ru", file)
    assert [one.version for one in releases] == ["0.10.0", "0.9.0", "0.2.1"]
    assert [one.version for one in since(releases, "0.2.1")] == ["0.10.0", "0.9.0"]
    assert since(releases, "") == since(releases, "0.10.0") == ()
    assert order_of("1.0-beta") == ()


@pytest.mark.parametrize("broken", ["", "{}", "[1]", '[{"version": "1", "date": "x"}]'])
def test_a_broken_file_is_no_news(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "news.json"
    file.write_text(broken, encoding="utf-8")
    assert read_releases("ru", file) == ()


def begun(start: Start, seen: str) -> Live:
    live = start(attach=False)
    live.screen.preferences.change(seen_version=seen)
    live.screen.attach(live.profiles, live.tasks)
    return live


async def test_after_an_update_it_is_said_once(start: Start) -> None:
    updated = begun(start, "0.0.9")
    await until(lambda: updated.screen.window.findChild(NewsSheet))
    sheet = updated.screen.window.findChild(NewsSheet)
    assert sheet is not None
    words = [one.text() for one in sheet.findChildren(QLabel)]
    assert any(app.__version__ in one for one in words)
    sheet.accept()
    assert updated.screen.preferences.now.seen_version == app.__version__


@pytest.mark.parametrize("seen", ["", app.__version__, "99.0.0"])
async def test_a_first_start_and_a_usual_one_say_nothing(start: Start, seen: str) -> None:
    live = begun(start, seen)
    await until(lambda: live.screen.preferences.now.seen_version == app.__version__)
    await asyncio.sleep(0)
    assert live.screen.window.findChild(NewsSheet) is None


async def test_the_settings_show_it_at_any_time(start: Start, tmp_path: Path) -> None:
    live = start()
    about = _find(_open(live, tmp_path), AboutPage)
    about.news.click()
    await until(lambda: live.screen.window.findChild(NewsSheet))
    live.screen.window.findChild(NewsSheet).reject()
