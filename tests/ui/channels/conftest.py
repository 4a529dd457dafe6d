"""Sheets and pages of a school profile."""

import pytest

from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.school_window import head, host, session, tasks, until

__all__ = ["head", "host", "session", "tasks", "until"]


@pytest.fixture
def images(theme: Theme) -> ImageLoader:
    return ImageLoader(theme)
