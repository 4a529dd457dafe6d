"""Keeping the full-text index in step with the messages. Searching stands in `search`."""

from collections.abc import Iterable

from app.store.db import Unit
from app.store.words import index_terms


def room_term(room: int) -> str:
    """Return the word that stands in every text of a room; words of people have no `_`."""
    return f"_{room}"


def add(unit: Unit, room: int, texts: Iterable[tuple[int, str]]) -> None:
    """Index texts under the row numbers of their messages."""
    rows, words = [], set()
    for number, text in texts:
        terms = index_terms(text) if text else []
        if terms:
            rows.append((number, " ".join([room_term(room), *terms])))
            words.update(terms)
    unit.many("INSERT INTO search (rowid, words) VALUES (?, ?)", rows)
    unit.many("INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", ((word,) for word in words))


def remove(unit: Unit, number: int) -> None:
    """Take a message out of the index; no matter whether it was in."""
    unit.run("DELETE FROM search WHERE rowid = ?", number)
