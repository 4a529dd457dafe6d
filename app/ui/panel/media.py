"""The tabs with photos, videos, files and polls of a chat; loaded while one scrolls."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.cache import MediaRow
from app.domain.content import Content, MediaContent, MediaKind, PollContent
from app.domain.diff import Insert, ListDiff, ObservableList, Reset, Unsubscribe, Update
from app.domain.preview import preview_of
from app.domain.timeline import TimelineItem
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.qt.failures import said
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time

PAGE, COLUMNS, ROW = 60, 3, 56
PICTURES = frozenset({MediaKind.IMAGE.value, MediaKind.VIDEO.value})
_ICONS = {
    MediaKind.VIDEO: "video_24_regular",
    MediaKind.AUDIO: "music_note_2_24_regular",
    MediaKind.VOICE: "mic_24_regular",
}


def spoken(row: MediaRow) -> str:
    """Return what a screen reader says of an attachment."""
    item = row.item
    preview = preview_of(item.content, sender_name="", mine=item.mine, group=False)
    return f"{item.sender.name}, {preview.text}, {full_time(item.timestamp, datetime.now(UTC))}"


def _kind(content: Content) -> str:
    if isinstance(content, MediaContent):
        return content.kind.value
    return "poll" if isinstance(content, PollContent) else ""


class MediaTab(QWidget):
    """One kind of attachments, newest first; Enter or a click shows it in the conversation."""

    picked = Signal(str)

    def __init__(
        self, theme: Theme, images: ImageLoader, kinds: tuple[str, ...], nothing: str
    ) -> None:
        super().__init__()
        self._kinds, self._nothing = kinds, nothing
        self._tasks = TaskScope(said(self._say))
        self._timeline: Timeline | None = None
        self._rows: ObservableList[MediaRow] = ObservableList()
        self._complete = self._loading = False
        self._cut: Unsubscribe | None = None
        self.grid = PICTURES.issuperset(kinds)
        self.model: DiffListModel[MediaRow] = DiffListModel(self, text_of=spoken)
        self.model.set_source(self._rows)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_MediaDelegate(theme, images, self.view, grid=self.grid))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        if self.grid:
            self.view.setViewMode(QListView.ViewMode.IconMode)
            self.view.setMovement(QListView.Movement.Static)
            self.view.setResizeMode(QListView.ResizeMode.Adjust)
            self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.state = label(theme, "", FontRole.BODY, tone="text3", wrap=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.state)
        self.view.clicked.connect(self._on_picked)
        self.view.activated.connect(self._on_picked)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        images.ready.connect(lambda _: self.view.viewport().update())

    def set_timeline(self, timeline: Timeline) -> None:
        """Show another chat; asked for when the tab is seen."""
        self._tasks.cancel()
        self._timeline = timeline
        self._rows.reset(())
        self._rows.commit()
        self._complete = self._loading = False
        if self._cut is not None:
            self._cut()
        self._cut = timeline.items.subscribe(self._on_items)
        if self.isVisible():
            self._more()

    def showEvent(self, event: object) -> None:
        """Qt: load what is looked at."""
        if not len(self._rows):
            self._more()

    def _more(self) -> None:
        if self._timeline is None or self._loading or self._complete:
            return
        self._loading = True
        if not len(self._rows):
            self._say(tr("Загружаю…"))
        self._tasks.start(self._load(self._timeline))

    async def _load(self, timeline: Timeline) -> None:
        before = self._rows[len(self._rows) - 1].event_id if len(self._rows) else None
        try:
            found = await timeline.media(self._kinds, before=before, limit=PAGE)
        finally:
            self._loading = False
        if timeline is not self._timeline:
            return
        self._complete = len(found) < PAGE
        self._rows.insert(len(self._rows), found)
        self._take(timeline.items)
        self._show_rows()

    def _on_items(self, batch: Sequence[ListDiff[TimelineItem]]) -> None:
        if self._loading or not (self._complete or len(self._rows)):
            return  # what is asked for has it all
        for diff in batch:
            if isinstance(diff, Insert | Reset):
                self._take(diff.items)
            elif isinstance(diff, Update):
                self._take((diff.item,))
        self._show_rows()

    def _take(self, items: Iterable[TimelineItem]) -> None:
        """Add what was sent since, change what was changed, take out what was deleted."""
        known = {row.event_id: at for at, row in enumerate(self._rows)}
        for item in items:
            if item.event_id is None:
                continue
            at, ours = known.get(item.event_id), _kind(item.content) in self._kinds
            if at is not None and ours:
                self._rows.update(at, MediaRow(item.event_id, item))
            elif at is not None:
                self._rows.remove(at)
            elif ours and self._is_new(item):
                self._rows.insert(0, (MediaRow(item.event_id, item),))
            else:
                continue
            if at is None or not ours:
                known = {row.event_id: at for at, row in enumerate(self._rows)}

    def _is_new(self, item: TimelineItem) -> bool:
        if not len(self._rows):
            return self._complete
        return item.timestamp >= self._rows[0].item.timestamp

    def _show_rows(self) -> None:
        self._rows.commit()
        if len(self._rows):
            self._stack.setCurrentWidget(self.view)
        else:
            self._say(self._nothing)

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self._stack.setCurrentWidget(self.state)

    def _on_scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if value > bar.maximum() - self.view.height():
            self._more()

    def _on_picked(self, index: QModelIndex) -> None:
        row = index.data(ItemRole)
        if isinstance(row, MediaRow):
            self.picked.emit(row.event_id)


class _MediaDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, images: ImageLoader, view: QListView, *, grid: bool) -> None:
        super().__init__(view)
        self._theme, self._images, self._view, self._grid = theme, images, view, grid

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if not self._grid:
            return QSize(0, self._theme.px(ROW))
        side = (self._view.viewport().width() - 4) // COLUMNS
        return QSize(side, side)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ItemRole)
        if not isinstance(row, MediaRow):
            return
        box = QRect(option.rect)
        painter.save()
        if self._grid and isinstance(row.item.content, MediaContent):
            self._paint_picture(painter, box.adjusted(2, 2, -2, -2), row.item.content)
        else:
            self._paint_row(painter, box, row)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, content: MediaContent) -> None:
        painter.fillRect(box, self._theme.colors.surface2)
        uri = content.info.thumbnail or content.source
        video = content.kind is MediaKind.VIDEO
        if uri is not None and not (video and content.info.thumbnail is None):
            dpr = painter.device().devicePixelRatio()
            size = box.width(), box.height()
            pixmap = self._images.pixmap(uri, *size, crop=True, dpr=dpr)
            if pixmap is not None:
                painter.drawPixmap(box, pixmap)
            elif self._images.is_held(uri) and not video:
                side = self._theme.px(24)
                icon = self._theme.icon("image_24_regular", self._theme.colors.text2, side, dpr)
                painter.drawPixmap(box.center() - QPoint(side // 2, side // 2), icon)
        if video:
            side = self._theme.px(24)
            icon = self._theme.icon("play_24_filled", self._theme.colors.text, side)
            painter.drawPixmap(box.center().x() - side // 2, box.center().y() - side // 2, icon)

    def _paint_row(self, painter: QPainter, box: QRect, row: MediaRow) -> None:
        theme, content = self._theme, row.item.content
        kind = content.kind if isinstance(content, MediaContent) else None
        icon = _ICONS.get(kind, "document_24_regular") if kind else "poll_24_regular"
        side = theme.px(24)
        dpr = painter.device().devicePixelRatio()
        left = box.left() + theme.px(16)
        painter.drawPixmap(
            left,
            box.top() + (box.height() - side) // 2,
            theme.icon(icon, theme.colors.accText, side, dpr),
        )
        left += side + theme.px(12)
        width = box.right() - left - theme.px(16)
        title = content.filename if isinstance(content, MediaContent) else ""
        if not title or kind is MediaKind.VOICE:
            title = preview_of(content, sender_name="", mine=False, group=False).text
        below = f"{row.item.sender.name} · {full_time(row.item.timestamp, datetime.now(UTC))}"
        top = box.top() + theme.px(8)
        for text, role, color in (
            (title, FontRole.BODY, theme.colors.text),
            (below, FontRole.CAPTION, theme.colors.text3),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(color)
            metrics = painter.fontMetrics()
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
            painter.drawText(left, top + metrics.ascent(), cut)
            top += metrics.height()
