"""Settings of this computer: look, language, notifications, start."""

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QWidget

from app.services.facade.session import Session
from app.ui.desktop.starting import SystemSwitch
from app.ui.preferences import Mode, Preferences
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import label, push_button
from app.ui.settings.keywords import KeywordsPart
from app.ui.settings.parts import SettingsPage
from app.ui.theme import FontRole, Theme


class LookPage(SettingsPage):
    """Light or dark, text size, language."""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(theme)
        now = preferences.now
        self.mode = self.choice(
            tr("Тема"),
            "",
            options=(
                (tr("Как в системе"), Mode.SYSTEM),
                (tr("Светлая"), Mode.LIGHT),
                (tr("Тёмная"), Mode.DARK),
            ),
            now=now.mode,
            changed=lambda mode: preferences.change(mode=mode),
        )
        self.text_size = self.slider(
            tr("Размер текста"),
            bounds=(80, 200),
            step=10,
            now=now.text_size,
            changed=lambda size: preferences.change(text_size=size),
        )
        self.language = self.choice(
            tr("Язык"),
            tr("Меняется после перезапуска Парты."),
            options=(("Русский", "ru"), ("English", "en")),
            now=now.language,
            changed=lambda language: preferences.change(language=language),
        )
        self.column.addStretch(1)


class NotificationsPage(SettingsPage):
    """What is shown and heard when a message comes, and of which words the profile is told."""

    def __init__(
        self, theme: Theme, preferences: Preferences, session: Session | None, tasks: Starter
    ) -> None:
        super().__init__(theme)
        now = preferences.now
        self.notify = self.switch(
            tr("Показывать уведомления"),
            tr("На время показа экрана они молчат сами."),
            on=now.notify,
            changed=lambda on: preferences.change(notify=on),
        )
        self.hidden = self.switch(
            tr("Скрывать текст"),
            tr("Видно только, что пришло сообщение: ни имени, ни текста."),
            on=now.hidden_text,
            changed=lambda on: preferences.change(hidden_text=on),
        )
        self.sound = self.switch(
            tr("Звук"), "", on=now.sound, changed=lambda on: preferences.change(sound=on)
        )
        self.quiet = self.switch(
            tr("Тихие часы"),
            tr("В это время уведомлений нет."),
            on=now.quiet,
            changed=self._on_quiet,
        )
        self._preferences = preferences
        self._from = self._time(now.quiet_from, "quiet_from", tr("Тихие часы с"))
        self._to = self._time(now.quiet_to, "quiet_to", tr("Тихие часы до"))
        self._hours = QWidget()
        row = QHBoxLayout(self._hours)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(theme, tr("с"), FontRole.BODY))
        row.addWidget(self._from)
        row.addWidget(label(theme, tr("до"), FontRole.BODY))
        row.addWidget(self._to)
        row.addStretch(1)
        self._hours.setVisible(now.quiet)
        self.column.addWidget(self._hours)
        if session is not None:
            self.column.addWidget(KeywordsPart(theme, session, tasks))
        self.column.addStretch(1)

    def _time(self, now: str, name: str, spoken: str) -> QTimeEdit:
        made = QTimeEdit(QTime.fromString(now, "HH:mm"))
        made.setDisplayFormat("HH:mm")
        made.setAccessibleName(spoken)
        made.timeChanged.connect(
            lambda time: self._preferences.change(**{name: time.toString("HH:mm")})
        )
        return made

    def _on_quiet(self, on: bool) -> None:
        self._preferences.change(quiet=on)
        self._hours.setVisible(on)


class StartPage(SettingsPage):
    """How Parta begins and what the close button does."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        *,
        autostart: SystemSwitch,
        links: SystemSwitch,
    ) -> None:
        super().__init__(theme)
        now = preferences.now

        def start_with_system(on: bool) -> None:
            if autostart.set(on):
                preferences.change(autostart=on)

        def open_links(on: bool) -> None:
            if links.set(on):
                preferences.change(links=on)

        self.autostart = self.switch(
            tr("Запускать вместе с системой"),
            "",
            on=autostart.is_on(),
            changed=start_with_system,
        )
        self.autostart.setEnabled(autostart.is_possible())
        self.links = self.switch(
            tr("Открывать ссылки в Парте"),
            tr("Ссылки parta: и matrix: из браузера и других программ."),
            on=links.is_on(),
            changed=open_links,
        )
        self.links.setEnabled(links.is_possible())
        self.tray = self.switch(
            tr("Сворачивать в значок у часов"),
            tr("Кнопка закрытия прячет окно, сообщения продолжают приходить."),
            on=now.close_to_tray,
            changed=lambda on: preferences.change(close_to_tray=on),
        )
        self.column.addStretch(1)


class AboutPage(SettingsPage):
    """What this program is."""

    def __init__(
        self, theme: Theme, version: str, *, tasks: Starter, preferences: Preferences
    ) -> None:
        super().__init__(theme)
        self.heading(tr("Парта {version}", version=version))
        self.words(tr("Школа и личное в одном приложении, но не вперемешку."))
        self.words(
            tr(
                "Свободная программа под лицензией AGPL 3.0 или новее. Шрифт Golos Text (OFL), "
                "значки Fluent System Icons (MIT)."
            )
        )
        self.news = push_button(tr("Что нового"), look="link")
        language = preferences.now.language

        async def show() -> None:
            from app.ui.news import read_releases, show_news

            await show_news(self, theme, read_releases(language))

        self.news.clicked.connect(lambda: tasks.start(show()))
        self.column.addWidget(self.news, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
