"""Jump to a date: a month at a time, by mouse and keyboard."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QWidget

from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton, label
from app.ui.theme import FontRole, Theme
from app.ui.when import long_date, weekday_short

_CELL, _ROWS, _COLUMNS = 44, 7, 7
_FIRST = date(1990, 1, 1)


async def ask_date(parent: QWidget, theme: Theme) -> datetime | None:
    """Ask for a day that is not in the future; its first moment here, as aware UTC."""
    today = datetime.now(UTC).astimezone().date()
    sheet = DateSheet(parent, theme, today)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return start_of(sheet.month.day) if accepted else None


def start_of(day: date) -> datetime:
    """Return the first moment of a day on this computer's clock, as aware UTC."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


class DateSheet(Sheet):
    """Enter or a double click goes there."""

    def __init__(self, parent: QWidget | None, theme: Theme, today: date) -> None:
        super().__init__(parent, theme, tr("Перейти к дате"), width=_CELL * _COLUMNS + 60)
        self.month = MonthGrid(theme, today)
        self.title = label(theme, "", FontRole.TITLE)
        self.back = IconButton(theme, "chevron_left_24_regular", tr("Предыдущий месяц"))
        self.on = IconButton(theme, "chevron_right_24_regular", tr("Следующий месяц"))
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        self.body.addLayout(row)
        self.body.addWidget(self.month, 0, Qt.AlignmentFlag.AlignHCenter)
        self.add_action(tr("Отмена"))
        self.add_action(tr("Перейти"), look="primary")
        self.back.clicked.connect(lambda: self.month.turn(-1))
        self.on.clicked.connect(lambda: self.month.turn(1))
        self.month.changed.connect(self._refresh)
        self.month.picked.connect(self.accept)
        self._refresh()

    def open(self) -> None:
        """Qt: begin with today."""
        super().open()
        self.month.setFocus()

    def _refresh(self) -> None:
        shown = self.month.day
        self.title.setText(f"{_month_name(shown.month)} {shown.year}")
        last = self.month.today
        self.on.setEnabled((shown.year, shown.month) < (last.year, last.month))


class MonthGrid(QWidget):
    """The days of one month; days to come cannot be chosen."""

    changed = Signal()
    picked = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme = theme
        self.today = self.day = today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def sizeHint(self) -> QSize:
        """Qt: the names of the days and six weeks."""
        return QSize(self._theme.px(_CELL * _COLUMNS), self._theme.px(_CELL * _ROWS))

    def choose(self, day: date) -> None:
        """Choose a day, no later than today."""
        self.day = max(_FIRST, min(day, self.today))
        self._name()
        self.update()
        self.changed.emit()

    def turn(self, months: int) -> None:
        """The same day some months on, or the last one of that month."""
        number = self.day.year * 12 + self.day.month - 1 + months
        first = date(number // 12, number % 12 + 1, 1)
        self.choose(first + timedelta(days=min(self.day.day, _length(first)) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: names of the days, numbers, a patch under the chosen one."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text3)
        monday = datetime(2024, 1, 1, tzinfo=UTC)
        for column in range(_COLUMNS):
            name = weekday_short(monday + timedelta(days=column))
            painter.drawText(self._cell(0, column), Qt.AlignmentFlag.AlignCenter, name)
        painter.setFont(theme.font(FontRole.BODY))
        for number in range(1, _length(self.day) + 1):
            day = self.day.replace(day=number)
            cell = self._cell_of(day)
            patch = cell.adjusted(3, 3, -3, -3)
            if day == self.day:
                painter.setPen(QPen(colors.text, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(colors.acc)
                painter.drawEllipse(patch)
            elif day == self.today:
                painter.setPen(QPen(colors.acc, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(patch)
            if day > self.today:
                painter.setPen(colors.line)
            else:
                painter.setPen(colors.onAcc if day == self.day else colors.text)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: choose."""
        for number in range(1, _length(self.day) + 1):
            day = self.day.replace(day=number)
            if day <= self.today and self._cell_of(day).contains(event.position()):
                self.choose(day)
                return

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: go there."""
        self.mousePressEvent(event)
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows by days and weeks, Page keys by months, Enter picks."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.choose(self.day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key is Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def _cell(self, row: int, column: int) -> QRectF:
        side = self._theme.px(_CELL)
        return QRectF(column * side, row * side, side, side)

    def _cell_of(self, day: date) -> QRectF:
        before = day.replace(day=1).weekday()
        place = before + day.day - 1
        return self._cell(1 + place // _COLUMNS, place % _COLUMNS)

    def _name(self) -> None:
        moment = datetime.combine(self.day, time(12)).astimezone()
        self.setAccessibleName(
            tr("Дата: {date}", date=f"{long_date(moment, moment)} {self.day.year}")
        )


def _length(month: date) -> int:
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).day


def _month_name(month: int) -> str:
    return (
        tr("Январь"), tr("Февраль"), tr("Март"), tr("Апрель"), tr("Май"), tr("Июнь"),
        tr("Июль"), tr("Август"), tr("Сентябрь"), tr("Октябрь"), tr("Ноябрь"), tr("Декабрь"),
    )[month - 1]  # fmt: skip
