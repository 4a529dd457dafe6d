"""Storing events: once each, with what they do to others (edits, reactions, votes, deletions).

Where an event stands in the room is no matter here: see `stretches`.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.aggregate import latest_edit
from app.domain.content import MediaContent, PollContent, RedactedContent, TextContent
from app.domain.events import Event
from app.domain.ids import EventId
from app.domain.parse import parse_poll_response, tally_of
from app.store import account, search_index, state
from app.store.ballots import as_json
from app.store.context import Context, encode
from app.store.db import Unit, chunks, places
from app.store.weights import Weight, media_of, relation_of, weigh

_MAX_KEY = 64
_MAX_MS = 1 << 42


@dataclass(slots=True)
class Place:
    """A stored event: its row and where it stands, if anywhere."""

    row: int
    stretch: int | None
    pos: int | None
    weight: int


@dataclass(slots=True)
class Stored:
    """What storing some events did. `touched`: other rows that look different now."""

    places: dict[EventId, Place] = field(default_factory=dict)
    new: set[EventId] = field(default_factory=set)
    touched: set[EventId] = field(default_factory=set)


def milliseconds(event: Event) -> int:
    """Return the time of an event, within bounds whatever its sender claims."""
    return max(0, min(_MAX_MS, int(event.timestamp.timestamp() * 1000)))


def find(unit: Unit, room: int, event_ids: Iterable[EventId]) -> dict[EventId, Place]:
    """Return the places of those events that are stored."""
    found: dict[EventId, Place] = {}
    for part in chunks(list(event_ids)):
        for event_id, row, stretch, pos, weight in unit.rows(
            "SELECT event_id, id, stretch, pos, weight FROM events "
            f"WHERE event_id IN ({places(part)}) AND room = ?",
            *part,
            room,
        ):
            found[event_id] = Place(row, stretch, pos, weight)
    return found


def store_events(unit: Unit, context: Context, room: int, events: Sequence[Event]) -> Stored:
    """Store events that are new, apply what they do to others."""
    unique = {event.event_id: event for event in events if event.event_id}
    done = Stored(places=find(unit, room, unique))
    fresh = [event for event in unique.values() if event.event_id not in done.places]
    for event in unique.values():
        if event.event_id in done.places:
            _update_known(unit, context, room, event, done)
    if not fresh:
        return done
    _insert(unit, context, room, fresh, done)
    for event in fresh:
        _apply_relation(unit, context, room, event, done)
    for event in fresh:
        if event.redacts:
            redact(unit, context, room, event, done)
    _settle(unit, context, room, fresh, done)
    return done


def _insert(unit: Unit, context: Context, room: int, fresh: list[Event], done: Stored) -> None:
    levels = None
    keyword = account.keywords(unit, context)
    sent = {
        row[0]: row[1]
        for row in unit.rows("SELECT event_id, txn_id FROM outbox WHERE event_id IS NOT NULL")
    }
    rows: list[Sequence[Any]] = []
    numbers = _numbers(unit, fresh)
    for event, number in zip(fresh, numbers, strict=True):
        if event.mentions.room and levels is None:
            levels = state.levels_of(unit, room)
        may_mention = levels is not None and levels.may_mention_room(event.sender)
        weight = weigh(event, context.me, room_mention=may_mention, keyword=keyword)
        own = event.sender == context.me
        txn = (event.transaction_id or sent.get(event.event_id)) if own else None
        rows.append(
            (
                number,
                room,
                event.event_id,
                milliseconds(event),
                event.sender,
                int(weight),
                media_of(event),
                event.reply_to if weight > 0 else None,
                txn,
                encode(event.raw),
            )
        )
        done.places[event.event_id] = Place(number, None, None, int(weight))
        done.new.add(event.event_id)
        context.keep(number, event)
        if txn:
            unit.run("DELETE FROM outbox WHERE txn_id = ?", txn)
    unit.many(
        "INSERT INTO events (id, room, event_id, ts, sender, weight, media, reply_to, txn, raw) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _numbers(unit: Unit, events: Sequence[Event]) -> list[int]:
    """Return free row numbers that sort like the times of the events."""
    wanted = [
        (milliseconds(event) // 1000 << 24) | (zlib.crc32(event.event_id.encode()) & 0xFFFFFF)
        for event in events
    ]
    asked = set(wanted)
    taken: set[int] = set()
    for part in chunks(wanted):
        taken.update(
            row[0]
            for row in unit.rows(f"SELECT id FROM events WHERE id IN ({places(part)})", *part)
        )
    numbers = []
    for number in wanted:
        while number in taken or (
            number not in asked and unit.value("SELECT 1 FROM events WHERE id = ?", number)
        ):
            number += 1
        taken.add(number)
        numbers.append(number)
    return numbers


def _update_known(unit: Unit, context: Context, room: int, event: Event, done: Stored) -> None:
    """A known event came again: it may be deleted by now, or tell its transaction id."""
    place = done.places[event.event_id]
    if event.transaction_id and event.sender == context.me:
        unit.run(
            "UPDATE events SET txn = ? WHERE id = ? AND txn IS NULL",
            event.transaction_id,
            place.row,
        )
        unit.run("DELETE FROM outbox WHERE txn_id = ?", event.transaction_id)
    is_gone = isinstance(event.content, RedactedContent) or "redacted_because" in event.raw
    if is_gone and place.weight not in {Weight.DELETED, Weight.SERVICE}:
        _erase(unit, context, room, event.event_id, event, done)


def _apply_relation(unit: Unit, context: Context, room: int, event: Event, done: Stored) -> None:
    kind, relation = relation_of(event), event.relation
    if kind is None or relation is None:
        return
    key = ""
    if kind == "reaction":
        key = relation.key[:_MAX_KEY]
        if unit.value(
            "SELECT 1 FROM relations WHERE target = ? AND kind = 'reaction' AND sender = ? "
            "AND key = ? AND room = ?",
            relation.target,
            event.sender,
            key,
            room,
        ):
            return  # the same person, the same emoji: counts once
    elif kind == "vote":
        key = encode(parse_poll_response(event.raw))
    elif kind == "tally":
        key = encode(as_json(tally_of(event.raw)))
    context.polls.pop((room, relation.target), None)
    number, when = done.places[event.event_id].row, milliseconds(event)
    unit.run(
        "INSERT INTO relations (event, room, target, kind, sender, ts, key) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        number,
        room,
        relation.target,
        kind,
        event.sender,
        when,
        key,
    )
    if kind == "reaction":
        unit.run(
            "INSERT INTO tallies (room, target, key, count, first) VALUES (?, ?, ?, 1, ?) "
            "ON CONFLICT DO UPDATE SET count = count + 1",
            room,
            relation.target,
            key,
            number,
        )
    done.touched.add(relation.target)


def redact(unit: Unit, context: Context, room: int, redaction: Event, done: Stored) -> None:
    """Apply a deletion where its sender may delete that message."""
    target = redaction.redacts
    if target is None:
        return
    row = unit.row(
        "SELECT id, sender, raw FROM events WHERE event_id = ? AND room = ?", target, room
    )
    if row is None:
        return
    number, sender, raw = row
    if not state.levels_of(unit, room).may_redact(redaction.sender, sender):
        return
    original = context.event(number, raw)
    unsigned = original.raw.get("unsigned")
    gone = {
        **original.raw,
        "content": {},
        "unsigned": {
            **(unsigned if isinstance(unsigned, dict) else {}),
            "redacted_because": dict(redaction.raw),
        },
        "redacted_because": dict(redaction.raw),
    }
    event = context.parse(gone) or replace(
        original, content=RedactedContent(redaction.sender), raw=gone, relation=None
    )
    _erase(unit, context, room, target, event, done)


def _erase(
    unit: Unit, context: Context, room: int, target: EventId, event: Event, done: Stored
) -> None:
    """Put the emptied event in the place of the whole one and undo what it did."""
    number, old = unit.one(
        "SELECT id, weight FROM events WHERE event_id = ? AND room = ?", target, room
    )
    weight = Weight.DELETED if old >= Weight.DELETED else old
    unit.run(
        "UPDATE events SET raw = ?, weight = ?, media = NULL, reply_to = NULL WHERE id = ?",
        encode(event.raw),
        int(weight),
        number,
    )
    search_index.remove(unit, number)
    relation = unit.row("SELECT target, kind, key FROM relations WHERE event = ?", number)
    if relation is not None:
        about, kind, key = relation
        context.polls.pop((room, about), None)
        unit.run("DELETE FROM relations WHERE event = ?", number)
        done.touched.add(about)
        if kind == "reaction":
            unit.run(
                "UPDATE tallies SET count = count - 1 WHERE room = ? AND target = ? AND key = ?",
                room,
                about,
                key,
            )
            unit.run(
                "DELETE FROM tallies WHERE room = ? AND target = ? AND key = ? AND count < 1",
                room,
                about,
                key,
            )
        elif kind == "edit":
            _reindex(unit, context, room, about)
    context.forget(number)
    if target in done.places:
        done.places[target].weight = int(weight)
    done.touched.add(target)


def _settle(unit: Unit, context: Context, room: int, fresh: Sequence[Event], done: Stored) -> None:
    """Index the text, with the edits that came first; tell the replies to what has changed."""
    ids = [event.event_id for event in fresh]
    edited = {event.relation.target for event in fresh if event.relation and event.new_content}
    for part in chunks(ids):
        edited.update(
            row[0]
            for row in unit.rows(
                f"SELECT DISTINCT target FROM relations WHERE target IN ({places(part)}) "
                "AND kind = 'edit'",
                *part,
            )
        )
    plain = []
    for event in fresh:
        place = done.places[event.event_id]
        if event.event_id not in edited and place.weight > Weight.DELETED:
            plain.append((place.row, searchable(event.content)))
    search_index.add(unit, room, plain)
    for target in edited:
        _reindex(unit, context, room, EventId(target))
    for part in chunks([*done.touched, *ids]):
        done.touched.update(
            row[0]
            for row in unit.rows(
                "SELECT event_id FROM events INDEXED BY events_replies "
                f"WHERE room = ? AND reply_to IN ({places(part)})",
                room,
                *part,
            )
            if row[0] not in done.new
        )


def last_edit(unit: Unit, context: Context, room: int, original: Event) -> Event | None:
    """Return the edit of a message that holds now."""
    rows = unit.rows(
        "SELECT e.id, e.raw FROM relations r JOIN events e ON e.id = r.event "
        "WHERE r.target = ? AND r.kind = 'edit' AND r.sender = ? AND r.key = '' AND r.room = ? "
        "ORDER BY r.ts DESC, r.event DESC LIMIT 20",
        original.event_id,
        original.sender,
        room,
    )
    return latest_edit(original, [context.event(number, raw) for number, raw in reversed(rows)])


def _reindex(unit: Unit, context: Context, room: int, target: EventId) -> None:
    """Put the words of an edited message into the index instead of the old ones."""
    row = unit.row(
        "SELECT id, raw, weight FROM events WHERE event_id = ? AND room = ?", target, room
    )
    if row is None or row[2] <= Weight.DELETED:
        return
    number, raw, _ = row
    original = context.event(number, raw)
    edit = last_edit(unit, context, room, original)
    content = edit.new_content if edit is not None and edit.new_content else original.content
    search_index.remove(unit, number)
    search_index.add(unit, room, [(number, searchable(content))])


def searchable(content: object) -> str:
    """Return the words of a message that can be searched."""
    match content:
        case TextContent():
            return content.body.text
        case MediaContent():
            return f"{content.caption.text if content.caption else ''} {content.filename}"
        case PollContent():
            return " ".join([content.poll.question, *(a.text for a in content.poll.answers)])
        case _:
            return ""
