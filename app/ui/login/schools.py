"""Schools found while somebody types a name: rows under the field, and every state of theirs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from app.domain.directory import ListedSchool, SchoolsPage
from app.domain.errors import AppError
from app.services.facade.profiles import Profiles
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind, label, push_button
from app.ui.school.cards import FitList
from app.ui.theme import FontRole, Theme
from app.ui.trust.queue import Line, LineDelegate


class SchoolPicker(QFrame):
    """`picked` gives the `ListedSchool` that was chosen; hidden while nothing is asked for."""

    picked = Signal(object)
    left = Signal()
    """The keyboard goes back up to the field."""

    def __init__(self, profiles: Profiles, theme: Theme, tasks: Starter) -> None:
        super().__init__()
        self._profiles, self._tasks = profiles, tasks
        self._asking: Running | None = None
        self._query, self._page = "", SchoolsPage()
        self.setObjectName("schools")
        self.words = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        self.list: FitList[Line] = FitList(
            theme, tr("Найденные школы"), text_of=lambda line: line.spoken
        )
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.chosen.connect(lambda line: self.picked.emit(line.value))
        self.list.left.connect(self._on_left)
        self.more = push_button(tr("Показать ещё"), look="link")
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.list)
        below = QHBoxLayout()
        below.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

        def refresh() -> None:
            colors, px = theme.colors, theme.px
            self.words.setContentsMargins(px(15), px(8), px(15), px(8))
            below.setContentsMargins(px(15), 0, px(15), 0)
            self.setStyleSheet(
                f"QFrame#schools {{ border: 1px solid {colors.line.name()}; border-radius: 10px; }}"
                "QListView { background: transparent; }"
            )

        bind(theme, self, refresh)
        self.hide()

    def search(self, query: str) -> None:
        """Ask the directories for a name; the rows stay until the answer comes."""
        self.stop()
        self._query = query
        if not self.list.rows():
            self._show(self._page, tr("Ищем школу…"))
        self._asking = self._tasks.start(self._ask(query, onward=False))

    def stop(self) -> None:
        """Give up the question under way."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def clear(self) -> None:
        """Show nothing."""
        self.stop()
        self._page = SchoolsPage()
        self.list.show_rows(())
        self.hide()

    def enter(self) -> bool:
        """Enter in the field: take the only school, else go to the first; whether there is any."""
        rows = self.list.rows()
        if len(rows) == 1:
            self.picked.emit(rows[0].value)
        elif rows:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(rows)

    async def _ask(self, query: str, *, onward: bool) -> None:
        before = self._page if onward else SchoolsPage()
        try:
            page = await self._profiles.find_schools(query, more=before.more if onward else None)
        except AppError as error:
            self._show(before, user_text(error.user_text), again=True)
            return
        page = SchoolsPage((*before.schools, *page.schools), page.more)
        nothing = tr("Такой школы в списке нет. Проверьте название или введите адрес школы.")
        self._show(page, "" if page.schools else nothing)

    def _show(self, page: SchoolsPage, words: str, *, again: bool = False) -> None:
        at = self.list.currentIndex().row()
        self._page = page
        self.list.show_rows(_line(one) for one in page.schools)
        if 0 <= at < len(page.schools):
            self.list.setCurrentIndex(self.list.rows_model.index(at, 0))
        self.list.setVisible(bool(page.schools))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.more.setText(tr("Повторить") if again else tr("Показать ещё"))
        self.more.setVisible(again or bool(page.more))
        self.show()

    def _on_more(self) -> None:
        self.stop()
        onward = bool(self._page.schools)
        self._asking = self._tasks.start(self._ask(self._query, onward=onward))

    def _on_left(self, direction: int) -> None:
        if direction < 0:
            self.left.emit()
        elif not self.more.isHidden():
            self.more.setFocus(Qt.FocusReason.TabFocusReason)


def _line(school: ListedSchool) -> Line:
    return Line(school.name, school.place, "", loud=False, value=school)
