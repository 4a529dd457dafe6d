"""Everything on the screen is tested offscreen, with the shipped fonts, in Samara's time."""

import asyncio
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":
    import ctypes

    os.environ["TZ"] = "SMT-4"  # Windows' C library knows no names of places
    ctypes.CDLL("ucrtbase")._tzset()
else:
    os.environ["TZ"] = "Europe/Samara"
    time.tzset()

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from app.domain.profiles import ProfileKind
from app.ui.theme import Theme, font_families

collect_ignore = [] if sys.platform == "linux" else ["shell/test_notes.py"]
"""What needs D-Bus, whose library is locked for Linux alone."""


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
    """The offscreen platform says each time what it cannot do; on Windows it lacks fonts too."""
    known = ("This plugin does not", "QFontDatabase: Cannot find font directory")
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(*known, extend=True))
