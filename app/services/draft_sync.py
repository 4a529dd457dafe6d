"""Drafts on all devices of a person: `app.parta.draft` of a chat, `{"text", …, "ts"}`.

Told when the writing rests, so a message that is typed and sent at once tells nothing. The later
one wins, with three exceptions: what is being written here is never replaced; a draft that is sent
or emptied elsewhere takes away only what that device knew; what is too long stays here.
An emptied draft is told like any other, and remembered on the disk until it is.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.domain.clean import clean_text
from app.domain.errors import AppError
from app.domain.events import Json, SyncBatch
from app.domain.ids import EventId, RoomId
from app.domain.parse.fields import identifier, integer
from app.services.contents import is_local
from app.services.drafts import EMPTY, Drafts, Kept, read_draft, without_local, write_draft
from app.services.facade.composer import Draft
from app.services.patience import Patience
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.send_failure import Verdict, judge
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)

DRAFT = "app.parta.draft"
REST = 4.0
"""Seconds without a key before a draft is told."""
AT_LAST = 30.0
"""Seconds after which it is told even while somebody writes on and on."""
FINGERS = 5.0
"""Seconds after a key in which nothing from elsewhere replaces the text."""
LONGEST = 20_000
"""Characters that are told: an event of the server holds 64 KB."""
_DAY = 86_400_000


class DraftSync:
    """Tells the server of drafts and takes over those of other devices."""

    def __init__(
        self,
        drafts: Drafts,
        *,
        api: MatrixApi,
        clock: Clock,
        patience: Patience,
        tasks: TaskScope,
    ) -> None:
        self._drafts, self._api = drafts, api
        self._clock, self._patience, self._tasks = clock, patience, tasks
        self._listeners: list[Callable[[RoomId], None]] = []
        self._seen: dict[RoomId, int] = {}
        """Time of the newest draft that the server is known to have had."""
        self._there: dict[RoomId, Draft | None] = {}
        """What the server has; None where that is not known."""
        self._last_key: dict[RoomId, float] = {}
        self._first_key: dict[RoomId, float] = {}
        self._refused: set[RoomId] = set()
        self._telling = False

    def begin(self) -> None:
        """Go on with what the last run left."""
        for room_id, kept in self._drafts.all().items():
            self._there[room_id] = kept.draft if kept.told else None
            if kept.told:
                self._seen[room_id] = kept.when
        self._go()

    def watch(self, listener: Callable[[RoomId], None]) -> Callable[[], None]:
        """Call `listener` when a draft came from another device; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # --------------------------------------------------------------------------- written here

    def write(self, room_id: RoomId, draft: Draft) -> None:
        """The person wrote something here, or took it all away."""
        if draft == self._drafts.get(room_id):
            return
        now = self._clock.monotonic()
        self._last_key[room_id] = now
        if self._drafts.kept(room_id).told:
            self._first_key[room_id] = now
        self._refused.discard(room_id)
        when = max(self._now(), self._seen.get(room_id, 0) + 1)
        told = draft == self._there.get(room_id, EMPTY)
        self._drafts.put(room_id, Kept(draft, when, told))
        self._go()

    def _go(self) -> None:
        if not self._telling and self._waiting():
            self._telling = True
            self._tasks.start(self._tell_all(), name="drafts")

    def _waiting(self) -> list[RoomId]:
        return [
            room_id
            for room_id, kept in self._drafts.all().items()
            if not kept.told
            and room_id not in self._refused
            and len(kept.draft.text) + len(kept.draft.aside) <= LONGEST
        ]

    async def _tell_all(self) -> None:
        try:
            while waiting := self._waiting():
                await self._clock.sleep(REST)
                await self._patience.until_online()
                for room_id in waiting:
                    if self._is_resting(room_id):
                        await self._tell(room_id)
        finally:
            self._telling = False

    def _is_resting(self, room_id: RoomId) -> bool:
        now = self._clock.monotonic()
        last, first = self._last_key.get(room_id), self._first_key.get(room_id)
        if last is None or first is None:
            return True  # from the last run
        return now - last >= REST or now - first >= AT_LAST

    async def _tell(self, room_id: RoomId) -> None:
        failures = 0
        while not (kept := self._drafts.kept(room_id)).told:
            draft = without_local(kept.draft, is_local)
            if draft is None:
                self._refused.add(room_id)
                return
            try:
                content = {**write_draft(draft), "ts": kept.when}
                await self._api.set_account_data(DRAFT, content, room_id=room_id)
            except AppError as error:
                judgement = judge(error, failures)
                failures += 1
                if judgement.verdict in {Verdict.GIVE_UP, Verdict.DONE}:
                    _log.info("a draft stays on this computer: %s", error)
                    self._refused.add(room_id)
                    return
                waits = judgement.verdict is Verdict.WAIT
                await self._patience.pause(None if waits else judgement.seconds)
                continue
            self._seen[room_id] = max(kept.when, self._seen.get(room_id, 0))
            self._there[room_id] = kept.draft
            if self._drafts.kept(room_id) == kept:
                self._drafts.put(room_id, replace(kept, told=True))
            self._first_key[room_id] = self._clock.monotonic()
            return

    # ------------------------------------------------------------------------ written elsewhere

    def take_batch(self, batch: SyncBatch) -> None:
        """Take over what sync says of drafts."""
        for room_id, kind, content in batch.room_account_data:
            if kind == DRAFT:
                self._take(room_id, content)

    def _take(self, room_id: RoomId, content: Json) -> None:
        when = min(integer(content.get("ts")) or 0, self._now() + _DAY)
        if when <= self._seen.get(room_id, 0):
            return  # our own word coming back, or an older one
        draft = _cleaned(content)
        self._seen[room_id], self._there[room_id] = when, draft
        kept = self._drafts.kept(room_id)
        if draft == kept.draft:
            self._drafts.put(room_id, Kept(draft, when))
        elif self._stays(room_id, kept, draft, when):
            self._drafts.put(room_id, Kept(kept.draft, max(kept.when, when + 1), told=False))
            self._go()
        else:
            self._drafts.put(room_id, Kept(draft, when))
            for listener in tuple(self._listeners):
                listener(room_id)

    def _stays(self, room_id: RoomId, kept: Kept, draft: Draft, when: int) -> bool:
        """Whether the text here is kept, and told again, against the one from elsewhere."""
        last = self._last_key.get(room_id)
        if last is not None and self._clock.monotonic() - last < FINGERS:
            return True
        return not kept.told and (kept.when >= when or draft == EMPTY)

    def _now(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _cleaned(content: Json) -> Draft:
    """Return a draft as the server has it, made safe."""
    raw = read_draft(content)
    reply, edit = identifier(raw.reply_to), identifier(raw.edit)
    return Draft(
        clean_text(raw.text, LONGEST),
        EventId(reply) if reply else None,
        EventId(edit) if edit else None,
        clean_text(raw.aside, LONGEST),
    )
