"""Rows of the diary's lists: lessons, averages, works, results, absences."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView

from app.domain.diary import Absence, Assignment, Lesson, SubjectResult, Work
from app.ui.qt.i18n import tr
from app.ui.school.painting import RowDelegate, draw_mark, lines, mark_size
from app.ui.school.words import (
    absence_words,
    average_words,
    day_and_weekday,
    day_words,
    homework_of,
)
from app.ui.theme import FontRole, Theme

_MOST_LINES = 3
_GAP = 4


def _marks(assignments: tuple[Assignment, ...]) -> list[tuple[str, int | None]]:
    return [(one.mark, one.number) for one in assignments if one.mark]


class LessonDelegate(RowDelegate):
    """Time, subject over homework, marks on the right."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self.opens: Callable[[Lesson], bool] = lambda _: False
        """Whether one can go into a lesson now."""

    def pill(self, box: QRectF, row: Lesson) -> QRectF:
        """Where «Войти в урок» stands in the row's box; empty where one cannot."""
        if not self.opens(row):
            return QRectF()
        px = self.theme.px
        metrics = QFontMetricsF(self.theme.font(FontRole.BODY_STRONG))
        words = QFontMetricsF(self.theme.font(FontRole.CAPTION_STRONG))
        width = words.horizontalAdvance(tr("Войти в урок")) + px(24)
        room = self._room(row, round(box.width()))
        subject = min(metrics.horizontalAdvance(row.subject), max(room - width - px(8), px(40)))
        high = px(20) + px(17) * max(len(self._homework(row, round(box.width()))), 1)
        top = box.top() + (box.height() - high) / 2 - px(2)
        return QRectF(box.left() + px(61) + subject + px(8), top, width, px(22))

    def height(self, row: object, width: int) -> int:
        """Two lines at least; homework takes up to three."""
        assert isinstance(row, Lesson)
        px = self.theme.px
        return max(px(56), px(34) + px(17) * max(len(self._homework(row, width)), 1) + px(5))

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One lesson."""
        assert isinstance(row, Lesson)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        begins = row.begins.strftime("%H:%M").lstrip("0") if row.begins else str(row.number)
        painter.setFont(theme.font(FontRole.PREVIEW))
        painter.setPen(colors.text2)
        time_box = QRectF(box.left() + px(15), box.top(), px(46), box.height())
        painter.drawText(time_box, Qt.AlignmentFlag.AlignVCenter, begins)
        task = self._homework(row, round(box.width()))
        high = px(20) + px(17) * max(len(task), 1)
        top = box.top() + (box.height() - high) / 2
        left, room = box.left() + px(61), self._room(row, round(box.width()))
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(colors.text)
        pill = self.pill(box, row)
        width = pill.left() - px(8) - left if not pill.isEmpty() else room
        subject = painter.fontMetrics().elidedText(
            row.subject, Qt.TextElideMode.ElideRight, round(width) + 1
        )
        painter.drawText(QRectF(left, top, room, px(20)), Qt.AlignmentFlag.AlignVCenter, subject)
        if not pill.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.acc)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(colors.onAcc)
            painter.setFont(theme.font(FontRole.CAPTION_STRONG))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, tr("Войти в урок"))
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text2)
        for number, line in enumerate(task or ["—"]):
            place = QRectF(left, top + px(20) + px(17) * number, room, px(17))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        right = box.right() - px(15)
        for mark, value in reversed(_marks(row.assignments)):
            size = mark_size(theme, mark)
            right -= size.width()
            y = box.top() + (box.height() - size.height()) / 2
            draw_mark(painter, theme, QPointF(right, y), mark, value)
            right -= px(_GAP)

    def _room(self, row: Lesson, width: int) -> float:
        taken = sum(
            mark_size(self.theme, mark).width() + self.theme.px(_GAP)
            for mark, _ in _marks(row.assignments)
        )
        return max(width - self.theme.px(61 + 15 + 6) - taken, self.theme.px(60))

    def _homework(self, row: Lesson, width: int) -> list[str]:
        font = self.theme.font(FontRole.CAPTION)
        text = homework_of(row)
        return lines(text, font, self._room(row, width), _MOST_LINES) if text else []


class AverageDelegate(RowDelegate):
    """Subject, a bar from one to five, the average."""

    def height(self, row: object, width: int) -> int:
        """One line, two where the subject needs its own."""
        return self.theme.px(28 if self._wide(width) else 44)

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One subject."""
        assert isinstance(row, SubjectResult)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colors.surface)
        wide = self._wide(round(box.width()))
        left, right = box.left() + px(15), box.right() - px(15)
        name = QRectF(left, box.top(), px(130) if wide else right - left - px(50), px(28))
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(colors.text)
        subject = painter.fontMetrics().elidedText(
            row.subject, Qt.TextElideMode.ElideRight, round(name.width())
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, subject)
        value = QRectF(right - px(48), box.top(), px(48), px(28))
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(value, flags, average_words(row.average))
        start, middle = (name.right() + px(12), px(14)) if wide else (left, px(34))
        bar = QRectF(start, box.top() + middle - px(4), value.left() - start - px(6), px(8))
        if not wide:
            bar.setRight(right)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.surface2)
        painter.drawRoundedRect(bar, px(4), px(4))
        if row.average is not None:
            bar.setWidth(max(bar.width() * row.average / 5, px(8)))
            painter.setBrush(colors.acc)
            painter.drawRoundedRect(bar, px(4), px(4))

    def _wide(self, width: int) -> bool:
        return width >= self.theme.px(360)


