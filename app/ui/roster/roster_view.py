"""«Состав и чаты»: a list goes in, is looked at, stands; chats follow."""

from collections.abc import Awaitable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from app.domain.errors import AppError, ServerError
from app.domain.rosters import Draft, Source, SyncPreview, SyncRun
from app.services.facade.school.school import School
from app.ui.qt.dialogs import Sheet, confirm, opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import label
from app.ui.roster.columns_sheet import ColumnsSheet
from app.ui.roster.draft_card import DraftCard
from app.ui.roster.lines import Line, LineList
from app.ui.roster.loaded import LoadedView
from app.ui.roster.sources_card import SourcesCard, SourceSheet
from app.ui.roster.sync_card import HistoryCard, SyncCard
from app.ui.roster.upload_card import UploadCard
from app.ui.school.grid import CardGrid
from app.ui.theme import FontRole, Theme

_WATCH_MS = 2_000


class RosterView(LoadedView):
    """Upload and draft at the left, chats and history at the right."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.upload, self.sync = UploadCard(theme), SyncCard(theme)
        self.history, self.sources = HistoryCard(theme), SourcesCard(theme)
        self.drafts: list[DraftCard] = []
        self._paths: tuple[Path, ...] = ()
        self._columns: dict[str, str] = {}
        self.grid = CardGrid(theme, card_width=420, most=2, weights=(3, 2))
        self.grid.show_cards([self.upload, self.sync])
        self.column.addWidget(self.grid)
        self.column.addWidget(self.sources)
        self.column.addWidget(self.history)
        self.column.addStretch(1)
        self.upload.chosen.connect(lambda paths: self.tasks.start(self.send(paths)))
        self.upload.columns_wanted.connect(lambda: self.tasks.start(self._ask_columns()))
        self.sources.pulled.connect(lambda one: self.tasks.start(self._bring(self._pull(one))))
        self.sources.added.connect(lambda: self.act(self._add_source()))
        self.sources.dropped.connect(lambda one: self.act(self._drop_source(one)))
        self.sync.asked.connect(lambda sure: self.act(self._ask(sure=sure)))
        self.sync.looked.connect(lambda: self.act(self._look()))
        self.sync.stopped.connect(lambda run: self.act(self._stop(run)))
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(lambda: self.tasks.start(self._watch_sync()))

    async def load(self) -> None:
        """Drafts that wait, the newest syncs, the history."""
        rosters = self.school.rosters
        drafts, revisions = await rosters.drafts(), await rosters.revisions()
        await self._refresh_sync()
        await self._refresh_sources()
        self._show_drafts(drafts)
        self.history.show_revisions(revisions)

    async def send(self, paths: Sequence[Path]) -> None:
        """Upload what the person chose; what is wrong with it is said beside it."""
        self._paths = tuple(paths)
        coming = self.school.rosters.upload(self.org, self._paths, columns=self._columns)
        await self._bring(coming)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks, nobody asks."""
        self._watch.stop()
        super().hideEvent(event)

    def _show_drafts(self, drafts: Sequence[Draft]) -> None:
        for old in self.drafts:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.drafts = [DraftCard(self.theme, one) for one in drafts]
        for number, card in enumerate(self.drafts):
            card.applied.connect(self._on_apply)
            card.cancelled.connect(lambda draft: self.act(self._cancel(draft)))
            self.column.insertWidget(1 + number, card)

    def _on_apply(self, draft: Draft, reason: str, carry_on: bool) -> None:
        card = next(one for one in self.drafts if one.draft is draft)
        card.work()
        self.tasks.start(self._apply(card, reason, carry_on=carry_on))

    async def _apply(self, card: DraftCard, reason: str, *, carry_on: bool) -> None:
        try:
            await self.school.rosters.confirm(card.draft, override=reason, carry_on=carry_on)
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))
            card.rest()
            return
        self.act(self.school.refresh())
        toast(self, self.theme, tr("Список принят. Чаты приводятся в порядок."))
        self.reload()

    async def _cancel(self, draft: Draft) -> None:
        await self.school.rosters.cancel(draft)
        self._show_drafts([one.draft for one in self.drafts if one.draft is not draft])

    async def _refresh_sync(self) -> None:
        status = await self.school.syncs.status()
        self.sync.show_status(status)
        running = any(run.open for run in status.runs)
        if running and self.isVisible():
            self._watch.start()
        else:
            self._watch.stop()

    async def _bring(self, coming: Awaitable[Draft]) -> None:
        self.upload.work()
        try:
            draft = await coming
        except AppError as error:
            findings = error.findings if isinstance(error, ServerError) else ()
            self.upload.refuse(user_text(error.user_text), findings)
            return
        self.upload.rest()
        self._show_drafts((draft, *(one.draft for one in self.drafts if one.draft.id != draft.id)))

    async def _ask_columns(self) -> None:
        sheet = ColumnsSheet(self, self.theme, self._columns, again=bool(self._paths))
        if await opened(sheet):
            self._columns = sheet.columns
            if self._paths:
                await self.send(self._paths)

    async def _pull(self, source: Source) -> Draft:
        try:
            return await self.school.rosters.pull(source)
        finally:
            self.act(self._refresh_sources())

    async def _refresh_sources(self) -> None:
        me = self.school.me.value
        found = await self.school.rosters.sources()
        self.sources.show_sources(found, runs_server=me is not None and me.operator)

    async def _add_source(self) -> None:
        if await opened(SourceSheet(self, self.theme, self.school.rosters, org=self.org)):
            await self._refresh_sources()

    async def _drop_source(self, source: Source) -> None:
        title, action = tr("Больше не забирать список?"), tr("Убрать")
        if await confirm(self, self.theme, title, source.place, action=action, danger=True):
            await self.school.rosters.drop_source(source)
            await self._refresh_sources()

    async def _watch_sync(self) -> None:
        try:
            await self._refresh_sync()
        except AppError as error:
            self._watch.stop()
            self.strip.say(user_text(error.user_text))

    async def _ask(self, *, sure: bool) -> None:
        if sure and self.sync.run is not None:
            title, action = tr("Провести сверку?"), tr("Провести")
            text = self.sync.run.text
            if not await confirm(self, self.theme, title, text, action=action, danger=True):
                return
        await self.school.syncs.ask(override=sure)
        await self._refresh_sync()

    async def _stop(self, run: SyncRun) -> None:
        await self.school.syncs.stop(run)
        await self._refresh_sync()

    async def _look(self) -> None:
        preview = await self.school.syncs.preview()
        await opened(PreviewSheet(self, self.theme, preview))


class PreviewSheet(Sheet):
    """What a sync would do now, line by line."""

    def __init__(self, parent: RosterView, theme: Theme, preview: SyncPreview) -> None:
        super().__init__(parent, theme, tr("Что изменит сверка"), width=560)
        text = preview.text if not preview.allowed else ""
        if not preview.steps:
            text = text or tr("Всё уже так, как в списке: менять нечего.")
        if text:
            self.body.addWidget(label(theme, text, FontRole.BODY, wrap=True))
        self.lines = LineList(theme, tr("Что изменит сверка"), first=50)
        self.lines.show_lines([Line(one) for one in preview.steps])
        self.body.addWidget(self.lines)
        self.add_action(tr("Закрыть"))
