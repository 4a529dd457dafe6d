"""A school on several processes: PostgreSQL, Redis, readers, persister, nginx; then its backup."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.postgres import Postgres
from tests.server.deploy.conftest import Installation

pytestmark = pytest.mark.timeout(400)  # eight programs start on two cores

SYNC = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"
WINDOW = {"lists": {"all": {"ranges": [[0, 9]], "timeline_limit": 5, "required_state": []}}}


@pytest.fixture(scope="module")
def several(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, redis_port: int
) -> Iterator[Installation]:
    root = tmp_path_factory.mktemp("several") / "school"
    school = Installation(root, postgres, redis_port, size="several")
    assert school.deploy("make") == 0, school.said
    try:
        school.start()
        yield school
    finally:
        school.stop()


async def _bodies(user: MatrixUser, base: str, room_id: str) -> list[str]:
    """What one process tells a device that has never synced."""
    headers = {"Authorization": f"Bearer {user.access_token}"}
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=60) as http:
        answer = (await http.post(SYNC, json=WINDOW)).raise_for_status().json()
    timeline = answer["rooms"].get(room_id, {}).get("timeline", [])
    return [event["content"]["body"] for event in timeline if "body" in event["content"]]


async def test_people_talk_through_every_process_and_the_rules_hold_in_each(
    several: Installation,
) -> None:
    school = several.homeserver
    vera = await school.new_user("Вера")
    artem = await school.new_user("Артём")
    stranger = await school.new_user("Чужой")
    room = await vera.create_room("9Б", members=(artem,))
    await artem.text(room, "через сайт")
    for base in several.readers:
        assert await _bodies(vera, base, room) == ["через сайт"]

    admin = await school.new_user("Администратор", admin=True)
    people = [("v", vera, "teacher"), ("a", artem, "pupil")]
    document = {
        "revision": "1",
        "orgs": [{"id": "s14", "name": "Школа № 14"}],
        "people": [{"id": key, "user_id": user.user_id} for key, user, _ in people],
        "grants": [{"person": key, "org": "s14", "role": role} for key, _, role in people],
        "classes": [{"id": "9b", "org": "s14", "title": "9Б", "kind": "homeroom", "grade": 9}],
        "enrolments": [
            {"person": "v", "class": "9b", "role": "teacher", "primary": True},
            {"person": "a", "class": "9b", "role": "student"},
        ],
    }
    path = "/_synapse/client/parta/admin/roster"
    await admin.call("PUT", path, content=json.dumps(document))
    for base in several.readers:
        headers = {"Authorization": f"Bearer {artem.access_token}"}
        invite = f"{CLIENT}/rooms/{quote(await artem.create_room('Свой'))}/invite"
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=60) as http:
            refused = None
            async with asyncio.timeout(60):  # each process looks for a new roster now and then
                while refused is None or refused.status_code != 403:
                    refused = await http.post(invite, json={"user_id": stranger.user_id})
            assert refused.json()["app.parta.reason"] == "stranger"
    for user in (vera, artem, stranger, admin):
        await user.aclose()


async def test_the_site_keeps_the_service_internals_and_other_servers_out(
    several: Installation,
) -> None:
    async with httpx.AsyncClient(base_url=several.site, timeout=60) as http:
        known = (await http.get("/.well-known/matrix/client")).json()
        assert known["m.homeserver"]["base_url"].rstrip("/") == several.site
        assert known["app.parta.school"]["service_url"] == several.site
        for path in (
            "/v1/internal/sign-in",
            "/_matrix/federation/v1/version",
            "/_synapse/replication",
        ):
            assert (await http.post(path, json={})).status_code == 404, path
        assert (await http.get("/v1/openapi.json")).status_code == 200


async def test_a_backup_becomes_the_same_school_on_another_machine(
    several: Installation, postgres: Postgres, redis_port: int, tmp_path: Path
) -> None:
    vera = await several.homeserver.new_user("Вера")
    room = await vera.create_room("Архив")
    await vera.text(room, "это не должно пропасть")
    upload = await vera.request(
        "POST",
        "/_matrix/media/v3/upload?filename=a.txt",
        content="файл",
        headers={"Content-Type": "text/plain"},
    )
    uri = upload.json()["content_uri"].removeprefix("mxc://")
    file = tmp_path / "school.tar"
    assert several.deploy("backup", "--file", str(file)) == 0, several.said

    other = Installation(tmp_path / "other", postgres, redis_port, size="one")
    damaged = tmp_path / "damaged.tar"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    damaged.write_bytes(content)
    assert other.deploy("restore", "--file", str(damaged)) == 1
    assert other.deploy("restore", "--file", str(file)) == 0, other.said
    assert other.deploy("restore", "--file", str(file)) == 1  # its databases are no longer empty
    try:
        other.start()
        again = MatrixUser(other.homeserver, vera.user_id, "Вера")
        await again.sign_in()
        assert "это не должно пропасть" in await _bodies(again, other.site, room)
        media = await again.request("GET", f"/_matrix/client/v1/media/download/{uri}")
        assert media.text == "файл"
        await again.aclose()
    finally:
        other.stop()
    await vera.aclose()


def test_the_plan_says_what_is_wrong_with_it(
    tmp_path: Path, postgres: Postgres, redis_port: int
) -> None:
    school = Installation(tmp_path / "wrong", postgres, redis_port, size="several")
    school.plan_file.write_text("school: {name: Школа, server_name: 'a b', address: x}\n")
    assert school.deploy("make") == 1
    assert "school.server_name" in school.said
    assert not school.folder.exists()
