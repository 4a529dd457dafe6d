"""«Счётчик для портала»: how many messages wait, shown in the register's own pages."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.identities import PortalBadge
from app.services.facade.school.identities import IdentityBook
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet


class PortalSheet(WorkSheet):
    """One address that tells a number; made, copied and closed here."""

    def __init__(self, parent: QWidget, theme: Theme, identities: IdentityBook) -> None:
        super().__init__(parent, theme, tr("Счётчик для портала"), width=480)
        self._identities = identities
        self.words(
            tr(
                "Портал электронного журнала сможет показать, сколько у вас непрочитанных "
                "сообщений. Адрес открывает только это число: ни чатов, ни имён по нему не узнать."
            )
        )
        self.address = self._line(tr("Адрес счётчика"))
        self.button = self._line(tr("Адрес кнопки «Открыть Парту»"))
        self.body.addWidget(self.note)
        self.add_action(tr("Готово"))
        self.close_badge = self.add_action(tr("Закрыть счётчик"), look="danger", slot=self._on_shut)
        self.open_badge = self.add_action(tr("Создать адрес"), look="primary", slot=self._on_open)
        self.buttons = [self.close_badge, self.open_badge]
        self._show(PortalBadge("", ""))
        self.work(self._load(), close=False)

    def _line(self, name: str) -> QLineEdit:
        self.words(name, role=FontRole.CAPTION)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        field = QLineEdit()
        field.setReadOnly(True)
        field.setAccessibleName(name)
        copy = IconButton(self._theme, "copy_20_regular", tr("Скопировать: {name}", name=name))
        copy.clicked.connect(lambda: self._copy(field))
        row.addWidget(field, 1)
        row.addWidget(copy)
        self.body.addWidget(holder)
        return field

    def _copy(self, field: QLineEdit) -> None:
        if field.text():
            QGuiApplication.clipboard().setText(field.text())
            toast(self, self._theme, tr("Адрес скопирован"))

    def _show(self, badge: PortalBadge) -> None:
        for field, text in ((self.address, badge.address), (self.button, badge.button)):
            field.setText(text)
            field.setCursorPosition(0)
        self.address.setPlaceholderText(tr("Счётчик закрыт"))
        self.close_badge.setVisible(bool(badge.address))
        self.open_badge.setText(tr("Заменить адрес") if badge.address else tr("Создать адрес"))

    def _on_open(self) -> None:
        self.work(self._make(), close=False)

    def _on_shut(self) -> None:
        self.work(self._shut(), close=False)

    async def _load(self) -> None:
        self._show(await self._identities.badge())

    async def _make(self) -> None:
        self._show(await self._identities.open_badge())

    async def _shut(self) -> None:
        await self._identities.close_badge()
        await self._load()
