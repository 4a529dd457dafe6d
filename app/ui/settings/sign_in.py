"""What opens the school profile: bound outside accounts, and a code for another device."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.identities import Identities, Identity
from app.services.facade.school.identities import IdentityBook
from app.services.facade.school.second_step import SecondStepBook
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import IconButton, empty, label, push_button
from app.ui.settings.binding import CodeSheet, GradebookSheet
from app.ui.settings.device import DeviceSheet
from app.ui.settings.parts import SettingsPage
from app.ui.settings.portal import PortalSheet
from app.ui.settings.second_step import SecondStepPart
from app.ui.theme import FontRole, Theme
from app.ui.when import local


class SignInPage(SettingsPage):
    """Bindings with their state, binding one more, undoing one; another device of mine."""

    def __init__(
        self, theme: Theme, identities: IdentityBook, second_step: SecondStepBook, tasks: Starter
    ) -> None:
        super().__init__(theme)
        self._identities, self._tasks = identities, tasks
        self._known = Identities()
        self.words(tr("Чем открывается этот профиль, кроме карточки и пароля от школы."))
        self.state = label(theme, tr("Загружаю…"), FontRole.BODY, tone="text2", wrap=True)
        self.again = push_button(tr("Повторить"), look="link")
        self.again.hide()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.px(12))
        self.by_gradebook = push_button(tr("Привязать электронный журнал…"))
        self.by_code = push_button(tr("Ввести код со страницы входа…"))
        self.device = push_button(tr("Войти на другом устройстве…"))
        self.portal = push_button(tr("Счётчик для портала…"))
        left = Qt.AlignmentFlag.AlignLeft
        self.column.addWidget(self.state)
        self.column.addWidget(self.again, 0, left)
        self.column.addLayout(self.rows)
        for button in (self.by_gradebook, self.by_code):
            button.hide()
            self.column.addWidget(button, 0, left)
        self.heading(tr("Второй шаг при входе"))
        self.words(tr("Защита на случай, если пароль узнает кто-то ещё: код с вашего телефона."))
        self.second = SecondStepPart(theme, second_step, tasks)
        self.column.addWidget(self.second)
        self.heading(tr("Другое устройство"))
        self.words(
            tr("Покажите код на этом экране и введите его в Парте на другом своём устройстве.")
        )
        self.column.addWidget(self.device, 0, left)
        self.heading(tr("Портал электронного журнала"))
        self.words(tr("На его страницах можно показать, сколько сообщений вас ждёт."))
        self.column.addWidget(self.portal, 0, left)
        self.column.addStretch(1)
        self.again.clicked.connect(lambda: tasks.start(self.refresh()))
        self.by_gradebook.clicked.connect(lambda: tasks.start(self._bind_gradebook()))
        self.by_code.clicked.connect(lambda: tasks.start(self._bind_code()))
        self.device.clicked.connect(lambda: tasks.start(self._show_device()))
        self.portal.clicked.connect(lambda: tasks.start(self._show_portal()))
        tasks.start(self.refresh())

    async def refresh(self) -> None:
        """Ask what is bound."""
        self.again.hide()
        try:
            known = await self._identities.mine()
        except AppError as error:
            self.state.setText(user_text(error.user_text))
            self.state.show()
            self.again.show()
            return
        self._known = known
        empty(self.rows)
        for one in known.found:
            self.rows.addWidget(self._row(one))
        self.state.setText(tr("Пока ничего не привязано."))
        self.state.setVisible(not known.found)
        self.by_gradebook.setVisible(any(not way.browser for way in known.ways))
        self.by_code.setVisible(any(way.browser for way in known.ways))

    def _row(self, one: Identity) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = f"{one.title} · {one.hint}" if one.hint else one.title
        words.addWidget(label(self.theme, title, FontRole.BODY, wrap=True))
        tone = "text2" if one.working else "danger"
        words.addWidget(label(self.theme, state_words(one), FontRole.CAPTION, tone=tone, wrap=True))
        line.addLayout(words, 1)
        out = IconButton(
            self.theme, "plug_disconnected_24_regular", tr("Отвязать «{name}»", name=one.title)
        )
        out.clicked.connect(lambda: self._tasks.start(self._unbind(one)))
        line.addWidget(out)
        return holder

    async def _unbind(self, one: Identity) -> None:
        if not await confirm(
            self,
            self.theme,
            tr("Отвязать «{name}»?", name=one.title),
            tr(
                "Войти этим способом будет нельзя. Профиль, чаты, сообщения и дневник останутся, "
                "входить можно по карточке или паролю от школы. Запись о привязке останется в "
                "журнале действий школы."
            ),
            action=tr("Отвязать"),
            danger=True,
        ):
            return
        try:
            await self._identities.unbind(one.id)
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))
        await self.refresh()

    async def _bind_gradebook(self) -> None:
        registers = [(way.id, way.title) for way in self._known.ways if not way.browser]
        sheet = GradebookSheet(self, self.theme, self._identities, registers=registers)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self.theme, tr("Журнал привязан: его паролем можно войти в этот профиль."))
            await self.refresh()

    async def _bind_code(self) -> None:
        sheet = CodeSheet(self, self.theme, self._identities)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self.theme, tr("Вход привязан к этому профилю."))
            await self.refresh()

    async def _show_device(self) -> None:
        await opened(DeviceSheet(self, self.theme, self._identities))

    async def _show_portal(self) -> None:
        await opened(PortalSheet(self, self.theme, self._identities))


def state_words(one: Identity) -> str:
    """Say since when a binding stands, when it was used, or that it opens nothing."""
    if not one.working:
        return tr(
            "не действует: школа больше не предлагает такого входа или человека нет в списках"
        )
    parts = []
    if one.from_school:
        parts.append(tr("привязала школа"))
    elif one.linked_at is not None:
        parts.append(tr("привязано {date}", date=_date(one.linked_at)))
    parts.append(
        tr("последний вход {date}", date=_date(one.used_at))
        if one.used_at is not None
        else tr("этим способом ещё не входили")
    )
    return " · ".join(parts)


def _date(moment: datetime) -> str:
    return local(moment).strftime("%d.%m.%Y")
