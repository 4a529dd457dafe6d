"""The chat list cut into sections, each sorted, each changed by the smallest diffs."""

from bisect import bisect_left
from collections.abc import Callable, Collection

from app.domain.diff import ObservableList
from app.domain.folders import InFolder
from app.domain.ids import RoomId
from app.domain.rooms import RoomKind, RoomState, RoomSummary
from app.services.facade.rooms import SectionFilter
from app.services.list_patch import patch

SortKey = tuple[int, float, int, str]

_INVITED, _PINNED, _OTHER = 0, 1, 2


def sort_key(room: RoomSummary) -> SortKey:
    """Invites first, then pinned chats by their order, then by the last message."""
    bump = -room.bump_stamp
    if room.state is RoomState.INVITED:
        return (_INVITED, 0.0, bump, room.room_id)
    if room.pin_order is not None:
        return (_PINNED, room.pin_order, bump, room.room_id)
    return (_OTHER, 0.0, bump, room.room_id)


def is_unread(room: RoomSummary) -> bool:
    """Whether the chat waits to be read."""
    return room.unread > 0 or room.marked_unread or room.state is RoomState.INVITED


def filter_of(
    section: SectionFilter, folder: Collection[RoomId] = ()
) -> Callable[[RoomSummary], bool]:
    """Return which chats belong to a section (see `facade.rooms.SectionFilter`).

    `folder` holds those of a folder of one's own.
    """

    def shown(room: RoomSummary) -> bool:
        return room.kind is not RoomKind.SPACE and room.replaced_by is None

    match section:
        case None:
            return lambda room: shown(room) and not room.archived
        case "unread":
            return lambda room: shown(room) and not room.archived and is_unread(room)
        case "groups":
            not_groups = {RoomKind.DIRECT, RoomKind.CHANNEL}
            return lambda room: shown(room) and not room.archived and room.kind not in not_groups
        case "archive":
            return lambda room: shown(room) and room.archived
        case "invites":
            return lambda room: room.state is RoomState.INVITED
        case RoomKind():
            return lambda room: shown(room) and not room.archived and room.kind is section
        case InFolder():
            return lambda room: shown(room) and not room.archived and room.room_id in folder
        case _:
            raise ValueError(f"no section {section}")


class Section:
    """One sorted, observed part of the list. Costs O(log n) look-ups for each changed chat."""

    def __init__(self, section: SectionFilter, folder: Collection[RoomId] = ()) -> None:
        self.items: ObservableList[RoomSummary] = ObservableList()
        self._section = section
        self._accepts = filter_of(section, folder)
        self._keys: list[SortKey] = []

    def reset(self, rooms: list[RoomSummary]) -> None:
        """Take a whole new list; the caller commits."""
        wanted = sorted(filter(self._accepts, rooms), key=sort_key)
        self._keys = [sort_key(room) for room in wanted]
        self.items.reset(wanted)

    def take_folder(self, folder: Collection[RoomId], rooms: list[RoomSummary]) -> None:
        """The folder has other chats now; the caller commits."""
        self._accepts = filter_of(self._section, folder)
        wanted = sorted(filter(self._accepts, rooms), key=sort_key)
        self._keys = [sort_key(room) for room in wanted]
        patch(self.items, wanted, lambda room: room.room_id)

    def change(self, old: RoomSummary | None, new: RoomSummary | None) -> None:
        """Replace one chat; None stands for "was not there" and "is gone". The caller commits."""
        source = self._place(old) if old is not None and self._accepts(old) else None
        wanted = new if new is not None and self._accepts(new) else None
        if source is not None:
            del self._keys[source]
        if wanted is None:
            if source is not None:
                self.items.remove(source)
            return
        key = sort_key(wanted)
        target = bisect_left(self._keys, key)
        self._keys.insert(target, key)
        if source is None:
            self.items.insert(target, [wanted])
        else:
            self.items.move(source, target, wanted)

    def _place(self, room: RoomSummary) -> int:
        return bisect_left(self._keys, sort_key(room))