class WorkDelegate(RowDelegate):
    """«Контрольная · Химия» over its day."""

    def height(self, row: object, width: int) -> int:
        """Two lines."""
        return self.theme.px(46)

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One work."""
        assert isinstance(row, Work)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colors.surface)
        room = box.width() - px(30)
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(colors.text)
        title = painter.fontMetrics().elidedText(
            f"{row.assignment.kind} · {row.subject}", Qt.TextElideMode.ElideRight, round(room)
        )
        first = QRectF(box.left() + px(15), box.top() + px(3), room, px(20))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text2)
        second = first.translated(0, px(20))
        when = day_and_weekday(row.assignment.due)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, when)


class ResultDelegate(RowDelegate):
    """Subject and average in a line, all marks of the period under it."""

    def height(self, row: object, width: int) -> int:
        """As many lines of marks as they need."""
        assert isinstance(row, SubjectResult)
        return self.theme.px(42) + self._lines_of_marks(row, width) * self.theme.px(34)

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One subject."""
        assert isinstance(row, SubjectResult)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        head = QRectF(box.left() + px(15), box.top() + px(8), box.width() - px(30), px(26))
        painter.setFont(theme.font(FontRole.TITLE))
        painter.setPen(colors.text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(head, flags, average_words(row.average))
        subject = painter.fontMetrics().elidedText(
            row.subject, Qt.TextElideMode.ElideRight, round(head.width() - px(60))
        )
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, subject)
        x, y = head.left(), head.bottom() + px(4)
        for _, one in row.marks:
            size = mark_size(theme, one.mark)
            if x + size.width() > head.right() and x > head.left():
                x, y = head.left(), y + px(34)
            draw_mark(painter, theme, QPointF(x, y), one.mark, one.number)
            x += size.width() + px(_GAP)

    def _lines_of_marks(self, row: SubjectResult, width: int) -> int:
        room, used, count = width - self.theme.px(30), 0, 0
        for _, one in row.marks:
            size = mark_size(self.theme, one.mark).width()
            if not count or used + size > room:
                count, used = count + 1, 0
            used += size + self.theme.px(_GAP)
        return count


class AbsenceDelegate(RowDelegate):
    """Day and lesson left, the reason right."""

    def height(self, row: object, width: int) -> int:
        """Two lines."""
        return self.theme.px(54)

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One absence."""
        assert isinstance(row, Absence)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        code = row.why.value
        size = mark_size(theme, code)
        right = box.right() - px(15) - size.width()
        draw_mark(painter, theme, QPointF(right, box.center().y() - size.height() / 2), code, None)
        room = right - box.left() - px(25)
        first = QRectF(box.left() + px(15), box.top() + px(7), room, px(20))
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(colors.text)
        title = f"{day_words(row.day)} · {row.subject}"
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.text2)
        words = tr("{number}-й урок, {why}", number=row.number, why=absence_words(row.why))
        painter.drawText(first.translated(0, px(20)), Qt.AlignmentFlag.AlignVCenter, words)


def spoken_average(row: SubjectResult) -> str:
    """Return a subject's average for a screen reader."""
    return tr("{subject}: {average}", subject=row.subject, average=average_words(row.average))


def spoken_result(row: SubjectResult) -> str:
    """Return a subject with its marks for a screen reader."""
    marks = ", ".join(f"{one.mark} ({_short(day)})" for day, one in row.marks)
    return f"{spoken_average(row)}. {marks}" if marks else spoken_average(row)


def spoken_absence(row: Absence) -> str:
    """Return an absence for a screen reader."""
    return f"{day_words(row.day)}, {row.subject}, {absence_words(row.why)}"


def _short(day: date) -> str:
    return f"{day.day:02}.{day.month:02}"
