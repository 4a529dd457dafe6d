"""A window of 1100 × 800 for sheets to lie in."""

import pytest

from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.school_window import host, until

__all__ = ["host", "until"]


@pytest.fixture
def images(theme: Theme) -> ImageLoader:
    return ImageLoader(theme)
