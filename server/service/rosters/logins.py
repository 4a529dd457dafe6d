"""Login names that lists tell: read, and sealed where they are kept.

A list names a person's login (`username` of OneRoster and SDS, «Логин» of a school's own list), or
one for each of several systems (`userIds`: `{sgo:ivanova},{LDAP:ivanova}`). Tables are kept in the
database, logins in the open are not: `sealed` closes them, only the service's key opens them again.
"""

import base64
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from server.service.rosters.contract import Tables
from server.service.rosters.problems import Report
from server.service.rosters.rows import Row, row_of
from server.service.vault import Vault, VaultError

ANY = ""
"""The system of a login of which a list does not say where it is good."""

Logins = Mapping[str, str]
"""System (in lower case, or `ANY`) → login of one person."""

_TOLD, _KEPT = ("username", "userIds"), "logins"
_PAIR = re.compile(r"\{\s*([^:{}]+?)\s*:\s*([^{}]*?)\s*\}")
_LONGEST = 200
_MOST = 20


def told(row: Row) -> Logins:
    """Return what a row of a list that has just come in tells."""
    found = {system.casefold(): name for system, name in _PAIR.findall(row["userIds"])[:_MOST]}
    found[ANY] = row["username"]
    return {system: name for system, name in found.items() if 0 < len(name) <= _LONGEST}


def plain(login: str) -> str:
    """Return a login without what registers overlook: case, and spaces around it."""
    return login.strip().casefold()


def look_for_doubles(tables: Tables, *, report: Report) -> None:
    """Warn of logins that a list gives to different people: they open nobody's account."""
    owners: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.get("users", {}).values():
        for system, login in told(row).items():
            owners[system, plain(login)].append(row)
    for (system, _), rows in owners.items():
        if len({_name(row) for row in rows}) > 1:
            last, column = rows[-1], "userIds" if system else "username"
            text = f"Один логин у разных людей (ещё в строке {rows[0].line}): он не учтён."
            report.warn(last.file, text, line=last.line, column=last.column(column))


def sealed(tables: Tables, vault: Vault) -> Tables:
    """Return the tables as they may be kept; logins that are sealed already stay so."""
    if "users" not in tables:
        return tables
    users = {key: _closed(key, row, vault) for key, row in tables["users"].items()}
    return {**tables, "users": users}


def opened(tables: Tables, vault: Vault) -> Iterator[tuple[str, Logins]]:
    """Yield the logins of sealed tables by `sourcedId`; what does not open is left out."""
    for key, row in tables.get("users", {}).items():
        if row[_KEPT]:
            try:
                yield key, json.loads(vault.open(base64.b64decode(row[_KEPT]), about=_about(key)))
            except VaultError:
                continue


def _closed(key: str, row: Row, vault: Vault) -> Row:
    if not any(row[name] for name in _TOLD):
        return row
    cells = {name: text for name, text in row.as_dict().items() if name not in _TOLD}
    if found := told(row):
        secret = vault.seal(json.dumps(found, ensure_ascii=False), about=_about(key))
        cells[_KEPT] = base64.b64encode(secret).decode()
    return row_of(row.file, row.line, cells)


def _about(key: str) -> str:
    return f"roster login {key}"


def _name(row: Row) -> str:
    parts = (row["familyName"], row["givenName"], row["middleName"] or row["preferredMiddleName"])
    return " ".join(" ".join(parts).casefold().split())
