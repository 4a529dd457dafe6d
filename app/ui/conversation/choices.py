"""What can be done with a message, as values: menus, keys and tests ask the same function."""

from enum import Enum

from app.domain.content import (
    EncryptedContent,
    MediaContent,
    MediaKind,
    PollContent,
    RedactedContent,
    TextContent,
)
from app.domain.ids import EventId
from app.domain.rooms import Powers
from app.domain.timeline import SendState, TimelineItem
from app.ui.conversation.rows import is_service


class Choice(Enum):
    """An entry of the message menu: its icon."""

    REPLY = "arrow_reply_20_regular"
    EDIT = "edit_20_regular"
    COPY = "copy_20_regular"
    COPY_LINK = "link_20_regular"
    FORWARD = "arrow_forward_20_regular"
    SELECT = "checkmark_circle_20_regular"
    PIN = "pin_20_regular"
    UNPIN = "pin_off_20_regular"
    SAVE = "arrow_download_20_regular"
    KEEP_STICKER = "sticker_20_regular"
    READERS = "eye_20_regular"
    REACTIONS = "emoji_20_regular"
    EDITS = "history_20_regular"
    TAKE_VOTE_BACK = "dismiss_20_regular"
    CLOSE_POLL = "checkmark_16_regular"
    EXPORT_POLL = "document_24_regular"
    RETRY = "arrow_clockwise_20_regular"
    DISCARD = "broom_20_regular"
    REPORT = "flag_24_regular"
    DELETE = "delete_20_regular"


def id_of(item: TimelineItem) -> EventId:
    """Return the event id, or the key of a message that is still in the queue."""
    return item.event_id or EventId(item.key)


def can_react(item: TimelineItem, powers: Powers) -> bool:
    """Whether a reaction can be put under a message."""
    gone = isinstance(item.content, RedactedContent) or is_service(item)
    return not gone and item.event_id is not None and powers.can_react


def choices_for(item: TimelineItem, powers: Powers, *, reports: bool = False) -> tuple[Choice, ...]:
    """Return what the menu of a message offers, in order; `reports`: somebody reads complaints."""
    if is_service(item):
        return (Choice.COPY,)
    content, sent = item.content, item.event_id is not None
    gone = isinstance(content, RedactedContent)
    if item.status.state is SendState.FAILED:
        return (Choice.RETRY, Choice.COPY, Choice.DISCARD)
    if item.status.state is SendState.UPLOADING:
        return (Choice.DISCARD,)
    if gone:
        return (Choice.SELECT,)
    made: list[Choice] = []
    if powers.can_send:
        made.append(Choice.REPLY)
    if item.mine and _is_editable(item):
        made.append(Choice.EDIT)
    made.append(Choice.COPY)
    if sent:
        made.append(Choice.COPY_LINK)
        if not isinstance(content, EncryptedContent | PollContent):
            made.append(Choice.FORWARD)
    made.append(Choice.SELECT)
    if sent and powers.can_pin:
        made.append(Choice.UNPIN if item.pinned else Choice.PIN)
    if isinstance(content, MediaContent) and content.source is not None:
        if content.kind is MediaKind.STICKER:
            made.append(Choice.KEEP_STICKER)
        made.append(Choice.SAVE)
    if item.mine and sent:
        made.append(Choice.READERS)
    if item.reactions:
        made.append(Choice.REACTIONS)
    if item.edited:
        made.append(Choice.EDITS)
    if isinstance(content, PollContent) and item.poll is not None and sent:
        final = content.poll.final or content.poll.anonymous
        if item.poll.own and not item.poll.closed and not final:
            made.append(Choice.TAKE_VOTE_BACK)
        if item.mine and not item.poll.closed:
            made.append(Choice.CLOSE_POLL)
        if item.mine and item.poll.voters and (content.poll.disclosed or item.poll.closed):
            made.append(Choice.EXPORT_POLL)
    if reports and sent and not item.mine:
        made.append(Choice.REPORT)
    if item.mine or (powers.can_redact_others and sent):
        made.append(Choice.DELETE)
    return tuple(made)


def _is_editable(item: TimelineItem) -> bool:
    content = item.content
    if isinstance(content, MediaContent):
        return content.kind in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.FILE)
    return isinstance(content, TextContent)


def vote_after(item: TimelineItem, answer_id: str) -> tuple[str, ...] | None:
    """Return my votes after a click on an option; None where a click does nothing."""
    content, state = item.content, item.poll
    if not isinstance(content, PollContent) or item.event_id is None:
        return None
    own = state.own if state is not None else frozenset()
    if state is not None and state.closed:
        return None
    if content.poll.max_selections <= 1:
        return () if answer_id in own else (answer_id,)
    chosen = own ^ {answer_id}
    if len(chosen) > content.poll.max_selections:
        return None
    return tuple(answer.id for answer in content.poll.answers if answer.id in chosen)
