"""What the screen asks and tells in dialogs: news after an update, signing out, the settings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

import app
from app.domain.ids import RoomId
from app.domain.profiles import Profile
from app.domain.rooms import Ticks
from app.services.facade.profiles import Profiles
from app.services.facade.session import Session
from app.ui.preferences import Preferences
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.rail.profile_button import title_of
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
    """Sign a profile out if the person means it, and knows what has not gone out yet."""
    words = tr(
        "Переписка и файлы этого профиля будут удалены с компьютера. На сервере всё останется."
    )
    session = next((one for one in profiles.sessions if one.profile.value.id == profile.id), None)
    if session is not None and (unsent := _unsent(session)):
        words += " " + trn("Неотправленное в %n [чате|чатах|чатах] пропадёт.", unsent)
    if await confirm(
        window,
        theme,
        tr("Выйти из профиля «{title}»?", title=title_of(profile)),
        words,
        action=tr("Выйти"),
        danger=True,
    ):
        await profiles.sign_out(profile.id)


def _unsent(session: Session) -> int:
    """Return in how many chats something waits to go out, or was refused."""
    waiting = {
        room.room_id
        for section in (None, "archive")
        for room in session.rooms.observe(section)
        if room.ticks in {Ticks.QUEUED, Ticks.FAILED}
    }
    return len(waiting)


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
