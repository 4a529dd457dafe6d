"""schemathesis over the OpenAPI document: whatever a client sends, the service answers for it.

No request may end in a 5xx, from a stranger, a pupil, an administrator or the operator. Half of the
examples name real rooms, people and classes, so that they get further than "no such thing".
"""

import asyncio
import json
import zlib
from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error

from server.service import contract
from tests.helpers.school import Homeserver
from tests.helpers.service_school import SCHOOL, ServiceSchool, _Roster


@schemathesis.serializer("application/zip")
def _as_it_is(_context: object, value: object) -> bytes:
    """A body that claims to be a zip file."""
    return value if isinstance(value, bytes) else str(value).encode()


schema = schemathesis.openapi.from_dict(json.loads(contract.PATH.read_text(encoding="utf-8")))


class Known:
    """Real things by the names that requests call them, and tokens of several people."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.values: dict[str, list[str]] = {}

    async def prepare(self, server: Homeserver) -> None:
        school = ServiceSchool(server, _Roster())
        try:
            operator = await school.operator()
            child = await school.person("Артём", "pupil", learns=["9b"], born="2011-05-05")
            admin = await school.person("Ольга", "admin", "teacher", leads=["9b"], children=[child])
            stranger = await school.stranger()
            room = await school.bot_room(
                admin,
                name="9Б",
                state=[
                    {
                        "type": "app.parta.room",
                        "content": {
                            "kind": "class",
                            "managed": True,
                            "orgId": SCHOOL,
                            "classId": "9b",
                        },
                    }
                ],
            )
            event = await admin.matrix.text(room, "Привет")
            link = await admin.ok("POST", "/v1/links", json={"room_id": room, "roles": ["pupil"]})
            ticket = await admin.ok("POST", "/v1/support", json={"text": "Помогите"})
            channel = await admin.ok("POST", "/v1/channels", json={"org": SCHOOL, "name": "Канал"})
            self.tokens = [one.token for one in (admin, operator, child, stranger)] + ["чужой"]
            self.values = {
                "room_id": [room, channel["room_id"]],
                "event_id": [event],
                "user_id": [child.user_id, admin.user_id],
                "person": [child.person],
                "child": [child.person],
                "org": [SCHOOL],
                "school_class": ["9b"],
                "class_id": ["9b"],
                "group": ["9b", "9b-bio"],
                "token": [link["token"]],
                "link_id": [link["id"]],
                "ticket_id": [ticket["id"]],
            }
        finally:
            await school.aclose()

    def put_in(self, parts: Mapping[str, Any] | None, seed: int) -> None:
        """Let a request name what is there."""
        if isinstance(parts, dict):
            for name, values in self.values.items():
                if name in parts:
                    parts[name] = values[seed % len(values)]


@pytest.fixture(scope="module")
def known(service_server: Homeserver) -> Known:
    found = Known()
    asyncio.run(found.prepare(service_server))
    return found


# Signing out would take the token from the examples after it; a sync would take the people of other
# tests out of their chats.
@(
    schema.exclude(path="/v1/session", method="DELETE")
    .exclude(path="/v1/sync", method="POST")
    .parametrize()
)
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_service(
    case: schemathesis.Case, known: Known, service_server: Homeserver
) -> None:
    seed = zlib.crc32(repr((case.body, case.query, case.path_parameters)).encode())
    if seed % 2:
        for parts in (case.body, case.query, case.path_parameters):
            known.put_in(parts, seed // 2)
    token = known.tokens[seed // 4 % len(known.tokens)]
    headers = {"Authorization": f"Bearer {token}".encode()}
    case.call_and_validate(
        base_url=service_server.service_url, headers=headers, checks=[not_a_server_error]
    )
