"""Who has the badge of a teacher, told to those who see it: a synced client hears of it at once.

A role in `unsigned` comes with an event, so a client would learn of a decision only with the next
message. Here each change gets a number in a table of our own, and everybody who shares a chat with
that person gets the number as account data `app.parta.badges`, which every sync carries. It is a
bell only: who has which role is asked at `badges_resource`. Compared is with the table and not with
what this process remembers, so a change just before a restart is told after it.
"""

from collections.abc import Collection
from functools import partial

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction
from synapse.util.async_helpers import concurrently_execute

from server.school_core.roles import Role
from server.school_core.school import SchoolDay
from server.synapse_module.school_book import SchoolBook
from server.synapse_module.tables import Table

BELL = "app.parta.badges"
_AT_ONCE = 8
_CREATE = (
    "CREATE TABLE IF NOT EXISTS parta_badges "
    "(user_id TEXT PRIMARY KEY, teacher INTEGER NOT NULL, version BIGINT NOT NULL)"
)
_PUT = (
    "INSERT INTO parta_badges (user_id, teacher, version) VALUES (?, ?, ?) "
    "ON CONFLICT (user_id) DO UPDATE SET teacher = excluded.teacher, version = excluded.version"
)


class Badges:
    """Notices changes of the badge, keeps them numbered and rings."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._api = api
        self._book = book
        self._store = api._hs.get_datastores().main
        self._presence = api._hs.get_presence_handler()
        self._table = Table(api, _CREATE)
        book.when_changed(self._on_roster)

    async def changes(self, user_id: str, since: int) -> tuple[int, dict[str, str]]:
        """The newest number, and the roles now of those who changed after `since`.

        Only of people who share a chat with the asker, and of the asker.
        """
        version, people = await self._table.run("parta_badges_read", _read, since)
        day = await self._book.today()
        if day is None or not people:
            return version, {}
        seen = await self._store.get_users_who_share_room_with_user(user_id) | {user_id}
        roles = {one: day.role(one) for one in people if one in seen}
        return version, {one: role.value if role else "" for one, role in roles.items()}

    async def _on_roster(self, before: SchoolDay | None, day: SchoolDay) -> None:
        teachers = {one for one in day.people() if day.role(one) is Role.TEACHER}
        changed, version = await self._table.run("parta_badges_store", _store, teachers)
        watchers: set[str] = set()
        if before is not None:  # who is something else now has other places in the program
            watchers = {one for one in before.people() if day.roles(one) != before.roles(one)}
        for person in changed:
            watchers |= await self._store.get_users_who_share_room_with_user(person) | {person}
        own = [one for one in await self._here_first(watchers) if self._api.is_mine(one)]
        await concurrently_execute(partial(self._ring, version), own, _AT_ONCE)

    async def _ring(self, version: int, watcher: str) -> None:
        # A roster names people before they have accounts.
        if await self._store.get_user_by_id(watcher):
            await self._api.account_data_manager.put_global(watcher, BELL, {"version": version})

    async def _here_first(self, people: Collection[str]) -> list[str]:
        states = await self._presence.current_state_for_users(people)
        return sorted(people, key=lambda one: (states[one].state == "offline", one))


def _read(txn: LoggingTransaction, since: int) -> tuple[int, list[str]]:
    txn.execute("SELECT COALESCE(MAX(version), 0) FROM parta_badges")
    (version,) = txn.fetchone()
    txn.execute("SELECT user_id FROM parta_badges WHERE version > ?", (since,))
    return int(version), [user_id for (user_id,) in txn.fetchall()]


def _store(txn: LoggingTransaction, teachers: set[str]) -> tuple[list[str], int]:
    """Number what has changed; the first roster of all is nobody's news."""
    txn.execute("SELECT user_id, teacher, version FROM parta_badges")
    rows = txn.fetchall()
    known = {user_id: bool(teacher) for user_id, teacher, _ in rows}
    changed = sorted(
        one for one in teachers | known.keys() if known.get(one, False) != (one in teachers)
    )
    version = max((int(row[2]) for row in rows), default=-1) + 1
    # The row of nobody tells a school without teachers from one that was never looked at.
    values = [(one, int(one in teachers), version) for one in changed]
    txn.executemany(_PUT, values if rows else [*values, ("", 0, 0)])
    return (changed if rows else []), version
