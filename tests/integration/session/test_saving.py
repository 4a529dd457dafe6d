"""What five chats with photos cost on the wire, with traffic saved and without."""

import asyncio
import io
import json
import os
import sys

from PIL import Image

from app.domain.ids import RoomId
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon
from tests.integration.session.opening import PICTURES

CHATS = 5


def _photo(number: int) -> bytes:
    """A photo that does not compress to nothing: noise, as of a phone in a dim classroom."""
    noise = Image.effect_noise((1200, 900), 60 + number)
    kept = io.BytesIO()
    noise.convert("RGB").save(kept, "JPEG", quality=70)
    return kept.getvalue()


async def _send_photo(user: MatrixUser, room: str, number: int) -> None:
    data = _photo(number)
    uri = await user.upload(data, mime="image/jpeg", name=f"{number}.jpg")
    info = {"w": 1200, "h": 900, "size": len(data), "mimetype": "image/jpeg"}
    content = {"msgtype": "m.image", "body": f"{number}.jpg", "url": uri, "info": info}
    await user.send(room, "m.room.message", content)


async def _cost(user: MatrixUser, way: str, rooms: list[str]) -> dict[str, int]:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.session.opening", way),
        *(user.server.url, user.localpart, user.password, *rooms),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    said, trouble = await program.communicate()
    assert program.returncode == 0, trouble.decode()
    cost: dict[str, int] = json.loads(said)
    return cost


async def test_with_traffic_saved_opening_chats_fetches_no_picture(
    fresh_user: FreshUser,
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    rooms = [await vera.create_room(f"Чат {number}", members=(anna,)) for number in range(CHATS)]
    for room in rooms:
        for number in range(PICTURES):
            await _send_photo(anna, room, number)
    whole = await _cost(vera, "all", rooms)
    saved = await _cost(vera, "saving", rooms)
    print(f"five chats: {whole['bytes']} bytes, saving {saved['bytes']}")
    assert whole["media"] >= CHATS * PICTURES
    assert saved["media"] == 0
    assert saved["bytes"] * 10 < whole["bytes"]
    assert saved["after a click"] == 1


async def test_saving_is_kept_and_messages_come_as_ever(
    program: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room = RoomId(await vera.create_room("Хор", members=(anna,)))
    here = await program.sign_in(vera)
    await live(here)
    await here.save_traffic(True)
    await program.restart()
    again = program.session()
    assert again.saving.value
    await live(again)
    await anna.text(room, "Привет")
    await soon(lambda: (found := again.rooms.get(room)) is not None and found.unread == 1)
    await again.save_traffic(False)
    await program.restart()
    assert not program.session().saving.value
