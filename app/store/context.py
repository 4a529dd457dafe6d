"""What the functions of the store need beside a unit of work. Lives in the database thread."""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import StoreCorrupt
from app.domain.events import Event, Json
from app.domain.ids import EventId, RoomId, UserId
from app.domain.polls import PollState

ParseEvent = Callable[[Json], Event | None]
_PARSED = 1000


@dataclass(slots=True)
class Context:
    """The account, the parser, and the few things that are kept in memory only."""

    me: UserId
    parse: ParseEvent
    typing: dict[RoomId, tuple[UserId, ...]] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)
    """Rooms whose row may look different since the last sync reply; told with the next one."""
    parsed: "OrderedDict[int, Event]" = field(default_factory=OrderedDict)

    keywords: "Callable[[str], bool] | None" = None
    """Whether a text holds one of my notification words; None until somebody asks."""
    polls: dict[tuple[int, EventId], PollState] = field(default_factory=dict)
    """Polls as counted, until somebody votes."""

    def forget_all(self) -> None:
        """A unit was undone: whatever it told us may not be so."""
        self.parsed.clear()
        self.polls.clear()
        self.keywords = None

    def event(self, row: int, raw: str) -> Event:
        """Return the stored event, parsed; the last ones stay parsed."""
        known = self.parsed.get(row)
        if known is not None:
            self.parsed.move_to_end(row)
            return known
        event = self.parse(decode(raw))
        if event is None:  # it was parsed before it was stored
            raise StoreCorrupt("a stored event does not parse")
        self.keep(row, event)
        return event

    def keep(self, row: int, event: Event) -> None:
        """Remember a parsed event."""
        self.parsed[row] = event
        if len(self.parsed) > _PARSED:
            self.parsed.popitem(last=False)

    def forget(self, row: int) -> None:
        """The stored event changed."""
        self.parsed.pop(row, None)


def encode(value: object) -> str:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Mapping[str, Any]:
    """Return a JSON object from the database; anything else there is damage."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise StoreCorrupt("stored JSON is broken") from error
    if not isinstance(value, dict):
        raise StoreCorrupt("stored JSON is no object")
    return value
