"""What nobody caught is logged without what is private."""

import logging
import sys
from collections.abc import Iterator

import pytest

from app.bootstrap import watch_crashes


@pytest.fixture
def told() -> Iterator[list[BaseException]]:
    before = sys.excepthook, sys.unraisablehook
    errors: list[BaseException] = []
    watch_crashes(errors.append)
    yield errors
    sys.excepthook, sys.unraisablehook = before


def test_an_uncaught_error_is_told_and_logged_without_its_words(
    told: list[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise ValueError("Пароль Веры: тайна")
    except ValueError as error:
        with caplog.at_level(logging.ERROR, "app"):
            sys.excepthook(ValueError, error, error.__traceback__)
        assert told == [error]
    assert "ValueError at test_bootstrap.py:" in caplog.text
    assert "тайна" not in caplog.text
