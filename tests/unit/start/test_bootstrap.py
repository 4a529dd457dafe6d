"""What nobody caught is logged without what is private; one folder is one program."""

import logging
import ntpath
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import instance_name, watch_crashes


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


def test_one_folder_is_one_program_however_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Path("/data/Parta"), Path("/DATA/parta")
    if sys.platform.startswith("linux"):
        assert instance_name(one) != instance_name(other)
    monkeypatch.setattr(os.path, "normcase", ntpath.normcase)
    assert instance_name(one) == instance_name(other)
