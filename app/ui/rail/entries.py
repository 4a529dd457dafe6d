"""What the rail shows of each profile: what was known last, and what its session says now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.ids import ProfileId
from app.domain.profiles import ConnectionPhase, Profile
from app.ui.rail.profile_button import RailEntry

if TYPE_CHECKING:
    from app.services.facade.session import Session


class RailEntries:
    """Entries in the `order` of the rail."""

    def __init__(self) -> None:
        self.order: list[ProfileId] = []
        self._known: dict[ProfileId, RailEntry] = {}

    def keep(self, entry: RailEntry) -> None:
        """Take what is known of a profile whose session does not live yet."""
        self._known[entry.profile.id] = entry

    def forget(self, profile_id: ProfileId) -> None:
        """The profile is gone."""
        self._known.pop(profile_id, None)

    def profile(self, profile_id: ProfileId) -> Profile:
        """Return a profile that is shown."""
        return self._known[profile_id].profile

    def now(
        self, sessions: Mapping[ProfileId, Session], active: ProfileId | None
    ) -> list[RailEntry]:
        """Return the entries as they are now."""
        entries = []
        for profile_id in self.order:
            known, session = self._known.get(profile_id), sessions.get(profile_id)
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
