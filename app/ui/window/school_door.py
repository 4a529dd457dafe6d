"""What the school wants of somebody who comes in: a newer version, a consent.

One for each page of a school's profile. A sheet is asked for only while the page is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.client_policy import ClientPolicy
from app.domain.consents import ConsentDocument
from app.services.facade import Session
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
        self._asking = False
        self._put_off: set[tuple[str, int]] = set()
        self._cuts: list[Callable[[], None]] = [
            session.school.policy.subscribe(self._on_policy),
            session.school.consents.documents.subscribe(self._on_documents),
        ]

    def close(self) -> None:
        """The profile goes away."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()

    def came_up(self) -> None:
        """The page is seen: ask what waits."""
        self._on_documents(self._session.school.consents.documents.value)

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
        shut = self.gate is not None and not self.gate.isHidden()
        if waiting and not self._asking and not shut and self._host.isVisible():
            self._asking = True
            self._tasks.start(self._ask(waiting[0]))

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
        self._on_documents(self._session.school.consents.documents.value)
