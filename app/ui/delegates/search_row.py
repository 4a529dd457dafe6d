"""Rows of search results: headings, chats, people, messages with the matches marked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.cache import FoundMessage
from app.domain.circle import Circle, CircleKind, Near
from app.domain.people import Person, Role
from app.domain.preview import short_name
from app.domain.rooms import RoomSummary
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import ItemRole
from app.ui.theme import FontRole, Theme
from app.ui.when import list_time

_HEADING, _SHORT, _TALL = 32, 52, 64


@dataclass(frozen=True, slots=True)
class Heading:
    """«Чаты», «Люди», «Сообщения», «Коллеги»."""

    title: str


SearchRow = Heading | RoomSummary | Person | Near | FoundMessage


def role_words(role: Role) -> str:
    """Return «учитель», «ученик(ца)» …, or ''."""
    return {
        Role.NONE: "",
        Role.TEACHER: tr("учитель"),
        Role.PUPIL: tr("ученик"),
        Role.PARENT: tr("родитель"),
        Role.STAFF: tr("сотрудник школы"),
        Role.ADMIN: tr("администратор школы"),
        Role.BOT: tr("бот"),
    }[role]


def circle_title(circle: Circle) -> str:
    """Return «Коллеги · 24», «9Б · 28», «9Б, родители · 31»."""
    title = {
        CircleKind.FAMILY: tr("Семья"),
        CircleKind.COLLEAGUES: tr("Коллеги"),
        CircleKind.TEACHERS: tr("Учителя"),
        CircleKind.OFFICE: tr("Администрация"),
        CircleKind.PUPILS: circle.school_class,
        CircleKind.PARENTS: tr("{school_class}, родители", school_class=circle.school_class),
    }[circle.kind]
    return f"{title} · {len(circle.people)}"


def near_words(near: Near) -> str:
    """Return what stands under the name: subjects and class of a teacher, children of a parent."""
    parts = list(near.subjects)
    if near.leads:
        classes = ", ".join(near.leads)
        parts.append(tr("классный руководитель {classes}", classes=classes))
    return ", ".join(parts) or ", ".join(near.children) or role_words(near.person.role)


def spoken_result(row: SearchRow) -> str:
    """Return a result as a screen reader says it."""
    match row:
        case Heading(title):
            return title
        case RoomSummary():
            return tr("Чат {name}", name=row.name)
        case Person():
            words = role_words(row.role)
            return f"{row.name}, {words}" if words else row.name
        case Near():
            return ", ".join(part for part in (row.person.name, near_words(row)) if part)
        case FoundMessage():
            when = list_time(row.timestamp, datetime.now(UTC))
            return f"{row.room_name}, {row.sender_name}: {row.snippet}, {when}"


class SearchRowDelegate(QStyledItemDelegate):
    """Paints results; there are few of them, so nothing is kept."""

    def __init__(self, theme: Theme, images: ImageLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._images = theme, images
        self._now = datetime.now(UTC)

    def begin(self, now: datetime) -> None:
        """New results: times are told from now."""
        self._now = now

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: headings are low, messages are high."""
        match index.data(ItemRole):
            case Heading():
                height = _HEADING
            case FoundMessage():
                height = _TALL
            case _:
                height = _SHORT
        return QSize(200, self._theme.px(height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: draw one row."""
        rect, state = QRectF(option.rect), option.state
        row: SearchRow = index.data(ItemRole)
        theme, colors = self._theme, self._theme.colors
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            painter.setFont(theme.font(FontRole.CAPTION_STRONG))
            painter.setPen(colors.text2)
            painter.drawText(
                rect.adjusted(theme.px(18), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.title
            )
            painter.restore()
            return
        current = state & QStyle.StateFlag.State_HasFocus or index == self._current(option)
        card = rect.adjusted(6, 1, -6, -1)
        if state & QStyle.StateFlag.State_MouseOver or current:
            painter.setPen(QPen(colors.acc, 2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 11, 11)
        side = theme.soft(40 if isinstance(row, FoundMessage) else 36)
        place = QRectF(card.left() + 12, card.center().y() - side / 2, side, side)
        self._avatar(painter, row, place)
        words = QRectF(card)
        words.setLeft(place.right() + 12)
        words.setRight(card.right() - 12)
        match row:
            case RoomSummary():
                people = trn("%n участник(а/ов)", row.member_count) if row.member_count > 2 else ""
                self._lines(painter, words, row.name, people)
            case Person():
                self._lines(
                    painter, words, row.name, role_words(row.role), cap=row.verified_teacher
                )
            case Near(person=person):
                self._lines(
                    painter, words, person.name, near_words(row), cap=person.verified_teacher
                )
            case FoundMessage():
                self._message(painter, words, row)
        painter.restore()

    def _current(self, option: QStyleOptionViewItem) -> QModelIndex:
        view = option.widget
        current: QModelIndex = view.currentIndex()  # type: ignore[attr-defined]  # it is a view
        return current

    def _avatar(
        self, painter: QPainter, row: RoomSummary | Person | Near | FoundMessage, box: QRectF
    ) -> None:
        match row:
            case RoomSummary():
                name, key, uri = row.name, str(row.direct_user or row.room_id), row.avatar
            case Person() | Near(person=Person()):
                person = row.person if isinstance(row, Near) else row
                name, key, uri = person.name, str(person.user_id), person.avatar
            case _:
                name, key, uri = row.room_name, str(row.room_id), None
        dpr = painter.device().devicePixelRatio()
        picture = self._images.avatar(name, key, round(box.width()), dpr, uri)
        painter.drawPixmap(box.topLeft(), picture)

    def _lines(
        self, painter: QPainter, box: QRectF, title: str, text: str, *, cap: bool = False
    ) -> None:
        theme, colors = self._theme, self._theme.colors
        middle = box.center().y()
        first = QRectF(box.left(), middle - theme.px(20 if text else 11), box.width(), theme.px(22))
        painter.setFont(theme.font(FontRole.TITLE))
        painter.setPen(colors.text)
        metrics = painter.fontMetrics()
        room = box.width() - (theme.px(24) if cap else 0)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, shown)
        if cap:
            x = first.left() + metrics.horizontalAdvance(shown) + theme.px(6)
            icon = theme.icon(
                "hat_graduation_20_filled", colors.accText, theme.px(16),
                painter.device().devicePixelRatio(),
            )  # fmt: skip
            painter.drawPixmap(QRectF(x, first.center().y() - theme.px(8), 16, 16).topLeft(), icon)
        if text:
            painter.setFont(theme.font(FontRole.CAPTION))
            painter.setPen(colors.text2)
            second = QRectF(box.left(), middle + theme.px(1), box.width(), theme.px(18))
            line = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, round(box.width())
            )
            painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, line)

    def _message(self, painter: QPainter, box: QRectF, row: FoundMessage) -> None:
        theme, colors = self._theme, self._theme.colors
        middle = box.center().y()
        first = QRectF(box.left(), middle - theme.px(23), box.width(), theme.px(22))
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text3)
        when = list_time(row.timestamp, self._now)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, when)
        room = first.width() - painter.fontMetrics().horizontalAdvance(when) - theme.px(8)
        painter.setFont(theme.font(FontRole.NAME))
        painter.setPen(colors.text)
        title = painter.fontMetrics().elidedText(
            row.room_name, Qt.TextElideMode.ElideRight, round(room)
        )
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        text, formats = self._snippet(row, box.width())
        layout = QTextLayout(text, theme.font(FontRole.PREVIEW))
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(10_000)
        layout.endLayout()
        painter.setPen(colors.text2)
        painter.setClipRect(box)
        layout.draw(painter, QRectF(box.left(), middle + theme.px(1), 0, 0).topLeft())

    def _snippet(self, row: FoundMessage, room: float) -> tuple[str, list[QTextLayout.FormatRange]]:
        """Return the text around the first match, cut to the room, and its formats."""
        metrics = QFontMetricsF(self._theme.font(FontRole.PREVIEW))
        body, marks = row.snippet, row.marks
        # In a chat of two the title is the writer's name already.
        name = "" if row.sender_name == row.room_name else short_name(row.sender_name)
        named = metrics.elidedText(f"{name}:", Qt.TextElideMode.ElideRight, room / 2)
        head = f"{named} " if name else ""
        if marks:
            start = _beginning(
                body, marks[0], lambda text: metrics.horizontalAdvance(head + text) <= room * 0.9
            )
            if start:
                body = "…" + body[start:]
                marks = tuple((s - start + 1, e - start + 1) for s, e in marks)
        text = metrics.elidedText(head + body, Qt.TextElideMode.ElideRight, room * 0.97)
        shown = ((len(head) + s, min(len(head) + e, len(text))) for s, e in marks)
        return text, self._formats(len(head), [mark for mark in shown if mark[0] < mark[1]])

    def _formats(
        self, head_length: int, marks: list[tuple[int, int]]
    ) -> list[QTextLayout.FormatRange]:
        head = QTextCharFormat()
        head.setForeground(self._theme.colors.text)
        marked = QTextCharFormat()
        marked.setForeground(self._theme.colors.accText)
        marked.setBackground(self._theme.colors.accSoft)
        marked.setFontWeight(self._theme.font(FontRole.NAME).weight())
        return [
            _range(0, head_length, head),
            *(_range(start, end - start, marked) for start, end in marks),
        ]


def _beginning(text: str, mark: tuple[int, int], fits: Callable[[str], bool]) -> int:
    """Return the first word from which on the text up to the end of the match fits."""
    start, end = mark
    words = [0, *(at + 1 for at, sign in enumerate(text[:start]) if sign == " ")]
    return next((at for at in words if fits("…" + text[at:end])), start)


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made
