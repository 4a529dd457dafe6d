"""The connector for OneRoster services, 1.1 and 1.2: their objects as rows of the same tables.

What 1.2 nests (roles in a user, references in everything) is laid flat; an object that is not what
the standard says is a finding, not a fault.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from server.service.rosters.contract import Capability, Mode, Part, Pull
from server.service.rosters.letters import visible
from server.service.rosters.problems import Report
from server.service.rosters.rest_client import RestClient, RestSettings, SourceTrouble
from server.service.rosters.rows import Row, row_of

_OVERLAP = timedelta(minutes=10)
"""Their clock may not be ours: a little is asked for twice."""

_PLAIN: Mapping[str, tuple[str, ...]] = {
    "orgs": ("name", "type", "identifier"),
    "academicSessions": ("title", "type", "startDate", "endDate", "schoolYear"),
    "courses": ("title", "courseCode"),
    "classes": ("title", "classCode", "classType", "location"),
    "users": (
        *("enabledUser", "givenName", "familyName", "middleName", "preferredMiddleName"),
        *("identifier", "userMasterIdentifier", "role", "username"),
    ),
    "enrollments": ("role", "primary", "beginDate", "endDate"),
    "demographics": ("birthDate",),
}
_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "orgs": {"parent": "parentSourcedId"},
    "academicSessions": {"parent": "parentSourcedId"},
    "courses": {"org": "orgSourcedId"},
    "classes": {
        "course": "courseSourcedId",
        "school": "schoolSourcedId",
        "terms": "termSourcedIds",
    },
    "users": {
        "orgs": "orgSourcedIds",
        "agents": "agentSourcedIds",
        "primaryOrg": "primaryOrgSourcedId",
    },
    "enrollments": {
        "class": "classSourcedId",
        "user": "userSourcedId",
        "school": "schoolSourcedId",
    },
    "demographics": {},
}
_LISTS = ("grades", "subjects")
_OPTIONAL = frozenset({"academicSessions", "courses", "demographics"})


class OneRosterRest:
    """A OneRoster service."""

    def __init__(
        self,
        settings: RestSettings,
        *,
        client: Callable[[RestSettings], RestClient] = RestClient,
    ) -> None:
        self._settings = settings
        self._client = client

    def capabilities(self) -> frozenset[Capability]:
        """Return what the rostering service of the standard tells."""
        return frozenset({Capability.ROSTER, Capability.GUARDIANS})

    def pull(self, since: datetime | None, *, report: Report) -> Pull:
        """Return everything, or what has changed since."""
        changed = ""
        if since is not None:
            changed = (since.astimezone(UTC) - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        mode = Mode.DELTA if changed else Mode.BULK
        parts: dict[str, Part] = {}
        client = self._client(self._settings)
        try:
            for table in _PLAIN:
                optional = table in _OPTIONAL
                found = client.collection(table, changed_since=changed, optional=optional)
                parts[table] = Part(mode, tuple(_rows(table, found, report=report)))
        except SourceTrouble as trouble:
            report.error("OneRoster", str(trouble))
            return Pull()
        finally:
            client.close()
        return Pull(parts)


def _rows(table: str, objects: Iterator[Mapping[str, Any]], *, report: Report) -> Iterator[Row]:
    for number, one in enumerate(objects, 1):
        if not isinstance(one.get("sourcedId"), str) or not one["sourcedId"]:
            report.error(table, "Запись без sourcedId.", line=number, column="sourcedId")
            continue
        cells = {"sourcedId": one["sourcedId"]}
        cells["status"] = _text(one.get("status"))
        for name in (*_PLAIN[table], "dateLastModified"):
            cells[name] = _text(one.get(name))
        for name, column in _REFERENCES[table].items():
            cells[column] = ",".join(_ids(one.get(name)))
        for name in _LISTS:
            values = one.get(name)
            cells[name] = ",".join(map(_text, values)) if isinstance(values, list) else ""
        if table == "users":
            cells["userIds"] = ",".join(_user_ids(one.get("userIds")))
            cells["roles"] = json.dumps(list(_roles(one.get("roles"))), ensure_ascii=False)
            if isinstance(one.get("org"), dict) and not cells["orgSourcedIds"]:
                cells["orgSourcedIds"] = ",".join(_ids(one["org"]))
        yield row_of(table, number, {name: text for name, text in cells.items() if text})


def _user_ids(value: object) -> Iterator[str]:
    """As the CSV of the standard writes them: `{Fed:31065}`."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield f"{{{_text(one.get('type'))}:{_text(one.get('identifier'))}}}"


def _roles(value: object) -> Iterator[dict[str, str]]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            for org in _ids(one.get("org")):
                yield {
                    "role": _text(one.get("role")),
                    "orgSourcedId": org,
                    "beginDate": _text(one.get("beginDate")),
                    "endDate": _text(one.get("endDate")),
                }


def _ids(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [
        one["sourcedId"]
        for one in found
        if isinstance(one, dict) and isinstance(one.get("sourcedId"), str)
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(visible(str(value)).split()) if isinstance(value, str | int | float) else ""
