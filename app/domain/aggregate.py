"""One row of a conversation out of an event and everything that was said about it later.

Pure: the store gathers the facts, the send queue assembles its local echoes with the same function.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.content import Content, HiddenContent, MediaContent, PollContent, RedactedContent
from app.domain.events import Event
from app.domain.ids import EventId, ItemKey, TransactionId, UserId
from app.domain.people import Person
from app.domain.polls import Ballot, PollStart, PollState, Tally
from app.domain.power import PowerLevels
from app.domain.preview import summarize
from app.domain.timeline import EditVersion, Quote, Reaction, SendStatus, TimelineItem

MAX_REACTIONS = 30
"""Different emoji under one message that are shown; the rest is a prank."""
FORWARDED = "app.parta.forwarded_from"
"""Key in the content of a forwarded message: the name of the person who wrote it first."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote as stored: `timestamp` in milliseconds, the answers as sent (not checked)."""

    sender: UserId
    timestamp: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """Everything about one row beside its own event."""

    me: UserId
    sender: Person
    edit: Event | None = None
    quote: Quote | None = None
    reactions: tuple[Reaction, ...] = ()
    poll: PollState | None = None
    mentions_me: bool = False
    forwarded_from: str = ""
    read_by: int = 0
    pinned: bool = False
    transaction_id: TransactionId | None = None


def item_key(
    event_id: EventId | None, transaction_id: TransactionId | None, *, mine: bool
) -> ItemKey:
    """Return the key of a row: the same for a local echo and for the server's copy of it."""
    return ItemKey(transaction_id if mine and transaction_id else event_id or transaction_id or "")


def assemble(event: Event, facts: RowFacts, *, status: SendStatus | None = None) -> TimelineItem:
    """Return the row as it is to be shown now."""
    mine = event.sender == facts.me
    transaction = facts.transaction_id or event.transaction_id
    deleted = isinstance(event.content, RedactedContent)
    edit = None if deleted else facts.edit
    content = event.content
    mentions = event.mentions
    if edit is not None and edit.new_content is not None:
        content = edit.new_content
        mentions = replace(
            mentions,
            user_ids=mentions.user_ids | edit.mentions.user_ids,
            room=mentions.room or edit.mentions.room,
        )
    item = TimelineItem(
        key=item_key(event.event_id, transaction, mine=mine),
        event_id=event.event_id or None,
        transaction_id=transaction if mine else None,
        sender=facts.sender,
        timestamp=event.timestamp,
        content=content,
        mine=mine,
        quote=None if deleted else facts.quote,
        reactions=() if deleted else facts.reactions,
        poll=facts.poll if isinstance(content, PollContent) else None,
        edited=edit is not None,
        mentions=mentions,
        mentions_me=facts.mentions_me and not deleted,
        forwarded_from="" if deleted else facts.forwarded_from,
        read_by=facts.read_by if mine else 0,
        pinned=facts.pinned,
    )
    return item if status is None else replace(item, status=status)


def valid_edits(original: Event, edits: Sequence[Event]) -> tuple[Event, ...]:
    """Return the edits that count, in their order: same sender, same type, something to show.

    An edit of a picture may change its caption, never put another file in its place.
    """
    if isinstance(original.content, RedactedContent | HiddenContent):
        return ()
    return tuple(edit for edit in edits if _is_valid(original, edit))


def latest_edit(original: Event, edits: Sequence[Event]) -> Event | None:
    """Return the edit that holds now; `edits` are in the order in which they came."""
    valid = valid_edits(original, edits)
    return valid[-1] if valid else None


def edit_history(original: Event, edits: Sequence[Event]) -> tuple[EditVersion, ...]:
    """Return the versions of a message, oldest first."""
    versions = [EditVersion(original.timestamp, original.content)]
    for edit in valid_edits(original, edits):
        if edit.new_content is not None:
            versions.append(EditVersion(edit.timestamp, edit.new_content))
    return tuple(versions)


