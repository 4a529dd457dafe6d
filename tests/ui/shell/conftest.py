"""A running screen over fakes, and the mockups' moment as now."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, tzinfo
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.services.tasks import TaskScope
from app.ui.application import Screen
from app.ui.delegates import chat_row_paint
from app.ui.preferences import Preferences
from app.ui.snapshot import Snapshot
from app.ui.window.main_window import MainWindow, introduce
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.profiles import FakeProfiles


class _Moment(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return NOW


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_row_paint, "datetime", _Moment)


class Live:
    """A screen with its profiles; `errors` collects what tasks ended with."""

    def __init__(self, qapp: QApplication, profiles: FakeProfiles) -> None:
        self.profiles = profiles
        self.errors: list[BaseException] = []
        introduce(qapp)
        self.screen = Screen(qapp, MainWindow(Preferences(None)))
        self.tasks = TaskScope(self._on_error)

    def _on_error(self, error: BaseException) -> None:
        self.errors.append(error)
        self.screen.show_error(error)

    def snapshots(self) -> list[Snapshot]:
        """What bootstrap would read from the disk."""
        return [
            Snapshot(
                session.profile.value,
                tuple(session.rooms.observe()),
                0,
                session.profile.value.id == self.profiles.active.value,
            )
            for session in self.profiles.sessions
        ]


@pytest.fixture
async def start(qapp: QApplication) -> AsyncIterator[Callable[..., Live]]:
    """Start a screen over given (or the mockups') profiles; ended with the test."""
    living: list[Live] = []

    def begin(profiles: FakeProfiles | None = None, *, attach: bool = True) -> Live:
        live = Live(qapp, FakeProfiles() if profiles is None else profiles)
        living.append(live)
        live.screen.show_snapshot(live.snapshots())
        if attach:
            live.screen.attach(live.profiles, live.tasks)
        return live

    yield begin
    for live in living:
        await live.tasks.aclose()
        live.screen.detach()
        live.screen.window.deleteLater()
