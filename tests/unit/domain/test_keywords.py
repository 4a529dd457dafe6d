"""Notification words: matched by the letter of the server, whatever the pattern."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keywords import (
    MOST_WORDS,
    Keyword,
    matcher,
    new_keyword,
    read_keywords,
    with_keyword,
)

CASES = [
    ("футбол", "Завтра Футбол!", True),
    ("футбол", "футболисты", False),
    ("футбол", "мини-футбол", True),
    ("футбол", "минифутбол", False),
    ("футбол*", "футболисты", True),
    ("*бол", "волейбол", True),
    ("к?т", "Кот и кит", True),
    ("к?т", "крот", False),
    ("9б", "9Б, 10А", True),
    ("9б", "19б", False),
    ("#важно", "очень#важно", True),
    ("#важно", "#важное", False),
    ("класс 9*собрание", "Класс 9Б: собрание", True),
    ("класс 9*собрание", "класс 9Б\nсобрание", False),
    ("a.c", "abc", False),
    ("(", "а (б", True),
    ("ёлка", "Ёлка", True),
    ("ёлка", "елка", False),
    ("test_1", "a test_1.", True),
    ("test", "test_1", False),
]
"""Also what `tests/integration/session/test_keywords.py` asks of the real server."""


@pytest.mark.parametrize(("pattern", "body", "holds"), CASES)
def test_a_word_stands_between_bounds_in_any_case(pattern: str, body: str, holds: bool) -> None:
    assert matcher([pattern])(body) is holds


def test_a_pattern_of_stars_is_no_trap() -> None:
    body = ("а" * 60_000 + "б") * 1
    started = time.process_time()
    assert not matcher(["*а" * 30 + "в"])(body)
    assert time.process_time() - started < 1


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_pattern_is_matched_without_an_error(pattern: str, body: str) -> None:
    matcher([pattern])(body)


def test_what_is_written_is_read_again_and_other_rules_stay() -> None:
    theirs = {"rule_id": ".m.rule.contains_user_name", "pattern": "vera", "actions": ["notify"]}
    rules = {"global": {"content": [theirs], "room": [1]}, "device": {}}
    word = new_keyword("  Футбол ")
    assert word == Keyword("Футбол", "Футбол")
    more = with_keyword(rules, word, on=True)
    assert read_keywords(more) == (word,)
    assert with_keyword(more, word, on=False) == rules


@pytest.mark.parametrize("typed", ["", "  ", "***", "* ?", "\u200b"])
def test_nothing_is_no_word(typed: str) -> None:
    assert new_keyword(typed) is None


@pytest.mark.parametrize("typed", ["8/3", "a\\b", ".скрыто"])
def test_a_rule_is_named_so_that_the_server_takes_it(typed: str) -> None:
    word = new_keyword(typed)
    assert word is not None
    assert word.pattern == typed
    assert word.rule_id.startswith("parta-")


@pytest.mark.parametrize(
    "change",
    [
        {"enabled": False},
        {"actions": ["dont_notify"]},
        {"actions": ["notify"]},
        {"actions": ["notify", {"set_tweak": "highlight", "value": False}]},
        {"pattern": 5},
        {"pattern": "я" * 1000},
        {"rule_id": None},
        {"rule_id": ".m.rule"},
    ],
)
def test_rules_that_are_no_words_of_mine_are_left_out(change: dict[str, object]) -> None:
    rule = with_keyword({}, Keyword("a", "a"), on=True)["global"]["content"][0]
    assert read_keywords({"global": {"content": [rule]}})
    assert read_keywords({"global": {"content": [{**rule, **change}]}}) == ()


def test_ten_thousand_rules_become_a_bounded_list() -> None:
    rule = with_keyword({}, Keyword("a", "a"), on=True)["global"]["content"][0]
    heap = [{**rule, "rule_id": str(n), "pattern": str(n)} for n in range(10_000)]
    assert len(read_keywords({"global": {"content": heap}})) == MOST_WORDS
