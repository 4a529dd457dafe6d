"""A register that speaks OneRoster 1.2 (or 1.1) over HTTP, with the faults that real ones have.

It serves an invented school that a test may change while it runs: `serve(…)` gives an address.
"""

import base64
import json
import re
import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from server.demo.school import DemoSchool
from server.demo.tables import Tables, oneroster_11, oneroster_12

CLIENT, SECRET = "parta", "не секрет: только для испытаний"
_FILTER = re.compile(r"dateLastModified>='([^']+)'")


@dataclass
class Faults:
    """What goes wrong: `statuses` are given to the next requests in turn, 0 is a broken JSON.

    `token_lives` is how many requests a token is good for; `endless` never ends its pages,
    `circling` gives the first one again and again; `no_total` leaves the count to the `Link`.
    """

    statuses: list[int] = field(default_factory=list)
    token_lives: int = 1_000_000
    endless: bool = False
    circling: bool = False
    no_total: bool = False
    missing: frozenset[str] = frozenset()


class Register:
    """What the simulated service holds. `log` is every request it got, secrets left out."""

    def __init__(self, schools: Sequence[DemoSchool], *, version: str = "1.2") -> None:
        self.version = version
        self.faults = Faults()
        self.log: list[str] = []
        self._lock = threading.Lock()
        self._tokens: dict[str, int] = {}
        self._objects: dict[str, dict[str, dict[str, Any]]] = {}
        self._clock = 0
        self.show(schools)

    def show(self, schools: Sequence[DemoSchool], *, at: str = "2026-09-01T00:00:00.000Z") -> None:
        """Hold these schools from now on; what is gone is marked, as the standard asks."""
        tables = (oneroster_12 if self.version == "1.2" else oneroster_11)(schools)
        with self._lock:
            for name, objects in _objects(tables, self.version).items():
                old = self._objects.setdefault(name, {})
                for key, one in objects.items():
                    if _bare(old.get(key)) != _bare(one):
                        old[key] = one | {"status": "active", "dateLastModified": at}
                for key in old.keys() - objects.keys():
                    if old[key]["status"] != "tobedeleted":
                        old[key] |= {"status": "tobedeleted", "dateLastModified": at}

    # ----------------------------------------------------------------------------------- asked

    def token(self, authorization: str) -> tuple[int, object]:
        """Answer whoever asks for a token."""
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if authorization != f"Basic {wanted}":
            return 401, {"error": "invalid_client"}
        made = secrets.token_urlsafe(8)
        with self._lock:
            self._tokens[made] = self.faults.token_lives
        return 200, {"access_token": made, "token_type": "Bearer", "expires_in": 3600}

    def get(
        self, path: str, query: Mapping[str, list[str]], authorization: str
    ) -> tuple[int, object, dict[str, str]]:
        """Answer whoever asks for a collection: status, body, headers."""
        name = path.rsplit("/", 1)[-1]
        with self._lock:
            self.log.append(f"{name} {query.get('offset', ['0'])[0]}")
            if self.faults.statuses:
                status = self.faults.statuses.pop(0)
                return status, {"codeMajor": "failure"}, {"Retry-After": "1"}
            token = authorization.removeprefix("Bearer ")
            if self._tokens.get(token, 0) <= 0:
                return 401, {"codeMajor": "failure"}, {}
            self._tokens[token] -= 1
            if name in self.faults.missing or name not in self._objects:
                return 404, {"codeMajor": "failure"}, {}
            return self._page(name, query)

    def _page(
        self, name: str, query: Mapping[str, list[str]]
    ) -> tuple[int, object, dict[str, str]]:
        found = sorted(self._objects[name].values(), key=lambda one: str(one["sourcedId"]))
        asked = _FILTER.fullmatch(query.get("filter", [""])[0])
        if asked is not None:
            found = [one for one in found if one["dateLastModified"] >= asked[1]]
        limit, offset = int(query["limit"][0]), int(query["offset"][0])
        if self.faults.endless:
            page = [
                {**found[0], "sourcedId": f"again-{offset + number}"} for number in range(limit)
            ]
        else:
            page = found[:limit] if self.faults.circling else found[offset : offset + limit]
        more = self.faults.endless or self.faults.circling or offset + limit < len(found)
        headers = {"Link": f'<{name}?offset={offset + limit}>; rel="next"'} if more else {}
        if not (self.faults.no_total or self.faults.endless or self.faults.circling):
            headers["X-Total-Count"] = str(len(found))
        return 200, {name: page}, headers


@contextmanager
def serve(register: Register) -> Iterator[str]:
    """Serve a register on this machine; gives `http://127.0.0.1:port`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = register.token(self.headers.get("Authorization", ""))
            self._answer(status, body, {})

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            authorization = self.headers.get("Authorization", "")
            self._answer(*register.get(parts.path, parse_qs(parts.query), authorization))

        def _answer(self, status: int, body: object, headers: Mapping[str, str]) -> None:
            text = json.dumps(body).encode() if status else b'{"users": [{"sourcedId": "u'
            self.send_response(status or 200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def base_of(register: Register) -> str:
    """Return the path that the service of this version stands under."""
    service = "rostering/v1p2" if register.version == "1.2" else "v1p1"
    return f"/ims/oneroster/{service}"


def _bare(one: Mapping[str, Any] | None) -> dict[str, Any]:
    stamps = {"status", "dateLastModified"}
    return {name: value for name, value in (one or {}).items() if name not in stamps}


def _objects(tables: Tables, version: str) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables as the nested objects of the standard."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name, table in tables.items():
        found[name] = {
            key: _object(dict(zip(table.columns, row, strict=True)))
            for key, row in table.rows.items()
        }
    for role in found.pop("roles", {}).values():
        user = found["users"][role["user"]["sourcedId"]]
        user.setdefault("roles", []).append(
            {name: role[name] for name in ("roleType", "role", "org") if name in role}
        )
    for user in found["users"].values():
        user["enabledUser"] = "true" if version == "1.2" else True
    return found


def _object(cells: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, text in cells.items():
        if name.endswith("SourcedIds"):
            ids = [one for one in text.split(",") if one]
            key = name.removesuffix("SourcedIds") + "s"
            made[key] = [{"href": f"#{one}", "sourcedId": one} for one in ids]
        elif name.endswith("SourcedId"):
            if text:
                made[name.removesuffix("SourcedId")] = {"href": f"#{text}", "sourcedId": text}
        elif name in {"grades", "subjects"}:
            made[name] = [text] if text else []
        elif text or name == "sourcedId":
            made[name] = text
    return made
