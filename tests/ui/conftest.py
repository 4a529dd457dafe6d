"""Everything on the screen is tested offscreen, with the shipped fonts, in Samara's time."""

import asyncio
import gc
import os
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Samara"
time.tzset()

import pytest  # noqa: E402
import qasync  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.domain.profiles import ProfileKind  # noqa: E402
from app.ui.theme import Theme, font_families  # noqa: E402


def _qt_loop() -> asyncio.AbstractEventLoop:
    return qasync.QEventLoop(QApplication.instance() or QApplication([]))


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Async tests of the screen run on the loop that the program runs on."""
    return {"qt": _qt_loop}


@pytest.fixture(autouse=True)
def _collector_on_this_thread() -> Iterator[None]:
    """As in the program: a worker thread that collects would destroy Qt objects."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True, scope="session")
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says each time what it cannot do without a window manager."""
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not", extend=True))
