"""What the school's module adds to sending a message in a chat of a thousand.

Two homeservers run side by side, one with the module and a roster of everybody, one without; the
measured sends alternate, so that a busy machine slows both alike. Prints medians and their ratio.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver

ROSTER = "/_synapse/client/parta/admin/roster"
BAR = 1.15


def document(users: list[str], teacher: str) -> dict[str, Any]:
    """One class with everybody in it."""
    people = [teacher, *users]
    enrolments = [{"person": user, "class": "9b", "role": "student"} for user in users]
    return {
        "revision": "cost",
        "orgs": [{"id": "s"}],
        "people": [{"id": user, "user_id": user} for user in people],
        "grants": [
            {"person": user, "org": "s", "role": "teacher" if user == teacher else "pupil"}
            for user in people
        ],
        "classes": [{"id": "9b", "org": "s", "kind": "homeroom", "grade": 9}],
        "enrolments": [{"person": teacher, "class": "9b", "role": "teacher"}, *enrolments],
    }


async def crowded(server: Homeserver, members: int) -> tuple[MatrixUser, str, list[str]]:
    """A teacher in a chat of so many, joined through the seeder's right to speak for anybody."""
    teacher = await server.new_user("Учитель")
    admin = await server.new_user("Школа", admin=True)
    rules = [{"type": "m.room.join_rules", "content": {"join_rule": "public"}}]
    room = await admin.create_room("Школа", members=(), initial_state=rules)
    await admin.call(
        "POST", f"/_synapse/admin/v1/join/{quote(room)}", json={"user_id": teacher.user_id}
    )
    users = [f"@p{number}:{server.server_name}" for number in range(members - 2)]
    for user in users:
        path = f"/_synapse/admin/v2/users/{quote(user)}"
        answer = await admin.request("PUT", path, json={"displayname": user[1:6]})
        assert answer.status_code == 201, answer.text
        await admin.call("POST", f"/_synapse/admin/v1/join/{quote(room)}", json={"user_id": user})
    await admin.aclose()
    return teacher, room, users


async def timed(user: MatrixUser, room: str) -> float:
    """Milliseconds that one message takes."""
    begun = time.perf_counter()
    await user.text(room, "Здравствуйте, дети")
    return (time.perf_counter() - begun) * 1000


async def measure(servers: dict[str, Homeserver], members: int, sends: int) -> dict[str, float]:
    """Medians by server."""
    rooms: dict[str, tuple[MatrixUser, str]] = {}
    for name, server in servers.items():
        teacher, room, users = await crowded(server, members)
        rooms[name] = (teacher, room)
        if name == "school":
            body = json.dumps(document(users, teacher.user_id))
            await server.admin_call("PUT", ROSTER, content=body)
        print(f"{name}: {members} members", file=sys.stderr)
    times: dict[str, list[float]] = {name: [] for name in rooms}
    for turn in range(sends + 20):
        for name, (teacher, room) in rooms.items():
            took = await timed(teacher, room)
            if turn >= 20:
                times[name].append(took)
    for teacher, _ in rooms.values():
        await teacher.aclose()
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> int:
    """Run and judge by the bar."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--sends", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        servers = {name: Homeserver(Path(folder) / name, name) for name in ("school", "personal")}
        try:
            for server in servers.values():
                server.start()
            medians = asyncio.run(measure(servers, options.members, options.sends))
        finally:
            for server in servers.values():
                if server.running:
                    server.stop()
    ratio = medians["school"] / medians["personal"]
    result = {"with_ms": medians["school"], "without_ms": medians["personal"], "ratio": ratio}
    print(json.dumps({key: round(value, 3) for key, value in result.items()}))
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
