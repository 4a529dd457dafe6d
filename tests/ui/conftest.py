"""Everything on the screen is tested offscreen, with the shipped fonts, in Samara's time."""

import os
import time
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Samara"
time.tzset()

import pytest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.domain.profiles import ProfileKind  # noqa: E402
from app.ui.theme import Theme, font_families  # noqa: E402


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    font_families()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light school theme at 100 %."""
    yield Theme(ProfileKind.SCHOOL)


@pytest.fixture(params=["light", "dark"])
def any_theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    """Both modes of the school theme."""
    return Theme(ProfileKind.SCHOOL, dark=request.param == "dark")
