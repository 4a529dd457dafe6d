"""The badge of a teacher, as of now: the server rings by account data, we ask who has changed.

What the bell says is not believed: it is my own account data, and roles come from the module alone.
"""

import logging
from collections.abc import Awaitable, Callable

from app.domain.diff import Observable
from app.domain.errors import AppError, NotFound
from app.domain.events import SyncBatch
from app.domain.ids import UserId
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.tasks import TaskScope
from app.services.updates import Updates

_log = logging.getLogger(__name__)

BELL = "app.parta.badges"
SINCE = "badges.since"
"""Setting of the profile: the number up to which changes are known."""


class BadgeNews:
    """Follows the bell; `known` is the number of the newest change that is shown."""

    def __init__(
        self,
        api: MatrixApi,
        store: Store,
        *,
        me: UserId,
        updates: Updates,
        tasks: TaskScope,
        on_own: Callable[[], Awaitable[None]],
    ) -> None:
        self._api, self._store, self._me = api, store, me
        self._on_own = on_own
        """Called when my own role is another: the school is to be asked who I am."""
        self._updates, self._tasks = updates, tasks
        self._asking = self._again = False
        self.known: Observable[int] = Observable(0)
        updates.subscribe_batches(self.take_batch)

    def take_batch(self, batch: SyncBatch) -> None:
        """Ask when the bell is among what came."""
        if any(kind == BELL for kind, _ in batch.global_account_data):
            self._again = True
            if not self._asking:
                self._tasks.start(self._ask(), name="badges")

    async def _ask(self) -> None:
        self._asking = True
        try:
            while self._again:
                self._again = False
                await self.refresh()
        except NotFound:
            pass  # a server without our module
        except AppError as error:
            _log.info("badges stay as they are: %s", error)
        finally:
            self._asking = False

    async def refresh(self) -> None:
        """Ask for all that changed since the last time, and show it."""
        kept = await self._store.setting(SINCE)
        version, roles = await self._api.badge_changes(kept if isinstance(kept, int) else 0)
        self._updates.publish(await self._store.apply_roles(roles))
        await self._store.put_setting(SINCE, version)
        # The bell rings for me alone where my roles are others and nobody's badge is.
        if self._me in roles or not roles:
            await self._on_own()
        self.known.set(version)
