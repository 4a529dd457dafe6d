"""The settings: pages on the left, their rows on the right; every change counts at once."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

import app
from app.domain.ids import RoomId
from app.domain.profiles import ProfileKind
from app.services.facade.profiles import Profiles
from app.services.facade.session import Session
from app.ui.consents.consents_page import ConsentsPage
from app.ui.desktop.starting import SystemSwitch
from app.ui.preferences import Preferences
from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.settings.computer import AboutPage, LookPage, NotificationsPage, StartPage
from app.ui.settings.help import HelpPage
from app.ui.settings.profile import DevicesPage, NetworkPage, PrivacyPage, StoragePage
from app.ui.settings.sign_in import SignInPage
from app.ui.theme import Theme
from app.ui.trust.status_page import StatusPage, is_for


class SettingsSheet(Sheet):
    """All settings of this computer and of the profile that is shown."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        preferences: Preferences,
        *,
        profiles: Profiles,
        session: Session | None,
        tasks: Starter,
        autostart: SystemSwitch,
        links: SystemSwitch,
    ) -> None:
        super().__init__(parent, theme, tr("Настройки"), width=760)
        self.pages = QStackedWidget()
        self._made: list[QWidget] = []
        self._titles: list[str] = []
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Разделы настроек"))
        self.list.setObjectName("nav")
        row = QHBoxLayout()
        row.setSpacing(theme.soft(20))
        row.addWidget(self.list)
        row.addWidget(self.pages, 1)
        self.body.addLayout(row)
        self._add("color_20_regular", tr("Внешний вид"), LookPage(theme, preferences))
        notifications = NotificationsPage(theme, preferences, session, tasks)
        self._add("alert_20_regular", tr("Уведомления"), notifications)
        if session is not None:
            if is_for(session):
                self._add(
                    "hat_graduation_20_filled",
                    tr("Статус учителя"),
                    StatusPage(theme, session, tasks),
                )
            self._add("eye_off_20_regular", tr("Приватность"), PrivacyPage(theme, session, tasks))
            if session.school.me.value is not None:
                self._add(
                    "shield_checkmark_20_filled",
                    tr("Согласия"),
                    ConsentsPage(theme, session, tasks),
                )
            self._add(
                "phone_laptop_20_regular", tr("Устройства"), DevicesPage(theme, session, tasks)
            )
            if session.profile.value.kind is ProfileKind.SCHOOL:
                school = session.school
                page = SignInPage(theme, school.identities, school.second_step, tasks)
                self._add("key_24_regular", tr("Вход и привязки"), page)
            self._add("storage_20_regular", tr("Хранилище"), StoragePage(theme, session, tasks))
        self._add("globe_20_regular", tr("Сеть"), NetworkPage(theme, profiles, session, tasks))
        start = StartPage(theme, preferences, autostart=autostart, links=links)
        self._add("power_20_regular", tr("Запуск"), start)
        self.room_id: RoomId | None = None
        help_page = HelpPage(theme, session, tasks)
        help_page.room_wanted.connect(self._on_room)
        self._add("lightbulb_24_regular", tr("Помощь"), help_page)
        self._add(
            "info_20_regular",
            tr("О программе"),
            AboutPage(theme, app.__version__, tasks=tasks, preferences=preferences),
        )
        self.list.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.list.setCurrentRow(0)
        self._theme_list()
        theme.changed.connect(self._theme_list)
        self.list.setFocus()

    def show_page(self, kind: type[QWidget]) -> None:
        """Open at a page."""
        for number, page in enumerate(self._made):
            if isinstance(page, kind):
                self.list.setCurrentRow(number)

    def _on_room(self, room_id: str) -> None:
        self.room_id = RoomId(room_id)
        self.accept()

    def _add(self, icon: str, title: str, page: QWidget) -> None:
        self._made.append(page)
        self.pages.addWidget(page)
        self._titles.append(title)
        item = QListWidgetItem(self._theme.qicon(icon, size=self._theme.px(18)), title)
        item.setToolTip(title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        self.list.addItem(item)

    def place(self) -> None:
        """Qt: where the pages need the room, their names give way and the icons stay."""
        super().place()
        margins = self.body.contentsMargins()
        room = self._scroll.viewport().width() - margins.left() - margins.right()
        needed = self.pages.minimumSizeHint().width() + self._theme.soft(20)
        self._name_pages(self._list_width() + needed <= room)

    def _list_width(self) -> int:
        measure = self.list.fontMetrics().horizontalAdvance
        return max(map(measure, self._titles)) + self._theme.px(62)

    def _name_pages(self, named: bool) -> None:
        for row, title in enumerate(self._titles):
            self.list.item(row).setText(title if named else "")
        self.list.setFixedWidth(self._list_width() if named else self._theme.px(44))

    def _theme_list(self) -> None:
        theme, colors = self._theme, self._theme.colors
        self.list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._name_pages(True)
        self.list.setMinimumHeight(theme.px(40) * self.list.count() + theme.px(8))
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, theme.px(38)))
        self.list.setStyleSheet(
            f"""QListWidget#nav {{ background: transparent; border: none; }}
            QListWidget#nav::item {{ border-radius: 10px; padding: 0 {theme.px(8)}px; }}
            QListWidget#nav::item:hover {{ background: {colors.hover.name()}; }}
            QListWidget#nav::item:selected {{ background: {colors.accSoft.name()};
            color: {colors.accText.name()}; }}"""
        )


async def show_settings(
    parent: QWidget,
    theme: Theme,
    preferences: Preferences,
    *,
    profiles: Profiles,
    session: Session | None,
    tasks: Starter,
    autostart: SystemSwitch,
    links: SystemSwitch,
) -> RoomId | None:
    """Show the settings until they are closed; a chat that is to be opened then."""
    sheet = SettingsSheet(
        parent,
        theme,
        preferences,
        profiles=profiles,
        session=session,
        tasks=tasks,
        autostart=autostart,
        links=links,
    )
    await opened(sheet)
    return sheet.room_id
