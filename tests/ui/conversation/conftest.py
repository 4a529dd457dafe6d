"""A message view over a timeline in memory, 700 × 600 at 100 %."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.services.tasks import TaskScope
from app.ui.conversation.stretch import Position
from app.ui.conversation.view import MessageView
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.timeline import FakeTimeline

Show = Callable[..., MessageView]


def _fail(error: BaseException) -> None:
    raise error


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    """Show a timeline in a view and paint it once."""

    def make(
        timeline: FakeTimeline,
        *,
        width: int = 700,
        height: int = 600,
        at: Position | None = None,
        look: Theme | None = None,
    ) -> MessageView:
        look = look or theme
        view = MessageView(look, ImageLoader(look), TaskScope(_fail))
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.is_watched = lambda: True  # type: ignore[method-assign]
        view.set_timeline(timeline, at=at)
        painted(view)
        return view

    return make


def painted(view: MessageView) -> QPixmap:
    """Paint the view as it is now."""
    return view.viewport().grab()


def top_of(view: MessageView, key: str) -> float:
    """Where the bubble of a row begins in the view."""
    place = view.place_of(key)  # type: ignore[arg-type]
    assert place is not None, f"{key} is not in view"
    return place.top()


def middle_of(view: MessageView, key: str) -> QPointF:
    place = view.place_of(key)  # type: ignore[arg-type]
    assert place is not None
    return place.center()


async def settled() -> None:
    """Let started tasks run to their next wait."""
    for _ in range(8):
        await asyncio.sleep(0)
