"""Gathering what the rows of a page need, a handful of queries for the whole page."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from app.domain.aggregate import (
    FORWARDED,
    MAX_REACTIONS,
    RowFacts,
    Vote,
    anonymous_state,
    assemble,
    poll_end,
    poll_state,
    quote_of,
    reaction_summary,
)
from app.domain.clean import clean_name
from app.domain.content import Content, PollContent
from app.domain.events import Event
from app.domain.ids import EventId, TransactionId, UserId
from app.domain.people import Person
from app.domain.polls import PollStart, PollState
from app.domain.timeline import Quote, Reaction, TimelineItem
from app.store import receipts, state
from app.store.ballots import ballot_of, last_tally
from app.store.context import Context
from app.store.db import Unit, chunks, places
from app.store.ingest import last_edit
from app.store.weights import Weight

ROW = "id, event_id, stretch, pos, weight, txn, raw"
_SENDERS = 3


@dataclass(slots=True)
class _Row:
    number: int
    event_id: EventId
    stretch: int | None
    pos: int | None
    weight: int
    txn: TransactionId | None
    event: Event


def items_of(
    unit: Unit, context: Context, room: int, event_ids: Iterable[EventId]
) -> tuple[TimelineItem, ...]:
    """Return the rows with these ids in the order of the room; hidden ones are left out."""
    found: list[Sequence[Any]] = []
    for part in chunks(list(event_ids)):
        found += unit.rows(
            f"SELECT {ROW} FROM events WHERE room = ? AND event_id IN ({places(part)}) "
            "AND weight > 0",
            room,
            *part,
        )
    found.sort(key=lambda row: (row[2] or 0, row[3] or 0, row[0]))
    return items_of_rows(unit, context, room, found)


def items_of_rows(
    unit: Unit, context: Context, room: int, found: Sequence[Sequence[Any]]
) -> tuple[TimelineItem, ...]:
    """Return the assembled rows for rows of `ROW`."""
    rows = [
        _Row(row[0], row[1], row[2], row[3], row[4], row[5], context.event(row[0], row[6]))
        for row in found
    ]
    if not rows:
        return ()
    edits = _edits(unit, context, room, [row.event for row in rows if row.weight > Weight.DELETED])
    quoted, quoted_edits = _quoted(unit, context, room, rows)
    reactions = _Reactions(unit, context, room, [row.event_id for row in rows])
    users = [row.event.sender for row in rows]
    users += [event.sender for event in quoted.values()]
    people = state.persons(unit, [*users, *reactions.users()], room)
    readers = _Readers(unit, context, room)
    pinned = pinned_ids(unit, room)
    return tuple(
        assemble(
            row.event,
            RowFacts(
                me=context.me,
                sender=people[row.event.sender],
                edit=edits.get(row.event_id),
                quote=_quote(row.event, quoted, quoted_edits, people),
                reactions=reactions.of(row.event_id, people),
                poll=_poll(unit, context, room, row.event),
                mentions_me=row.weight == Weight.MENTION,
                forwarded_from=_forwarded(row.event),
                read_by=readers.after(row.stretch, row.pos) if row.weight == Weight.OWN else 0,
                pinned=row.event_id in pinned,
                transaction_id=row.txn,
            ),
        )
        for row in rows
    )


def pinned_ids(unit: Unit, room: int) -> tuple[EventId, ...]:
    """Return the pinned messages, as the room has them."""
    listed = state.state_content(unit, room, "m.room.pinned_events").get("pinned")
    if not isinstance(listed, list):
        return ()
    return tuple(dict.fromkeys(EventId(event) for event in listed[:200] if isinstance(event, str)))


def _edits(
    unit: Unit, context: Context, room: int, originals: Sequence[Event]
) -> dict[EventId, Event]:
    """Return the edit that holds for each message that has one."""
    by_id = {event.event_id: event for event in originals}
    found: dict[EventId, Event] = {}
    for part in chunks(list(by_id)):
        for (target,) in unit.rows(
            f"SELECT DISTINCT target FROM relations WHERE target IN ({places(part)}) "
            "AND kind = 'edit' AND room = ?",
            *part,
            room,
        ):
            edit = last_edit(unit, context, room, by_id[target])
            if edit is not None:
                found[target] = edit
    return found


def current_contents(
    unit: Unit, context: Context, room: int, originals: Sequence[Event]
) -> dict[EventId, Content]:
    """Return what each message says now, edits applied."""
    edits = _edits(unit, context, room, originals)
    return {
        event.event_id: (edits[event.event_id].new_content if event.event_id in edits else None)
        or event.content
        for event in originals
    }


def _quoted(
    unit: Unit, context: Context, room: int, rows: Sequence[_Row]
) -> tuple[dict[EventId, Event], dict[EventId, Event]]:
    """Return the originals of replies and their edits: one step back, so cycles do no harm."""
    wanted = list(dict.fromkeys(row.event.reply_to for row in rows if row.event.reply_to))
    quoted: dict[EventId, Event] = {}
    for part in chunks(wanted):
        for event_id, number, raw in unit.rows(
            f"SELECT event_id, id, raw FROM events WHERE room = ? AND event_id IN ({places(part)})",
            room,
            *part,
        ):
            quoted[event_id] = context.event(number, raw)
    return quoted, _edits(unit, context, room, list(quoted.values()))


def _quote(
    event: Event,
    quoted: dict[EventId, Event],
    edits: dict[EventId, Event],
    people: dict[UserId, Person],
) -> Quote | None:
    if event.reply_to is None:
        return None
    original = quoted.get(event.reply_to)
    sender = people[original.sender] if original else None
    return quote_of(event.reply_to, original, sender=sender, edit=edits.get(event.reply_to))


def _forwarded(event: Event) -> str:
    content = event.raw.get("content")
    name = content.get(FORWARDED) if isinstance(content, dict) else None
    return clean_name(name) if isinstance(name, str) else ""


class _Reactions:
    """Reactions under the rows of a page: counts from the tallies, a few senders, mine."""

    def __init__(self, unit: Unit, context: Context, room: int, targets: list[EventId]) -> None:
        self._tallies: dict[EventId, list[tuple[str, int]]] = defaultdict(list)
        self._mine: dict[EventId, set[str]] = defaultdict(set)
        self._senders: dict[tuple[EventId, str], tuple[UserId, ...]] = {}
        reacted = [
            target
            for part in chunks(targets)
            for (target,) in unit.rows(
                "SELECT DISTINCT target FROM tallies "
                f"WHERE target IN ({places(part)}) AND room = ?",
                *part,
                room,
            )
        ]
        for target in reacted:
            found = unit.rows(
                "SELECT key, count, first FROM tallies INDEXED BY tallies_order WHERE target = ? "
                f"AND room = ? ORDER BY count DESC LIMIT {MAX_REACTIONS}",
                target,
                room,
            )
            for key, count, _ in sorted(found, key=lambda row: row[2]):
                self._tallies[target].append((key, count))
                self._senders[target, key] = tuple(
                    user
                    for (user,) in unit.rows(
                        "SELECT sender FROM relations INDEXED BY relations_key WHERE target = ? "
                        "AND key = ? AND kind = 'reaction' AND room = ? ORDER BY event "
                        f"LIMIT {_SENDERS}",
                        target,
                        key,
                        room,
                    )
                )
            for (key,) in unit.rows(
                "SELECT key FROM relations INDEXED BY relations_target WHERE target = ? "
                "AND kind = 'reaction' AND sender = ? AND room = ?",
                target,
                context.me,
                room,
            ):
                self._mine[target].add(key)

    def users(self) -> list[UserId]:
        """Everybody who is named."""
        return [user for users in self._senders.values() for user in users]

    def of(self, target: EventId, people: dict[UserId, Person]) -> tuple[Reaction, ...]:
        """The reactions of one row."""
        tallies = self._tallies.get(target)
        if not tallies:
            return ()
        senders = {
            key: tuple(people[user] for user in self._senders[target, key]) for key, _ in tallies
        }
        return reaction_summary(tallies, frozenset(self._mine.get(target, ())), senders)


class _Readers:
    """How many others have read up to a place; counted once per stretch of a page."""

    def __init__(self, unit: Unit, context: Context, room: int) -> None:
        self._unit, self._context, self._room = unit, context, room
        self._known: dict[int, tuple[list[int], list[int]]] = {}

    def after(self, stretch: int | None, pos: int | None) -> int:
        """Return how many receipts stand at `pos` or after it."""
        if stretch is None or pos is None:
            return 0
        if stretch not in self._known:
            counts = receipts.readers_by_place(self._unit, self._context, self._room, stretch)
            backwards = list(accumulate(count for _, count in reversed(counts)))
            self._known[stretch] = ([place for place, _ in counts], backwards[::-1])
        at, totals = self._known[stretch]
        index = bisect_left(at, pos)
        return totals[index] if index < len(totals) else 0


def _poll(unit: Unit, context: Context, room: int, event: Event) -> PollState | None:
    if not isinstance(event.content, PollContent):
        return None
    known = context.polls.get((room, event.event_id))
    if known is None:
        known = _count(unit, context, room, event, event.content.poll)
        context.polls[room, event.event_id] = known
    return known


def _count(unit: Unit, context: Context, room: int, event: Event, poll: PollStart) -> PollState:
    ends = [
        (UserId(sender), when)
        for sender, when in unit.rows(
            "SELECT sender, min(ts) FROM relations INDEXED BY relations_target "
            "WHERE target = ? AND kind = 'end' AND room = ? GROUP BY sender",
            event.event_id,
            room,
        )
    ]
    end = poll_end(ends, event.sender, state.levels_of(unit, room)) if ends else None
    if poll.anonymous:
        tally, ballot = last_tally(unit, room, event.event_id), ballot_of(unit, event.event_id)
        return anonymous_state(poll, tally, ballot, closed=end is not None)
    answers: dict[str, tuple[str, ...]] = {}
    votes = []
    # SQLite takes `key` from the row that has the maximum: the last vote of each person.
    for sender, when, key in unit.rows(
        "SELECT sender, max(ts), key FROM relations INDEXED BY relations_target "
        "WHERE target = ? AND kind = 'vote' AND room = ? AND ts <= ? GROUP BY sender",
        event.event_id,
        room,
        end if end is not None else 1 << 62,
    ):
        if key not in answers:
            answers[key] = tuple(json.loads(key))
        votes.append(Vote(UserId(sender), when, answers[key]))
    return poll_state(poll, votes, end=end, me=context.me)
