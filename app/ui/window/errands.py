"""What the screen asks and tells in dialogs: news after an update, signing out, the settings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

import app
from app.domain.ids import RoomId
from app.domain.profiles import Profile
from app.services.facade.profiles import Profiles
from app.services.facade.session import Session
from app.ui.preferences import Preferences
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme


async def tell_news(window: QWidget, theme: Theme, preferences: Preferences) -> None:
    """After an update say once what it brought; a first start has nothing to compare with."""
    seen = preferences.now.seen_version
    preferences.change(seen_version=app.__version__)
    if not seen or seen == app.__version__:
        return
    from app.ui.news import read_releases, show_news, since

    fresh = since(read_releases(preferences.now.language), seen)
    if fresh:
        await show_news(window, theme, fresh)


async def sign_out(window: QWidget, theme: Theme, profiles: Profiles, profile: Profile) -> None:
    """Sign a profile out if the person means it."""
    if await confirm(
        window,
        theme,
        tr("Выйти из профиля «{title}»?", title=profile.title),
        tr("Переписка и файлы этого профиля будут удалены с компьютера. На сервере всё останется."),
        action=tr("Выйти"),
        danger=True,
    ):
        await profiles.sign_out(profile.id)


async def change_settings(
    window: QWidget,
    theme: Theme,
    preferences: Preferences,
    *,
    profiles: Profiles,
    session: Session | None,
    tasks: Starter,
    command: Sequence[str],
) -> RoomId | None:
    """Show the settings of the program and of a profile; a chat that was asked for from them."""
    from app.ui.desktop.autostart import autostart
    from app.ui.desktop.schemes import schemes
    from app.ui.settings.dialog import show_settings

    return await show_settings(
        window,
        theme,
        preferences,
        profiles=profiles,
        session=session,
        tasks=tasks,
        autostart=autostart(command),
        links=schemes(command),
    )
