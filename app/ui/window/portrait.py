"""Draws the picture of the next start: a window that nobody sees, painted as the next start will.

The same widgets stand over the same rows, at the top of the list and without pictures of people,
which come later; so nothing moves when the real list takes the place of its picture.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QImage

from app.services.facade.profiles import Profiles
from app.services.facade.session import Session
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.qt.images import Starter
from app.ui.rail.profile_button import RailEntry
from app.ui.snapshot import Snapshot
from app.ui.window.main_window import MainWindow
from app.ui.window.profile_page import ProfilePage
from app.ui.window.start_picture import mark, pack

EVERY_MS = 20_000
SOON_MS = 5_000
"""After the start, so that a crash does not cost the first picture."""
TOP = 40


def snapshots_of(profiles: Profiles) -> tuple[Snapshot, ...]:
    """Return what the next start will find in the caches."""
    found = []
    for session in profiles.sessions:
        profile = session.profile.value
        if not profile.shared_computer:
            top = islice(session.rooms.observe(), TOP)
            rows = [replace(room, typing=()) for room in top]
            unread = sum(1 for room in rows if room.unread)
            active = profile.id == profiles.active.value
            found.append(Snapshot(profile, tuple(rows), unread, active))
    return tuple(found)


async def draw(
    snapshots: Sequence[Snapshot], look: Look, preferences: Preferences, size: QSize, ratio: float
) -> QImage:
    """Return the picture, drawn in steps, between which the screen goes on."""
    window = MainWindow(preferences)
    try:
        window.furnish(look)
        await asyncio.sleep(0)
        active = next(snapshot for snapshot in snapshots if snapshot.active)
        page = ProfilePage(active.profile, look.theme(active.profile.kind), preferences)
        window.add_page(page)
        await asyncio.sleep(0)
        page.show_snapshot(list(active.rooms))
        window.show_page(active.profile.id)
        window.set_entries([RailEntry(one.profile, one.unread, one.active) for one in snapshots])
        window.resize(size)
        window.ensurePolished()
        await asyncio.sleep(0)
        picture = QImage(size * ratio, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(ratio)
        window.render(picture)
        page.detach()
        return picture
    finally:
        window.deleteLater()


class PortraitKeeper(QObject):
    """Keeps a picture of the profile on top: soon after the start, while nobody is at the window,
    and at the end. Building the page of one takes longer than a frame.
    """

    def __init__(self, window: MainWindow, look: Look, profiles: Profiles, tasks: Starter) -> None:
        super().__init__(window)
        self._window, self._look, self._profiles = window, look, profiles
        self._kept: tuple[object, ...] = ()
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(partial(self._on_time, tasks))
        timer.start()
        QTimer.singleShot(SOON_MS, self, lambda: tasks.start(self.renew()))

    def _on_time(self, tasks: Starter) -> None:
        if not self._window.isActiveWindow():
            tasks.start(self.renew())

    async def renew(self) -> None:
        """Draw and keep the picture where anything on it has changed."""
        session = next(filter(self._is_on_top, self._profiles.sessions), None)
        if session is None or session.profile.value.shared_computer:
            return
        snapshots, size = snapshots_of(self._profiles), self._window.size()
        preferences, ratio = self._window.preferences, self._window.devicePixelRatio()
        marked = mark(preferences, ratio)
        wanted = (snapshots, size, marked)
        if wanted == self._kept:
            return
        self._kept = wanted
        picture = await draw(snapshots, self._look, preferences, size, ratio)
        await session.keep_picture(pack(picture, marked))

    def _is_on_top(self, session: Session) -> bool:
        return session.profile.value.id == self._profiles.active.value
