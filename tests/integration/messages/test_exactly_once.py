"""Each message lands exactly once and in order: through kill -9, through a server gone."""

import asyncio
import json
import sys
from pathlib import Path

import server
from app.domain.ids import RoomId
from app.domain.profiles import Tokens
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser
from tests.integration.messages.messenger import Messenger, until, until_there

REPOSITORY = Path(server.__file__).resolve().parent.parent


async def bodies(user: MatrixUser, room_id: str) -> list[str]:
    events = reversed(await user.messages(room_id, limit=500))
    return [e["content"]["body"] for e in events if e["type"] == "m.room.message"]


def messenger(folder: Path, user: MatrixUser) -> Messenger:
    return Messenger(
        folder,
        url=user.server.url,
        user_id=user.user_id,
        device_id=user.device_id,
        tokens=Tokens(user.access_token),
    )


async def killed_after(
    folder: Path, user: MatrixUser, room_id: str, *, word: str, lines: int
) -> None:
    """Run the sender and kill it hard when it has queued so many messages."""
    told = {
        "folder": str(folder),
        "url": user.server.url,
        "user_id": user.user_id,
        "device_id": user.device_id,
        "access_token": user.access_token,
        "room_id": room_id,
        "word": word,
        "count": str(lines),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.messages.sender", json.dumps(told)),
        stdout=asyncio.subprocess.PIPE,
        cwd=REPOSITORY,
    )
    assert process.stdout is not None
    for _ in range(lines):
        assert await process.stdout.readline()
    process.kill()
    await process.wait()


async def test_three_kills_lose_and_double_nothing(fresh_user: FreshUser, tmp_path: Path) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    folder = tmp_path / "vera"
    for number, lines in enumerate((3, 25, 8)):
        await killed_after(folder, vera, room_id, word=f"запуск {number}", lines=lines)
    here = await messenger(folder, vera).start()
    await here.live()

    async def all_there() -> bool:
        return await here.store.outbox() == ()

    await until_there(all_there)
    wanted = [f"запуск {n} {i}" for n, lines in enumerate((3, 25, 8)) for i in range(lines)]
    assert await bodies(oleg, room_id) == wanted
    await here.stop()


async def test_a_server_that_goes_away_gets_everything_once_it_is_back(
    school: Homeserver, fresh_user: FreshUser, tmp_path: Path
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    here = await messenger(tmp_path / "vera", vera).start()
    await here.live()
    timeline = await here.open(room_id)
    await here.composer.send_text(RoomId(room_id), "до")
    await until_there(lambda: _is(oleg, room_id, ["до"]))
    school.stop()
    for number in range(5):
        await here.composer.send_text(RoomId(room_id), f"пока нет связи {number}")
    await here.stop()
    await here.start()
    timeline = await here.open(room_id)
    await until(lambda: len([i for i in timeline.items if i.event_id is None]) == 5)
    school.start()  # not in a thread: the server ends with the thread that started it
    here.sync.wake()
    wanted = ["до", *(f"пока нет связи {number}" for number in range(5))]
    await until_there(lambda: _is(oleg, room_id, wanted), seconds=90)
    await until(lambda: all(item.event_id for item in timeline.items))
    await here.stop()


async def _is(user: MatrixUser, room_id: str, wanted: list[str]) -> bool:
    return await bodies(user, room_id) == wanted
