"""What the send queue changes about a conversation before the server says so. Pure.

A queued message is a row of its own at the live end; a queued edit, reaction, vote or deletion
changes the row it is about. All changes may be applied twice: the server's copy of a row and the
queue entry behind it do not vanish in the same instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.aggregate import FORWARDED, RowFacts, assemble
from app.domain.cache import Outgoing
from app.domain.content import MediaContent, PollContent, RedactedContent
from app.domain.events import Event
from app.domain.ids import EventId, UserId
from app.domain.parse import parse_event
from app.domain.people import Person
from app.domain.polls import PollState
from app.domain.timeline import Quote, Reaction, SendState, SendStatus, TimelineItem
from app.services.contents import LOCAL, REACTION_NOTE, ROW_NOTE, target_of


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry of the queue and where it is on its way."""

    entry: Outgoing
    status: SendStatus


def echo_event(entry: Outgoing, me: UserId) -> Event | None:
    """Return the entry as the event it is going to be."""
    return parse_event(
        {
            "type": entry.event_type,
            "event_id": entry.event_id or "",
            "sender": me,
            "origin_server_ts": int(entry.created.timestamp() * 1000),
            "content": dict(entry.content),
            "unsigned": {"transaction_id": entry.txn_id},
        }
    )


def echo_item(pending: Pending, me: Person, *, quote: Quote | None) -> TimelineItem | None:
    """Return the row of a queued message."""
    entry = pending.entry
    event = echo_event(entry, me.user_id)
    if event is None:
        return None
    name = entry.content.get(FORWARDED)
    poll = PollState() if isinstance(event.content, PollContent) else None
    facts = RowFacts(
        me=me.user_id,
        sender=me,
        quote=quote,
        poll=poll,
        forwarded_from=name if isinstance(name, str) else "",
    )
    item = assemble(event, facts, status=pending.status)
    if isinstance(item.content, MediaContent):
        local = entry.content.get(LOCAL)
        source = local.get("source", "") if isinstance(local, dict) else ""
        shown = replace(item.content, local_path=entry.path or str(source))
        item = replace(item, content=shown)
    return item


def row_of(entry: Outgoing) -> str:
    """Return which row an entry changes (an event, or a message of the queue), '' for none."""
    if entry.kind == "message":
        return ""
    return str(entry.content.get(ROW_NOTE) or entry.target or "")


def reply_target(entry: Outgoing) -> str:
    """Return the event a queued message answers, '' where it answers none."""
    return target_of(entry.content) if entry.kind == "message" else ""


def overlay(item: TimelineItem, pending: Sequence[Pending], me: Person) -> TimelineItem:
    """Return the row as it looks with what is on its way to it."""
    for each in pending:
        item = _apply(item, each, me)
    return item


def _apply(item: TimelineItem, pending: Pending, me: Person) -> TimelineItem:
    entry, failed = pending.entry, pending.status.state is SendState.FAILED
    if isinstance(item.content, RedactedContent):
        return item
    match entry.kind:
        case "edit":
            return _edited(item, pending, me)
        case "reaction" if not failed:
            relates = entry.content.get("m.relates_to")
            key = relates.get("key") if isinstance(relates, dict) else None
            return replace(item, reactions=_reacted(item, str(key), me)) if key else item
        case "redaction" if not failed:
            if key := entry.content.get(REACTION_NOTE):
                return _without_reaction(item, str(key), me)
            gone = RedactedContent(me.user_id)
            return replace(item, content=gone, reactions=(), quote=None, poll=None)
        case "vote" if not failed and item.poll is not None:
            inner = entry.content.get(entry.event_type)
            answers = inner.get("answers", ()) if isinstance(inner, dict) else ()
            return replace(item, poll=_voted(item.poll, tuple(answers), me))
        case "poll_end" if not failed and item.poll is not None:
            return replace(item, poll=replace(item.poll, closed=True))
        case _:
            return item


def _edited(item: TimelineItem, pending: Pending, me: Person) -> TimelineItem:
    event = echo_event(pending.entry, me.user_id)
    if event is None or event.new_content is None:
        return item
    content, status = event.new_content, pending.status
    if isinstance(content, MediaContent) and isinstance(item.content, MediaContent):
        content = replace(item.content, caption=content.caption)
    if status.state is SendState.SENT:
        status = item.status
    return replace(item, content=content, edited=True, status=status)


def _reacted(item: TimelineItem, key: str, me: Person) -> tuple[Reaction, ...]:
    changed = []
    for reaction in item.reactions:
        if reaction.key == key and reaction.mine:
            return item.reactions
        if reaction.key == key:
            senders = (me, *reaction.senders)
            reaction = Reaction(key, reaction.count + 1, mine=True, senders=senders)
        changed.append(reaction)
    if all(reaction.key != key for reaction in item.reactions):
        changed.append(Reaction(key, 1, mine=True, senders=(me,)))
    return tuple(changed)


def _without_reaction(item: TimelineItem, key: str, me: Person) -> TimelineItem:
    kept = []
    for reaction in item.reactions:
        if reaction.key != key or not reaction.mine:
            kept.append(reaction)
        elif reaction.count > 1:
            senders = tuple(p for p in reaction.senders if p.user_id != me.user_id)
            kept.append(Reaction(key, reaction.count - 1, mine=False, senders=senders))
    return replace(item, reactions=tuple(kept))


def _voted(state: PollState, answers: tuple[str, ...], me: Person) -> PollState:
    votes = []
    for answer, users in state.votes:
        others = tuple(user for user in users if user != me.user_id)
        votes.append((answer, (*others, me.user_id) if answer in answers else others))
    known = {answer for answer, _ in votes}
    votes += [(answer, (me.user_id,)) for answer in answers if answer not in known]
    voters = state.voters + bool(answers) - bool(state.own)
    return replace(state, votes=tuple(votes), voters=voters, own=frozenset(answers))


@dataclass(frozen=True, slots=True)
class OwnReaction:
    """What the queue holds of my reaction with one emoji to one message.

    `waiting`: an entry that has not gone out and is undone by dropping it; `sent`: the reaction's
    event; `deleted`: reactions whose deletion has gone out.
    """

    waiting: str = ""
    sent: EventId | None = None
    deleted: frozenset[EventId] = frozenset()


def own_reaction(pending: Sequence[Pending], event_id: str, key: str) -> OwnReaction:
    """Look through the queue for my reaction with this emoji."""
    found = OwnReaction()
    for each in pending:
        entry = each.entry
        relates = entry.content.get("m.relates_to")
        same = isinstance(relates, dict) and relates.get("key") == key
        if entry.kind == "reaction" and entry.target == event_id and same:
            found = replace(found, waiting="", sent=entry.event_id)
            if entry.event_id is None:
                found = replace(found, waiting=entry.txn_id)
        is_undoing = entry.content.get(REACTION_NOTE) == key
        if is_undoing and entry.content.get(ROW_NOTE) == event_id and entry.target:
            if entry.event_id is None:
                found = replace(found, waiting=entry.txn_id)
            else:
                found = replace(found, deleted=found.deleted | {entry.target})
    return found
