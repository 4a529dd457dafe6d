"""Searching messages and people. The index itself is kept by `search_index`."""

from collections.abc import Sequence
from typing import Any

from app.domain.cache import FoundMessage
from app.domain.content import Content
from app.domain.ids import RoomId, UserId
from app.domain.people import Person
from app.store import state
from app.store.context import Context
from app.store.db import Unit
from app.store.facts import current_contents
from app.store.ingest import searchable
from app.store.search_index import room_term
from app.store.snippets import snippet_of
from app.store.summary_rows import from_milliseconds
from app.store.words import normalize, stem, words_of

_EXPANSIONS = 300
_INDEXED_PREFIX = 3
_MAX_QUERY_WORDS = 8
_CHUNK, _MOST_CHUNKS = 200, 20
_NEWEST = (1 << 63) - 1

Row = Sequence[Any]


def messages(
    unit: Unit,
    context: Context,
    query: str,
    *,
    room_id: RoomId | None,
    limit: int,
    offset: int = 0,
) -> tuple[FoundMessage, ...]:
    """Return messages that have all words in some form, the last one by prefix, newest first."""
    words = words_of(query)[:_MAX_QUERY_WORDS]
    if not words:
        return ()
    *whole, last = words
    terms = [f'"{stem(word)}"' for word in whole]
    if room_id is not None:
        room = state.room_number(unit, room_id)
        if room is None:
            return ()
        terms.append(f'"{room_term(room)}"')
    known = _words_beginning(unit, last)
    rows: Sequence[Row] | None = None
    if len(known) == _EXPANSIONS:
        beginning = " AND ".join([*terms, f'"{last[:_INDEXED_PREFIX]}" *'])
        rows = _sifted(unit, context, beginning, last, wanted=limit + offset)
    if rows is not None:
        rows = rows[offset:]
    else:
        rows = _hits(unit, " AND ".join([*terms, _prefix(last, known)]), limit, offset=offset)
    found = []
    for number, room, event_id, sender, when, raw, its_room, name in rows:
        event = context.event(number, raw)
        content: Content = current_contents(unit, context, room, [event])[event_id]
        text, marks = snippet_of(searchable(content), words)
        moment = from_milliseconds(when)
        assert moment is not None
        found.append(
            FoundMessage(
                room_id=RoomId(its_room),
                room_name=name or "",
                event_id=event_id,
                sender_name=state.person(unit, sender, room).name,
                timestamp=moment,
                snippet=text,
                marks=marks,
            )
        )
    return tuple(found)


def _hits(
    unit: Unit, query: str, limit: int, *, offset: int = 0, below: int = _NEWEST
) -> Sequence[Row]:
    return unit.rows(
        "SELECT e.id, e.room, e.event_id, e.sender, e.ts, e.raw, r.room_id, s.name "
        "FROM search CROSS JOIN events e ON e.id = search.rowid "
        "CROSS JOIN rooms r ON r.id = e.room LEFT JOIN summaries s ON s.room = r.id "
        "WHERE search MATCH ? AND search.rowid < ? AND e.ts > r.cleared_before "
        "ORDER BY search.rowid DESC LIMIT ? OFFSET ?",
        query,
        below,
        limit,
        offset,
    )


def _words_beginning(unit: Unit, word: str) -> list[str]:
    """Return the known words that begin so, `_EXPANSIONS` at most; none for indexed beginnings."""
    if len(word) <= _INDEXED_PREFIX:
        return []
    rows = unit.rows(
        "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?",
        word,
        word + "\U0010ffff",
        _EXPANSIONS,
    )
    return [row[0] for row in rows]


def _prefix(word: str, known: Sequence[str]) -> str:
    """Return the query for words that begin so, answered newest first without collecting all hits.

    The index has the beginnings of two and three letters as words of their own. For longer ones
    the known words that begin so stand in an OR: FTS5's own way would gather every hit first.
    """
    if len(word) == 1:
        return f'"{word}"'
    if len(word) <= _INDEXED_PREFIX:
        return f'"{word}" *'
    if len(known) == _EXPANSIONS:
        return f'("{word}" * OR "{stem(word)}")'
    terms = dict.fromkeys([word, stem(word), *known])
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")"


def _sifted(
    unit: Unit, context: Context, query: str, beginning: str, *, wanted: int
) -> list[Row] | None:
    """Return hits that have a word with a beginning that hundreds of words share.

    They stand close together, so the newest hits of the first three letters are looked through;
    None where that does not soon find enough.
    """
    found: list[Row] = []
    below = _NEWEST
    root = stem(beginning)
    for _ in range(_MOST_CHUNKS):
        rows = _hits(unit, query, _CHUNK, below=below)
        for row in rows:
            number, room, event_id, _, _, raw, *_ = row
            content = current_contents(unit, context, room, [context.event(number, raw)])[event_id]
            words = words_of(searchable(content))
            if any(word.startswith(beginning) or stem(word) == root for word in words):
                found.append(row)
                if len(found) == wanted:
                    return found
        if len(rows) < _CHUNK:
            return found
        below = rows[-1][0]
    return None


def people(unit: Unit, context: Context, query: str, *, limit: int) -> tuple[Person, ...]:
    """Return known people, each word of the query beginning some word of the name."""
    words = words_of(query)[:_MAX_QUERY_WORDS]
    if not words:
        return ()
    conditions = " AND ".join(["(' ' || words) LIKE ?"] * len(words))
    return tuple(
        state.make_person(UserId(user), name, avatar, role)
        for user, name, avatar, role in unit.rows(
            f"SELECT user, name, avatar, role FROM people WHERE {conditions} AND user <> ? "
            "ORDER BY words LIMIT ?",
            *(f"% {normalize(word)}%" for word in words),
            context.me,
            limit,
        )
    )
