"""A poll that was begun in a chat and not sent: kept in the profile's encrypted file."""

from dataclasses import asdict

from app.domain.ids import RoomId
from app.domain.polls import MAX_QUESTION, PollDraft
from app.services.facade.session import Session

_KEY = "poll_draft."
_EMPTY = PollDraft()
_MAX_OPTION, _MAX_OPTIONS = 120, 20


async def kept_draft(session: Session, room_id: RoomId) -> PollDraft:
    """Return what was begun in a chat; an empty draft where nothing was."""
    kept = await session.setting(_KEY + room_id)
    if not isinstance(kept, dict):
        return _EMPTY
    options, hours = kept.get("options"), kept.get("hours")
    texts = options[:_MAX_OPTIONS] if isinstance(options, list) else []
    return PollDraft(
        str(kept.get("question", ""))[:MAX_QUESTION],
        tuple(str(one)[:_MAX_OPTION] for one in texts),
        background=str(kept.get("background", "")),
        several=kept.get("several") is True,
        anonymous=kept.get("anonymous") is True,
        final=kept.get("final") is True,
        hours=hours if isinstance(hours, int) else 0,
    )


async def keep_draft(session: Session, room_id: RoomId, draft: PollDraft) -> None:
    """Keep what was begun, or forget it where it is empty."""
    kept = asdict(draft) | {"options": list(draft.options)}
    await session.put_setting(_KEY + room_id, None if draft == _EMPTY else kept)
