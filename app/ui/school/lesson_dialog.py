"""One lesson in full: every assignment with mark, weight, comment and files, and the teacher."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.diary import Assignment, Day, Lesson
from app.ui.qt.dialogs import Sheet
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label, push_button
from app.ui.school.words import day_and_weekday
from app.ui.theme import FontRole, Theme


class LessonDialog(Sheet):
    """Read-only; `file_wanted` and `write_wanted` say what was pressed."""

    file_wanted = Signal(str, str, str)
    """(assignment, attachment, file name)"""
    write_wanted = Signal(str)
    enter_wanted = Signal()
    """Come into the lesson, which is open."""

    def __init__(
        self, parent: QWidget, theme: Theme, day: Day, lesson: Lesson, *, enters: bool = False
    ) -> None:
        super().__init__(parent, theme, lesson.subject, width=520)
        when = [day_and_weekday(day.day)]
        if lesson.begins and lesson.ends:
            when.append(f"{lesson.begins:%H:%M} – {lesson.ends:%H:%M}")
        if lesson.room:
            when.append(tr("кабинет {room}", room=lesson.room))
        if lesson.teacher_name:
            when.append(lesson.teacher_name)
        self._line(" · ".join(when), tone="text2")
        for assignment in lesson.assignments:
            if assignment.text or assignment.mark:
                self.body.addWidget(self._assignment(assignment))
        if not any(one.text or one.mark for one in lesson.assignments):
            self._line(tr("Заданий и отметок нет."))
        if lesson.teacher is not None:
            teacher = str(lesson.teacher)
            button = self.add_action(
                tr("Написать учителю"),
                look="plain" if enters else "primary",
                slot=lambda: self._on_write(teacher),
            )
            button.setFocus()
        else:
            self.add_action(tr("Закрыть")).setFocus()
        if enters:
            self.add_action(tr("Войти в урок"), look="primary", slot=self._on_enter).setFocus()

    def _assignment(self, one: Assignment) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        head = QHBoxLayout()
        head.addWidget(label(self._theme, one.kind, FontRole.BODY_STRONG, wrap=True), 1)
        if one.mark:
            mark = label(self._theme, one.mark, FontRole.TITLE)
            mark.setAccessibleName(tr("Отметка {mark}", mark=one.mark))
            head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for text in (one.text, one.comment):
            if text:
                words = label(self._theme, text, FontRole.BODY, tone="text2", wrap=True)
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(words)
        if one.mark and one.weight != 1:
            weight = f"{one.weight:g}".replace(".", tr(","))
            said = tr("Вес отметки: {weight}", weight=weight)
            column.addWidget(label(self._theme, said, FontRole.CAPTION, tone="text2"))
        for file in one.attachments:
            button = push_button(file.name, look="link")
            button.setAccessibleName(tr("Сохранить файл {name}", name=file.name))
            button.clicked.connect(
                lambda _=False, it=file: self.file_wanted.emit(one.id, it.id, it.name)
            )
            column.addWidget(button)
        return holder

    def _line(self, text: str, *, tone: str = "text") -> None:
        self.body.addWidget(label(self._theme, text, FontRole.BODY, tone=tone, wrap=True))

    def _on_enter(self) -> None:
        self.enter_wanted.emit()
        self.accept()

    def _on_write(self, teacher: str) -> None:
        self.write_wanted.emit(teacher)
        self.accept()
