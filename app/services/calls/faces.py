"""The people of calls: by name as soon as the cache has answered, asked again now and then."""

from collections.abc import Callable

from app.domain.ids import UserId
from app.domain.parse import local_part
from app.domain.people import Person
from app.services.ports.clock import Clock
from app.services.ports.store import Store
from app.services.tasks import TaskScope

FRESH = 30.0
"""Seconds for which a name is good; one that was not known is asked for at every look."""


class Faces:
    """A cache of people; `on_news` is called when a person became known or changed."""

    def __init__(
        self, store: Store, clock: Clock, tasks: TaskScope, *, on_news: Callable[[], None]
    ) -> None:
        self._store, self._clock, self._tasks, self._on_news = store, clock, tasks, on_news
        self._known: dict[UserId, Person] = {}
        self._asked: dict[UserId, float] = {}

    def knows(self, user_id: UserId) -> bool:
        """Whether the cache has answered; if not it is asked."""
        self.person(user_id)
        return user_id in self._known

    def person(self, user_id: UserId) -> Person:
        """The person as known now."""
        known = self._known.get(user_id)
        nameless = Person(user_id, local_part(user_id))
        now = self._clock.monotonic()
        patience = FRESH if known is not None and known != nameless else 1.0
        if now - self._asked.get(user_id, -FRESH) >= patience:
            self._asked[user_id] = now
            self._tasks.start(self._ask(user_id), name="people of calls")
        return known or nameless

    async def _ask(self, user_id: UserId) -> None:
        person = await self._store.person(user_id)
        if person != self._known.get(user_id):
            self._known[user_id] = person
            self._on_news()
