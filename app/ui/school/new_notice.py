"""«Новое объявление»: to whom, what, and by when; what was written stays until it is posted."""

import secrets
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.domain.board import Addressable, Audience, NewNotice
from app.domain.errors import AppError
from app.services.facade.school.board import Board
from app.ui.qt.dialogs import opened
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import ChoiceField, Switch, empty, label, push_button, say
from app.ui.school.notice_files import NoticeFiles
from app.ui.school.words import audience_words
from app.ui.theme import FontRole, Theme

_LONGEST_TITLE, _LONGEST_TEXT = 200, 4000


async def ask_notice(parent: QWidget, theme: Theme, board: Board) -> bool:
    """Let somebody write and post an announcement; whether they did."""
    return await opened(NewNoticeSheet(parent, theme, board)) == QDialog.DialogCode.Accepted


class NewNoticeSheet(TaskSheet):
    """The service decides who may announce where; here only that is offered."""

    def __init__(self, parent: QWidget | None, theme: Theme, board: Board) -> None:
        super().__init__(parent, theme, tr("Новое объявление"), width=520)
        self._board = board
        self._schools: tuple[Addressable, ...] = ()
        self._key = secrets.token_urlsafe(12)
        self._busy = False
        self.school = ChoiceField(theme, tr("Школа"))
        self.audience = ChoiceField(theme, tr("Кому"))
        for one in Audience:
            self.audience.addItem(audience_words(one), one)
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setPlaceholderText(tr("Заголовок"))
        self.title.setAccessibleName(tr("Заголовок"))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr("Текст объявления"))
        self.text.setAccessibleName(tr("Текст объявления"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(110))
        self.classes: dict[str, QPushButton] = {}
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._flow.setSpacing(theme.px(6))
        self.has_due = Switch(theme, tr("Есть срок"))
        self.due = QDateEdit(QDate.currentDate().addDays(7))
        self.due.setMinimumDate(QDate.currentDate())
        self.due.setDisplayFormat("dd.MM.yyyy")
        self.due.setAccessibleName(tr("Срок"))
        self.due.hide()
        self.files = NoticeFiles(theme, board, self.tasks)
        self.files.hide()
        self.files.changed.connect(self._refresh)
        self.note = label(theme, tr("Загружаю…"), FontRole.CAPTION, tone="text2", wrap=True)
        self.again = push_button(tr("Повторить"))
        self.again.hide()
        self.again.clicked.connect(lambda: self._start(self._load()))
        self._lay_out()
        self.add_action(tr("Отмена"))
        self.main = self.add_action(tr("Опубликовать"), look="primary", slot=self._on_post)
        self.main.setEnabled(False)
        self.title.textChanged.connect(lambda _: self._refresh())
        self.text.textChanged.connect(self._refresh)
        self.has_due.toggled.connect(self.due.setVisible)
        self.school.currentIndexChanged.connect(self._show_classes)

    def open(self) -> None:
        """Qt: ask where one may announce."""
        super().open()
        self.title.setFocus()
        self._start(self._load())

    def _lay_out(self) -> None:
        self._school_row = self._row(tr("Школа"), self.school)
        due = QWidget()
        inside = QHBoxLayout(due)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.due)
        inside.addWidget(self.has_due)
        words = tr("Классы: не выбрано ни одного — для всех")
        self._which = label(self._theme, words, FontRole.CAPTION, tone="text2", wrap=True)
        remind = tr("Накануне срока бот напомнит тем, кто не отметил «Ознакомлен(а)».")
        parts = (
            self._school_row,
            self._row(tr("Кому"), self.audience),
            self._which,
            self._chips,
            self.title,
            self.text,
            self.files,
            self._row(tr("Есть срок"), due),
            label(self._theme, remind, FontRole.CAPTION, tone="text2", wrap=True),
            self.note,
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._school_row.hide()
        self._which.hide()

    def _row(self, title: str, control: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self._theme, title, FontRole.BODY), 1)
        row.addWidget(control)
        return holder

    async def _load(self) -> None:
        """Ask where one may announce; what is written meanwhile stays."""
        self.again.hide()
        say(self.note, tr("Загружаю…"))
        try:
            self._schools = await self._board.addressables()
        except AppError as error:
            say(self.note, user_text(error.user_text))
            self.again.show()
            return
        for one in self._schools:
            self.school.addItem(one.name or one.org, one.org)
        self._school_row.setVisible(len(self._schools) > 1)
        if self._schools:
            first = self._schools[0]
            self.files.limit(largest=first.largest_file, most=first.most_files)
        say(self.note, "" if self._schools else tr("Объявлять может только сотрудник школы."))
        self._refresh()

    def _show_classes(self) -> None:
        empty(self._flow)
        self.classes.clear()
        school = self._chosen()
        for key, title in school.classes if school else ():
            chip = push_button(title.replace("&", "&&"), look="chip")
            chip.setCheckable(True)
            self.classes[key] = chip
            self._flow.addWidget(chip)
        self._which.setVisible(bool(self.classes))

    def _chosen(self) -> Addressable | None:
        org = self.school.currentData()
        return next((one for one in self._schools if one.org == org), None)

    def _refresh(self) -> None:
        written = self.title.text().strip() and self.text.toPlainText().strip()
        whole = bool(written) and self.files.ready
        self.main.setEnabled(whole and self._chosen() is not None and not self._busy)

    def _on_post(self) -> None:
        text, school = self.text.toPlainText().strip(), self._chosen()
        if school is None or not self.main.isEnabled():
            return
        if len(text) > _LONGEST_TEXT:
            long = tr("Текст длиннее {count} знаков: сократите его.", count=_LONGEST_TEXT)
            say(self.note, long)
            return
        due = self.due.date().toPython() if self.has_due.isChecked() else None
        notice = NewNotice(
            school.org,
            self.title.text().strip(),
            text,
            self.audience.currentData(),
            tuple(key for key, chip in self.classes.items() if chip.isChecked()),
            due,  # type: ignore[arg-type]  # toPython is typed as object; it is a date
            self.files.ids,
            self._key,
        )
        self._rest(True)
        self._start(self._post(notice))

    async def _post(self, notice: NewNotice) -> None:
        try:
            await self._board.post(notice)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            self._rest(False)
            return
        self.accept()

    def _rest(self, busy: bool) -> None:
        """What is on its way is not changed under the hands."""
        self._busy = busy
        for part in (self.title, self.text):
            part.setReadOnly(busy)
        self._refresh()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.start(work)
