"""A start is never held up, and what nobody caught is logged without what is private."""

import concurrent.futures
import logging
import sys
from collections.abc import Iterator

import pytest

from app.bootstrap import seen_in_time, watch_crashes


@pytest.fixture
def told() -> Iterator[list[BaseException]]:
    before = sys.excepthook, sys.unraisablehook
    errors: list[BaseException] = []
    watch_crashes(errors.append)
    yield errors
    sys.excepthook, sys.unraisablehook = before


def test_a_keyring_that_asks_does_not_hold_up_the_first_paint() -> None:
    assert seen_in_time(concurrent.futures.Future(), seconds=0.01) == []


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
