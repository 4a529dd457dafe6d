"""Paints chat rows from cached layouts: nothing is measured and nothing is cut while scrolling."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.ids import RoomId
from app.domain.rooms import RoomSummary
from app.ui.delegates.chat_row import ROW_HEIGHT, Badge, ChatRow, Metrics, lay_out
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import ItemRole
from app.ui.theme import FontRole, Theme

_KEPT = 400


@dataclass(frozen=True, slots=True)
class _Kept:
    summary: RoomSummary
    width: int
    row: ChatRow
    texts: tuple[QStaticText, ...]


class ChatRowDelegate(QStyledItemDelegate):
    """Draws `RoomSummary` rows; `open_room` is the chat on the right."""

    def __init__(self, theme: Theme, images: ImageLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._images = theme, images
        self._cache: dict[RoomId, _Kept] = {}
        self._metrics = Metrics(theme)
        self._fonts: dict[FontRole, QFont] = {}
        self._day = datetime.now(UTC).astimezone().date()
        self.open_room: RoomId | None = None
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop the layouts: theme, text size or day changed."""
        self._cache.clear()
        self._fonts.clear()
        self._metrics = Metrics(self._theme)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: every row is as high as every other."""
        return QSize(self._theme.px(200), self._theme.px(ROW_HEIGHT))

    def row_of(self, summary: RoomSummary, width: int) -> ChatRow:
        """Return the layout of a row, from the cache where it is the same value."""
        return self._kept(summary, width).row

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: draw one row."""
        summary: RoomSummary = index.data(ItemRole)
        rect = option.rect
        state = option.state
        kept = self._kept(summary, rect.width())
        row, colors = kept.row, self._theme.colors
        painter.save()
        painter.translate(rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        opened = summary.room_id == self.open_room
        if opened or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.accSoft if opened else colors.hover)
            painter.drawRoundedRect(row.card, 12, 12)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colors.acc, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.card.adjusted(1, 1, -1, -1), 11, 11)
        view = self.parent()  # asking the painter's device would wrap every kind of widget: 40 ms
        dpr = view.devicePixelRatioF() if isinstance(view, QWidget) else 1.0
        avatar = self._images.avatar(
            summary.name, summary.direct_user or summary.room_id,
            round(row.avatar.width()), dpr, summary.avatar,
        )  # fmt: skip
        painter.drawPixmap(row.avatar.topLeft(), avatar)
        self._texts(painter, kept)
        for mark in row.marks:
            icon = self._theme.icon(
                mark.icon, getattr(colors, mark.tone.value), round(mark.box.width()), dpr
            )
            painter.drawPixmap(mark.box.topLeft(), icon)
        for badge in row.badges:
            self._badge(painter, badge, opened)
        for box, icon_name, loud in (
            (row.accept, "checkmark_20_regular", True),
            (row.decline, "dismiss_20_regular", False),
        ):
            if box is not None:
                self._button(painter, box, icon_name, loud=loud, dpr=dpr)
        painter.restore()

    def _texts(self, painter: QPainter, kept: _Kept) -> None:
        colors = self._theme.colors
        for piece, text in zip(kept.row.pieces, kept.texts, strict=True):
            painter.setFont(self._font(piece.role))
            painter.setPen(getattr(colors, piece.tone.value))
            painter.drawStaticText(piece.box.topLeft(), text)

    def _badge(self, painter: QPainter, badge: Badge, opened: bool) -> None:
        colors = self._theme.colors
        painter.setPen(Qt.PenStyle.NoPen)
        quiet = colors.surface if opened else colors.surface2
        painter.setBrush(colors.acc if badge.loud else quiet)
        radius = badge.box.height() / 2
        painter.drawRoundedRect(badge.box, radius, radius)
        if badge.text:
            painter.setFont(self._font(FontRole.CAPTION_STRONG))
            painter.setPen(colors.onAcc if badge.loud else colors.text2)
            painter.drawText(badge.box, Qt.AlignmentFlag.AlignCenter, badge.text)

    def _button(self, painter: QPainter, box: QRectF, icon: str, *, loud: bool, dpr: float) -> None:
        colors = self._theme.colors
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.acc if loud else colors.surface2)
        painter.drawEllipse(box)
        color: QColor = colors.onAcc if loud else colors.text2
        side = self._theme.px(18)
        at = box.center()
        pixmap = self._theme.icon(icon, color, side, dpr)
        painter.drawPixmap(
            QRectF(at.x() - side / 2, at.y() - side / 2, side, side).topLeft(), pixmap
        )

    def _font(self, role: FontRole) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = self._theme.font(role)
        return self._fonts[role]

    def _kept(self, summary: RoomSummary, width: int) -> _Kept:
        kept = self._cache.get(summary.room_id)
        if kept is not None and kept.summary is summary and kept.width == width:
            return kept
        now = datetime.now(UTC)
        day = now.astimezone().date()
        if day != self._day:
            self._day = day
            self._cache.clear()
        row = lay_out(summary, width, metrics=self._metrics, now=now)
        texts = tuple(_static(piece.text, self._font(piece.role)) for piece in row.pieces)
        if len(self._cache) >= _KEPT:
            self._cache.pop(next(iter(self._cache)))
        kept = self._cache[summary.room_id] = _Kept(summary, width, row, texts)
        return kept


def _static(text: str, font: QFont) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return made
