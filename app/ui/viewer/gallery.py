"""The photos and videos of a chat in order; older ones are asked for when one steps there."""

from collections.abc import Iterable

from app.domain.content import MediaContent, MediaKind
from app.domain.ids import ItemKey
from app.domain.timeline import TimelineItem
from app.services.facade.timeline import Timeline

KINDS = (MediaKind.IMAGE.value, MediaKind.VIDEO.value)
_PAGE = 60


class Gallery:
    """A place among the media of a chat, oldest first."""

    def __init__(self, timeline: Timeline, key: ItemKey) -> None:
        self._timeline = timeline
        self._items = [item for item in timeline.items if item.key == key or _is_shown(item, KINDS)]
        self._at = next((i for i, item in enumerate(self._items) if item.key == key), -1)
        self._complete = False

    @property
    def current(self) -> TimelineItem | None:
        """What is looked at; None where the row is gone."""
        return self._items[self._at] if 0 <= self._at < len(self._items) else None

    @property
    def has_newer(self) -> bool:
        """Whether a newer one is known."""
        return 0 <= self._at < len(self._items) - 1

    @property
    def has_older(self) -> bool:
        """Whether there is, or may be, an older one."""
        return self._at > 0 or not self._complete

    def newer(self) -> bool:
        """Step on; whether there was one."""
        self._at += self.has_newer
        return True

    async def older(self) -> bool:
        """Step back, asking for a page where the known ones end; whether there was one."""
        if self._at <= 0:
            await self._load()
        if self._at <= 0:
            return False
        self._at -= 1
        return True

    async def _load(self) -> None:
        first = self._items[0] if self._items else None
        if self._complete or first is None or first.event_id is None:
            self._complete = True
            return
        known = {item.key for item in self._items}
        rows = await self._timeline.media(KINDS, before=first.event_id, limit=_PAGE)
        older = [row.item for row in reversed(rows) if row.item.key not in known]
        self._complete = len(rows) < _PAGE or not older
        self._items[:0] = older
        self._at += len(older)


def _is_shown(item: TimelineItem, kinds: Iterable[str]) -> bool:
    content = item.content
    return isinstance(content, MediaContent) and content.kind.value in kinds
