"""The module's own table: what role the school gives each account.

Users cannot write here by any Matrix request, so a role in `unsigned` cannot be forged. The table
is small (a row for each person of one school) and read for every event, hence the copy in memory,
which every process of the homeserver renews when another has changed the table.
"""

from collections.abc import Mapping

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

from server.school_core.roles import Role, parse_role
from server.synapse_module.school_book import LOOK_EVERY_MS
from server.synapse_module.tables import raise_version, version_of, versions

_CREATE = "CREATE TABLE IF NOT EXISTS parta_people (user_id TEXT PRIMARY KEY, role TEXT NOT NULL)"


class People:
    """Roles by user id, kept in the homeserver's database."""

    def __init__(self, api: ModuleApi) -> None:
        self._api = api
        self._roles: dict[str, Role] | None = None
        self._versions = versions(api)
        self._version = 0
        api.looping_background_call(
            self._look, LOOK_EVERY_MS, desc="parta_people_look", run_on_all_instances=True
        )

    async def role_of(self, user_id: str) -> Role | None:
        """The role of an account, None for people the school does not know."""
        if self._roles is None:
            self._roles = await self._api.run_db_interaction("parta_people_load", _load)
        return self._roles.get(user_id)

    async def set_roles(self, roles: Mapping[str, Role | None]) -> None:
        """Give roles; None takes the role away."""
        await self._api.run_db_interaction("parta_people_store", _store, roles)
        self._roles = await self._api.run_db_interaction("parta_people_load", _load)

    async def _look(self) -> None:
        version = await self._versions.run("parta_people_version", version_of, "people")
        if version != self._version:
            self._roles = await self._api.run_db_interaction("parta_people_load", _load)
            self._version = version


def _load(txn: LoggingTransaction) -> dict[str, Role]:
    # The table is made here and not at start-up: whoever comes first finds it, in any order.
    txn.execute(_CREATE)
    txn.execute("SELECT user_id, role FROM parta_people")
    rows = ((user_id, parse_role(role)) for user_id, role in txn.fetchall())
    return {user_id: role for user_id, role in rows if role is not None}


def _store(txn: LoggingTransaction, roles: Mapping[str, Role | None]) -> None:
    txn.execute(_CREATE)
    raise_version(txn, "people")
    for user_id, role in roles.items():
        txn.execute("DELETE FROM parta_people WHERE user_id = ?", (user_id,))
        if role is not None:
            txn.execute(
                "INSERT INTO parta_people (user_id, role) VALUES (?, ?)", (user_id, role.value)
            )
