"""Search of one profile: messages from the local index, chats and people by the words of a name."""

from app.domain.cache import FoundMessage
from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.domain.people import Person
from app.domain.rooms import RoomKind, RoomState, RoomSummary
from app.domain.words import has_all, words
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.room_list import RoomList
from app.services.room_sections import sort_key

SHORTEST_MESSAGES = 3
"""Letters before the server is asked for messages."""
SHORTEST_DIRECTORY = 2
"""Letters before the server's directory is asked."""


class SearchService:
    """Fulfils `facade.search.Search`."""

    def __init__(self, api: MatrixApi, store: Store, *, rooms: RoomList) -> None:
        self._api, self._store, self._rooms = api, store, rooms

    async def messages(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        """Return messages that have the words, newest first."""
        return await self._store.search(query, room_id=room_id, limit=limit, offset=offset)

    async def further(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30
    ) -> tuple[FoundMessage, ...]:
        """Ask the server for what is not stored here, keep what it has, and look again."""
        if len(query.strip()) >= SHORTEST_MESSAGES:
            found = await self._api.search_messages(
                _either_case(query), room_id=room_id, limit=limit
            )
            for its_room, event in found:
                if self._rooms.get(its_room) is not None:
                    await self._store.add_event(its_room, event)
        return await self.messages(query, room_id=room_id, limit=limit)

    async def people(self, query: str, *, limit: int = 10) -> tuple[Person, ...]:
        """Return people: those known here first, then the server's directory if it answers."""
        found = list(await self._store.search_people(query, limit=limit))
        if len(found) < limit and len(query.strip()) >= SHORTEST_DIRECTORY:
            known = {person.user_id for person in found}
            try:
                more = await self._api.search_users(query.strip(), limit=limit)
            except AppError:
                more = ()  # offline: what is known here has to do
            found += [person for person in more if person.user_id not in known]
        return tuple(found[:limit])

    def chats(self, query: str, *, limit: int = 10) -> tuple[RoomSummary, ...]:
        """Return chats whose name has every word of the query at the start of a word."""
        wanted = words(query)
        if not wanted:
            return ()
        found = [
            room
            for room in self._rooms.all()
            if room.kind is not RoomKind.SPACE
            and room.state is not RoomState.LEFT
            and has_all(words(room.name), wanted)
        ]
        return tuple(sorted(found, key=sort_key)[:limit])


def _either_case(query: str) -> str:
    """Return the term for a server that tells «Проект» from «проект», as Synapse on SQLite does."""
    terms = query.split()
    if len(terms) > 1:
        return " ".join(terms)
    return " OR ".join(dict.fromkeys((terms[0].lower(), terms[0].capitalize())))
