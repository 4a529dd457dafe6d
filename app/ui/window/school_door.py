"""What the school wants of somebody who comes in: a newer version, a consent,
a second step.

One for each page of a school's profile. A sheet is asked for only while the page is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.client_policy import ClientPolicy
from app.domain.consents import ConsentDocument
from app.domain.second_step import SecondStep
from app.services.facade.session import Session
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.window.outdated import OutdatedPage


class SchoolDoor:
    """Stands between a page and its `content`, which it covers while the version is too old."""

    def __init__(
        self, host: QWidget, content: QWidget, theme: Theme, *, session: Session, tasks: Starter
    ) -> None:
        self._host, self._content, self._theme = host, content, theme
        self._session, self._tasks = session, tasks
        self.gate: OutdatedPage | None = None
        self._asking = self._led = False
        self._put_off: set[tuple[str, int]] = set()
        self._cuts: list[Callable[[], None]] = [
            session.school.policy.subscribe(self._on_policy),
            session.school.consents.documents.subscribe(self._on_documents),
            session.school.second_step.state.subscribe(self._on_second_step),
        ]

    def close(self) -> None:
        """The profile goes away."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()

    def came_up(self) -> None:
        """The page is seen: ask what waits."""
        self._on_documents(self._session.school.consents.documents.value)
        self._on_second_step(self._session.school.second_step.state.value)

    def _on_policy(self, policy: ClientPolicy) -> None:
        if policy.allowed:
            if self.gate is not None:
                self.gate.hide()
            self._content.show()
            return
        if self.gate is None:
            from app.ui.window.outdated import OutdatedPage

            self.gate = OutdatedPage(self._theme, self._session.school, self._tasks)
            layout = self._host.layout()
            assert layout is not None
            layout.addWidget(self.gate)
        self.gate.show_policy(policy)
        self._content.hide()
        self.gate.show()

    def _on_documents(self, documents: tuple[ConsentDocument, ...]) -> None:
        waiting = [one for one in documents if self._waits(one)]
        if waiting and self._may_ask():
            self._asking = True
            self._tasks.start(self._ask(waiting[0]))

    def _may_ask(self) -> bool:
        shut = self.gate is not None and not self.gate.isHidden()
        return not self._asking and not shut and self._host.isVisible()

    def _on_second_step(self, now: SecondStep | None) -> None:
        """Lead whoever has to have a second step to it, once in a run."""
        lacks = now is not None and now.required and now.since is None
        if lacks and not self._led and self._may_ask():
            self._asking = self._led = True
            self._tasks.start(self._lead())

    async def _lead(self) -> None:
        from app.ui.qt.dialogs import confirm
        from app.ui.settings.second_step import set_up

        words = tr(
            "Школа просит всех сотрудников включить второй шаг при входе: кроме пароля понадобится "
            "код с вашего телефона. Это займёт две минуты."
        )
        title, action = tr("Включите второй шаг"), tr("Включить")
        try:
            if await confirm(self._host, self._theme, title, words, action=action):
                await set_up(self._host, self._theme, self._session.school.second_step)
        finally:
            self._asking = False

    def _waits(self, one: ConsentDocument) -> bool:
        return bool(one.waiting) and (one.document, one.version) not in self._put_off

    async def _ask(self, document: ConsentDocument) -> None:
        from app.ui.consents.consent_sheet import ask_consent

        # Once in a run: who puts it off is asked again at the next start.
        self._put_off.add((document.document, document.version))
        try:
            await ask_consent(self._host, self._theme, self._session.school.consents, document)
        finally:
            self._asking = False
        self.came_up()
