"""A tab that asks the service for what it shows: grey cards first, an error in their place."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.services.facade.school.school import School
from app.ui.chat_list.states import Notice
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind
from app.ui.school.scrolling import scrolled
from app.ui.school.section_page import AdminView
from app.ui.school.states import CardsSkeleton, Strip
from app.ui.theme import Theme


class LoadedView(AdminView):
    """Subclasses fill `column` and write `load`; what is shown already stays when loading fails."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__()
        self.theme, self.school, self.tasks = theme, school, tasks
        self._loading: Running | None = None
        self._shown = False
        self._stood: tuple[str, object] = ("", None)
        """The school and what stood in the fields when it was asked or saved last."""
        self.skeleton, self.notice, self.strip = CardsSkeleton(theme), Notice(theme), Strip(theme)
        for wayout in (self.notice.acted, self.strip.acted):
            wayout.connect(self.reload)
        holder = QWidget()
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(theme, holder)
        self.stack = QStackedWidget()
        for shown in (self.skeleton, self.notice, self.area):
            self.stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self.stack, 1)
        bind(theme, self, lambda: self.column.setSpacing(theme.px(16)))

    @property
    def org(self) -> str:
        """The school whose people are shown; '' where the service knows none of mine."""
        me = self.school.me.value
        if self.chosen_org or me is None:
            return self.chosen_org
        own = [one.org for one in me.grants if one.role == "admin"]
        return (own or [org for org, _ in me.orgs] or [""])[0]

    def written(self) -> object:
        """What stands in the fields that a person changes and saves; None for a page without."""
        return None

    def came_up(self) -> None:
        """Ask anew, but not over what was changed here and is not saved yet."""
        org, stood = self._stood
        if not self._shown or org != self.org or stood == self.written():
            self.reload()

    def saved(self) -> None:
        """What stands in the fields is what stands at the school."""
        self._stood = (self.org, self.written())

    def reload(self) -> None:
        """Ask the service; a question under way is dropped."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self.tasks.start(self._load())

    async def load(self) -> None:
        """Ask and show; raises only `AppError`."""
        raise NotImplementedError

    def act(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something the person asked for; an error is said in passing."""
        self.tasks.start(self._do(work))

    def say(self, icon: str, title: str, text: str, *, action: str = "") -> None:
        """Show a sentence in the place of the cards."""
        self.notice.say(icon, title, text, action=action)
        self.stack.setCurrentWidget(self.notice)

    def no_school(self) -> bool:
        """Say so where no list was taken yet; whether that is the case."""
        if not self.org:
            text = tr("Сначала загрузите список школы на вкладке «Состав и чаты».")
            self.say("document_table_24_regular", tr("Списка школы ещё нет"), text)
        return not self.org

    async def _load(self) -> None:
        self.stack.setCurrentWidget(self.area if self._shown else self.skeleton)
        try:
            await self.load()
        except AppError as error:
            if self._shown:
                self.strip.say(user_text(error.user_text))
                return
            self.notice.fail(tr("Не удалось открыть"), error)
            self.stack.setCurrentWidget(self.notice)
            return
        self.strip.say("")
        self.saved()
        if self.stack.currentWidget() is not self.notice:
            self._shown = True
            self.stack.setCurrentWidget(self.area)

    async def _do(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))
