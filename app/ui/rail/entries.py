"""What the rail shows of each profile: what was known last, and what its session says now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app.domain.ids import ProfileId
from app.domain.profiles import ConnectionPhase, Profile
from app.ui.rail.profile_button import RailEntry

if TYPE_CHECKING:
    from app.services.facade.session import Session


class RailEntries:
    """Entries in the `order` of the rail; `changed` hears that one of them looks different."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.order: list[ProfileId] = []
        self.sessions: dict[ProfileId, Session] = {}
        """Those that live."""
        self._known: dict[ProfileId, RailEntry] = {}
        self._cuts: dict[ProfileId, list[Callable[[], None]]] = {}

    def keep(self, entry: RailEntry) -> None:
        """Take what is known of a profile whose session does not live yet."""
        self._known[entry.profile.id] = entry

    def take(self, session: Session, watched: Iterable[Callable[[], None]] = ()) -> None:
        """Follow a session from now on; what else was `watched` of it ends with it."""
        profile_id = session.profile.value.id
        self.sessions[profile_id] = session
        cuts = [
            session.rooms.unread.subscribe(lambda _: self._changed()),
            session.connection.subscribe(lambda _: self._changed()),
            session.profile.subscribe(lambda _: self._changed()),
            *watched,
        ]
        if session.calls is not None:
            cuts.append(session.calls.current.subscribe(lambda _: self._changed()))
        self._cuts[profile_id] = cuts

    def drop(self, profile_id: ProfileId) -> None:
        """Follow its session no more."""
        for cut in self._cuts.pop(profile_id, []):
            cut()
        self.sessions.pop(profile_id, None)

    def forget(self, profile_id: ProfileId) -> None:
        """The profile is gone."""
        self._known.pop(profile_id, None)

    def profile(self, profile_id: ProfileId) -> Profile:
        """Return a profile that is shown."""
        return self._known[profile_id].profile

    def now(self, active: ProfileId | None) -> list[RailEntry]:
        """Return the entries as they are now."""
        entries = []
        for profile_id in self.order:
            known, session = self._known.get(profile_id), self.sessions.get(profile_id)
            if session is not None:
                entry = _entry(session, active=profile_id == active)
            elif known is not None:
                entry = RailEntry(known.profile, known.unread, profile_id == active)
            else:
                continue
            self._known[profile_id] = entry
            entries.append(entry)
        return entries


def _entry(session: Session, *, active: bool) -> RailEntry:
    stopped = session.connection.value.phase is ConnectionPhase.STOPPED
    unread, _ = session.rooms.unread.value
    talks = session.calls is not None and session.calls.current.value is not None
    return RailEntry(session.profile.value, unread, active, stopped, talks)
