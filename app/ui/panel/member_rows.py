"""Rows of members: picture with an online dot, name and cap, when they were here, what they may."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.ids import UserId
from app.domain.people import ADMIN_POWER, CREATOR_POWER, LastSeen, Member, Presence
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import ItemRole
from app.ui.theme import FontRole, Theme
from app.ui.when import last_seen_text

ROW, AVATAR = 48, 36

SeenOf = Callable[[UserId], LastSeen | None]


def power_word(member: Member) -> str:
    """Return «создатель», «админ» or ''."""
    if member.power >= CREATOR_POWER:
        return tr("создатель")
    return tr("админ") if member.power >= ADMIN_POWER else ""


def spoken(member: Member, seen: LastSeen | None) -> str:
    """Return what a screen reader says of a row."""
    parts = [member.person.name]
    if member.person.verified_teacher:
        parts.append(tr("подтверждённый учитель"))
    parts += [power_word(member), last_seen_text(seen, datetime.now(UTC))]
    return ", ".join(part for part in parts if part)


class MemberDelegate(QStyledItemDelegate):
    """Paints one member; what is known of their presence is asked for at every paint."""

    def __init__(self, theme: Theme, images: ImageLoader, seen_of: SeenOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._images, self._seen_of = theme, images, seen_of

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: all rows are of one height."""
        return QSize(0, self._theme.px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: one row."""
        member = index.data(ItemRole)
        if not isinstance(member, Member):
            return
        theme, box = self._theme, QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colors.hover)
            painter.drawRoundedRect(box.adjusted(8, 1, -8, -1), 8, 8)
        seen = self._seen_of(member.person.user_id)
        left = self._paint_avatar(painter, box, member, seen)
        right = self._paint_power(painter, box, member)
        self._paint_words(painter, QRect(left, box.top(), right - left, box.height()), member, seen)
        painter.restore()

    def _paint_avatar(
        self, painter: QPainter, box: QRect, member: Member, seen: LastSeen | None
    ) -> int:
        px, person = self._theme.px, member.person
        size = px(AVATAR)
        left, top = box.left() + px(16), box.top() + (box.height() - size) // 2
        dpr = painter.device().devicePixelRatio()
        painter.drawPixmap(
            left,
            top,
            self._images.avatar(person.name, person.user_id, size, dpr, person.avatar),
        )
        if seen is not None and seen.presence is Presence.ONLINE:
            dot = px(10)
            painter.setPen(QPen(self._theme.colors.surface, 2))
            painter.setBrush(self._theme.colors.online)
            painter.drawEllipse(left + size - dot, top + size - dot, dot, dot)
        return left + size + px(12)

    def _paint_power(self, painter: QPainter, box: QRect, member: Member) -> int:
        right = box.right() - self._theme.px(16)
        word = power_word(member)
        if word:
            painter.setFont(self._theme.font(FontRole.CAPTION))
            painter.setPen(self._theme.colors.text3)
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(
                QRect(right - width, box.top(), width, box.height()),
                Qt.AlignmentFlag.AlignVCenter,
                word,
            )
            right -= width + self._theme.px(8)
        return right

    def _paint_words(
        self, painter: QPainter, box: QRect, member: Member, seen: LastSeen | None
    ) -> None:
        theme, person = self._theme, member.person
        below = last_seen_text(seen, datetime.now(UTC))
        cap = theme.px(16) if person.verified_teacher else 0
        painter.setFont(theme.font(FontRole.BODY))
        metrics = painter.fontMetrics()
        room = box.width() - (cap + theme.px(6) if cap else 0)
        name = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, room)
        high = metrics.height()
        painter.setPen(theme.colors.text)
        top = box.top() + (box.height() - high) // 2
        if below:
            top -= theme.px(8)
        painter.drawText(box.left(), top + metrics.ascent(), name)
        if cap:
            at = box.left() + metrics.horizontalAdvance(name) + theme.px(6)
            icon = theme.icon(
                "hat_graduation_24_filled",
                theme.colors.accText,
                cap,
                painter.device().devicePixelRatio(),
            )
            painter.drawPixmap(at, top + (high - cap) // 2, icon)
        if below:
            online = seen is not None and seen.presence is Presence.ONLINE
            painter.setFont(theme.font(FontRole.CAPTION))
            painter.setPen(theme.colors.accText if online else theme.colors.text3)
            metrics = painter.fontMetrics()
            text = metrics.elidedText(below, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box.left(), top + high + metrics.ascent(), text)
