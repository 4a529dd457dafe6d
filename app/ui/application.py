"""The screen as one object: `app.bootstrap` makes it, shows the snapshot, then gives it life.

    screen = Screen(qt_app, MainWindow(preferences))  # the window may show its picture already
    screen.show_snapshot(snapshots)                   # rail and chat list are painted
    ...                                               # services start
    screen.attach(profiles, tasks)                    # the same rows go on living
    await screen.closed.wait()                        # the person quit

`tasks` is a `TaskScope` whose error handler is `screen.show_error`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain.diff import ListDiff
from app.domain.errors import AppError, UserText
from app.domain.ids import EventId, ProfileId, RoomId
from app.domain.profiles import Profile, ProfileKind
from app.ui.look import Look
from app.ui.qt.images import Starter
from app.ui.rail.entries import RailEntries
from app.ui.rail.profile_button import RailEntry
from app.ui.rail.rail import Section
from app.ui.snapshot import Snapshot
from app.ui.window.main_window import MainWindow
from app.ui.window.profile_page import ProfilePage

if TYPE_CHECKING:
    import asyncio

    from app.services.facade.profiles import Notification, Profiles
    from app.services.facade.session import Session
    from app.ui.desktop.desktop import Desktop
    from app.ui.theme import Theme
    from app.ui.window.link_follower import LinkFollower
    from app.ui.window.portrait import PortraitKeeper


class Screen(QObject):
    """Window, pages, tray; everything that is on the screen of this program."""

    def __init__(
        self, qt: QApplication, window: MainWindow, *, command: Sequence[str] = ()
    ) -> None:
        """`command` starts this program again, on the same data."""
        super().__init__()
        self._qt, self._command = qt, tuple(command)
        self.window, self.preferences = window, window.preferences
        if self.preferences.now.language != "ru":
            from app.ui.translations import install

            install(qt, self.preferences.now.language)
        self.look = Look(self.preferences)
        window.furnish(self.look)
        self._desktop: Desktop | None = None
        self._portraits: PortraitKeeper | None = None
        self._profiles: Profiles | None = None
        self._tasks: Starter | None = None
        self._entries = RailEntries(self._refresh_rail)
        self._global_cuts: list[Callable[[], None]] = []
        self._active: ProfileId | None = None
        rail = self.window.rail
        rail.profile_picked.connect(self._on_profile_picked)
        rail.reordered.connect(self._on_reordered)
        rail.add_wanted.connect(lambda: self.show_login())
        rail.sign_out_wanted.connect(self._on_sign_out_wanted)
        rail.settings_wanted.connect(self._on_settings_wanted)
        self.window.switch_wanted.connect(self._on_switch_wanted)
        self.window.closing.connect(self._on_closing)
        self.window.active_changed.connect(self._on_window_active)

    @cached_property
    def closed(self) -> asyncio.Event:
        """Set when the person quits."""
        import asyncio

        return asyncio.Event()

    @property
    def living(self) -> Mapping[ProfileId, Session]:
        """The sessions of the profiles that are signed in."""
        return self._entries.sessions

    @property
    def active(self) -> ProfileId | None:
        """The profile that is shown."""
        return self._active

    # ------------------------------------------------------------------ first paint, then life

    def show_snapshot(self, snapshots: Sequence[Snapshot], *, hidden: bool = False) -> None:
        """Show the window with what was there last time; without profiles, wait for `attach`.

        `hidden`: started with the system, so only the tray icon comes.
        """
        for snapshot in snapshots:
            page = self._make_page(snapshot.profile)
            page.show_snapshot(list(snapshot.rooms))
            self._entries.order.append(snapshot.profile.id)
            self._entries.keep(RailEntry(snapshot.profile, snapshot.unread, snapshot.active))
        active = next((s for s in snapshots if s.active), snapshots[0] if snapshots else None)
        if active is not None:
            self._activate(active.profile.id)
        else:
            self.window.rail.setVisible(False)
        if not hidden:
            self.window.show()

    def attach(self, profiles: Profiles, tasks: Starter) -> None:
        """Show the living profiles from now on."""
        if self.preferences.now.language == "ru":
            from app.ui.translations import install

            install(self._qt, "ru")  # the words of Qt's own dialogs
        self._profiles, self._tasks = profiles, tasks
        self._global_cuts = [
            profiles.sessions.subscribe(self._on_sessions),
            profiles.active.subscribe(self._on_active),
        ]
        self._desktop = self._make_desktop()
        self._global_cuts.append(profiles.notifications(self._desktop.notify))
        if not self._entries.order:
            self.show_login()
        from app.ui.window.errands import tell_news
        from app.ui.window.portrait import PortraitKeeper

        tasks.start(tell_news(self.window, self.look.theme(ProfileKind.SCHOOL), self.preferences))
        self._portraits = PortraitKeeper(self.window, self.look, profiles, tasks)

    async def take_links(self) -> None:
        """Have the system hand links to this program, unless the person said no."""
        import asyncio

        from app.ui.desktop.schemes import schemes

        if self.preferences.now.links:
            await asyncio.to_thread(schemes(self._command).set, True)

    async def leave(self) -> None:
        """Leave the screen, and a picture of the list as it is now for the next start."""
        self.window.allow_close = True
        self.window.close()
        if self._portraits is not None:
            with contextlib.suppress(AppError):  # a full disk must not keep the program from ending
                await self._portraits.renew()

    def detach(self) -> None:
        """Let go of the services, before they end."""
        for cut in self._global_cuts:
            cut()
        self._global_cuts.clear()
        for profile_id in list(self.living):
            self._entries.drop(profile_id)
        for profile_id in self._entries.order:
            page = self.window.page_of(profile_id)
            if page is not None:
                page.detach()
        if self._desktop is not None:
            self._desktop.close()
        self.look.close()
        self.window.allow_close = True
        self.window.close()

    def quit(self) -> None:
        """End the program: `closed` is set, bootstrap shuts down."""
        self.closed.set()

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong, in passing; the handler of every task scope."""
        from app.ui.qt.dialogs import toast

        if not isinstance(error, AppError):
            error = AppError()  # the details are in the log, written by who caught it
        from app.ui.qt.i18n import user_text

        toast(self.window, self._theme, user_text(error.user_text))

    @property
    def _theme(self) -> Theme:
        """The colours of what is shown."""
        page = self.window.page
        return page.theme if page is not None else self.look.theme(ProfileKind.SCHOOL)

    def show_notice(self, text: UserText) -> None:
        """Say a sentence in passing."""
        self.show_error(AppError(user_text=text))

    async def choose_storage(self) -> str | None:
        """Ask where secrets go when there is no keyring (`facade.profiles.StorageChoice`)."""
        from app.ui.login.storage_choice import ask_storage

        return await ask_storage(self.window, self.look.theme(ProfileKind.SCHOOL))

    async def show_room(
        self, profile_id: ProfileId, room_id: RoomId, event_id: EventId | None = None
    ) -> None:
        """Bring a chat of a profile to the front: a notification or a link was clicked."""
        self.window.bring_to_front()
        if self._profiles is not None:
            self._profiles.activate(profile_id)
        page = self.window.page_of(profile_id)
        if page is not None:
            await page.open(room_id, event_id)

    def open_link(self, url: str) -> None:
        """Follow a link that the system or a second start handed over; '' shows the window."""
        self.window.bring_to_front()
        if url and self._tasks is not None:
            self._tasks.start(self.follower.follow(url))

    def _on_link_in_message(self, profile_id: ProfileId, url: str) -> None:
        if self._tasks is not None:
            self._tasks.start(self.follower.follow_within(profile_id, url))

    @cached_property
    def follower(self) -> LinkFollower:
        """Knows where links lead."""
        from app.ui.window.link_follower import LinkFollower

        return LinkFollower(self)

    def show_login(self, address: str = "", *, card: str = "") -> None:
        """Show the page for signing in to one more profile; `card` is a printed code."""
        if self._profiles is None or self._tasks is None:
            return
        from app.ui.login.page import LoginPage

        page = LoginPage(
            self._profiles, self.look, self._tasks, can_go_back=bool(self._entries.order)
        )
        page.finished.connect(lambda: self._on_login_finished(page))
        self.window.show_other(page)
        page.start(address, card=card)

    # --------------------------------------------------------------------------------- profiles

    def _make_page(self, profile: Profile) -> ProfilePage:
        page = ProfilePage(profile, self.look.theme(profile.kind), self.preferences)
        page.link_wanted.connect(partial(self._on_link_in_message, profile.id))
        self.window.add_page(page)
        return page

    def _on_sessions(self, diffs: Sequence[ListDiff[Session]]) -> None:
        assert self._profiles is not None
        living = {session.profile.value.id: session for session in self._profiles.sessions}
        for gone in [known for known in self._entries.order if known not in living]:
            self._entries.drop(gone)
            self._entries.forget(gone)
            self.window.remove_page(gone)
        self._entries.order = list(living)
        for profile_id, session in living.items():
            known = self.living.get(profile_id)
            if known is not session:
                self._entries.drop(profile_id)
                if known is not None:
                    # A new session of the same profile: nothing of the page may go on
                    # writing into the one that was closed.
                    self.window.remove_page(profile_id)
                self._take_session(profile_id, session)
                if profile_id == self._active:
                    self.window.show_page(profile_id)
        self._refresh_rail()
        if not living:
            self.show_login()

    def _take_session(self, profile_id: ProfileId, session: Session) -> None:
        assert self._tasks is not None
        assert self._profiles is not None
        profile = session.profile.value
        page = self.window.page_of(profile_id) or self._make_page(profile)
        page.attach(session, self._tasks, self._profiles)
        from app.ui.desktop.reminding import remind

        self._entries.take(session, remind(profile_id, session, self._notify))

    def _notify(self, notification: Notification) -> None:
        if self._desktop is not None:
            self._desktop.notify(notification)

    def _on_active(self, profile_id: ProfileId | None) -> None:
        if profile_id is not None:
            self._activate(profile_id)

    def _activate(self, profile_id: ProfileId) -> None:
        self._active = profile_id
        self.window.show_page(profile_id)
        self._refresh_rail()
        self._tell_presence()

    def _refresh_rail(self) -> None:
        entries = self._entries.now(self._active)
        self.window.set_entries(entries)
        if self._desktop is not None:
            self._desktop.set_unread(sum(entry.unread for entry in entries))

    def _tell_presence(self) -> None:
        here = self.window.isActiveWindow()
        for profile_id, session in self.living.items():
            session.set_active(here and profile_id == self._active)

    # ------------------------------------------------------------------------------------ slots

    def show_profile(self, profile_id: ProfileId) -> None:
        """Bring a profile to the front."""
        self.window.bring_to_front()
        self._on_profile_picked(profile_id)

    def _on_profile_picked(self, profile_id: str) -> None:
        if self._profiles is None:
            self._activate(ProfileId(profile_id))
        elif self._active == profile_id:
            self.window.show_page(ProfileId(profile_id))
        else:
            self._profiles.activate(ProfileId(profile_id))

    def _on_switch_wanted(self, place: int) -> None:
        if place < len(self._entries.order):
            self._on_profile_picked(self._entries.order[place])

    def _on_reordered(self, profile_ids: list[ProfileId]) -> None:
        if self._profiles is not None and self._tasks is not None:
            self._tasks.start(self._profiles.reorder(profile_ids))

    def _on_sign_out_wanted(self, profile_id: str) -> None:
        if self._profiles is not None and self._tasks is not None:
            from app.ui.window.errands import sign_out

            profile = self._entries.profile(ProfileId(profile_id))
            theme = self.look.theme(profile.kind)
            self._tasks.start(sign_out(self.window, theme, self._profiles, profile))

    def _on_settings_wanted(self) -> None:
        if self._tasks is not None:
            self._tasks.start(self._show_settings())

    async def _show_settings(self) -> None:
        from app.ui.window.errands import change_settings

        assert self._profiles is not None
        assert self._tasks is not None
        active = self._active
        room_id = await change_settings(
            self.window,
            self._theme,
            self.preferences,
            profiles=self._profiles,
            session=self.living.get(active) if active else None,
            tasks=self._tasks,
            command=self._command,
        )
        if active is not None and room_id is not None:
            await self.show_room(active, room_id, None)

    def _on_login_finished(self, page: QObject) -> None:
        page.deleteLater()
        if self._active is not None:
            self.window.show_page(self._active)

    def _on_window_active(self, active: bool) -> None:
        self._tell_presence()
        if active:
            for profile_id in self._entries.order:
                page = self.window.page_of(profile_id)
                if page is not None and page.center is not None:
                    page.center.main_came_up()

    def _on_closing(self) -> None:
        if self._desktop is not None and self._desktop.take_window():
            return
        self.quit()

    def _make_desktop(self) -> Desktop:
        from app.ui.desktop.desktop import Desktop

        made = Desktop(self.window, self.look.theme(ProfileKind.SCHOOL), self.preferences)
        made.quit_wanted.connect(self.quit)
        made.opened.connect(self._on_notification_opened)
        if not self.window.isVisible():
            made.begin_hidden()
        return made

    def _on_notification_opened(self, notification: Notification) -> None:
        profile_id, room_id = notification.profile_id, notification.room_id
        if self._tasks is None:
            return
        if room_id is not None:
            self._tasks.start(self.show_room(profile_id, room_id, notification.event_id))
            return
        self.window.bring_to_front()
        self._on_profile_picked(profile_id)
        page = self.window.page_of(profile_id)
        if page is not None:
            page.sections.show(Section.DIARY)
