"""Settings of the profile that is shown: privacy, devices, storage; and the network."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.managed import CACHE_SETTING
from app.domain.network import NetworkSettings, ProxyMode
from app.domain.people import Visibility
from app.domain.profiles import ProfileKind
from app.domain.server import Device
from app.services.facade.profiles import Profiles
from app.services.facade.session import Session
from app.ui.login.fields import PasswordField
from app.ui.qt.dialogs import Sheet, confirm, opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import IconButton, empty, label, push_button
from app.ui.settings.parts import SettingsPage
from app.ui.settings.sign_out import SignOutSheet
from app.ui.theme import FontRole, Theme
from app.ui.when import clock, local

PRIVATE_RECEIPTS = "privacy.private_receipts"
HIDE_TYPING = "privacy.hide_typing"


class PrivacyPage(SettingsPage):
    """What others learn of me."""

    def __init__(self, theme: Theme, session: Session, tasks: Starter) -> None:
        super().__init__(theme)
        self._session, self._tasks = session, tasks
        self._tasks.start(self._fill())

    async def _fill(self) -> None:
        session = self._session
        school = session.profile.value.kind is ProfileKind.SCHOOL
        private = bool(await session.setting(PRIVATE_RECEIPTS))
        silent = bool(await session.setting(HIDE_TYPING))
        self.receipts = self.switch(
            tr("Не сообщать, что я прочитал(а)"),
            tr("Отправители не увидят отметок о прочтении."),
            on=private,
            changed=lambda on: self._tasks.start(session.put_setting(PRIVATE_RECEIPTS, on)),
        )
        self.presence = self.choice(
            tr("Кто видит, когда я в сети"),
            tr(
                "Примерно — это «недавно» или «на этой неделе». Школа может показывать меньше: "
                "ученикам, например, сотрудников — примерно."
            )
            if school
            else "",
            options=_visibilities(roughly=school),
            now=session.people.visibility.value,
            changed=lambda chosen: self._tasks.start(self._decide(chosen)),
        )
        self.typing = self.switch(
            tr("Не показывать, что я печатаю"),
            "",
            on=silent,
            changed=lambda on: self._tasks.start(session.put_setting(HIDE_TYPING, on)),
        )
        self.column.addStretch(1)

    async def _decide(self, chosen: object) -> None:
        people = self._session.people
        try:
            await people.set_visibility(Visibility(chosen))
        finally:
            self.presence.setCurrentIndex(self.presence.findData(people.visibility.value))


def _visibilities(*, roughly: bool) -> list[tuple[str, Visibility]]:
    rough = (tr("Примерно"), Visibility.COARSE)
    return [
        (tr("Точное время"), Visibility.EXACT),
        *([rough] if roughly else []),
        (tr("Никто"), Visibility.NOBODY),
    ]


class DevicesPage(SettingsPage):
    """Where this account is signed in; rename, sign others out."""

    def __init__(self, theme: Theme, session: Session, tasks: Starter) -> None:
        super().__init__(theme)
        self._session, self._tasks = session, tasks
        self.words(tr("Здесь выполнен вход в этот профиль. Незнакомое устройство отключите."))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.column.addLayout(self._list)
        self.out_all = push_button(tr("Выйти на всех других устройствах"), look="plain")
        self.out_all.clicked.connect(lambda: self._tasks.start(self._sign_out(self._others)))
        self.out_all.hide()
        self.column.addWidget(self.out_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self._others: tuple[Device, ...] = ()
        self._tasks.start(self.refresh())

    async def refresh(self) -> None:
        """Ask for the devices again."""
        devices = await self._session.people.devices()
        empty(self._list)
        for device in sorted(devices, key=lambda d: not d.current):
            self._list.addWidget(self._row(device))
        self._others = tuple(device for device in devices if not device.current)
        self.out_all.setVisible(bool(self._others))

    def _row(self, device: Device) -> QWidget:
        theme = self.theme
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = device.name or device.device_id
        title = tr("{name} · это устройство", name=name) if device.current else name
        words.addWidget(label(theme, title, FontRole.BODY, wrap=True))
        parts = [str(device.device_id)]
        if device.last_seen is not None:
            seen = local(device.last_seen)
            parts.append(f"{seen.strftime('%d.%m.%Y')} {clock(device.last_seen)}")
        if device.last_ip:
            parts.append(device.last_ip)
        caption = label(theme, " · ".join(parts), FontRole.CAPTION, tone="text2", wrap=True)
        words.addWidget(caption)
        line.addLayout(words, 1)
        rename = IconButton(theme, "rename_20_regular", tr("Переименовать «{name}»", name=name))
        rename.clicked.connect(lambda: self._tasks.start(self._rename(device)))
        line.addWidget(rename)
        if not device.current:
            out = IconButton(theme, "sign_out_20_regular", tr("Выйти на «{name}»", name=name))
            out.clicked.connect(lambda: self._tasks.start(self._sign_out((device,))))
            line.addWidget(out)
        return holder

    async def _rename(self, device: Device) -> None:
        sheet = Sheet(self, self.theme, tr("Название устройства"), width=400)
        field = QLineEdit(device.name)
        field.setAccessibleName(tr("Название устройства"))
        field.setMaxLength(80)
        sheet.body.addWidget(field)
        sheet.add_action(tr("Отмена"))
        sheet.add_action(tr("Сохранить"), look="primary")
        field.returnPressed.connect(sheet.accept)
        field.setFocus()
        if await opened(sheet) == QDialog.DialogCode.Accepted and field.text().strip():
            await self._session.people.rename_device(device, field.text().strip())
            await self.refresh()

    async def _sign_out(self, devices: tuple[Device, ...]) -> None:
        sheet = SignOutSheet(self, self.theme, self._session, devices)
        if await opened(sheet) == QDialog.DialogCode.Accepted or sheet.elsewhere:
            await self.refresh()


class StoragePage(SettingsPage):
    """How much room pictures and files take."""

    def __init__(self, theme: Theme, session: Session, tasks: Starter) -> None:
        super().__init__(theme)
        self._session, self._tasks = session, tasks
        tasks.start(self._fill())

    async def _fill(self) -> None:
        session = self._session
        managed = session.managed
        now = managed.cache_of(await session.setting(CACHE_SETTING))
        sizes = {n for n in (256, 512, 1024, 2048, 5120) if managed.cache_of(n) == n}
        self.cap = self.choice(
            tr("Место для картинок и файлов"),
            tr("Старое удаляется с компьютера, но остаётся на сервере."),
            options=tuple((_megabytes(n), n) for n in sorted({*sizes, now})),
            now=now,
            changed=lambda size: self._tasks.start(session.put_setting(CACHE_SETTING, size)),
        )
        self.clear = push_button(tr("Очистить"))
        self.clear.clicked.connect(lambda: self._tasks.start(self._on_clear()))
        self.used = label(self.theme, "", FontRole.BODY, wrap=True)
        self.column.addWidget(self.used)
        self.column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        await self._show_used()

    async def _show_used(self) -> None:
        used = await self._session.media.usage()
        self.used.setText(tr("Занято сейчас: {size}", size=_megabytes(round(used / 2**20))))

    async def _on_clear(self) -> None:
        if await confirm(
            self,
            self.theme,
            tr("Очистить кеш?"),
            tr("Картинки и файлы загрузятся с сервера, когда понадобятся."),
            action=tr("Очистить"),
        ):
            await self._session.media.clear()
            await self._show_used()


class NetworkPage(SettingsPage):
    """How much is fetched, proxy and certificates."""

    def __init__(
        self, theme: Theme, profiles: Profiles, session: Session | None, tasks: Starter
    ) -> None:
        super().__init__(theme)
        self._profiles, self._tasks = profiles, tasks
        if session is not None:
            self.saving = self.switch(
                tr("Экономить трафик"),
                tr(
                    "Фото и видео загружаются по щелчку, вас не видно в сети, "
                    "и вы не видите, кто в сети. Сообщения приходят как обычно."
                ),
                on=session.saving.value,
                changed=self._on_saving,
            )
        now = self._now = profiles.network()
        self.proxy = self.choice(
            tr("Прокси-сервер"),
            "",
            options=(
                (tr("Как в системе"), ProxyMode.SYSTEM),
                (tr("Без прокси"), ProxyMode.NONE),
                (tr("Свой"), ProxyMode.EXPLICIT),
            ),
            now=now.proxy,
            changed=self._on_mode,
        )
        self._own = SettingsPage(theme)
        self._own.column.setContentsMargins(0, 0, 0, 0)
        self.address = self._own.text(
            tr("Адрес"),
            now=now.proxy_url,
            hint="http://proxy.school.example:3128",
            changed=lambda text: self._change(proxy_url=text),
        )
        self.user = self._own.text(
            tr("Имя, если прокси его спрашивает"),
            now=now.proxy_user,
            hint="",
            changed=lambda text: self._change(proxy_user=text),
        )
        self.password = PasswordField(theme, tr("Пароль прокси"))
        self.password.setText(now.proxy_password)
        self.password.editingFinished.connect(
            lambda: self._change(proxy_password=self.password.text())
        )
        self._own.column.addWidget(self.password)
        self._own.setVisible(now.proxy is ProxyMode.EXPLICIT)
        self.column.addWidget(self._own)
        self.certificate = push_button("")
        self.certificate.clicked.connect(self._on_certificate)
        self.row(
            tr("Сертификат школы"),
            tr("Файл PEM, которому доверять вдобавок к системным."),
            self.certificate,
        )
        self._show_certificate(now)
        managed = profiles.managed
        self.decided = label(theme, tr("Сеть настроил администратор."), FontRole.BODY, wrap=True)
        self.decided.setVisible(managed.proxy is not None or bool(managed.extra_ca_file))
        self.proxy.setEnabled(managed.proxy is None)
        self.address.setEnabled(managed.proxy is None)
        self.certificate.setEnabled(not managed.extra_ca_file)
        self.column.addWidget(self.decided)
        self.column.addStretch(1)

    def _on_saving(self, saving: bool) -> None:
        for session in self._profiles.sessions:
            self._tasks.start(session.save_traffic(saving))

    def _on_mode(self, mode: object) -> None:
        self._own.setVisible(mode is ProxyMode.EXPLICIT)
        self._change(proxy=mode)

    def _change(self, **values: object) -> None:
        after = replace(self._now, **values)  # type: ignore[arg-type]  # names of its own fields
        if after != self._now:
            self._now = after  # two changes in a row: the second builds on the first
            self._tasks.start(self._profiles.set_network(after))
            self._show_certificate(after)

    def _show_certificate(self, now: NetworkSettings) -> None:
        name = Path(now.extra_ca_file).name
        self.certificate.setText(tr("Убрать {name}", name=name) if name else tr("Выбрать файл…"))

    def _on_certificate(self) -> None:
        if self._now.extra_ca_file:
            self._change(extra_ca_file="")
            return
        dialog = QFileDialog(self.window(), tr("Сертификат школы"))
        dialog.setNameFilters([tr("Сертификаты (*.pem *.crt *.cer)"), tr("Все файлы (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._change(extra_ca_file=path))
        dialog.open()


def _megabytes(count: int) -> str:
    if count >= 1024:
        return tr("{size} ГБ", size=f"{count / 1024:.1f}".replace(".", ",").removesuffix(",0"))
    return tr("{size} МБ", size=count)
