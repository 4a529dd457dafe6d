"""«Ещё в ЭЖД»: pages of the register that Parta does not have, opened in the browser."""

import logging

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.errors import AppError
from app.domain.register_menu import RegisterLink
from app.services.facade.school.register_menu import RegisterMenus
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.school.head import PageHead

_log = logging.getLogger(__name__)


class RegisterButton(QPushButton):
    """Not there where the school has set up nothing, or nothing for me."""

    def __init__(self, menus: RegisterMenus, tasks: Starter, head: PageHead) -> None:
        super().__init__(f"{tr('Ещё в ЭЖД')} ▾")
        self._menus, self._tasks, self._head = menus, tasks, head
        self.links: tuple[RegisterLink, ...] = ()
        self.setAccessibleName(tr("Ещё в электронном журнале"))
        self.setProperty("look", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(
            lambda: self.menu_of_links().popup(self.mapToGlobal(self.rect().bottomLeft()))
        )
        self.hide()

    def refresh(self) -> None:
        """Ask what there is; what was shown stays where nobody answers."""
        self._tasks.start(self._ask())

    def menu_of_links(self) -> QMenu:
        """Return the menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self.links:
            action = menu.addAction(one.title.replace("&", "&&"))
            action.setToolTip(one.url)
            action.triggered.connect(
                lambda _=False, url=one.url: QDesktopServices.openUrl(QUrl(url))
            )
        menu.setToolTipsVisible(True)
        return menu

    async def _ask(self) -> None:
        try:
            self.links = await self._menus.links()
        except AppError as error:
            _log.info("the register's menu did not come: %s", error)
            return
        self.setVisible(bool(self.links))
        self._head.tools_changed()