def _is_valid(original: Event, edit: Event) -> bool:
    new = edit.new_content
    if edit.sender != original.sender or edit.state_key is not None or new is None:
        return False
    if edit.type != original.type or isinstance(new, HiddenContent | RedactedContent):
        return False
    if isinstance(original.content, MediaContent):
        return isinstance(new, MediaContent) and new.source == original.content.source
    return True


def quote_of(
    event_id: EventId, original: Event | None, *, sender: Person | None, edit: Event | None = None
) -> Quote:
    """Return what a reply shows of its original: one line, never the original's own quote."""
    if original is None:
        return Quote(event_id, None, "", missing=True)
    content = original.content
    if edit is not None and edit.new_content is not None:
        content = edit.new_content
    return Quote(event_id, sender, quote_text(content))


def quote_text(content: Content) -> str:
    """Return the one line a quote shows; a word for what has none of its own."""
    kind, text = summarize(content)
    return text or _KIND_WORDS.get(kind.value, "")


_KIND_WORDS = {
    "photo": "Фотография",
    "video": "Видео",
    "audio": "Аудиозапись",
    "voice": "Голосовое сообщение",
    "file": "Файл",
    "poll": "Опрос",
    "sticker": "Стикер",
    "call": "Звонок",
    "deleted": "Сообщение удалено",
    "encrypted": "Зашифрованное сообщение",
}


def reaction_summary(
    tallies: Sequence[tuple[str, int]],
    mine: frozenset[str],
    senders: Mapping[str, tuple[Person, ...]],
) -> tuple[Reaction, ...]:
    """Return the reactions to show from (emoji, count) in the order of their first use."""
    return tuple(
        Reaction(key=key, count=count, mine=key in mine, senders=senders.get(key, ()))
        for key, count in tallies[:MAX_REACTIONS]
        if count > 0
    )


def poll_end(ends: Sequence[tuple[UserId, int]], author: UserId, levels: PowerLevels) -> int | None:
    """Return when the poll was closed: by its author or by someone who may delete messages.

    `ends` are (sender, milliseconds); the server accepts ends from anybody, so they are checked.
    """
    valid = [when for sender, when in ends if levels.may_redact(sender, author)]
    return min(valid) if valid else None


def poll_state(poll: PollStart, votes: Sequence[Vote], *, end: int | None, me: UserId) -> PollState:
    """Count a poll: the last vote of each person before the end, of answers that exist.

    No valid answers is a vote taken back. `votes` come in the order of the room.
    """
    known = {answer.id for answer in poll.answers}
    chosen: dict[UserId, tuple[str, ...]] = {}
    for vote in sorted(votes, key=lambda vote: vote.timestamp):
        if end is not None and vote.timestamp > end:
            continue
        answers = tuple(dict.fromkeys(answer for answer in vote.answers if answer in known))
        chosen.pop(vote.sender, None)
        chosen[vote.sender] = answers[: poll.max_selections]
    by_answer: dict[str, list[UserId]] = {answer.id: [] for answer in poll.answers}
    for user, answers in chosen.items():
        for answer in answers:
            by_answer[answer].append(user)
    return PollState(
        votes=tuple((answer.id, tuple(by_answer[answer.id])) for answer in poll.answers),
        voters=sum(1 for answers in chosen.values() if answers),
        own=frozenset(chosen.get(me, ())),
        closed=end is not None,
        voted=bool(chosen.get(me)),
    )


def anonymous_state(poll: PollStart, tally: Tally, ballot: Ballot, *, closed: bool) -> PollState:
    """Return where an anonymous poll stands: votes as events do not count, only told totals."""
    known = {answer.id for answer in poll.answers}
    return PollState(
        voters=tally.voters,
        own=frozenset(known.intersection(ballot.chosen)),
        closed=closed or tally.closed,
        voted=ballot.voted,
        tally=tally,
    )
