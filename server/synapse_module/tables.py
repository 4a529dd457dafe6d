"""The module's own tables in the homeserver's database, made when the first asks for one.

`parta_versions` counts the changes of what every process keeps a copy of in memory.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

T = TypeVar("T")
_VERSIONS = (
    "CREATE TABLE IF NOT EXISTS parta_versions (name TEXT PRIMARY KEY, version BIGINT NOT NULL)"
)


class Table:
    """Runs transactions on one table of ours; `create` are its CREATE statements."""

    def __init__(self, api: ModuleApi, *create: str) -> None:
        self._api = api
        self._create = create
        self._made = False

    async def run(self, name: str, step: Callable[..., T], *arguments: Any) -> T:
        """Do a step (`txn, *arguments`) as one transaction."""
        result: T = await self._api.run_db_interaction(name, self._do, step, *arguments)
        self._made = True
        return result

    def _do(self, txn: LoggingTransaction, step: Callable[..., T], *arguments: Any) -> T:
        if not self._made:
            for statement in self._create:
                txn.execute(statement)
        return step(txn, *arguments)


def versions(api: ModuleApi) -> Table:
    """The table of versions."""
    return Table(api, _VERSIONS)


def version_of(txn: LoggingTransaction, name: str) -> int:
    """How often something has changed."""
    txn.execute("SELECT version FROM parta_versions WHERE name = ?", (name,))
    row = txn.fetchone()
    return int(row[0]) if row else 0


def raise_version(txn: LoggingTransaction, name: str) -> None:
    """Tell the other processes that something has changed."""
    txn.execute(_VERSIONS)
    txn.execute(
        "INSERT INTO parta_versions (name, version) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET version = parta_versions.version + 1",
        (name,),
    )
