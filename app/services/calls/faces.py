"""The people of calls: known at once by their id, by name as soon as the cache has answered."""

from collections.abc import Callable

from app.domain.ids import UserId
from app.domain.parse import local_part
from app.domain.people import Person
from app.services.ports import Store
from app.services.tasks import TaskScope


class Faces:
    """A cache of people; `on_news` is called when a person got a name."""

    def __init__(self, store: Store, tasks: TaskScope, *, on_news: Callable[[], None]) -> None:
        self._store, self._tasks, self._on_news = store, tasks, on_news
        self._known: dict[UserId, Person] = {}
        self._asked: set[UserId] = set()

    def person(self, user_id: UserId) -> Person:
        """The person as known now."""
        if user_id not in self._asked:
            self._asked.add(user_id)
            self._tasks.start(self._ask(user_id), name="people of calls")
        return self._known.get(user_id) or Person(user_id, local_part(user_id))

    async def _ask(self, user_id: UserId) -> None:
        self._known[user_id] = await self._store.person(user_id)
        self._on_news()
