"""What is done from the diary: its menus and sheets, files, the link to a gradebook."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu

from app.domain.diary import Child, Day, Lesson
from app.domain.order import by_name
from app.services.facade.school.board import Board
from app.services.facade.school.diary import Diary
from app.services.facade.school.feeds import Feeds
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.school.file_link import Deal, save_file

if TYPE_CHECKING:
    from app.ui.school.diary_page import DiaryPage


class DiaryDesk:
    """Hears the parts of the page; what is about a child is about the one that is shown."""

    def __init__(
        self,
        page: "DiaryPage",
        diary: Diary,
        tasks: Starter,
        *,
        board: Board | None,
        feeds: Feeds | None,
    ) -> None:
        self._page, self._diary, self._tasks = page, diary, tasks
        head = page.head
        head.more.clicked.connect(self._on_more)
        if board is not None:
            head.board.clicked.connect(lambda: tasks.start(self._show_board(board)))
        if feeds is not None:
            head.events.clicked.connect(lambda: tasks.start(self._show_events(feeds)))
        page.week.lesson_chosen.connect(self._on_lesson)
        page.week.write_wanted.connect(self._on_write)
        page.notices.file_wanted.connect(self._on_notice_file)

    async def _show_board(self, board: Board) -> None:
        from app.ui.school.board_sheet import show_board

        await show_board(self._page, self._page.theme, board)

    async def _show_events(self, feeds: Feeds) -> None:
        from app.ui.school.events_sheet import show_events

        await show_events(self._page, self._page.theme, feeds)

    # ----------------------------------------------------------------------------- the gradebook

    def _on_more(self) -> None:
        child, head = self._page.child, self._page.head
        if child is None:
            return
        menu = self._menu()
        again = menu.addAction(tr("Привязать заново…"))
        again.triggered.connect(lambda: self._tasks.start(self.link(child)))
        away = menu.addAction(tr("Отвязать журнал…"))
        away.triggered.connect(lambda: self._tasks.start(self.unlink(child)))
        menu.popup(head.more.mapToGlobal(head.more.rect().bottomLeft()))

    async def link(self, child: Child) -> None:
        """Link a gradebook, or another one than before."""
        from app.ui.school.linking import link_gradebook

        page = self._page
        if await link_gradebook(page, page.theme, self._diary, child, tasks=self._tasks):
            page.begin_anew()

    async def unlink(self, child: Child) -> None:
        """Take the link to the gradebook back."""
        from app.ui.school.linking import unlink_gradebook

        page = self._page
        if await unlink_gradebook(page, page.theme, self._diary, child):
            page.begin_anew()

    # -------------------------------------------------------------------------------- the week

    def _on_lesson(self, day: Day, lesson: Lesson) -> None:
        from app.ui.school.lesson_dialog import LessonDialog

        page = self._page
        row = page.week.row_of(lesson) if day.day == page.today() else None
        dialog = LessonDialog(page, page.theme, day, lesson, enters=row is not None)
        dialog.enter_wanted.connect(lambda: page.lesson_wanted.emit(row))
        dialog.write_wanted.connect(page.direct_wanted)
        dialog.file_wanted.connect(self._on_file)
        self._tasks.start(_open(dialog))

    def _on_write(self) -> None:
        """Offer the teachers of the week."""
        page = self._page
        teachers: dict[str, str] = {}
        for day in page.shown_week.days if page.shown_week else ():
            for lesson in day.lessons:
                if lesson.teacher is not None:
                    words = f"{lesson.teacher_name} · {lesson.subject}"
                    teachers.setdefault(str(lesson.teacher), words)
        menu = self._menu()
        for account, name in sorted(teachers.items(), key=lambda pair: by_name(pair[1])):
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(self._on_teacher, account))
        button = page.week.write
        menu.popup(button.mapToGlobal(button.rect().topLeft()))

    def _on_teacher(self, account: str, _: bool = False) -> None:
        self._page.direct_wanted.emit(account)

    def _menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # -------------------------------------------------------------------------------- files

    def _on_file(self, assignment: str, attachment: str, name: str) -> None:
        child = self._page.child
        if child is not None:
            fetch = partial(self._diary.save_file, child.person, assignment, attachment)
            self._tasks.start(save_file(self._page, self._page.theme, name, fetch))

    def _on_notice_file(self, notice: str, attachment: str, name: str, deal: Deal) -> None:
        child = self._page.child
        if child is not None:
            fetch = partial(self._diary.save_notice_file, child.person, notice, attachment)
            self._tasks.start(deal(self._page, self._page.theme, name, fetch))


async def _open(dialog: QDialog) -> None:
    await opened(dialog)
