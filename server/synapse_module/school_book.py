"""The module's own table with the roster it was told, and the school of today made from it.

One row holds the whole document, so that it is taken whole or not at all, after a crash too. Users
cannot write here by any Matrix request. Every process of the homeserver looks every few seconds
whether the row has changed.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

from server.school_core.document import read_document
from server.school_core.roles import Role
from server.school_core.school import School, SchoolDay

_CREATE = (
    "CREATE TABLE IF NOT EXISTS parta_roster "
    "(slot INTEGER PRIMARY KEY, revision TEXT NOT NULL, document TEXT NOT NULL)"
)
LOOK_EVERY_MS = 3_000
"""How often a process looks for what another one has stored: people see a change within 5 s."""

Changed = Callable[[SchoolDay | None, SchoolDay], Awaitable[None]]
"""Told the school before and after, in one process of the homeserver."""


class SchoolBook:
    """Answers with the school as of now, None while nobody has told a roster."""

    def __init__(self, api: ModuleApi, zone: ZoneInfo) -> None:
        self._api = api
        self._zone = zone
        self._school: School | None = None
        self._day: SchoolDay | None = None
        self._loaded = False
        self._told: SchoolDay | None = None
        self._listeners: list[Changed] = []
        api.looping_background_call(
            self._look, LOOK_EVERY_MS, desc="parta_roster_look", run_on_all_instances=True
        )

    async def today(self) -> SchoolDay | None:
        """The school on this day; enrolments begin and end at midnight of its time zone."""
        if not self._loaded:
            await self._load()
        if self._school is None:
            return None
        date = datetime.now(self._zone).date()
        if self._day is None or self._day.day != date:
            self._day = SchoolDay(self._school, date)
        return self._day

    def when_changed(self, listener: Changed) -> None:
        """Call this when the roster or the day has changed, at the latest some seconds after."""
        self._listeners.append(listener)

    async def tell(self, document: str) -> School:
        """Take a new roster in place of the old one.

        Raises:
            DocumentRefused: it is no roster; the old one stays.
        """
        school = read_document(document, server_name=self._api.server_name)
        revision = school.roster.revision
        await self._api.run_db_interaction("parta_roster_store", _store, revision, document)
        self._take(school)
        # Whoever waits for a badge need not wait for the next look; in this process, that is.
        self._api.run_as_background_process("parta_roster_told", self._look)
        return school

    async def is_trusted(self, user_id: str) -> bool:
        """Whether an account acts for the school itself: server administrators and its bots."""
        day = await self.today()
        if day is not None and Role.BOT in day.roles(user_id):
            return True
        return bool(await self._api.is_user_admin(user_id))

    async def _load(self) -> None:
        row = await self._api.run_db_interaction("parta_roster_load", _row)
        self._take(read_document(row[1], server_name=self._api.server_name) if row else None)

    def _take(self, school: School | None) -> None:
        self._school, self._day, self._loaded = school, None, True

    async def _look(self) -> None:
        revision = await self._api.run_db_interaction("parta_roster_revision", _revision)
        if revision != (self._school.roster.revision if self._school else None):
            await self._load()
        day = await self.today()
        before, self._told = self._told, day
        if day is not None and day is not before and self._api.should_run_background_tasks():
            for listener in self._listeners:
                await listener(before, day)


def _row(txn: LoggingTransaction) -> tuple[str, str] | None:
    txn.execute(_CREATE)
    txn.execute("SELECT revision, document FROM parta_roster WHERE slot = 1")
    row: tuple[str, str] | None = txn.fetchone()
    return row


def _revision(txn: LoggingTransaction) -> str | None:
    txn.execute(_CREATE)
    txn.execute("SELECT revision FROM parta_roster WHERE slot = 1")
    row = txn.fetchone()
    return row[0] if row else None


def _store(txn: LoggingTransaction, revision: str, document: str) -> None:
    txn.execute(_CREATE)
    txn.execute("DELETE FROM parta_roster WHERE slot = 1")
    txn.execute(
        "INSERT INTO parta_roster (slot, revision, document) VALUES (1, ?, ?)",
        (revision, document),
    )
