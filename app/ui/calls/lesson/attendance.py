"""The register of a lesson: who was there, from when to when, how long; saved as CSV."""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain.errors import AppError, UserText
from app.domain.lessons import Attendance
from app.ui.calls.words import running_time
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, trn
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme
from app.ui.when import clock


class Registered(Protocol):
    """A lesson whose register can be had."""

    async def attendance(self) -> tuple[Attendance, ...]:
        """Who was there."""


class AttendanceSheet(TaskSheet):
    """Loads the register, shows it, saves it."""

    def __init__(self, parent: QWidget, theme: Theme, lesson: Registered, title: str) -> None:
        super().__init__(parent, theme, tr("Посещаемость"), width=720)
        self._lesson, self._name = lesson, title
        self._rows: tuple[Attendance, ...] = ()
        self.summary = label(theme, tr("Загружаем…"), FontRole.BODY, tone="text2", wrap=True)
        self.table = QTableWidget(0, 5)
        self.table.setHorizontalHeaderLabels(
            [tr("Ученик"), tr("Вошёл"), tr("Вышел"), tr("Был"), tr("Отметка")]
        )
        self.table.setAccessibleName(tr("Посещаемость"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (0, 4):
            if (head := self.table.horizontalHeaderItem(column)) is not None:
                head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setMinimumHeight(theme.px(320))
        self.table.setStyleSheet(
            f"QHeaderView::section {{ background: {theme.colors.surface.name()};"
            f" color: {theme.colors.text3.name()}; border: none; padding: 6px; }}"
            f"QTableWidget {{ background: {theme.colors.surface.name()}; border: none; }}"
        )
        self.body.addWidget(self.summary)
        self.body.addWidget(self.table)
        self.again = self.add_action(tr("Обновить"), slot=self._load)
        self.save = self.add_action(tr("Сохранить CSV"), look="primary", slot=self._on_save)
        self.save.setEnabled(False)
        self._load()

    def show_rows(self, rows: Sequence[Attendance]) -> None:
        """Show the register."""
        self._rows = tuple(rows)
        expected = sum(1 for row in rows if row.expected)
        came = sum(1 for row in rows if row.expected and row.joined is not None)
        late = sum(1 for row in rows if row.late)
        words = [tr("Были {came} из {expected}", came=came, expected=expected)]
        if late:
            words.append(trn("%n [опоздал|опоздали|опоздали]", late))
        self.summary.setText(" · ".join(words) if rows else tr("Пока никто не входил"))
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(cells(row)):
                item = QTableWidgetItem(text)
                if column == 4 and row.joined is None:
                    item.setForeground(self._theme.colors.danger)
                if column in (1, 2, 3):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.table.setItem(place, column, item)
        self.save.setEnabled(bool(rows))

    def _load(self) -> None:
        self.tasks.start(self._fetch())

    async def _fetch(self) -> None:
        self.show_rows(await self._lesson.attendance())

    def _on_save(self) -> None:
        self.tasks.start(self._save())

    async def _save(self) -> None:
        dialog = QFileDialog(self.window(), tr("Сохранить посещаемость"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        safe = "".join(char if char.isalnum() or char in " ·-" else "_" for char in self._name)
        dialog.selectFile(tr("Посещаемость {lesson}.csv", lesson=safe))
        if await opened(dialog) and dialog.selectedFiles():
            self.save_to(Path(dialog.selectedFiles()[0]))

    def save_to(self, path: Path) -> None:
        """Write the register; spreadsheets open it with Russian letters right."""
        try:
            path.write_text(as_csv(self._rows), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise AppError(
                str(error), user_text=UserText("Не удалось записать файл. Выберите другую папку.")
            ) from error
        toast(self, self._theme, tr("Сохранено: {name}", name=path.name))

    def refused(self, words: str) -> None:
        """Say it in the place of the list, in passing once there is one."""
        if not self._rows:
            self.summary.setText(words)
        else:
            super().refused(words)


def cells(row: Attendance) -> tuple[str, str, str, str, str]:
    """Return a row's texts: name, joined, left, total, remark."""
    joined = clock(row.joined) if row.joined is not None else "—"
    left = tr("на уроке") if row.here else clock(row.left) if row.left is not None else "—"
    total = running_time(row.total) if row.joined is not None else "—"
    return row.person.name, joined, left, total, remark(row)


def remark(row: Attendance) -> str:
    """Return «не был(а)», «опоздал(а) на 5 минут»; '' where all is well."""
    if row.joined is None:
        return tr("не был(а)")
    words = []
    if row.late:
        words.append(trn("опоздал(а) на %n [минуту|минуты|минут]", _minutes(row.late)))
    if row.left_early:
        words.append(trn("ушёл(ла) раньше на %n [минуту|минуты|минут]", _minutes(row.left_early)))
    if not row.expected:
        words.append(tr("не из списка"))
    return ", ".join(words)


def as_csv(rows: Sequence[Attendance]) -> str:
    """Return the register as CSV with semicolons, as Russian spreadsheets expect it.

    A cell that begins like a formula is quoted with an apostrophe: names come from people.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([tr("Ученик"), tr("Вошёл"), tr("Вышел"), tr("Минут"), tr("Отметка")])
    for row in rows:
        name, joined, left, _, words = cells(row)
        minutes = str(_minutes(row.total)) if row.joined is not None else "0"
        writer.writerow([_harmless(name), joined, left, minutes, words])
    return out.getvalue()


def _minutes(span: timedelta) -> int:
    return max(round(span.total_seconds() / 60), 0)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
