"""The messages of one profile: its send queue, open chats, drafts, read marks and files.

Sync batches are worked on one after the other. In each, open chats re-read their rows before the
queue lets go of what came back, so that an echo turns into its row without a gap between.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.cache import Applied, TimelineChange
from app.domain.diff import Observable
from app.domain.ids import EventId, RoomId, UserId
from app.domain.profiles import Connection
from app.domain.timeline import TimelineItem
from app.services.ballots import Ballots
from app.services.composer import QueueComposer
from app.services.contents import REDACTION
from app.services.draft_sync import DraftSync
from app.services.drafts import Drafts
from app.services.echo import Pending
from app.services.media_library import CachedMedia
from app.services.patience import Patience
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.media import MediaTools
from app.services.ports.store import Store
from app.services.read_marks import ReadMarks
from app.services.send_queue import SendQueue
from app.services.tasks import TaskScope
from app.services.timeline import OpenTimeline
from app.services.timeline_details import TimelineDetails
from app.services.timeline_pages import Pages
from app.services.transfers import Transfers
from app.services.typing_notices import TypingNotices
from app.services.updates import Updates
from app.services.votes import Votes


class Messages:
    """Puts the parts together for a session."""

    def __init__(
        self,
        *,
        me: UserId,
        store: Store,
        api: MatrixApi,
        tools: MediaTools,
        clock: Clock,
        updates: Updates,
        connection: Observable[Connection],
        on_error: Callable[[BaseException], None],
        workdir: Path,
        may_send_files: bool = True,
        on_pending: Callable[[RoomId, tuple[Pending, ...]], None] = lambda *_: None,
    ) -> None:
        self._me = me
        self._store = store
        self._api = api
        self._on_error = on_error
        self._tasks = tasks = TaskScope(on_error)
        self._connection = connection
        self._patience = patience = Patience(clock, connection, tasks)
        transfers = Transfers(
            store=store, api=api, tools=tools, clock=clock, workdir=workdir / "outgoing"
        )
        self._queue = SendQueue(
            store=store,
            api=api,
            preparation=transfers,
            clock=clock,
            patience=patience,
            tasks=tasks,
        )
        self._queue.follow(on_pending)
        self._queue.on_overtaken = self._on_overtaken
        self._queue.on_suspended = self._on_suspended
        self._drafts = Drafts(store=store, clock=clock, tasks=tasks, publish=updates.publish)
        self._draft_sync = DraftSync(
            self._drafts, api=api, clock=clock, patience=patience, tasks=tasks
        )
        updates.subscribe_batches(self._draft_sync.take_batch)
        self._marks = ReadMarks(
            store=store,
            api=api,
            clock=clock,
            patience=patience,
            tasks=tasks,
            publish=updates.publish,
        )
        typing = TypingNotices(store=store, api=api, clock=clock, patience=patience, tasks=tasks)
        self._ballots = Ballots(api, store, self._on_applied)
        self.composer = QueueComposer(
            me=me,
            store=store,
            api=api,
            queue=self._queue,
            transfers=transfers,
            drafts=self._drafts,
            draft_sync=self._draft_sync,
            typing=typing,
            votes=Votes(store=store, api=api, queue=self._queue, ballots=self._ballots),
            find_row=self._find_row,
            may_send_files=may_send_files,
        )
        self.media = CachedMedia(
            store=store, api=api, clock=clock, tasks=tasks, workdir=workdir / "incoming"
        )
        self._timelines: list[OpenTimeline] = []
        self._batches: list[Applied] = []
        self._working = False
        self._unsubscribe = updates.subscribe(self._on_applied)

    async def start(self) -> None:
        """Take up drafts and the send queue where the last run left them."""
        await self._drafts.load()
        self._draft_sync.begin()
        await self._queue.load()

    async def open_timeline(self, room_id: RoomId, at: EventId | None = None) -> OpenTimeline:
        """Open a chat from the cache alone."""
        me = await self._store.person(self._me, room_id)
        timeline = OpenTimeline(
            room_id,
            me=me,
            details=TimelineDetails(
                room_id, store=self._store, api=self._api, ballots=self._ballots
            ),
            pages_of=lambda busy: Pages(room_id, store=self._store, api=self._api, busy=busy),
            queue=self._queue,
            marks=self._marks,
            on_error=self._on_error,
            on_closed=self._timelines.remove,
        )
        # Listed before it reads: what sync brings meanwhile is applied on top.
        self._timelines.append(timeline)
        try:
            await timeline.open(at)
        except BaseException:
            timeline.close()
            raise
        return timeline

    @property
    def open_room(self) -> RoomId | None:
        """The chat on the screen: the one opened last that was not closed since."""
        return self._timelines[-1].room_id if self._timelines else None

    def set_active(self, active: bool) -> None:
        """Whether the person is there: read marks go out only then."""
        self._marks.set_active(active)

    async def aclose(self) -> None:
        """End everything; drafts reach the disk. The store closes after this."""
        self._unsubscribe()
        self._patience.close()
        for timeline in tuple(self._timelines):
            await timeline.aclose()
        await self._tasks.aclose()
        await self._drafts.flush()

    def _find_row(self, room_id: RoomId, key: str) -> TimelineItem | None:
        for timeline in self._timelines:
            if timeline.room_id == room_id and (row := timeline.find(key)) is not None:
                return row
        return None

    # ------------------------------------------------------------------------ what sync says

    def _on_applied(self, applied: Applied) -> None:
        if applied.timelines:
            self._batches.append(applied)
            if not self._working:
                self._working = True
                self._tasks.start(self._work())

    def _on_overtaken(self, room_id: RoomId, event_id: EventId) -> None:
        change = TimelineChange(appended=(event_id,))
        self._on_applied(Applied(timelines={room_id: change}))

    def _on_suspended(self, suspended: bool) -> None:
        known = self._connection.value
        if known.suspended != suspended:
            self._connection.set(replace(known, suspended=suspended))

    async def _work(self) -> None:
        try:
            while self._batches:
                await self._take(self._batches.pop(0).timelines or {})
        finally:
            self._working = False

    async def _take(self, changes: Mapping[RoomId, TimelineChange]) -> None:
        for timeline in tuple(self._timelines):
            if (change := changes.get(timeline.room_id)) is not None:
                await timeline.take(change)
        gaps = frozenset(room_id for room_id, change in changes.items() if change.gap)
        await self._queue.settle(changes, gaps)
        if self._queue.expects_taken_back:
            for room_id, change in changes.items():
                await self._take_back(room_id, change)

    async def _take_back(self, room_id: RoomId, change: TimelineChange) -> None:
        """Delete what was taken back while it was on the wire and arrived all the same."""
        for item in await self._store.items(room_id, change.appended):
            if item.event_id and self._queue.was_taken_back(item.transaction_id):
                self._queue.add(
                    room_id,
                    kind="redaction",
                    event_type=REDACTION,
                    content={"reason": ""},
                    target=item.event_id,
                )
