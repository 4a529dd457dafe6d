"""The section «Звонки»: calls of the profile, newest first, and the way to call back."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.calls import CallKind, CallRecord, Outcome
from app.domain.diff import ObservableList, Unsubscribe
from app.domain.errors import AppError
from app.domain.ids import UserId
from app.domain.people import Person
from app.services.facade.calls import Calls
from app.services.list_patch import patch
from app.ui.calls.face_rows import FaceDelegate
from app.ui.calls.words import running_time
from app.ui.chat_list.states import Notice
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader, Starter
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import bind, label
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time, list_time

ROW, AVATAR, BUTTON = 64, 44, 40
_MISSED = (Outcome.MISSED,)


def outcome_words(record: CallRecord) -> str:
    """Return «Исходящий, 3:05», «Пропущенный»."""
    words = tr("Урок") if record.kind is CallKind.LESSON else _way(record.outcome)
    return words if record.duration is None else f"{words}, {running_time(record.duration)}"


def _way(outcome: Outcome) -> str:
    match outcome:
        case Outcome.OUTGOING:
            return tr("Исходящий")
        case Outcome.INCOMING:
            return tr("Входящий")
        case Outcome.MISSED:
            return tr("Пропущенный")
        case Outcome.DECLINED:
            return tr("Отклонённый")
        case Outcome.NO_ANSWER:
            return tr("Без ответа")


def outcome_icon(record: CallRecord) -> str:
    """Return the arrow of a call."""
    match record.outcome:
        case Outcome.OUTGOING | Outcome.NO_ANSWER:
            return "call_outbound_20_regular"
        case Outcome.INCOMING:
            return "call_inbound_20_regular"
        case Outcome.MISSED | Outcome.DECLINED:
            return "call_missed_20_regular"


def spoken_record(record: CallRecord) -> str:
    """Return what a screen reader says."""
    video = tr("видео") if record.video else ""
    when = full_time(record.at, datetime.now(UTC))
    return ", ".join(part for part in (record.title, outcome_words(record), video, when) if part)


class HistoryPane(QWidget):
    """In the place of the chat list. Enter or a click opens the chat, the button calls back."""

    room_chosen = Signal(str)
    call_wanted = Signal(str, bool)
    """(room id, with video)."""

    def __init__(self, theme: Theme, images: ImageLoader, calls: Calls, tasks: Starter) -> None:
        super().__init__()
        self._theme, self._calls, self._tasks = theme, calls, tasks
        self._rows: ObservableList[CallRecord] = ObservableList()
        self.model: DiffListModel[CallRecord] = DiffListModel(self, text_of=spoken_record)
        self.model.set_source(self._rows)
        self.view = _View(self._on_call)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RecordDelegate(theme, images, self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setAccessibleName(tr("Звонки"))
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.notice = Notice(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.notice)
        head = QWidget()
        top = QVBoxLayout(head)
        top.addWidget(label(theme, tr("Звонки"), FontRole.TITLE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        self.setObjectName("calls")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        def fit() -> None:
            head.setFixedHeight(theme.px(58))
            top.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
            self.setStyleSheet(f"QWidget#calls {{ background: {theme.colors.surface.name()}; }}")

        bind(theme, self, fit)
        images.ready.connect(lambda _: self.view.viewport().update())
        self.notice.say("history_24_regular", tr("Загружаем…"), "")
        self.stack.setCurrentWidget(self.notice)
        self._cut: Unsubscribe = calls.current.subscribe(lambda _: self.reload())

    def focus(self) -> None:
        """Look again, and take the keyboard."""
        self.reload()
        self.view.setFocus()

    def close_pane(self) -> None:
        """The profile goes away."""
        self._cut()

    def reload(self) -> None:
        """Ask for the history."""
        self._tasks.start(self._load())

    async def _load(self) -> None:
        try:
            records = await self._calls.history()
        except AppError as error:
            self.notice.say(
                "warning_20_regular", tr("Не удалось загрузить"), user_text(error.user_text)
            )
            self.stack.setCurrentWidget(self.notice)
            return
        patch(self._rows, records, lambda record: record.key)
        self._rows.commit()
        if records:
            self.stack.setCurrentWidget(self.view)
            return
        self.notice.say(
            "call_24_regular",
            tr("Звонков ещё не было"),
            tr("Откройте чат и нажмите на трубку или камеру в его заголовке."),
        )
        self.stack.setCurrentWidget(self.notice)

    def _record(self, index: QModelIndex) -> CallRecord | None:
        record = index.data(ItemRole) if index.isValid() else None
        return record if isinstance(record, CallRecord) else None

    def _on_chosen(self, index: QModelIndex) -> None:
        record = self._record(index)
        if record is not None:
            self.room_chosen.emit(record.room_id)

    def _on_call(self, index: QModelIndex) -> None:
        record = self._record(index)
        if record is not None:
            self.call_wanted.emit(record.room_id, record.video)

    def _on_menu(self, at: QPoint) -> None:
        record = self._record(self.view.indexAt(at))
        if record is None:
            return
        room_id = record.room_id
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for icon, text, act in (
            ("call_20_regular", tr("Аудиозвонок"), lambda: self.call_wanted.emit(room_id, False)),
            ("video_20_regular", tr("Видеозвонок"), lambda: self.call_wanted.emit(room_id, True)),
            ("open_20_regular", tr("Открыть чат"), lambda: self.room_chosen.emit(room_id)),
        ):
            action = menu.addAction(self._theme.qicon(icon), text)
            action.triggered.connect(lambda _=False, run=act: run())
        menu.popup(self.view.viewport().mapToGlobal(at))


class _View(QListView):
    """A list whose rows have a button at their right end."""

    def __init__(self, call: Callable[[QModelIndex], None]) -> None:
        super().__init__()
        self._call = call

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the button calls, the rest of the row is a row."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and button_of(self.visualRect(index)).contains(event.position()):
            self._call(index)
            return
        super().mousePressEvent(event)


def button_of(row: QRect) -> QRectF:
    """Return where the button of a row lies."""
    return QRectF(row.right() - 8 - BUTTON, row.center().y() - BUTTON / 2, BUTTON, BUTTON)


class RecordDelegate(FaceDelegate):
    """Paints one call."""

    HEIGHT = ROW

    def draw(self, painter: QPainter, box: QRectF, row: object, dpr: float) -> None:
        """Face, name, what it was, when, button."""
        if not isinstance(row, CallRecord):
            return
        theme, colors, record = self._theme, self._theme.colors, row
        direct = record.person if record.kind is CallKind.DIRECT else None
        key = direct.user_id if direct is not None else UserId(record.room_id)
        whole = Person(key, record.title or "?", direct.avatar if direct is not None else None)
        left = self.face(painter, box, whole, side=theme.soft(AVATAR), dpr=dpr)
        button = button_of(box.toRect())
        icon = "video_24_regular" if record.video else "call_24_regular"
        glyph = theme.soft(20)
        painter.drawPixmap(
            QPointF(button.center().x() - glyph / 2, button.center().y() - glyph / 2),
            theme.icon(icon, colors.accText, glyph, dpr),
        )
        words = QRectF(left, box.top(), button.left() - left - 8, box.height())
        self._words(painter, words, record, dpr)

    def _words(self, painter: QPainter, box: QRectF, record: CallRecord, dpr: float) -> None:
        theme, colors, px = self._theme, self._theme.colors, self._theme.px
        missed = record.outcome in _MISSED
        when = list_time(record.at, datetime.now(UTC))
        first = QRectF(box.left(), box.center().y() - px(21), box.width(), px(20))
        second = QRectF(box.left(), box.center().y() + px(2), box.width(), px(18))
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text3)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignRight, when)
        room = first.width() - painter.fontMetrics().horizontalAdvance(when) - 8
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(colors.danger if missed else colors.text)
        painter.drawText(first, middle, _cut(painter, record.title, room))
        mark = px(14)
        color = QColor(colors.danger if missed else colors.text3)
        painter.drawPixmap(
            QPointF(second.left(), second.center().y() - mark / 2),
            theme.icon(outcome_icon(record), color, mark, dpr),
        )
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text2)
        second.setLeft(second.left() + mark + 5)
        painter.drawText(second, middle, _cut(painter, outcome_words(record), second.width()))


def _cut(painter: QPainter, text: str, room: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(round(room), 0))
