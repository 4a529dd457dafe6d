"""The database thread of a profile: one unit of work per call, whole or not at all."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.domain.errors import StoreCorrupt, StoreError, WrongKey
from app.store import failures
from app.store.keyed import connect

if TYPE_CHECKING:  # sqlalchemy costs 0.2 s to import: only the database thread pays for it
    from sqlalchemy import Connection, Engine

P = ParamSpec("P")
R = TypeVar("R")
Row = Sequence[Any]


class Unit:
    """One unit of work: SQLAlchemy's connection inside a transaction, with short verbs.

    The statements go through the driver's own cursor: 2 µs each instead of 15, and one new
    message is forty of them.
    """

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self._driver: Any = connection.connection.driver_connection

    def run(self, sql: str, *values: Any) -> int:
        """Execute a statement; how many rows it changed."""
        count: int = self._driver.execute(sql, values).rowcount
        return count

    def many(self, sql: str, rows: Iterable[Row]) -> None:
        """Execute a statement once for each row of values."""
        if batch := list(rows):
            self._driver.executemany(sql, batch)

    def rows(self, sql: str, *values: Any) -> Sequence[Row]:
        """All rows of a query."""
        found: Sequence[Row] = self._driver.execute(sql, values).fetchall()
        return found

    def row(self, sql: str, *values: Any) -> Row | None:
        """The first row of a query, or None."""
        # A cursor that is not read to its end would keep the statement, and the file, busy.
        cursor = self._driver.execute(sql, values)
        found: Row | None = cursor.fetchone()
        cursor.close()
        return found

    def one(self, sql: str, *values: Any) -> Row:
        """The row of a query about something that is there."""
        row = self.row(sql, *values)
        assert row is not None, sql
        return row

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, *values)
        return None if row is None else row[0]


def places(values: Sequence[Any]) -> str:
    """Return the `?, ?, ?` for an IN list."""
    return ",".join("?" * len(values))


def chunks(values: Sequence[R], size: int = 500) -> Iterable[Sequence[R]]:
    """Cut a list so that an IN list stays under SQLite's limit."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Database:
    """The engine over one connection, and the only thread that touches it."""

    def __init__(self, path: Path, key: str, name: str = "store") -> None:
        self._path, self._key = path, key
        self._engine: Engine | None = None
        self.on_failure: Callable[[], None] | None = None
        """Called in the database thread when a unit left no trace: forget what it told you."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def unit(
        self, work: Callable[Concatenate[Unit, P], R], *args: P.args, **kw: P.kwargs
    ) -> R:
        """Run `work` in the database thread inside one transaction."""
        return await self.call(lambda: self.do(work, *args, **kw))

    async def call(self, work: Callable[[], R]) -> R:
        """Run `work` in the database thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def do(self, work: Callable[Concatenate[Unit, P], R], *args: P.args, **kw: P.kwargs) -> R:
        """Do one unit of work; for the database thread (and for tests without a loop)."""
        try:
            with self.engine.begin() as connection:
                return work(Unit(connection), *args, **kw)
        except BaseException as error:  # boundary: told once, then translated or raised
            if self.on_failure is not None:
                self.on_failure()
            known = failures.translate(error)
            if known is None:
                raise
            # The key was right when the file was opened: what is unreadable now is damage.
            raise (StoreCorrupt(str(known)) if isinstance(known, WrongKey) else known) from error

    @property
    def engine(self) -> "Engine":
        """The engine, made at first use."""
        if self._engine is None:
            self._engine = _make_engine(self._path, self._key)
        return self._engine

    def dispose(self) -> None:
        """Close the file; for the database thread."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    async def close(self) -> None:
        """Finish what is queued, close the file and end the thread."""
        await self.call(self.dispose)
        self._thread.shutdown(wait=True)


def _make_engine(path: Path, key: str) -> "Engine":
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2

    def open_file() -> Any:
        try:
            connection = connect(path, key)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("PRAGMA foreign_keys=ON")
                connection.execute("PRAGMA busy_timeout=5000")
                connection.execute("PRAGMA temp_store=MEMORY")
                connection.execute("PRAGMA cache_size=-8000")
            except dbapi2.Error:
                connection.close()
                raise
        except dbapi2.Error as error:
            raise failures.from_sqlite(error) or StoreError(type(error).__name__) from error
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=open_file, poolclass=StaticPool)

    # The driver would begin by itself, but only before writes: a unit must see one state.
    @event.listens_for(engine, "begin")
    def _on_begin(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
