"""What an open chat shows: stored rows, pending changes over them, echoes at the live end. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.people import Person
from app.domain.timeline import Quote, TimelineItem
from app.services.echo import Pending, echo_item, overlay, reply_target, row_of


@dataclass(frozen=True, slots=True)
class View:
    """How rows and the queue become what is shown; `quote` says what an echo's answer quotes."""

    me: Person
    live: bool
    quote: Callable[[str, Sequence[TimelineItem]], Quote]

    def rows(
        self, stored: Sequence[TimelineItem], pending: Sequence[Pending]
    ) -> Sequence[TimelineItem]:
        """Return the rows to show."""
        wanted = [*stored, *self._echoes(stored, pending)] if self.live else list(stored)
        changes: dict[str, list[Pending]] = {}
        for each in pending:
            if target := row_of(each.entry):
                changes.setdefault(target, []).append(each)
        return [self._changed(row, changes) for row in wanted] if changes else wanted

    def _echoes(
        self, stored: Sequence[TimelineItem], pending: Sequence[Pending]
    ) -> list[TimelineItem]:
        there = {str(row.key) for row in stored} | {str(row.event_id or "") for row in stored}
        echoes: list[TimelineItem] = []
        for each in pending:
            entry = each.entry
            if entry.kind != "message" or not there.isdisjoint(
                {entry.txn_id, entry.event_id or entry.txn_id}
            ):
                continue
            target = reply_target(entry)
            quote = self.quote(target, [*stored, *echoes]) if target else None
            item = echo_item(each, self.me, quote=quote)
            if item is not None:
                echoes.append(item)
        return echoes

    def _changed(self, row: TimelineItem, changes: dict[str, list[Pending]]) -> TimelineItem:
        about = [*changes.get(row.key, ())]
        if row.event_id is not None and str(row.event_id) != row.key:
            about += changes.get(row.event_id, ())
        return overlay(row, about, self.me) if about else row
